"""How often cities stand above one another under the weightings of a study."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.api.posing import Posed
from scoring.errors import RejectedError, problem
from scoring.kernels.acceptability.run import n_blocks
from scoring.kernels.draw.stream import BLOCK
from scoring.lab.counting import Executor, Winning, summed
from scoring.lab.pairs import Holding, between
from scoring.lab.uncertainty import pairs
from scoring.model.uncertainty import Between, Pairs, Setting

MOST_PAIRS = 1_000
"""Cities that are held against one another at most."""
PAIR_BLOCKS = 25
"""Blocks of weightings, of 4,096 each, under which all pairs are compared at most."""


def held(
    posed: Posed, setting: Setting, couples: Iterable[tuple[str, str]], executor: Executor
) -> tuple[Between, ...]:
    """Return how often the first city of each couple stands above, below or level with the second.

    Parameters
    ----------
    posed, setting : of the study.
    couples : codes or names of two cities.
    executor : computes the parts.
    """
    found = [(posed.position(one), posed.position(other)) for one, other in couples]
    if not found:
        return ()
    work = Holding(
        plan=posed.ranked.plan,
        draw=posed.offer.draw,
        n_draws=setting.n_draws,
        pairs=np.array(found, dtype=np.int64),
    )
    return between(found, summed(work, range(n_blocks(setting.n_draws)), executor))


def compared(posed: Posed, setting: Setting, executor: Executor) -> Pairs:
    """Return how often each city stands above each other, under the first 102,400 weightings at most.

    Parameters
    ----------
    posed, setting, executor : as in `held`.

    Raises
    ------
    RejectedError
        If there are more than 1,000 cities.
    """
    plan = posed.ranked.plan
    if plan.n_ranked > MOST_PAIRS:
        raise RejectedError([problem("pairs-too-many", found=plan.n_ranked, allowed=MOST_PAIRS)])
    n_draws = min(setting.n_draws, PAIR_BLOCKS * BLOCK)
    work = Winning(plan=plan, draw=posed.offer.draw, n_draws=n_draws)
    return pairs(summed(work, range(n_blocks(n_draws)), executor))
