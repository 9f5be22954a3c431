"""Grey relational analysis."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.decide.gra import gra, gra_figures

NAN = float("nan")
# Yildirim and Onder (editors), Cok Kriterli Karar Verme Yontemleri, 2nd edition, Dora 2015; figures as they stand in
# the tests of JMcDM
FIVE = np.array(
    [
        [105000.0, 120000, 150000, 115000, 135000],
        [105.0, 110, 120, 105, 115],
        [10.0, 15, 12, 20, 15],
        [4.0, 4, 3, 4, 5],
        [300.0, 500, 550, 600, 400],
        [10.0, 8, 12, 9, 9],
    ]
).T


def test_the_example_of_the_textbook():
    found = gra(FIVE, np.array([0.05, 0.20, 0.10, 0.15, 0.10, 0.40]), np.array([-1.0, 1, -1, 1, 1, -1]))
    assert_allclose(found, [0.525, 0.70071, 0.54643, 0.57628, 0.65095], atol=0.000005)


def test_the_steps_by_hand():
    # min-max: 0, 0.5, 1 and, as a cost, 1, 0, 0.75; coefficients 0.5 / (deviation + 0.5)
    figures = gra_figures(np.array([[0.0, 2], [5, 10], [10, 4]]), np.array([3.0, 1.0]), np.array([1.0, -1.0]))
    assert_allclose(figures.comparable, [[0, 1], [0.5, 0], [1, 0.75]], rtol=1e-15)
    assert_allclose(figures.coefficients, [[1 / 3, 1], [0.5, 1 / 3], [1, 2 / 3]], rtol=1e-15)
    assert_allclose(figures.grade, [0.5, 0.75 * 0.5 + 0.25 / 3, 0.75 + 0.5 / 3], rtol=1e-15)


@pytest.mark.parametrize("rho", [0.1, 0.5, 1.0])
def test_the_grade_lies_between_that_of_the_worst_in_all_and_one(rho):
    # rho / (1 + rho) for who is last in every item, 1 for who is best in every item
    found = gra(np.array([[0.0, 1], [3, 4], [10, 8]]), np.ones(2), np.ones(2), rho=rho)
    assert_allclose(found[[0, 2]], [rho / (1 + rho), 1.0], rtol=1e-12)


def test_a_missing_item_gives_its_weight_to_the_others():
    found = gra(np.array([[0.0, NAN], [10, 1], [5, 3], [NAN, NAN]]), np.array([1.0, 3.0]), np.ones(2))
    assert_allclose(found, [1 / 3, (1 + 3 / 3) / 4, (0.5 + 3) / 4, NAN], rtol=1e-14)


def test_a_city_by_itself_is_its_own_best():
    assert gra(np.array([[3.0, 7.0]]), np.ones(2), np.ones(2)).tolist() == [1.0]
