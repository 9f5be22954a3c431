"""10,000 replicates of the fixture nation with ranks, against replicate by replicate and against a second."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

import numpy as np
import pytest

import scoring
from scoring import api
from scoring.api.panelled import Panelled
from scoring.api.variants import Workshop
from scoring.kernels.rank import rank
from scoring.lab.bootstrap.parts import Drawing
from scoring.lab.bootstrap.replicates import across_the_nation

NATION = Path(__file__).parents[1] / "fixtures" / "nation" / "2024"
REPLICATES, FEW, ALONE, ROUNDS = 10_000, 10, 60, 5
DEMAND = 1 / 50
LIMIT = 1.0


@pytest.fixture(scope="module")
def edition():
    return scoring.open(NATION)


def spent(work):
    """Return the processor seconds of some work, and its result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def one_by_one(asked, number):
    """Draw the panels, score the whole nation and rank it, once for each replicate."""
    found = across_the_nation(asked.seating, Drawing(n_replicates=number, seed=1), asked.nation)
    return found.scores, np.array([rank(scores, tolerance=1e-9) for scores in found.scores.T])


def one_more(asked):
    """Return the processor seconds of one replicate more, and the scores and ranks of some.

    What can come of every panel is folded beforehand for the rival, too, and left out of its time.
    """
    few, _ = spent(lambda: one_by_one(asked, FEW))
    many, found = spent(lambda: one_by_one(asked, ALONE))
    return (many - few) / (ALONE - FEW), found


def test_ten_thousand_replicates(edition, record):
    asked = Panelled.of(Workshop.of(edition), "index", stages="together")
    ours, rivals = [], []
    for _ in range(ROUNDS):
        seconds, found = spent(lambda: api.bootstrap(edition, REPLICATES, seed=1))
        ours.append(seconds)
        seconds, (scores, ranks) = one_more(asked)
        rivals.append(seconds * REPLICATES)
    # the same replicates, and the same ranks
    np.testing.assert_array_equal(scores, found.replicates.scores[:, :ALONE])
    first = api.bootstrap(edition, ALONE, seed=1).counts
    expected = np.array([np.bincount(np.nan_to_num(row).astype(int), minlength=515) for row in ranks.T])
    np.testing.assert_array_equal(first.ranks.T, expected[:, 1 : len(first.ranks) + 1])
    what = "10,000 replicates of the evaluators of 480 cities with ranks, tables read"
    ratio = median(one / other for one, other in zip(ours, rivals, strict=True))
    shown = f"{median(ours):.2f} s"
    rival = f"{median(rivals):.0f} s (from {ALONE - FEW})"
    record(f"{what}: against replicate by replicate", shown, rival, ratio, DEMAND)
    record(f"{what}: against a limit of 1 s", shown, "1 s", median(ours) / LIMIT, 1)
