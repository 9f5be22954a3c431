"""The texts of the outputs, in both languages, from ``texts.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from scoring.model.text import Language, Text


@cache
def texts() -> Mapping[str, Text]:
    """Return all texts by ``family.key``."""
    source = files("scoring.report").joinpath("texts.toml").read_text(encoding="utf-8")
    return {
        f"{family}.{key}": Text(**entry)
        for family, entries in tomllib.loads(source).items()
        for key, entry in entries.items()
    }


def text(key: str) -> Text:
    """Return one text; KeyError when there is none."""
    return texts()[key]


def known(key: str) -> Text | None:
    """Return one text, or None when there is none: for names that an edition makes up."""
    return texts().get(key)


def say(key: str, language: Language, /, **values: object) -> str:
    """Return one text in a language, with its ``{values}`` filled in."""
    return texts()[key].in_language(language).format_map(values)
