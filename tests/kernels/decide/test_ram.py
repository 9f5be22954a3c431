"""RAM against the tables of its paper.

Sotoudeh-Anvari (2023), tables 2 to 5, page 7, as carried by scikit-criteria 0.9 (tests/agg/test_ram.py) and JMcDM
(test/mcdm/testram.jl); printed figures were rounded at several steps, hence the tolerances.
"""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.ram import ram, ram_figures
from scoring.kernels.rank import rank

NAN = float("nan")
TABLE_2 = np.array(
    [
        [0.068, 0.066, 0.150, 0.098, 0.156, 0.114, 0.098],
        [0.078, 0.076, 0.108, 0.136, 0.082, 0.171, 0.105],
        [0.157, 0.114, 0.128, 0.083, 0.108, 0.113, 0.131],
        [0.106, 0.139, 0.058, 0.074, 0.132, 0.084, 0.120],
        [0.103, 0.187, 0.125, 0.176, 0.074, 0.064, 0.057],
        [0.105, 0.083, 0.150, 0.051, 0.134, 0.094, 0.113],
        [0.137, 0.127, 0.056, 0.133, 0.122, 0.119, 0.114],
        [0.100, 0.082, 0.086, 0.060, 0.062, 0.109, 0.093],
        [0.053, 0.052, 0.043, 0.100, 0.050, 0.078, 0.063],
        [0.094, 0.074, 0.097, 0.087, 0.080, 0.054, 0.106],
    ]
)
WEIGHTS = np.array([0.132, 0.135, 0.138, 0.162, 0.09, 0.223, 0.12])
DIRECTION = np.array([1.0, -1, -1, 1, 1, 1, 1])
GAINS = [0.07609, 0.090475, 0.08481, 0.071, 0.06992, 0.0687, 0.09085, 0.06397, 0.05267, 0.05848]
COSTS = [0.029589, 0.025149, 0.03303, 0.02676, 0.04247, 0.03188, 0.02486, 0.02292, 0.01294, 0.02336]
ROOTS = [
    *(1.433215, 1.439243, 1.435296, 1.432197, 1.42788),
    *(1.43012, 1.439444, 1.430766, 1.429406, 1.428773),
]


def test_the_tables_of_the_paper():
    figures = ram_figures(TABLE_2, WEIGHTS, DIRECTION)
    # the paper's own sums of the columns are of values before they were rounded to three decimals
    first = [0.067879, 0.066, 0.149783, 0.098148, 0.156, 0.113991, 0.098]
    assert_allclose(figures.normalised[0], first, atol=7e-5)
    assert_allclose(figures.gains, GAINS, atol=1e-5)
    assert_allclose(figures.costs, COSTS, atol=1e-5)
    assert_allclose(figures.importance, ROOTS, atol=1e-6)
    assert_array_equal(rank(figures.importance), [4, 2, 3, 5, 10, 7, 1, 6, 8, 9])


def test_a_small_case_by_hand():
    # shares: gain 1/4 and 3/4, cost 2/5 and 3/5; equal weights halve them
    found = ram(np.array([[1.0, 2.0], [3.0, 3.0]]), np.array([7.0, 7.0]), np.array([1.0, -1.0]))
    assert_allclose(found, [2.125 ** (1 / 2.2), 2.375 ** (1 / 2.3)], rtol=1e-14)


def test_a_missing_item_gives_its_weight_to_its_own_side():
    # shares: first gain 1/4, 3/4; second gain 1 for the second city; cost 2/5, 3/5. The first city has its S+ from its
    # first gain with the weight of both: 2/3 (1/4); the second (1/3) (3/4) + (1/3) 1
    values = np.array([[1.0, NAN, 2.0], [3.0, 7.0, 3.0], [NAN, NAN, NAN]])
    figures = ram_figures(values, np.ones(3), np.array([1.0, 1.0, -1.0]))
    assert_allclose(figures.gains, [1 / 6, 7 / 12, NAN], rtol=1e-14)
    assert_allclose(figures.costs, [2 / 15, 1 / 5, NAN], rtol=1e-14)
    assert_allclose(figures.importance[0], (2 + 1 / 6) ** (1 / (2 + 2 / 15)), rtol=1e-14)
    assert np.isnan(figures.importance[2])


def test_a_city_without_any_cost_has_the_mean_of_the_nation():
    # costs 1/5, 1/5 and 3/5 of three cities, their mean 1/3; weights of one half
    values = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 3.0], [1.0, NAN]])
    figures = ram_figures(values, np.ones(2), np.array([1.0, -1.0]))
    assert_allclose(figures.costs, [0.1, 0.1, 0.3, 1 / 6], rtol=1e-14)


def test_an_item_that_nobody_has_anything_of_tells_nothing():
    found = ram(np.array([[1.0, 0.0], [3.0, 0.0]]), np.ones(2), np.ones(2))
    assert_allclose(found, [2.125**0.5, 2.375**0.5], rtol=1e-14)
