"""Ranks under a number of weightings, by blocks that anyone may compute in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.plan import Plan
from scoring.kernels.acceptability.tally import Tally
from scoring.kernels.draw.stream import BLOCK, Draw

Floats = npt.NDArray[np.float64]


def run(plan: Plan, draw: Draw, n_draws: int, *, threads: int = 1) -> Counts:
    """Rank all cities under the first weightings of a draw.

    Threads take the next block when they are done with one. Only whole numbers are added up, so that neither the
    threads nor their order can show. A matrix library that uses threads of its own is best held to one.

    Parameters
    ----------
    plan : of the cities.
    draw : of the weightings.
    n_draws : how many.
    threads : workers.
    """
    numbers = iter(range(n_blocks(n_draws)))  # shared: taking the next number is atomic
    if threads == 1:
        return run_blocks(plan, draw, numbers, n_draws=n_draws)
    with ThreadPoolExecutor(threads) as pool:
        jobs = [pool.submit(run_blocks, plan, draw, numbers, n_draws=n_draws) for _ in range(threads)]
        return reduce(add, (job.result() for job in jobs))


def n_blocks(n_draws: int) -> int:
    """Return how many blocks hold some weightings.

    Examples
    --------
    >>> n_blocks(0), n_blocks(4096), n_blocks(4097)
    (0, 1, 2)
    """
    return -(-n_draws // BLOCK)


def run_blocks(plan: Plan, draw: Draw, numbers: Iterable[int], *, n_draws: int | None = None) -> Counts:
    """Rank all cities under the weightings of some blocks.

    Parameters
    ----------
    plan : of the cities.
    draw : of the weightings.
    numbers : of the blocks, each once.
    n_draws : weightings of the whole run, of which the last block may hold fewer; None takes all blocks full.
    """
    tally = Tally(plan)
    for units, first in weightings(plan, draw, numbers, n_draws):
        tally.add(units, first)
    return tally.counts()


def weightings(
    plan: Plan, draw: Draw, numbers: Iterable[int], n_draws: int | None = None
) -> Iterator[tuple[Floats, int]]:
    """Yield the weightings of blocks in units of the whole, and the number of the first of each block."""
    for number in numbers:
        first = number * BLOCK
        rows = BLOCK if n_draws is None else min(BLOCK, n_draws - first)
        yield draw(number, plan.whole)[:rows], first
