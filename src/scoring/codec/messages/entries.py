"""The catalogue: what each code says, how grave it is and how the command line ends."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from attrs import frozen

from scoring.errors import Exit, Problem
from scoring.model.text import NO_TEXT, Text

Severity = Literal["error", "note"]


@frozen(kw_only=True)
class Entry:
    """What a code means.

    Parameters
    ----------
    message : sentence in both languages; ``{name}`` stands for a detail of the problem.
    hint : what to do next, in both languages.
    exit : how the command line ends.
    severity : a ``note`` does not stop a run.
    """

    message: Text
    hint: Text = NO_TEXT
    exit: Exit = Exit.FINDINGS
    severity: Severity = "error"


@cache
def catalogue() -> Mapping[str, Entry]:
    """Return all entries by code; read from the package at the first call."""
    return dict(entries())


def entries() -> Iterator[tuple[str, Entry]]:
    """Yield the entries of all files, sorted by file; a code that stands twice comes twice."""
    folder = files(__name__.rpartition(".")[0])
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".toml"):
            for code, table in tomllib.loads(item.read_text(encoding="utf-8")).items():
                yield code, _entry(**table)


def severity(problem: Problem) -> Severity:
    """Return how grave a problem is; KeyError when its code has no entry."""
    return catalogue()[problem.code].severity


def exit_code(problems: Iterable[Problem]) -> Exit:
    """Return how the command line ends: the highest code among the errors, OK when there are none."""
    found = [catalogue()[problem.code] for problem in problems]
    return max((entry.exit for entry in found if entry.severity == "error"), default=Exit.OK)


def _entry(*, en: str, hint: Mapping[str, str] | None = None, **rest: Any) -> Entry:  # noqa: ANN401 keys of the files
    """Return the entry of one table of a file; TypeError for a key that has no meaning."""
    message = Text(en=en, id=rest.pop("id"))
    return Entry(
        message=message, hint=Text(**(hint or {})), exit=Exit(rest.pop("exit", Exit.FINDINGS)), **rest
    )
