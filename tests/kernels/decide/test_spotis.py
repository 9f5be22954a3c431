"""SPOTIS against the examples of its paper.

Figures of Dezert, Tchamova, Han and Tacnet (FUSION 2020), as carried by scikit-criteria 0.9
(tests/agg/test_spotis.py) and JMcDM (test/mcdm/testspotis.jl).
"""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide.spotis import spotis, spotis_figures

NAN = float("nan")
FIRST = np.array([[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]])
CARS = np.array(
    [
        [15000, 4.3, 99, 42, 737],
        [15290, 5.0, 116, 42, 892],
        [15350, 5.0, 114, 45, 952],
        [15490, 5.3, 123, 45, 1120],
    ]
)


def test_the_first_example_of_the_paper():
    figures = spotis_figures(
        FIRST,
        np.array([0.2, 0.3, 0.5]),
        np.array([1.0, -1.0, 1.0]),
        lower=(-5, -6, -8),
        upper=(12, 10, 5),
    )
    # the second is .2 (16.7 / 17) + .3 (6 / 16) + .5 (1.6 / 13) = 0.37051 and printed as 0.3707
    assert_allclose(figures.average, [0.1989, 0.3707, 0.3063, 0.7491], atol=0.0002)
    # d_11 = |10.5 - 12| / |12 + 5|, d_22 = |0 + 6| / |10 + 6|, d_43 = |-5.3 - 5| / |5 + 8|
    assert_allclose(figures.normalised[[0, 1, 3], [0, 1, 2]], [1.5 / 17, 6 / 16, 10.3 / 13], rtol=1e-12)


def test_the_example_of_the_cars():
    # importance 5, 4, 4, 1, 3; the paper ranks A1, A3, A2, A4
    weights, direction = np.array([5.0, 4, 4, 1, 3]), np.array([-1.0, -1, -1, 1, 1])
    found = spotis(CARS, weights, direction, lower=(14000, 3, 80, 35, 650), upper=(16000, 8, 140, 60, 1300))
    assert_allclose(1.0 - found, [0.4779, 0.5781, 0.5558, 0.5801], atol=0.00006)
    assert_array_equal(np.argsort(-found), [0, 2, 1, 3])


def test_one_bound_stands_for_all_items_and_what_lies_beyond_counts_as_the_bound():
    values = np.array([[100.0, 50.0], [120.0, -3.0]])
    found = spotis(values, np.ones(2), np.ones(2), lower=(0.0,), upper=(100.0,))
    assert found.tolist() == [0.75, 0.5]


def test_a_missing_item_gives_its_weight_to_the_others():
    values = np.array([[80.0, NAN], [80.0, 10.0], [NAN, NAN]])
    found = spotis(values, np.array([1.0, 3.0]), np.ones(2), lower=(0.0,), upper=(100.0,))
    assert_allclose(found, [0.8, (0.8 + 3 * 0.1) / 4, NAN])
