import numpy as np
import pytest

from scoring.kernels.bootstrap import drawing
from scoring.kernels.bootstrap.drawing import drawn_outcomes, drawn_seats
from scoring.kernels.bootstrap.outcomes import outcomes

KEY = {"seed": 7, "city": 2**63 - 1, "panel": 3}


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_outcomes_come_as_often_as_they_are_likely(n):
    ways = outcomes(n, n).ways
    drawn = drawn_outcomes(ways, 100_000, **KEY)
    share, expected = np.bincount(drawn, minlength=len(ways)) / 100_000, ways / n**n
    # five binomial standard errors, and the seed is fixed
    assert (np.abs(share - expected) <= 5 * np.sqrt(expected * (1 - expected) / 100_000)).all()


def test_a_table_and_a_search_find_the_same_outcomes(monkeypatch):
    ways = outcomes(4, 4).ways
    by_table = drawn_outcomes(ways, 5000, **KEY)
    monkeypatch.setattr(drawing, "FEW_WAYS", 0)
    np.testing.assert_array_equal(drawn_outcomes(ways, 5000, **KEY), by_table)


def test_outcomes_of_panels_beyond_the_table_come_as_often_as_they_are_likely():
    ways = outcomes(7, 7).ways  # 7**7 = 823,543
    drawn = drawn_outcomes(ways, 200_000, **KEY)
    everyone_once = int(np.flatnonzero(ways == 5040)[0])  # 7! / 7**7 = 0.00612
    share = (drawn == everyone_once).mean()
    assert abs(share - 5040 / 7**7) < 5 * (0.00612 / 200_000) ** 0.5


@pytest.mark.parametrize("draw", [lambda number, **key: drawn_outcomes(outcomes(5, 5).ways, number, **key),
                                  lambda number, **key: drawn_seats(30, 30, number, **key)])  # fmt: skip
def test_first_replicates_are_the_same_however_many_follow(draw):
    np.testing.assert_array_equal(draw(10_000, **KEY)[:999], draw(999, **KEY))


@pytest.mark.parametrize("other", [{"seed": 8}, {"city": 2**63 - 2}, {"panel": 4}])
def test_seeds_cities_and_panels_have_random_numbers_of_their_own(other):
    ways = outcomes(5, 5).ways
    assert (drawn_outcomes(ways, 100, **KEY) != drawn_outcomes(ways, 100, **{**KEY, **other})).any()


def test_seats_are_all_equally_likely():
    drawn = drawn_seats(10, 4, 50_000, **KEY)
    assert drawn.shape == (50_000, 4)
    share = np.bincount(drawn.ravel(), minlength=10) / drawn.size
    assert (np.abs(share - 0.1) <= 5 * np.sqrt(0.1 * 0.9 / drawn.size)).all()
