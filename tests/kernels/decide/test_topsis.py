"""TOPSIS against printed examples and calculations by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.topsis import topsis, topsis_figures

NAN = float("nan")
# Hwang & Yoon 1981, Multiple Attribute Decision Making, pages 133 and 134: the fighter aircraft and every table of
# the method, as repeated in an example of mcdajs. The book divides the price (the fourth column) by 10.86 instead of
# sqrt(117.75) = 10.851, hence 0.5063 for 0.5069.
AIRCRAFT = np.array(
    [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
)
WEIGHTS = np.array([0.2, 0.1, 0.1, 0.1, 0.2, 0.3])
DIRECTION = np.array([1.0, 1, 1, -1, 1, 1])


def test_topsis_of_fighter_aircraft():
    figures = topsis_figures(AIRCRAFT, WEIGHTS, DIRECTION)
    scaled = [
        [0.4671, 0.3662, 0.5056, 0.5063, 0.4811, 0.6708],
        [0.5839, 0.6591, 0.4550, 0.5983, 0.2887, 0.3727],
        [0.4204, 0.4882, 0.5308, 0.4143, 0.6736, 0.5217],
        [0.5139, 0.4392, 0.5056, 0.4603, 0.4811, 0.3727],
    ]
    assert_allclose(figures.scaled, scaled, atol=8e-4)
    assert_allclose(figures.weighted[1], [0.1168, 0.0659, 0.0455, 0.0598, 0.0577, 0.1118], atol=2e-4)
    assert_allclose(figures.best, [0.1168, 0.0659, 0.0531, 0.0414, 0.1347, 0.2012], atol=1.1e-4)
    assert_allclose(figures.worst, [0.0841, 0.0366, 0.0455, 0.0598, 0.0577, 0.1118], atol=1.1e-4)
    assert_allclose(figures.to_best, [0.0545, 0.1197, 0.0580, 0.1009], atol=1.1e-4)
    assert_allclose(figures.to_worst, [0.0983, 0.0439, 0.0920, 0.0458], atol=1.1e-4)
    assert_allclose(figures.score, [0.643, 0.268, 0.613, 0.312], atol=6e-4)


def test_topsis_of_three_benefits():
    # Tzeng & Huang 2011, Multiple Attribute Decision Making, chapter on TOPSIS, as repeated in the tests of
    # scikit-criteria
    values = np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])
    found = topsis(values, np.array([0.3, 0.4, 0.3]), np.ones(3))
    assert_allclose(found, [0.5037, 0.6581, 0.7482, 0.3340], atol=5.1e-5)


def test_topsis_of_equipment():
    # Ersoy 2021, Equipment selection for an e-commerce company, LogForum 17(3), as repeated in the tests of
    # pyrepo-mcda; the paper rounds on the way, so that three digits differ by one
    values = np.array(
        [
            [256, 8, 41, 1.6, 1.77, 7347.16],
            [256, 8, 32, 1.0, 1.8, 6919.99],
            [256, 8, 53, 1.6, 1.9, 8400],
            [256, 8, 41, 1.0, 1.75, 6808.9],
            [512, 8, 35, 1.6, 1.7, 8479.99],
            [256, 4, 35, 1.6, 1.7, 7499.99],
        ]
    )
    weights = np.array([0.405, 0.221, 0.134, 0.199, 0.007, 0.034])
    found = topsis(values, weights, np.array([1.0, 1, 1, 1, -1, -1]))
    assert_allclose(found, [0.308, 0.254, 0.327, 0.263, 0.857, 0.192], atol=1.1e-3)


@pytest.mark.parametrize(
    ("scaling", "lengths"),
    [("min_max", (4.0, 3.0)), ("maximum", (5.0, 4.0)), ("sum", (9.0, 7.0)), ("vector", (35**0.5, 21**0.5))],
)
def test_topsis_by_hand(scaling, lengths):
    # a benefit (5, 1, 3) and a cost (4, 1, 2), weights 1 and 2
    values = np.array([[5.0, 4.0], [1.0, 1.0], [3.0, 2.0]])
    a, b = (1 / lengths[0]) ** 2, (2 / lengths[1]) ** 2
    to_best = np.sqrt([0 * a + 9 * b, 16 * a + 0 * b, 4 * a + 1 * b])
    to_worst = np.sqrt([16 * a + 0 * b, 0 * a + 9 * b, 4 * a + 4 * b])
    found = topsis(values, np.array([1.0, 2.0]), np.array([1.0, -1.0]), scaling=scaling)
    assert_allclose(found, to_worst / (to_best + to_worst), rtol=1e-14)


def test_the_climber_and_the_units():
    # Opricovic & Tzeng 2004, the three mountains: by ranges the closeness does not depend on the unit, by vectors it
    # does (the paper's criticism); by hand for ranges 1/2, sqrt(1/4**2 + 1/2**2) and sqrt(3/4**2 + 1/2**2), 1/2
    values = np.array([[1.0, 3000], [2, 3750], [5, 4500]])
    shifted = np.column_stack([values[:, 0] + 5, values[:, 1] / 1000 - 1])
    weights, direction = np.array([0.5, 0.5]), np.array([-1.0, 1.0])
    near, far = (1 / 16 + 1 / 4) ** 0.5, (9 / 16 + 1 / 4) ** 0.5
    for table in (values, shifted):
        found = topsis(table, weights, direction, scaling="min_max")
        assert_allclose(found, [0.5, far / (near + far), 0.5], rtol=1e-12)
    first, second = (topsis(table, weights, direction) for table in (values, shifted))
    assert np.argmax(first) != np.argmax(second)


def test_a_missing_item_is_left_out_of_both_distances():
    values = np.array([[1.0, 10.0], [3.0, NAN], [5.0, 20.0], [NAN, NAN]])
    found = topsis(values, np.array([0.5, 0.5]), np.ones(2), scaling="min_max")
    assert_array_equal(found, [0.0, 0.5, 1.0, NAN])


def test_a_city_among_equals_is_half_way():
    assert_array_equal(topsis(np.full((3, 2), 7.0), np.ones(2), np.array([1.0, -1.0])), [0.5] * 3)
