"""Texts that people read, in Indonesian and in English."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")


@frozen(kw_only=True)
class Text:
    """One text in both languages; a missing language falls back to the other.

    Parameters
    ----------
    id : Indonesian.
    en : English.
    """

    id: str = ""
    en: str = ""

    def in_language(self, language: Language) -> str:
        """Return the text in `language`, or in the other one where it is not given."""
        first, second = (self.id, self.en) if language == "id" else (self.en, self.id)
        return first or second

    def __bool__(self) -> bool:
        return bool(self.id or self.en)


NO_TEXT = Text()
