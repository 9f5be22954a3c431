"""Input tables: the fields of each kind, the headers under which they are known, and the words of their cells."""

from __future__ import annotations

from collections.abc import Mapping

from reference.markdown import code, table
from scoring.intake import words as vocabulary

FORMS = {
    "id": "id, text",
    "text": "text",
    "number": "number",
    "whole": "whole number",
    "date": "date, `2024-11-25`",
    "flag": "yes or no",
    "word": "state",
}


def columns(kind: str) -> str:
    """Return the columns of one kind of table."""
    rows = [
        [code(name), FORMS[item.form], "yes" if item.required else "", ", ".join(item.headers)]
        for name, item in vocabulary.FIELDS[kind].items()
    ]
    made = table(["field", "holds", "required", "known headers"], rows)
    aside = ", ".join(vocabulary.LEFT_ASIDE[kind])
    return f"{made}\nKnown and not read: {aside}.\n" if aside else made


def words(family: str) -> str:
    """Return the words of a family of cells and what they mean."""
    known: Mapping[str, tuple[str, ...]] = getattr(vocabulary, family)
    return table(["meaning", "words"], [[code(name), ", ".join(found)] for name, found in known.items()])
