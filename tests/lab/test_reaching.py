"""What weights can do, by hand: two weights are a point on a line."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.aggregate import weighted_sum_of_many
from scoring.kernels.draw.constrained import region
from scoring.lab.reaching import Reaching

NAN = np.nan
SCORES = np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4], [NAN, NAN]])
"""Under weights (w, 1 - w): a has w, b 1 - w, c 0.4; see `test_uncertainty`."""


def reaching(scores=SCORES, weights=(0.7, 0.3), inside=None):
    def index(drawn):
        return weighted_sum_of_many(scores, drawn)

    return Reaching(scores=scores, index=index, items=("x", "y"), weights=np.array(weights), inside=inside)


def test_extremes_by_hand():
    found = reaching().found([0, 2], [], 1)
    ranks = {(item.city, item.side): item.rank for item in found.ranks}
    # at w = 0.4 a and c tie at 0.4 behind b: c comes second at best, third where both others pass 0.4
    assert ranks == {(0, "best"): 1, (0, "worst"): 3, (2, "best"): 2, (2, "worst"): 3}
    assert all(item.proven for item in found.ranks)
    for item in found.ranks:
        index = SCORES[:3] @ item.weights
        assert 1 + (index > index[item.city] + 1e-9).sum() == item.rank
    assert found.inside == "all"


def test_only_weights_inside_are_looked_at():
    inside = region(2, np.array([[-1.0, 0.0]]), np.array([-0.45]))  # w >= 0.45
    found = reaching(inside=inside).found([0], [], 1)
    assert [(item.side, item.rank) for item in found.ranks] == [("best", 1), ("worst", 2)]
    assert found.inside == "draw"


def test_smallest_changes_by_hand():
    found = reaching().found([], [(0, 1), (2, 1)], 2)
    # official w = 0.7: a 0.7, c 0.4, b 0.3. b catches up with a at w = 0.5, with c at 0.6; the change is twice the move
    (one, other, winner, top) = found.shifts
    assert (one.what, one.city, one.other) == ("pass", 1, 0)
    assert one.distance == pytest.approx(0.4)
    assert_allclose(one.weights, [0.5, 0.5])
    assert (other.city, other.other) == (1, 2)
    assert other.distance == pytest.approx(0.2)
    assert (winner.what, winner.size, winner.city) == ("winner", 1, 1)
    assert winner.distance == pytest.approx(0.4)
    assert (top.what, top.size, top.city, top.other) == ("top", 2, 1, 2)
    assert top.distance == pytest.approx(0.2)


def test_a_city_that_is_dominated_never_passes():
    scores = np.array([[2.0, 2.0], [1.0, 1.0]])
    passing, winner = reaching(scores, (0.5, 0.5)).found([1], [(1, 0)], 1).shifts
    assert np.isinf(passing.distance)
    assert np.isnan(passing.weights).all()
    assert np.isinf(winner.distance)


def test_a_city_that_lacks_an_item_takes_no_part_but_is_counted_under_the_weights_found():
    scores = np.vstack([SCORES, [5.0, NAN]])
    search = reaching(scores)
    found = search.found([0], [], 1)
    assert found.left_out == (4,)
    best, worst = found.ranks
    # the city with 5 alone is above a under all weights with w > 0
    assert (best.rank, best.proven) == (2, False)
    assert (worst.rank, worst.proven) in {(4, True), (3, False)}
    (told,) = search.lacking([0, 4], tuple("abcde"))
    assert (told.code, told.details["found"]) == ("reach-incomplete", ["e"])
    assert search.lacking([0, 1], tuple("abcde")) == []
