"""Foreign text made harmless for a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 600
"""Characters of one detail that are shown."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SUSPECT = re.compile(r"[^\x20-\x7e]")


def escape(text: str) -> str:
    r"""Return the text with every character that steers instead of being seen in escaped form.

    Control characters (C0, C1), format characters (among them the bidirectional overrides and zero-width
    spaces), lone surrogates and line separators are all shown as their code.

    >>> print(escape("Kota\x1b[31m"))
    Kota\x1b[31m
    """
    return _SUSPECT.sub(lambda match: _visible(match[0]), text)


def shown(detail: object) -> str:
    """Return a detail of a problem as it stands in a sentence: lists with commas, escaped, not endless."""
    if isinstance(detail, Iterable) and not isinstance(detail, str):
        detail = ", ".join(str(item) for item in detail)
    text = str(detail)
    return escape(text if len(text) <= LONGEST else text[:LONGEST] + "…")


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    code = ord(character)
    return f"\\U{code:08x}" if code >> 16 else f"\\u{code:04x}" if code >> 8 else f"\\x{code:02x}"


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text fills: wide signs fill two, combining ones none.

    >>> width_of("Kota"), width_of("市"), width_of("e\u0301")
    (4, 2, 1)
    """
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)
