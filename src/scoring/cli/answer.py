"""What a command answers; how it is printed is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scoring.cli.words import Language
    from scoring.errors import Problem


class Answer(NamedTuple):
    """The result of a command.

    Parameters
    ----------
    data : for programs: dicts, lists, texts, numbers, None.
    text : for people, in a language; "" prints nothing.
    notes : remarks, which go beside the result.
    problems : what is wrong although there is a result; the exit code follows from them.
    every_note : whether people get all notes, and not only the first of each kind; JSON holds all.
    """

    data: object
    text: Callable[[Language], str]
    notes: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()
    every_note: bool = False
