"""Hooks and the records they yield."""

from __future__ import annotations

from typing import Any, get_args, get_origin

import attrs

from reference.markdown import code, description, summary, table, told
from scoring.model import method
from scoring.model.rubric import Rubric
from scoring.plugins import hooks


def hook(name: str) -> str:
    """Return what a hook is for and which record it yields."""
    record = hooks.RECORDS[name]
    where = "edition.md#rubric" if record is Rubric else f"#{record.__name__.lower()}"
    return f"{summary(getattr(hooks, name))} Record: [`{record.__name__}`]({where}).\n"


def fields(name: str) -> str:
    """Return what a record is and how it is called, and a table of its fields."""
    cls: type = getattr(method, name)
    attrs.resolve_types(cls)
    texts = told(cls)
    rows = [
        [code(item.name), code(_python(item.type)), _default(item), texts.get(item.name, "see above.")]
        for item in attrs.fields(cls)
    ]
    return f"{description(cls)}\n\n{table(['field', 'type', 'default', 'meaning'], rows)}"


def _python(form: Any) -> str:
    text = str(form) if get_origin(form) or get_args(form) else getattr(form, "__name__", str(form))
    return text.replace("collections.abc.", "").replace("typing.", "")


def _default(item: attrs.Attribute[Any]) -> str:
    if item.default is attrs.NOTHING:
        return "required"
    if isinstance(item.default, type):
        return code(item.default.__name__)
    return "no text" if item.default == method.NO_TEXT else code(repr(item.default))
