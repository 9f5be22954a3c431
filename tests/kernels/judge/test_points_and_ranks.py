"""Points, ranks and steps against published tables and hand calculations."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.judge.points import proportional
from scoring.kernels.judge.ranks import rank_order_centroid, rank_reciprocal, rank_sum
from scoring.kernels.judge.stepwise import swara

BY_RANK = [rank_order_centroid, rank_sum, rank_reciprocal]


@pytest.mark.parametrize(
    ("method", "printed"),
    [
        (rank_order_centroid, [0.52, 0.27, 0.15, 0.06]),
        (rank_sum, [0.40, 0.30, 0.20, 0.10]),
        (rank_reciprocal, [0.48, 0.24, 0.16, 0.12]),
    ],
)
def test_four_ranks_give_the_printed_weights(method, printed):
    # E. Roszkowska, Rank ordering criteria weighting methods, Optimum. Studia Ekonomiczne 5 (65), 2013, table 4,
    # row n = 4
    assert_allclose(method(np.array([[1.0, 2, 3, 4]])).weights, printed, atol=5e-3)


def centroid(place, n):
    return sum(Fraction(1, k) for k in range(place, n + 1)) / n


@pytest.mark.parametrize("n", [1, 2, 3, 7, 12])
def test_the_formulas_with_exact_fractions(n):
    ranks = np.arange(1.0, n + 1)[None]
    harmonic = sum(Fraction(1, k) for k in range(1, n + 1))
    expected = {
        rank_order_centroid: [centroid(place, n) for place in range(1, n + 1)],
        rank_sum: [Fraction(2 * (n + 1 - place), n * (n + 1)) for place in range(1, n + 1)],
        rank_reciprocal: [Fraction(1, place) / harmonic for place in range(1, n + 1)],
    }
    for method, weights in expected.items():
        assert_allclose(method(ranks).weights, [float(weight) for weight in weights], rtol=1e-13)


@pytest.mark.parametrize("tied", [[1, 2, 2, 4], [1, 2.5, 2.5, 4], [1, 2, 2, 3], [1, 3, 3, 4]])
def test_tied_items_share_the_weights_of_their_places_whatever_they_are_called(tied):
    # places 2 and 3: centroid (26 + 14) / 96 / 2, sum (3 + 2) / 20, reciprocal (0.24 + 0.16) / 2
    ranks = np.array([tied], dtype=np.float64)
    assert_allclose(rank_order_centroid(ranks).weights, [25 / 48, 10 / 48, 10 / 48, 3 / 48], rtol=1e-13)
    assert_allclose(rank_sum(ranks).weights, [0.4, 0.25, 0.25, 0.1], rtol=1e-13)
    assert_allclose(rank_reciprocal(ranks).weights, [0.48, 0.2, 0.2, 0.12], rtol=1e-13)


@pytest.mark.parametrize("method", BY_RANK)
def test_weights_fall_with_the_place_and_equal_ranks_are_equal_weights(method):
    source = np.random.default_rng(2)
    ranks = np.array([source.permutation(6) + 1.0 for _ in range(4)])
    found = method(ranks)
    for person in range(4):
        assert (np.diff(found.individual[person][np.argsort(ranks[person])]) < 0).all()
    assert_allclose(found.weights, found.individual.mean(axis=0), rtol=1e-13)
    assert_allclose(method(np.ones((2, 5))).weights, 0.2, rtol=1e-13)


def test_swara_gives_the_weights_of_kersuliene():
    # Kersuliene, Zavadskas and Turskis 2010, table 1: s_j, and the final weights with two decimals
    steps = np.array([[0.0, 0.15, 0.04, 0.29, 0.02, 0.04]])
    printed = [0.22, 0.19, 0.18, 0.14, 0.14, 0.13]
    ranks = np.arange(1.0, 7)[None]
    found = swara(ranks, steps)
    assert_allclose(found.weights, printed, atol=5e-3)
    order = np.array([3, 0, 5, 1, 4, 2])
    assert_allclose(swara(ranks[:, order], steps[:, order]).weights, found.weights[order], rtol=1e-14)


def test_swara_by_hand():
    # q = 1, 1 / 1.25 = 0.8, 0.8 / 2 = 0.4; sum 2.2. The step of the first item, 9, is not used
    found = swara(np.array([[2.0, 3, 1], [1, 2, 3]]), np.array([[0.25, 1.0, 9.0], [0.0, 0.0, 0.0]]))
    assert_allclose(found.individual, [[4 / 11, 2 / 11, 5 / 11], [1 / 3] * 3], rtol=1e-14)
    assert_allclose(
        found.weights, [(4 / 11 + 1 / 3) / 2, (2 / 11 + 1 / 3) / 2, (5 / 11 + 1 / 3) / 2], rtol=1e-14
    )


def test_points_are_shared_out_by_hand():
    # swing 100 + 60 + 70 + 20 = 250; a budget of 100; ratings of 5, 3, 0, 2
    points = np.array([[100.0, 60, 70, 20], [40, 30, 20, 10], [5, 3, 0, 2]])
    found = proportional(points)
    assert_allclose(
        found.individual, [[0.4, 0.24, 0.28, 0.08], [0.4, 0.3, 0.2, 0.1], [0.5, 0.3, 0, 0.2]], rtol=1e-14
    )
    assert_allclose(found.weights, [1.3 / 3, 0.28, 0.16, 0.38 / 3], rtol=1e-14)
    assert_allclose(proportional(points, group="geometric").weights[2], 0.0)


@pytest.mark.parametrize("size", [0.1, 1000.0])
def test_the_size_of_the_points_does_not_matter(size):
    points = np.random.default_rng(3).random((3, 5))
    assert_allclose(proportional(points * size).weights, proportional(points).weights, rtol=1e-13)
