"""What the docstrings of the model say of each field."""

from __future__ import annotations

import inspect
import re

_SECTION = re.compile(r"^Parameters\n-+\n(.*?)(?=^\w[^\n]*\n-+$|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^(\w[\w, ]*?) : (.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_MARKUP = re.compile(r"`{1,2}([^`]*)`{1,2}")


def summary(cls: type) -> str:
    """Return the first paragraph of the docstring as one line."""
    return _line((inspect.getdoc(cls) or "").split("\n\n")[0])


def descriptions(cls: type) -> dict[str, str]:
    """Return the text of each field from the docstring's section Parameters.

    An entry may name several fields (``decimals, rounding : ...``); each of them gets its text.
    """
    section = _SECTION.search(inspect.getdoc(cls) or "")
    entries = _ENTRY.findall(section[1]) if section else []
    return {name.strip(): _line(text) for names, text in entries for name in names.split(",")}


def _line(text: str) -> str:
    return _MARKUP.sub(r"\1", " ".join(text.split()))
