"""The nearest allowed name, for "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the allowed name that is most like `word`, or "" when none is near; case does not matter.

    >>> nearest("Aggregaton", ["aggregation", "weights"])
    'aggregation'
    >>> nearest("xyz", ["aggregation", "weights"])
    ''
    """
    by_folded = {name.casefold(): name for name in sorted(allowed, reverse=True)}
    found = get_close_matches(word.casefold(), by_folded, n=1)
    return by_folded[found[0]] if found else ""
