"""Best and worst ranks, against every weighting of a fine grid and against what can be seen by hand."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring.kernels.draw.constrained import region
from scoring.kernels.reach.extremes import best_rank, rivals, worst_rank

SCORES = arrays.arrays(
    np.float64, st.tuples(st.integers(2, 7), st.integers(2, 3)), elements=st.integers(0, 6).map(float)
)


def grid(n_items, steps):
    return np.array([parts for parts in product(range(steps + 1), repeat=n_items) if sum(parts) == steps])


def rank_under(scores, city, weights):
    """Return the rank under some weights, a lead of less than a millionth of the range being none."""
    return 1 + int(((scores - scores[city]) @ weights > 5e-7 * max(np.ptp(scores), 1)).sum())


def test_three_cities_by_hand():
    # C (0.4, 0.4) lies below the line from A (1, 0) to B (0, 1): one of them is always above, never both at once above
    # w1 = 0.4 ... 0.6, where both are
    scores = np.array([[1, 0], [0, 1], [0.4, 0.4]])
    assert (best_rank(scores, 2).rank, worst_rank(scores, 2).rank) == (2, 3)
    assert (best_rank(scores, 0).rank, worst_rank(scores, 0).rank) == (1, 3)
    worst = worst_rank(scores, 2).weights
    assert 0.4 < worst[0] < 0.6
    # clearest halfway, where both lead by 0.1
    assert worst == pytest.approx([0.5, 0.5])
    assert worst_rank(scores, 2).margin == pytest.approx(0.1)


def test_a_city_in_the_middle_that_is_first_by_a_tie_only():
    # C (0.5, 0.5) lies on the line: it ties with both under equal weights, and stands below one of them elsewhere
    found = best_rank(np.array([[1, 0], [0, 1], [0.5, 0.5]]), 2)
    assert found.rank == 1
    assert found.weights == pytest.approx([0.5, 0.5])
    assert found.margin == pytest.approx(0, abs=1e-9)


def test_dominance_needs_no_search():
    scores = np.array([[3.0, 3, 3], [2, 2, 2], [1, 1, 1], [2, 2, 2]])
    ranks = [(best_rank(scores, city).rank, worst_rank(scores, city).rank) for city in range(4)]
    assert ranks == [(1, 1), (2, 2), (4, 4), (2, 2)]
    assert rivals(scores, 1).undecided.tolist() == []
    assert best_rank(scores, 0).margin == worst_rank(scores, 0).margin == np.inf


def test_one_city_is_first_and_last():
    assert best_rank(np.array([[1.0, 2.0]]), 0).rank == worst_rank(np.array([[1.0, 2.0]]), 0).rank == 1


@given(scores=SCORES)
def test_no_weighting_of_a_grid_gives_a_better_or_worse_rank_and_the_given_weights_do(scores):
    weightings = grid(scores.shape[1], 24) / 24
    for city in range(len(scores)):
        ranks = [rank_under(scores, city, weights) for weights in weightings]
        best, worst = best_rank(scores, city), worst_rank(scores, city)
        assert best.proven
        assert worst.proven
        assert best.rank <= min(ranks)
        assert worst.rank >= max(ranks)
        assert rank_under(scores, city, best.weights) == best.rank
        assert rank_under(scores, city, worst.weights) == worst.rank
        assert best.weights.sum() == pytest.approx(1)
        assert (best.weights >= 0).all()


@pytest.mark.parametrize("seed", range(5))
def test_two_items_have_the_ranks_between_all_crossings(seed):
    # with two items ranks change only where two cities cross: one weight between each two crossings shows them all
    scores = np.random.default_rng(seed).integers(0, 30, (20, 2)) / 1.0
    for city in range(0, 20, 4):
        lead = scores - scores[city]
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = lead[:, 1] / (lead[:, 1] - lead[:, 0])
        inside = np.unique(np.append(crossing[(crossing > 0) & (crossing < 1)], [0.0, 1.0]))
        tried = np.concatenate([inside, (inside[1:] + inside[:-1]) / 2])
        above = (np.outer(tried, lead[:, 0]) + np.outer(1 - tried, lead[:, 1])).round(9) > 0
        ranks = 1 + above.sum(axis=1)
        assert best_rank(scores, city).rank == ranks.min()
        assert worst_rank(scores, city).rank == ranks.max()


def test_constraints_on_the_weights_narrow_the_ranks():
    # A (1, 0) is first for w1 > 0.5; with w1 <= 0.4 it cannot be
    scores = np.array([[1.0, 0], [0, 1]])
    inside = region(2, np.array([[1.0, 0]]), np.array([0.4]))
    assert best_rank(scores, 0, inside=inside).rank == 2
    assert worst_rank(scores, 1, inside=inside).rank == 1
    tied = region(2, np.array([[1.0, 0]]), np.array([0.5]))
    assert best_rank(scores, 0, inside=tied).rank == 1


def test_an_equality_among_the_weights():
    # w1 = 3 w2 leaves one weighting of two items: A has 0.75, B 0.25
    inside = region(2, equal_rows=np.array([[1.0, -3]]), equal_to=np.array([0.0]))
    scores = np.array([[1.0, 0], [0, 1]])
    assert [best_rank(scores, city, inside=inside).rank for city in (0, 1)] == [1, 2]


def test_a_search_without_time_says_that_nothing_is_proven():
    scores = np.random.default_rng(0).integers(0, 1000, (300, 6)) / 10
    middle = int(np.argsort(scores.mean(axis=1))[150])
    assert not worst_rank(scores, middle, seconds=0.0).proven
