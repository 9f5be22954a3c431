"""Names of sheets and of columns."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase


def wanted(pattern: str, visible: Sequence[str], hidden: Sequence[str]) -> tuple[str, ...]:
    """Return the sheets that a pattern means.

    ``""`` is the only visible sheet. A pattern finds visible sheets; a hidden one must be written out. Case
    does not matter, as in workbooks.

    >>> wanted("mark*", ["Marks A", "marks b", "Notes"], ["marks old"])
    ('Marks A', 'marks b')
    """
    if not pattern:
        return tuple(visible) if len(visible) == 1 else ()
    folded = pattern.casefold()
    exact = tuple(name for name in (*visible, *hidden) if name.casefold() == folded)
    return exact or tuple(name for name in visible if fnmatchcase(name.casefold(), folded))


def column_number(letters: str) -> int:
    """Return the number of a column from its letters.

    >>> column_number("A"), column_number("xfd")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
