"""JSON Schema of edition.toml and of rubric files, so that editors complete and check them while they are typed.

``python -m scoring.codec.schema docs/schema`` writes the files.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from scoring.codec.descriptions import descriptions, summary
from scoring.codec.rules import RULES, toml_name
from scoring.model.edition import Edition
from scoring.model.method import Use
from scoring.model.rubric import Rubric
from scoring.model.text import Text

Kind = Literal["edition", "rubric"]
KINDS: Mapping[Kind, type] = {"edition": Edition, "rubric": Rubric}

_ELSEWHERE = "see there."
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    dt.date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
_USE = {
    "title": "A method: its name, or a table with its name and its parameters.",
    "oneOf": [
        {"type": "string"},
        {"type": "object", "required": ["method"], "properties": {"method": {"type": "string"}}},
    ],
}


def schema(kind: Kind) -> dict[str, Any]:
    """Return the schema of one kind of file, draft 2020-12, made from the model's classes and their docstrings.

    Parameters
    ----------
    kind : ``edition`` or ``rubric``.
    """
    made = _Schema()
    root = made.record(KINDS[kind])
    return {"$schema": _DRAFT, **root, "$defs": dict(sorted(made.definitions.items()))}


def schema_text(kind: Kind) -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write ``edition.json`` and ``rubric.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.json").write_text(schema_text(kind), encoding="utf-8")


@attrs.frozen
class _Schema:
    """Schemas of types; records become definitions, each once."""

    definitions: dict[str, Any] = attrs.field(factory=dict)

    def record(self, cls: type) -> dict[str, Any]:
        attrs.resolve_types(cls)
        told = descriptions(cls)
        fields = attrs.fields(cls)
        return {
            "title": cls.__name__,
            "description": summary(cls),
            "type": "object",
            "additionalProperties": False,
            "required": [toml_name(cls, item.name) for item in fields if item.default is attrs.NOTHING],
            "properties": {
                toml_name(cls, item.name): self.key(cls, item, told.get(item.name, "")) for item in fields
            },
        }

    def key(self, cls: type, item: attrs.Attribute[Any], description: str) -> dict[str, Any]:
        rule = RULES.get(cls, {}).get(item.name)
        told = summary(_record_in(item.type)) if description == _ELSEWHERE else description
        known = {"description": told} if told else {}
        return self.form(item.type) | (rule.schema() if rule else {}) | known | _default(item.default)

    def form(self, form: Any) -> dict[str, Any]:  # noqa: ANN401 a type form
        origin, parts = get_origin(form), get_args(form)
        if form in _SCALARS:
            return dict(_SCALARS[form])
        if origin is Literal:
            return {"enum": list(parts)}
        if origin in {UnionType, Union}:
            return self.either([part for part in parts if part is not type(None)])  # TOML has no null
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self.form(parts[1])}
        if origin is tuple:
            return self.many(parts[0])
        return self.definition(form)

    def either(self, forms: Iterable[Any]) -> dict[str, Any]:
        made = [self.form(form) for form in forms]
        return made[0] if len(made) == 1 else {"oneOf": made}

    def many(self, form: Any) -> dict[str, Any]:  # noqa: ANN401 a type form
        items = self.form(form)
        several = {"type": "array", "items": items}
        if form is Use:
            return {"oneOf": [items, several]}
        return several | ({"uniqueItems": True} if form is str or get_origin(form) is Literal else {})

    def definition(self, cls: type) -> dict[str, Any]:
        name = cls.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a record that holds itself ends here
            self.definitions[name] = self.defined(cls)
        return {"$ref": f"#/$defs/{name}"}

    def defined(self, cls: type) -> dict[str, Any]:
        if cls is Use:
            return dict(_USE)
        made = self.record(cls)
        return {"oneOf": [{"type": "string"}, made]} if cls is Text else made


def _record_in(form: Any) -> type:  # noqa: ANN401 a type form
    """Return the record inside a type such as ``Mapping[str, Node]`` or ``Stages | None``."""
    return next((part for part in get_args(form) if attrs.has(part)), form)


def _default(value: object) -> dict[str, Any]:
    """Return the default where it is a plain value that a file could hold."""
    if value is None or isinstance(value, attrs.Factory):  # type: ignore[arg-type]
        return {}
    if isinstance(value, Use):
        return {"default": value.method}
    if isinstance(value, Decimal):
        return {"default": float(value)}
    if isinstance(value, tuple):
        return {"default": list(value)} if value else {}
    return {"default": value} if isinstance(value, str | int) and value != "" else {}


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
