"""What can go wrong, as data: a problem has a code, a place and its parts, and no prose.

The sentence a person reads is made at the edge (`scoring.codec.messages`), in Indonesian or English, from
the catalogue in which every code has one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

from attrs import field, frozen


class Exit(IntEnum):
    """Exit codes of the command line; the highest one among the problems of a run counts."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    PLUGIN = 4
    BUG = 70
    INTERRUPTED = 130


@frozen(kw_only=True)
class Place:
    """Where in the input something stands: a cell of a table, or a key of a TOML file.

    Parameters
    ----------
    file : path as the user knows it, relative to the edition where it lies inside.
    sheet : sheet of a workbook.
    cell : cell such as ``E17``; in a text table the row and column counted the same way.
    line, column : position in a text file, from 1; 0 when unknown.
    key : dotted path of a TOML key.
    excerpt : the source line, for a caret below it.
    width : number of characters the caret underlines.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int = 0
    column: int = 0
    key: str = ""
    excerpt: str = ""
    width: int = 1

    def __str__(self) -> str:
        table = "!".join(part for part in (self.file, self.sheet, self.cell) if part)
        spot = f":{self.line}:{self.column}" if self.line else ""
        return table + spot


NOWHERE = Place()


@frozen(kw_only=True)
class Problem:
    """One thing that is wrong.

    Parameters
    ----------
    code : the entry of the message catalogue, e.g. ``mark-above-scale``.
    place : where it is wrong.
    details : the values that the sentence names (found, allowed, nearest name, ...).
    """

    code: str
    place: Place = NOWHERE
    details: Mapping[str, object] = field(factory=dict)


def problem(code: str, place: Place = NOWHERE, **details: object) -> Problem:
    """Make a `Problem` with its details as keywords."""
    return Problem(code=code, place=place, details=details)


class ScoringError(Exception):
    """The run stops: all problems found are in `problems`.

    Parameters
    ----------
    problems : at least one problem.
    exit_code : what the command line answers.
    """

    exit_code: Exit = Exit.FINDINGS

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        return "; ".join(_plain(item) for item in self.problems)


class RejectedError(ScoringError):
    """An edition, a rubric or a table was read, and something in it is wrong."""


class UnreadableError(ScoringError):
    """A file cannot be read at all; problems of the files that could be read stand beside it."""

    exit_code = Exit.UNREADABLE


class PluginError(ScoringError):
    """A plugin does not load, claims a name twice, fails, or returns what it may not."""

    exit_code = Exit.PLUGIN


class ExtraMissingError(ScoringError):
    """A method needs a library that comes with an extra and is not installed.

    Parameters
    ----------
    method : what needs it.
    package : name of the library.
    extra : the extra that brings it.
    """

    exit_code = Exit.USAGE

    def __init__(self, *, method: str, package: str, extra: str) -> None:
        super().__init__([problem("extra-missing", method=method, package=package, extra=extra)])


def _plain(item: Problem) -> str:
    details = ", ".join(f"{key}={value}" for key, value in item.details.items())
    return f"{item.place} {item.code} ({details})".strip()
