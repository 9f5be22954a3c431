"""What rankings of many runs say; numbers by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.lab.sensitivity import indices, shifts, statistics, told_alone, winner_stays
from scoring.model.sensitivity import Failure, Swept

NOMINAL = np.array([1.0, 2.0, 3.0, np.nan])
NONE = [np.nan] * 4


def swept(ranks, failed=None):
    table = np.array(ranks, dtype=np.float64)
    return Swept(
        rank=table,
        of=np.arange(len(table)),
        failure=np.full(len(table), -1) if failed is None else np.array(failed),
        failures=(Failure(code="x", message="because"),),
    )


def test_the_average_shift_is_the_mean_distance_of_ranks():
    # (|2-1| + |1-2| + |3-3|) / 3, nothing, and (2 + 0 + 2) / 3
    ranks = np.array([[2, 1, 3, np.nan], [1, 2, 3, np.nan], [3, 2, 1, np.nan], NONE])
    assert_allclose(shifts(ranks, NOMINAL), [2 / 3, 0, 4 / 3, np.nan])


def test_a_city_that_only_one_of_them_ranks_is_taken_out_first():
    # without the fourth city 2, 3, 4 are the places 1, 2, 3; without the first one the others move up likewise
    ranks = np.array([[2, 3, 4, 1], [np.nan, 1, 2, np.nan]])
    assert_allclose(shifts(ranks, NOMINAL), [0, 0])


def test_the_winner_stays_where_any_nominal_winner_is_first():
    ranks = np.array([[1, 2, 3, np.nan], [2, 1, 3, np.nan], [1, 1, 3, np.nan], NONE])
    assert_array_equal(winner_stays(ranks, NOMINAL), [1, 0, 1, np.nan])
    assert_array_equal(winner_stays(ranks[:2], np.array([1, 1, 3, np.nan])), [1, 1])


def test_statistics_leave_failed_runs_and_unranked_cities_out():
    ranks = np.array([[1, 2, np.nan, np.nan], [3, 2, 1, np.nan], NONE, [2, 2, 1, np.nan]])
    found = statistics(ranks, NOMINAL)
    assert_array_equal(found.runs, [3, 3, 2, 0])
    assert_array_equal(found.median, [2, 2, 1, np.nan])
    assert_array_equal(found.best, [1, 2, 1, np.nan])
    assert_array_equal(found.worst, [3, 2, 1, np.nan])
    assert_allclose(found.low, [1.1, 2, 1, np.nan])  # a twentieth of the way along three ordered values
    assert_allclose(found.high, [2.9, 2, 1, np.nan])


def test_draws_alone_are_averaged_and_failures_counted():
    ranks = [[2, 1, 3, np.nan], NONE, [3, 2, 1, np.nan], [1, 2, 3, np.nan], NONE]
    runs = swept(ranks, failed=[-1, 0, -1, -1, 0])
    first, second = told_alone([("f", "4 draws", 4), ("g", "x", 1)], runs, NOMINAL)
    assert (first.runs, first.failed, first.largest_shift, first.failure) == (4, 1, 2, "because")
    assert first.average_shift == pytest.approx((2 / 3 + 4 / 3 + 0) / 3)
    assert first.winner_stays == pytest.approx(1 / 3)
    assert (second.failed, np.isnan(second.average_shift), np.isnan(second.winner_stays)) == (1, True, True)


def test_a_base_run_with_a_failed_member_is_left_out_and_a_city_loses_only_its_own():
    # two base runs of one factor: A, B, mixed; the second base run failed in B
    ranks = np.array([[1, 2, 3], [1, 3, 2], [2, 1, 3], [np.nan] * 3, [2, 1, 3], [1, 2, np.nan]])
    runs = swept(ranks, failed=[-1, -1, -1, 0, -1, -1])
    flat = np.zeros(6)
    found = list(indices(["f"], 2, runs, flat, flat, seed=0))
    assert {item.used for item in found} == {1}
    assert [(item.figure, item.city) for item in found] == [
        ("average_shift", -1),
        ("winner_stays", -1),
        ("rank", 0),
        ("rank", 1),
        ("rank", 2),
    ]
