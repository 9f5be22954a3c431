"""How the command line speaks in this call: language, format, how much, with colour or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from scoring.cli.words import Language

LANGUAGES: tuple[Language, ...] = ("id", "en")
FORMATS = ("table", "json")


@dataclass
class Manners:
    """How to speak; the options of the command line set it while they are read.

    Parameters
    ----------
    lang : language of all texts.
    format : ``table`` for people, ``json`` for programs.
    quiet : neither progress nor notes.
    debug : tracebacks are shown.
    environ : the environment, for colour.
    """

    lang: Language
    format: Literal["table", "json"]
    quiet: bool
    debug: bool
    environ: Mapping[str, str]

    def color(self, stream: TextIO) -> bool:
        """Return whether colours go to a stream: NO_COLOR forbids them, FORCE_COLOR demands them."""
        if self.environ.get("NO_COLOR"):
            return False
        forced = self.environ.get("FORCE_COLOR")
        return bool(forced) or self.live(stream)

    def live(self, stream: TextIO) -> bool:
        """Return whether a stream is a terminal that understands more than lines."""
        return self.environ.get("TERM") != "dumb" and stream.isatty()


def guess(argv: Sequence[str], environ: Mapping[str, str]) -> Manners:
    """Return the manners as far as they can be told before the command line is parsed.

    A command line with a mistake in it, too, is answered in the language and the format that it asks for.
    """
    wanted = _given(argv, "--lang") or environ.get("SCORING_LANG") or _system(environ)
    shape = _given(argv, "--format")
    return Manners(
        lang="id" if wanted == "id" else "en",
        format="json" if shape == "json" else "table",
        quiet=False,
        debug="--debug" in argv or environ.get("SCORING_DEBUG", "0") not in {"", "0"},
        environ=environ,
    )


def _given(argv: Sequence[str], option: str) -> str:
    """Return the value of an option, "" when it is not given."""
    words = list(takewhile(lambda word: word != "--", argv))
    joined = [word.partition("=")[2] for word in words if word.startswith(f"{option}=")]
    apart = [following for word, following in pairwise(words) if word == option]
    return next(reversed(joined + apart), "")


def _system(environ: Mapping[str, str]) -> str:
    """Return the system's language, the first two letters of the locale."""
    names = (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in names if name), "")[:2]
