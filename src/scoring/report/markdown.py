"""Markdown whose texts cannot become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scoring.codec.messages import escape

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGNS = re.compile(r"[\\`*_\[\]|~$@]")
_LINKS = re.compile(r"(?i)\b(www)\.|:(?=//)")
_BLOCK = re.compile(r"^(\s*)([#+=-]|\d+[.)](?=\s|$))")


def inline(text: str) -> str:
    r"""Return a text as it is read: no markup, no HTML, no link, on one line.

    >>> inline("a|b <b>*c*")
    'a\\|b &lt;b&gt;\\*c\\*'
    """
    shown = " ".join(text.splitlines())
    shown = _SIGNS.sub(lambda match: "\\" + match[0], escape(shown))
    shown = re.sub("[&<>]", lambda match: _ENTITIES[match[0]], shown)
    shown = _LINKS.sub(lambda match: f"{match[1]}\\." if match[1] else "\\:", shown)
    return _BLOCK.sub(lambda match: f"{match[1]}{_unblocked(match[2])}", shown)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> list[str]:
    """Return the lines of a table; `rows` hold texts that are already markup-free.

    Parameters
    ----------
    header : column titles.
    rows : cells.
    numbers : positions of the columns that stand to the right.
    """
    rule = ["---:" if column in numbers else "---" for column in range(len(header))]
    return [_row(line) for line in (header, rule, *rows)]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _unblocked(start: str) -> str:
    """Return what would begin a list or a heading with a backslash before its sign."""
    return f"{start[:-1]}\\{start[-1]}"
