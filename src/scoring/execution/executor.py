"""What every way to run parts of a work has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self, TypeVar

from scoring.errors import Exit, ScoringError, problem

P = TypeVar("P")
T = TypeVar("T")
Told = Callable[[int, int], None]
"""Is told how many parts are done, and of how many."""

LONGEST = 200
"""Characters of a part that a message shows."""


class PartFailedError(ScoringError):
    """A part of a work fails, or the worker that computes it dies each time."""

    exit_code = Exit.BUG


class Executor(Protocol):
    """Whoever computes parts of a work."""

    def results(self, work: Callable[[P], T], parts: Sequence[P]) -> Iterator[tuple[int, T]]:
        """Yield the position of each part and what the work makes of it, each once, as they come.

        A few parts are under way at a time, so that results can be taken up while others are computed. When the
        iterator is closed early, nothing more is begun.

        Parameters
        ----------
        work : gives the same for the same part, whoever computes it; for a cluster it can be pickled.
        parts : what it is given, one after the other.

        Raises
        ------
        PartFailedError
            If the work fails on a part; the message names the part. A `ScoringError` of the work comes as it is.
        """

    def close(self) -> None:
        """End what was started for the work."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def computed(work: Callable[[P], T], place: int, part: P) -> T:
    """Return what the work makes of a part.

    Parameters
    ----------
    work, part : as in `Executor.results`.
    place : position of the part.

    Raises
    ------
    PartFailedError
        If it fails with anything but a `ScoringError`.
    """
    try:
        return work(part)
    except ScoringError:
        raise
    except Exception as error:
        raise failed(place, part, error) from error


def failed(place: int, part: object, cause: BaseException) -> PartFailedError:
    """Return the error of a part on which the work fails."""
    said = f"{type(cause).__name__}: {cause}"
    return PartFailedError([problem("part-failed", number=place + 1, part=shown(part), cause=said)])


def shown(part: object) -> str:
    """Return a part for a message.

    >>> shown(range(3))
    'range(0, 3)'
    """
    text = repr(part)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
