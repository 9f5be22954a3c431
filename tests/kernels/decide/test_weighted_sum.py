"""Weighted sum against calculations by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.decide.weighted_sum import weighted_sum, weighted_sum_figures

NAN = float("nan")
# roads (a benefit) and waiting days (a cost) of three cities
VALUES = np.array([[10.0, 8.0], [30.0, 6.0], [20.0, 2.0]])
DIRECTION = np.array([1.0, -1.0])


@pytest.mark.parametrize(
    ("scaling", "expected"),
    [
        # weights 1/4 and 3/4: (0, 0), (1, 1/3), (1/2, 1)
        ("min_max", [0, 1 / 2, 7 / 8]),
        # (1/3, 0), (1, 1/4), (2/3, 3/4): (1/12, 1/4 + 3/16, 1/6 + 9/16)
        ("maximum", [1 / 12, 7 / 16, 35 / 48]),
        # (1/6, 1/2), (1/2, 5/8), (1/3, 7/8): (1/24 + 3/8, 1/8 + 15/32, 1/12 + 21/32)
        ("sum", [5 / 12, 19 / 32, 71 / 96]),
    ],
)
def test_weighted_sum_by_hand(scaling, expected):
    found = weighted_sum(VALUES, np.array([1.0, 3.0]), DIRECTION, scaling=scaling)
    assert_allclose(found, expected, rtol=1e-14)


def test_weighted_sum_of_vectors_by_hand():
    # lengths sqrt(1400) and sqrt(104)
    found = weighted_sum(VALUES, np.array([1.0, 1.0]), DIRECTION, scaling="vector")
    expected = [(x / 1400**0.5 + 1 - y / 104**0.5) / 2 for x, y in VALUES]
    assert_allclose(found, expected, rtol=1e-14)


def test_the_weight_of_a_missing_item_goes_to_the_others():
    values = np.array([[10.0, 8.0], [30.0, NAN], [20.0, 2.0], [NAN, 5.0]])
    # (0, 0), 1 alone, (1/2, 1), (8 - 5) / 6 alone
    found = weighted_sum(values, np.array([0.25, 0.75]), DIRECTION)
    assert_allclose(found, [0, 1, 7 / 8, 1 / 2], rtol=1e-14)


def test_saw_of_school_admission():
    # Rizan et al. 2020, SAW method in supporting the process of admission of new junior high school students,
    # doi 10.1109/CITSM50537.2020.9268874, as repeated in the tests of pyrepo-mcda: benefits by x / max, and printed
    # scores are sums by weights of 1 in all, here of 1.0
    values = np.array(
        [
            [0.75, 0.50, 0.75, 0, 0, 0, 1],
            [0.75, 1, 0.75, 0, 0, 0, 0.75],
            [0.75, 0.75, 0.75, 0, 0.50, 0.25, 1],
            [0.50, 0.50, 0.75, 1, 0.50, 0, 0.75],
        ]
    )
    weights = np.array([0.1, 0.1, 0.1, 0.15, 0.2, 0.25, 0.1])
    figures = weighted_sum_figures(values, weights, np.ones(7), scaling="maximum")
    assert_allclose(figures.score, [0.35, 0.375, 0.825, 0.642], atol=5.1e-4)
    assert_allclose(figures.scaled[:, 3], [0, 0, 0, 1])
    assert_allclose(figures.weighted.sum(axis=1), figures.score, rtol=1e-14)
