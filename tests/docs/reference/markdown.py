"""Markdown tables, and docstrings as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

_SECTION = re.compile(r"^Parameters\n-+\n(.*?)(?=^\w[^\n]*\n-+$|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^(\w[\w, ]*?) : (.*(?:\n[ \t]+.*)*)", re.MULTILINE)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a line end inside a cell becomes a space."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return a text as code."""
    return f"`{text}`"


def prose(text: str) -> str:
    """Return the text of a docstring as one line of Markdown."""
    return " ".join(text.split()).replace("``", "`")


def summary(thing: object) -> str:
    """Return the first paragraph of a docstring."""
    return prose((inspect.getdoc(thing) or "").split("\n\n")[0])


def description(thing: object) -> str:
    """Return the paragraphs of a docstring that stand before its sections."""
    text = re.split(r"^\w+\n-+$", inspect.getdoc(thing) or "", maxsplit=1, flags=re.MULTILINE)[0]
    return "\n\n".join(prose(paragraph) for paragraph in text.strip().split("\n\n"))


def told(cls: type) -> dict[str, str]:
    """Return what the docstrings of a class and of those it stands on say of each field."""
    found: dict[str, str] = {}
    for item in reversed(cls.__mro__):
        section = _SECTION.search(inspect.getdoc(item) or "") if item.__doc__ else None
        for names, text in _ENTRY.findall(section[1]) if section else ():
            found |= _shared([name.strip() for name in names.split(",")], prose(text))
    return found


def _shared(names: Sequence[str], text: str) -> dict[str, str]:
    """Return the text of each field of an entry; with as many parts between semicolons, each gets its own."""
    parts = [part.rstrip(".") + "." for part in text.split("; ")]
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) else dict.fromkeys(names, text)
