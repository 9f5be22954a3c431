"""MULTIMOORA against printed examples and duels fought one by one."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scoring.kernels.decide.multimoora import dominance, multimoora
from scoring.kernels.rank import rank

NAN = float("nan")
# Kracka, Brauers & Zavadskas 2010, Ranking heating losses in a building by applying the MULTIMOORA, Engineering
# Economics 21(4): six buildings, items without weights; figures as repeated in the tests of scikit-criteria
BUILDINGS = np.array(
    [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
        [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
)
SIDES = np.array([-1.0, -1, -1, -1, 1, -1, 1])


def test_multimoora_ranks_the_buildings_as_the_paper_does():
    found = multimoora(BUILDINGS, np.ones(7), SIDES)
    assert_array_equal(rank(found), [5, 1, 3, 6, 4, 2])
    # ranks by ratio and product 5 1 3 6 4 2, by reference point 4 5 1 6 2 3: two of three decide every duel
    assert_array_equal(found, [-3, 5, 1, -5, -1, 3])


def test_dominance_counts_duels_won_by_most_rankings():
    # three rankings in a circle: 0 beats 1, 1 beats 2 and 2 beats 0, each in two of three; all three beat 3
    circle = np.array([[4.0, 3, 2, 1], [2, 4, 3, 1], [3, 2, 4, 1]])
    assert_array_equal(dominance(circle), [1, 1, 1, -3])


def test_ties_in_a_ranking_leave_the_duel_to_the_rest():
    # 0 against 1: a tie, a tie and ahead; 1 against 2: ahead, behind and a tie; 0 against 2: a tie, behind, ahead
    rankings = np.array([[1.0, 1, 0], [1, 1, 2], [2, 1, 1]])
    rankings[0, 2] = 1.0
    # now 0-1 won by the third; 0-2: tie, behind, ahead is none's; 1-2: tie, behind, tie is lost
    assert_array_equal(dominance(rankings), [1, -2, 1])


def test_a_city_without_a_ranking_meets_nobody():
    assert_array_equal(dominance(np.array([[1.0, NAN, 3.0], [1.0, 2.0, 3.0]])), [-1, NAN, 1])


@pytest.mark.parametrize("block", [1, 7, 50, 2**15])
def test_duels_in_blocks_are_those_of_a_plain_loop(monkeypatch, block):
    monkeypatch.setattr("scoring.kernels.decide.multimoora.BLOCK", block)
    rankings = np.random.default_rng(block).integers(0, 6, (3, 15)) * 1.0
    expected = [
        sum(np.sign(np.sign(rankings[:, i] - rankings[:, k]).sum()) for k in range(15)) for i in range(15)
    ]
    assert_array_equal(dominance(rankings), expected)


def test_multimoora_of_candidates_with_weights():
    # Karabasevic, Stanujkic, Urosevic & Maksimovic 2015, Selection of candidates in the mining industry, Acta
    # Montanistica Slovaca 20(2), as repeated in the tests of pyrepo-mcda
    values = np.array([[4.0, 3, 3, 4, 3, 2, 4], [3, 3, 4, 3, 5, 4, 4], [5, 4, 4, 5, 5, 5, 4]])
    weights = np.array([0.215, 0.215, 0.159, 0.133, 0.102, 0.102, 0.073])
    assert_array_equal(rank(multimoora(values, weights, np.ones(7))), [3, 2, 1])
