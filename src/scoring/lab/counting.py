"""Counting ranks in parts that anyone may compute, in any order, and adding them up as they come."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, Self, TypeVar

from attrs import frozen

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.figures import largest_error
from scoring.kernels.acceptability.pairwise import Wins, wins
from scoring.kernels.acceptability.plan import Plan
from scoring.kernels.acceptability.run import n_blocks, run_blocks
from scoring.kernels.draw.stream import BLOCK, Draw
from scoring.lab.matrices import one_thread

Numbers = tuple[int, ...]
Told = Callable[[int, int], None]
"""Is told how many weightings are done, and of how many."""

PART = 4
"""Blocks of a part."""
FIRST = 16
"""Blocks after which the standard errors are looked at first."""
MOST = 10_000_000
"""Weightings that are drawn at most when standard errors decide."""


class Executor(Protocol):
    """Whoever computes parts of a work."""

    def results(self, work: Callable[[Any], Any], parts: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Yield the position of each part and what the work makes of it, in any order."""


class Summed(Protocol):
    """A result whose parts are added."""

    def __add__(self, other: Self, /) -> Self: ...


S = TypeVar("S", bound=Summed)


@frozen(kw_only=True, eq=False)
class Counting:
    """Ranks cities under the weightings of some blocks.

    Parameters
    ----------
    plan : of the cities.
    draw : of the weightings.
    n_draws : weightings of the whole run, of which the last block may hold fewer.
    """

    plan: Plan
    draw: Draw
    n_draws: int

    def __call__(self, numbers: Numbers) -> Counts:
        """Return what is counted under the weightings of blocks."""
        with one_thread():
            return run_blocks(self.plan, self.draw, numbers, n_draws=self.n_draws)


@frozen(kw_only=True, eq=False)
class Winning:
    """Counts the wins of all pairs under the weightings of some blocks; parameters as in `Counting`."""

    plan: Plan
    draw: Draw
    n_draws: int

    def __call__(self, numbers: Numbers) -> Wins:
        """Return the wins under the weightings of blocks."""
        with one_thread():
            return wins(self.plan, self.draw, numbers, n_draws=self.n_draws)


def counted(plan: Plan, draw: Draw, n_draws: int, executor: Executor, told: Told | None = None) -> Counts:
    """Rank all cities under the first weightings of a draw.

    Only whole numbers are added up, so that neither the parts nor their order can show.

    Parameters
    ----------
    plan, draw : of the cities and the weightings.
    n_draws : how many weightings.
    executor : computes the parts.
    told : progress.
    """
    work = Counting(plan=plan, draw=draw, n_draws=n_draws)
    return summed(work, range(n_blocks(n_draws)), executor, lambda done: _tell(told, done, n_draws))


def counted_until(
    plan: Plan, draw: Draw, error: float, executor: Executor, told: Told | None = None
) -> tuple[Counts, bool]:
    """Rank all cities until no acceptability has a larger standard error, or 10,000,000 weightings are drawn.

    After each round of whole blocks the largest error tells how many weightings are needed, so that the number does
    not depend on who computes.

    Parameters
    ----------
    plan, draw, executor, told : as in `counted`.
    error : largest standard error.

    Returns
    -------
    What was counted, and whether the error was reached.
    """
    most = n_blocks(MOST)
    work = Counting(plan=plan, draw=draw, n_draws=most * BLOCK)
    counts, wanted = None, min(FIRST, most)
    while True:
        done = counts.n_draws if counts else 0
        goal = wanted * BLOCK
        more = summed(
            work,
            range(done // BLOCK, wanted),
            executor,
            lambda added, done=done, goal=goal: _tell(told, done + added, goal),  # type: ignore[misc]
        )
        counts = counts + more if counts else more
        found = largest_error(counts)
        if not found > error or wanted == most:
            return counts, not found > error
        need = math.ceil(wanted * (found / error) ** 2) if error > 0 else most
        wanted = min(max(need, wanted + 1), most)


def summed(
    work: Callable[[Numbers], S],
    numbers: range,
    executor: Executor,
    told: Callable[[int], None] | None = None,
) -> S:
    """Return the sum of what a work makes of blocks, adding the parts as they come.

    Parameters
    ----------
    work : from numbers of blocks to what is added.
    numbers : of the blocks, at least one.
    executor : computes the parts.
    told : is told how many weightings were added.
    """
    parts = [tuple(numbers[start : start + PART]) for start in range(0, len(numbers), PART)]
    total, done = None, 0
    for place, result in executor.results(work, parts):
        total = result if total is None else total + result
        done += len(parts[place]) * BLOCK
        if told:
            told(done)
    if total is None:
        raise ValueError("there is no block to count")
    return total


def _tell(told: Told | None, done: int, goal: int) -> None:
    if told:
        told(min(done, goal), goal)
