"""Smallest changes of weights, by hand, against linear programming and against a general optimiser."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.optimize import minimize

from scoring.kernels.draw.constrained import region
from scoring.kernels.reach.change import (
    Limits,
    to_change_top,
    to_change_winner,
    to_pass,
    to_pass_within,
)

CORNERS = np.array([[1.0, 0.0], [0.0, 1.0]])
PAIRS = st.integers(2, 6).flatmap(
    lambda n_items: st.tuples(
        arrays.arrays(np.float64, (2, n_items), elements=st.integers(0, 9).map(float)),
        arrays.arrays(np.float64, n_items, elements=st.integers(1, 20).map(float)),
    )
)


def test_two_items_by_hand():
    # A (1, 0) and B (0, 1) under (0.7, 0.3) tie under (0.5, 0.5): 0.2 moves, |change| 0.4 and sqrt(0.08)
    nearest = to_pass(CORNERS, np.array([0.7, 0.3]), 1, 0)
    np.testing.assert_allclose(nearest.weights, [0.5, 0.5])
    assert nearest.distance == pytest.approx(0.4)
    assert (nearest.city, nearest.passed) == (1, 0)
    squares = to_pass(CORNERS, np.array([0.7, 0.3]), 1, 0, distance="L2")
    np.testing.assert_allclose(squares.weights, [0.5, 0.5])
    assert squares.distance == pytest.approx(np.sqrt(0.08))


def test_weight_moves_from_the_worst_item_to_the_best_one():
    # gains of A over B (3, 1, -2, -4) under equal weights: -0.5; a unit that moves from the last item to the first
    # gains 7, so that 0.5 / 7 has to move
    scores = np.array([[3.0, 1, 0, 0], [0, 0, 2, 4]])
    found = to_pass(scores, np.ones(4), 0, 1)
    np.testing.assert_allclose(found.weights, [0.25 + 0.5 / 7, 0.25, 0.25, 0.25 - 0.5 / 7])
    assert found.distance == pytest.approx(1 / 7)


def test_the_least_squares_change_is_spread_over_all_items():
    # gains less their mean (-0.5): (3.5, 1.5, -1.5, -3.5), sum of squares 29: change 0.5 / 29 of each
    scores = np.array([[3.0, 1, 0, 0], [0, 0, 2, 4]])
    found = to_pass(scores, np.ones(4), 0, 1, distance="L2")
    np.testing.assert_allclose(found.weights, 0.25 + np.array([3.5, 1.5, -1.5, -3.5]) * 0.5 / 29)
    assert found.distance == pytest.approx(0.5 / np.sqrt(29))


def test_an_item_that_has_given_all_its_weight_leaves_the_rest_to_the_next():
    # gains (1, -1, -4) under (0.2, 0.7, 0.1): -0.9; the 0.1 of the last item to the first gains 0.5, then 0.2 of the
    # second gain 0.4: 0.3 moves
    scores = np.array([[1.0, 0, 0], [0, 1, 4]])
    found = to_pass(scores, np.array([0.2, 0.7, 0.1]), 0, 1)
    np.testing.assert_allclose(found.weights, [0.5, 0.5, 0.0], atol=1e-15)
    assert found.distance == pytest.approx(0.6)


def test_limits_are_kept():
    # the first item takes 0.1 only, and the second, of gain 1, the rest: 0.1 x 7 = 0.7 suffices for 0.5; with a limit
    # of 0.3 it takes 0.05 x 7 = 0.35, and 0.15 / 5 = 0.03 go to the second
    scores = np.array([[3.0, 1, 0, 0], [0, 0, 2, 4]])
    found = to_pass(scores, np.ones(4), 0, 1, limits=Limits(upper=0.3))
    np.testing.assert_allclose(found.weights, [0.3, 0.28, 0.25, 0.17])
    assert np.isinf(to_pass(scores, np.ones(4), 0, 1, limits=Limits(0.24, 0.26)).distance)


@pytest.mark.parametrize("distance", ["L1", "L2"])
def test_a_city_that_stands_above_needs_no_change_and_a_dominated_one_finds_none(distance):
    scores = np.array([[2.0, 2], [1, 1]])
    none = to_pass(scores, np.array([0.6, 0.4]), 0, 1, distance=distance)
    assert none.distance == 0
    np.testing.assert_allclose(none.weights, [0.6, 0.4])
    never = to_pass(scores, np.array([0.6, 0.4]), 1, 0, distance=distance)
    assert np.isinf(never.distance)
    assert np.isnan(never.weights).all()


@pytest.mark.parametrize("distance", ["L1", "L2"])
@pytest.mark.parametrize("seed", range(20))
def test_a_city_that_is_level_in_one_item_at_best_catches_up_when_that_has_all_the_weight(distance, seed):
    # no sum of rounded moves may stop short of it
    weights = np.random.default_rng(seed).dirichlet(np.ones(5))
    scores = np.array([[0.0] * 5, [0.0, 1, 2, 3, 1]])
    found = to_pass(scores, weights, 0, 1, distance=distance)
    np.testing.assert_allclose(found.weights, [1, 0, 0, 0, 0], atol=1e-11)
    expected = {"L1": 2 * (1 - weights[0]), "L2": np.linalg.norm(np.eye(5)[0] - weights)}
    assert found.distance == pytest.approx(expected[distance])


@given(pair=PAIRS)
def test_linear_programming_finds_the_same_least_change(pair):
    scores, weights = pair
    found, by_programme = (
        to_pass(scores, weights, 0, 1),
        to_pass_within(scores, weights, 0, 1, region(len(weights))),
    )
    assert found.distance == pytest.approx(by_programme.distance, abs=1e-9)
    if np.isfinite(found.distance):
        assert found.weights.sum() == pytest.approx(1)
        assert found.weights.min() >= -1e-15
        assert (scores[0] - scores[1]) @ found.weights >= -1e-11
        assert np.abs(found.weights - weights / weights.sum()).sum() == pytest.approx(
            found.distance, abs=1e-12
        )


@given(pair=PAIRS)
def test_a_general_optimiser_finds_no_nearer_weights_by_squares(pair):
    scores, weights = pair
    start, gains = weights / weights.sum(), scores[0] - scores[1]
    found = to_pass(scores, weights, 0, 1, distance="L2")
    if np.isinf(found.distance):
        assert gains.max() < 0
        return
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights.min() >= 0
    assert gains @ found.weights >= -1e-11
    other = minimize(
        lambda tried: ((tried - start) ** 2).sum(),
        np.eye(len(start))[gains.argmax()],
        jac=lambda tried: 2 * (tried - start),
        constraints=[
            {"type": "eq", "fun": lambda tried: tried.sum() - 1},
            {"type": "ineq", "fun": lambda tried: gains @ tried},
        ],
        bounds=[(0, 1)] * len(start),
        options={"ftol": 1e-15, "maxiter": 500},
    )
    assert found.distance <= np.sqrt(other.fun) + 1e-6


@pytest.mark.parametrize("distance", ["L1", "L2"])
@pytest.mark.parametrize("size", [1, 3])
def test_the_first_cities_change_at_the_nearest_of_all_pairs(distance, size):
    scores = np.random.default_rng(3).integers(0, 100, (12, 4)) / 1.0
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    order = np.argsort(-(scores @ weights))
    pairs = [
        to_pass(scores, weights, outside, inside, distance=distance)
        for inside in order[:size]
        for outside in order[size:]
    ]
    found = to_change_top(scores, weights, size, distance=distance)
    assert found.distance == pytest.approx(min(pair.distance for pair in pairs))
    assert found.city in order[size:]
    assert found.passed in order[:size]


@pytest.mark.parametrize("seed", range(5))
def test_the_first_city_stays_first_within_the_distance_and_is_caught_at_it(seed):
    source = np.random.default_rng(seed)
    scores, weights = source.integers(0, 100, (30, 4)) / 1.0, source.dirichlet(np.ones(4))
    found = to_change_winner(scores, weights)
    means = scores @ found.weights
    assert means[found.city] == pytest.approx(means[found.passed])
    assert means[found.passed] == pytest.approx(means.max())
    others = source.dirichlet(np.ones(4), 2000)
    apart = np.abs(others - weights).sum(axis=1, keepdims=True)
    near = weights + (others - weights) * np.minimum(1, 0.999 * found.distance / apart)
    assert ((scores @ near.T).argmax(axis=0) == (scores @ weights).argmax()).all()


def test_a_tie_at_the_top_needs_no_change():
    assert to_change_winner(CORNERS, np.array([0.5, 0.5])).distance == 0


def test_constraints_make_the_change_larger_or_impossible():
    # B catches up at (0.5, 0.5); with w2 <= 0.4 it cannot, and with w1 = w2 the weights move there in any case
    scores, weights = CORNERS, np.array([0.7, 0.3])
    capped = region(2, np.array([[0.0, 1.0]]), np.array([0.4]))
    equal = region(2, equal_rows=np.array([[1.0, -1.0]]), equal_to=np.array([0.0]))
    assert np.isinf(to_pass_within(scores, weights, 1, 0, capped).distance)
    assert to_pass_within(scores, weights, 1, 0, equal).distance == pytest.approx(0.4)
