"""VIKOR against printed examples and calculations by hand."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.vikor import VikorFigures, compromise_set, vikor, vikor_figures
from scoring.kernels.lattice import to_lattice

NAN = float("nan")
# Opricovic & Tzeng 2007, Extended VIKOR method in comparison with outranking methods, European Journal of Operational
# Research 178: the reservoirs, four weightings with S, R, Q; these and the compromise sets as repeated in the tests of
# scikit-criteria
RESERVOIRS = np.array(
    [
        [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
        [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
        [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
        [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
        [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
        [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
    ]
)
SIDES = np.array([1.0, -1, 1, 1, -1, -1, -1, 1])


@pytest.mark.parametrize(
    ("weights", "utility", "regret", "compromise", "chosen"),
    [
        (
            [1, 1, 1, 1, 1, 1, 1, 1],
            [0.692, 0.7, 0.29, 0.423, 0.28, 0.346],
            [0.125, 0.125, 0.121, 0.125, 0.067, 0.125],
            [0.991, 1.0, 0.473, 0.670, 0.0, 0.578],
            [4],
        ),
        (
            [2, 2, 2, 2, 1, 1, 1, 1],
            [0.701, 0.6, 0.386, 0.365, 0.317, 0.459],
            [0.167, 0.114, 0.161, 0.167, 0.089, 0.167],
            [1.0, 0.533, 0.552, 0.563, 0.0, 0.686],
            [4],
        ),
        (
            [1, 1, 1, 1, 2, 2, 2, 2],
            [0.683, 0.8, 0.193, 0.48, 0.243, 0.232],
            [0.113, 0.167, 0.08, 0.122, 0.044, 0.083],
            [0.684, 1.0, 0.147, 0.554, 0.041, 0.191],
            [2, 4, 5],
        ),
        (
            [1, 1, 1, 1, 3.2, 3.2, 3.2, 3.2],
            [0.678, 0.857, 0.138, 0.513, 0.222, 0.167],
            [0.129, 0.190, 0.057, 0.139, 0.042, 0.060],
            [0.668, 1.0, 0.051, 0.588, 0.058, 0.078],
            [2, 4, 5],
        ),
    ],
)
def test_vikor_of_reservoirs(weights, utility, regret, compromise, chosen):
    figures = vikor_figures(RESERVOIRS, np.array(weights, dtype=np.float64), SIDES)
    assert_allclose(figures.utility, utility, atol=6e-4)
    assert_allclose(figures.regret, regret, atol=6e-4)
    assert_allclose(figures.compromise, compromise, atol=6e-4)
    assert_array_equal(np.flatnonzero(compromise_set(figures)), chosen)
    found = vikor(RESERVOIRS, np.array(weights, dtype=np.float64), SIDES)
    assert_allclose(found, 1 - np.array(compromise), atol=6e-4)


@pytest.mark.parametrize("other_units", [False, True])
def test_vikor_of_three_mountains(other_units):
    # Opricovic & Tzeng 2004, the mountain climber: risk and altitude, in two units each; by hand (f* - f) / (f* - f-)
    # is (0, 1), (1/4, 1/2), (1, 0), halved S = (1/2, 3/8, 1/2) and R = (1/2, 1/4, 1/2)
    values = np.array([[1.0, 3000], [2, 3750], [5, 4500]])
    if other_units:
        values = np.column_stack([values[:, 0] + 5, values[:, 1] / 1000 - 1])
    figures = vikor_figures(values, np.array([0.5, 0.5]), np.array([-1.0, 1.0]))
    assert_allclose(figures.utility, [1 / 2, 3 / 8, 1 / 2], rtol=1e-12)
    assert_allclose(figures.regret, [1 / 2, 1 / 4, 1 / 2], rtol=1e-12)
    assert_allclose(figures.compromise, [1, 0, 1], atol=1e-12)
    assert_array_equal(compromise_set(figures), [False, True, False])


def test_vikor_with_a_weight_for_the_majority():
    # Papathanasiou & Ploskas 2018, Multiple Criteria Decision Aid, chapter VIKOR, v = 0.625, as repeated in the tests
    # of pyrepo-mcda
    values = np.array(
        [[8.0, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]]
    )
    found = vikor(values, np.array([0.4, 0.3, 0.1, 0.2]), np.ones(4), majority=0.625)
    assert_allclose(1 - found, [0.640, 1.000, 0.693, 0.271, 0.000, 0.694], atol=5.1e-4)


def test_cities_that_tie_as_fractions_tie_on_the_lattice():
    # weights 4 : 1 : 1, the last item a cost; worked out in fractions below: cities 2 and 4 both have S = 2/3, R = 1/2
    # and Q = 1/2 * 8/11 + 1/2 * 2/3 = 23/33, by different items
    values = np.array([[6.0, 4, 6], [4, 2, 4], [3, 4, 5], [2, 5, 6], [3, 2, 3]])
    figures = vikor_figures(values, np.array([4.0, 1, 1]), np.array([1.0, 1, -1]))
    assert_allclose(figures.utility[[2, 4]], 2 / 3, rtol=1e-14)
    assert_allclose(figures.regret[[2, 4]], 1 / 2, rtol=1e-14)
    found = vikor(values, np.array([4.0, 1, 1]), np.array([1.0, 1, -1]))
    expected = [1, 37 / 66, 10 / 33, 0, 10 / 33]
    assert_array_equal(to_lattice(found), to_lattice(np.array(expected)))
    assert Fraction(1, 2) * Fraction(8, 11) + Fraction(1, 2) * Fraction(2, 3) == Fraction(23, 33)


def figures_of(compromise, utility=None, regret=None):
    q = np.array(compromise)
    none = np.empty(0)
    return VikorFigures(
        none,
        none,
        q if utility is None else np.array(utility),
        q if regret is None else np.array(regret),
        q,
    )


def test_a_first_city_that_is_ahead_and_stable_stands_alone():
    # C1: 0.3 >= 1/4; C2: also first by S and R
    assert_array_equal(
        compromise_set(figures_of([0.0, 0.3, 0.8, 0.9, 1.0])), [True, False, False, False, False]
    )


def test_an_advantage_of_exactly_the_limit_suffices():
    # 0.1 + 0.15 is 0.25 as a decimal, and 1 / (5 - 1) is asked
    found = compromise_set(figures_of([0.1, 0.1 + 0.15 + 0.1, 0.8, 0.9, 1.0]))
    assert_array_equal(found, [True, False, False, False, False])
    assert compromise_set(figures_of([0.1, 0.1 + 0.15, 0.8, 0.9, 1.0])).sum() == 2


def test_without_stability_the_second_joins():
    # C2 fails where another city is first by S and another by R
    q, s, r = [0.0, 0.4, 0.8], [0.5, 0.2, 0.9], [0.4, 0.7, 0.1]
    assert_array_equal(compromise_set(figures_of([*q, 0.9, 1.0], [*s, 1, 1], [*r, 1, 1])), [1, 1, 0, 0, 0])
    # being first by one of the two is enough
    assert_array_equal(
        compromise_set(figures_of([*q, 0.9, 1.0], [*s, 1, 1], [0.0, 0.7, 0.1, 1, 1])), [1, 0, 0, 0, 0]
    )


def test_acceptable_advantage_but_no_stability():
    # five options, five costs of 1 to 101, weights 0.2; S, R and Q and the set {A4, A5} from the tests of
    # scikit-criteria. By hand: S of A4 = 0.2 * (0.1 + 0.1 + 0.1 + 0.15 + 0.6) = 0.21, its R = 0.12; A3 has the least
    # S = 0.2, A5 the least R = 0.11; Q of A4 = 1/2 * 0.01 / 0.4 + 1/2 * 0.01 / 0.09
    values = np.array(
        [
            [1.0, 101, 1, 101, 1],
            [101, 1, 101, 1, 101],
            [1, 1, 1, 1, 101],
            [11, 11, 11, 16, 61],
            [56, 56, 56, 56, 56],
        ]
    )
    figures = vikor_figures(values, np.full(5, 0.2), -np.ones(5))
    assert_allclose(figures.compromise[3], (0.01 / 0.4 + 0.01 / 0.09) / 2, rtol=1e-12)
    assert_array_equal(np.flatnonzero(compromise_set(figures)), [3, 4])


def test_without_advantage_all_that_are_close_are_chosen():
    # 1 / 4 behind the first is not close any more; C2 is not asked
    found = compromise_set(
        figures_of([0.0, 0.1, 0.2, 0.25, 1.0], [0.9, 0.1, 0.5, 0.5, 1], [0.9, 0.1, 0.5, 0.5, 1])
    )
    assert_array_equal(found, [True, True, True, False, False])


def test_cities_that_tie_for_the_first_place_are_chosen_together():
    found = compromise_set(figures_of([0.1 + 0.2, 0.3, 0.9, 1.0, NAN]))
    assert_array_equal(found, [True, True, False, False, False])


def test_a_single_city_is_its_own_compromise():
    assert_array_equal(compromise_set(figures_of([0.0])), [True])
    assert_array_equal(compromise_set(figures_of([NAN, 0.0])), [False, True])
    assert_array_equal(compromise_set(figures_of([NAN])), [False])


def test_the_weight_of_a_missing_item_goes_to_the_sum_and_to_the_largest_gap():
    values = np.array([[0.0, 0.0], [10.0, 10.0], [5.0, NAN], [NAN, NAN]])
    figures = vikor_figures(values, np.array([0.25, 0.75]), np.ones(2))
    assert_allclose(figures.utility, [1, 0, 0.5, NAN])
    assert_allclose(figures.regret, [0.75, 0, 0.5, NAN])
    # Q of the third: 1/2 * 1/2 + 1/2 * (1/2) / (3/4) = 7/12
    assert_allclose(vikor(values, np.array([0.25, 0.75]), np.ones(2)), [0, 1, 5 / 12, NAN], rtol=1e-14)


def test_rounding_noise_is_no_difference():
    # a Latin square: every city has each of seven gaps once, so that S and R are the same for all and nobody is
    # behind; S adds sevenths in another order for each city and differs in its last bit
    place = np.arange(7)
    values = np.array([0.0, 0.1, 0.3, 0.7, 1.1, 1.9, 2.3])[(place[:, None] + place) % 7]
    figures = vikor_figures(values, np.full(7, 0.1), np.ones(7))
    assert_array_equal(figures.compromise, np.zeros(7))
    assert_array_equal(vikor(values, np.full(7, 0.1), np.ones(7)), np.ones(7))
