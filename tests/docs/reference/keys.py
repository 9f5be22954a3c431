"""The keys of the files: one table for each record of the model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from reference.markdown import code, summary, table, told
from scoring.codec.rules import RULES, toml_name
from scoring.model import edition, rubric, step
from scoring.model.edition import Edition
from scoring.model.method import Use
from scoring.model.rubric import Rubric
from scoring.model.text import Text

RECORDS = {
    name: found
    for module in (edition, step, rubric)
    for name, found in vars(module).items()
    if isinstance(found, type) and attrs.has(found) and name not in {"Scheme", "Use", "Text"}
}
SCALARS: Mapping[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    Decimal: "number",
    dt.date: "date",
    Text: "label",
    Use: "method",
}


def table_of(name: str) -> str:
    """Return what a record is and a table of its keys."""
    cls = RECORDS[name]
    attrs.resolve_types(cls)
    texts = told(cls)
    rows = [
        [code(toml_name(cls, item.name)), kind(cls, item), default(item), meaning(item, texts[item.name])]
        for item in attrs.fields(cls)
    ]
    return f"{summary(cls)}\n\n{table(['key', 'type', 'default', 'meaning'], rows)}"


def meaning(item: attrs.Attribute[Any], text: str) -> str:
    """Return what a docstring says of a key; where it points to a record, what that record is."""
    records = [part for part in _parts(item.type) if attrs.has(part)]
    return summary(records[0]) if text == "see there." and records else text


def reachable(*roots: type) -> Iterator[str]:
    """Yield the names of the records that some files are made of."""
    seen: set[type] = set()
    waiting = list(roots)
    while waiting:
        cls = waiting.pop()
        if cls in seen or cls in SCALARS:
            continue
        seen.add(cls)
        yield cls.__name__
        attrs.resolve_types(cls)
        waiting += [part for item in attrs.fields(cls) for part in _parts(item.type) if attrs.has(part)]


def _parts(form: Any) -> Iterator[type]:
    if isinstance(form, type) and not get_args(form):
        yield form
    for part in get_args(form):
        yield from _parts(part)


def kind(cls: type, item: attrs.Attribute[Any]) -> str:
    """Return the type of a key in words, with its limits."""
    rule = RULES.get(cls, {}).get(item.name)
    demands = rule.schema() if rule else {}
    words = [written(item.type)]
    if "pattern" in demands:
        words = ["dotted id" if "." in demands["pattern"] else "id"]
    low, high = demands.get("minimum"), demands.get("maximum")
    if low is not None and high is not None:
        words.append(f"{low} to {high}")
    elif low is not None:
        words.append(f"{low} and more")
    elif "exclusiveMinimum" in demands:
        words.append(f"above {demands['exclusiveMinimum']}")
    return ", ".join(words)


def written(form: Any) -> str:
    """Return a type as the author of a file reads it."""
    origin, parts = get_origin(form), [part for part in get_args(form) if part is not type(None)]
    if form in SCALARS or form == tuple[Use, ...]:
        return SCALARS.get(form, "method or list of methods")
    if origin is Literal:
        return ", ".join(code(f'"{part}"') for part in parts)
    if origin in {Union, UnionType}:
        return " or ".join(written(part) for part in parts)
    if origin is Mapping:
        return f"table of {plural(parts[1])}"
    return _listed(parts) if origin is tuple else f"[{form.__name__}](#{form.__name__.lower()})"


def _listed(parts: Sequence[Any]) -> str:
    """Return a list in words: of any length, or of as many as there are types."""
    count = "" if Ellipsis in parts else f"{len(parts)} "
    return f"list of {count}{plural(parts[0])}"


def plural(form: Any) -> str:
    """Return several of a type."""
    word = written(form)
    if get_origin(form) is Mapping:
        return f"tables of {plural(get_args(form)[1])}"
    if get_origin(form) is tuple:
        return f"lists{word.removeprefix('list')}"
    words = {"text": "texts", "number": "numbers", "whole number": "whole numbers", "label": "labels"}
    return words.get(word, word)


def default(item: attrs.Attribute[Any]) -> str:
    """Return the default of a key, or that it must be given."""
    found = item.default
    if found is attrs.NOTHING:
        return "required"
    if isinstance(found, attrs.Factory):  # type: ignore[arg-type]
        found = found.factory()
    return shown(found)


def shown(value: object) -> str:
    """Return a default as it would be written; a dash where leaving it out means nothing is there."""
    if value is None or value == Text() or (isinstance(value, Mapping | tuple | str) and not value):
        return "–"
    if attrs.has(type(value)) and not isinstance(value, Use):
        return "see there"
    return code(_toml(value))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Use):
        return f'"{value.method}"'
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return (
        f'"{value}"' if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    )


ROOTS = (Edition, Rubric)
