"""Counting in parts: the same for any parts and order, stopping by the standard error."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scoring.kernels.acceptability.figures import largest_error
from scoring.kernels.acceptability.plan import linear
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex
from scoring.kernels.draw.stream import BLOCK
from scoring.lab import counting
from scoring.lab.counting import counted, counted_until

SCORES = np.random.default_rng(5).integers(0, 50, (12, 3)) / 10
PLAN = linear(SCORES)
DRAW = partial(simplex.block, seed=3, n_items=3)


class Shuffled:
    """Computes the parts in another order."""

    def results(self, work, parts):
        for place in np.random.default_rng(1).permutation(len(parts)):
            yield int(place), work(parts[place])


@pytest.mark.parametrize("n_draws", [1, BLOCK, 5 * BLOCK + 17])
def test_parts_add_up_to_the_whole_in_any_order(serial, n_draws):
    wanted = run(PLAN, DRAW, n_draws)
    for executor in (serial, Shuffled()):
        found = counted(PLAN, DRAW, n_draws, executor)
        assert found.n_draws == n_draws
        for name in ("ranks", "places", "squares", "first_weights", "unranked"):
            assert_array_equal(getattr(found, name), getattr(wanted, name))


def test_progress_ends_at_the_number_of_weightings(serial):
    told = []
    counted(PLAN, DRAW, 9 * BLOCK + 1, serial, lambda done, goal: told.append((done, goal)))
    assert told[-1] == (9 * BLOCK + 1, 9 * BLOCK + 1)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_drawing_stops_when_every_error_is_small_enough(serial):
    counts, reached = counted_until(PLAN, DRAW, 0.001, serial)
    assert reached
    assert largest_error(counts) <= 0.001
    # an error of 0.001 takes at most 0.25 / 0.001**2 weightings, and a share near one half nearly all of them
    assert 100_000 < counts.n_draws <= 250_000 + 2 * BLOCK
    assert counts.n_draws % BLOCK == 0
    again, _ = counted_until(PLAN, DRAW, 0.001, Shuffled())
    assert again.n_draws == counts.n_draws
    assert_array_equal(again.ranks, counts.ranks)


def test_drawing_stops_at_the_most_there_may_be(serial, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 20 * BLOCK)
    counts, reached = counted_until(PLAN, DRAW, 1e-6, serial)
    assert (counts.n_draws, reached) == (20 * BLOCK, False)


def test_where_nothing_varies_the_first_round_is_enough(serial):
    plan = linear(np.array([[1.0, 2.0, 3.0], [0.0, 1.0, 2.0]]))
    counts, reached = counted_until(plan, DRAW, 0.0001, serial)
    assert (counts.n_draws, reached) == (counting.FIRST * BLOCK, True)
