"""Places among the fitted cities, by hand and by scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import rankdata

from scoring.kernels.normalise import places

NAN = float("nan")
UP, DOWN, BOTH = np.ones(1), -np.ones(1), np.array([1.0, -1.0])
TIES = ["min", "average", "max"]


def column(*numbers):
    return np.array(numbers, dtype=np.float64)[:, None]


def normalised(apply, values, direction, **parameters):
    return apply(values, direction, places.fit_places(values, direction, **parameters), **parameters)


def test_the_worst_city_is_first_in_either_direction():
    # 30, 10, 20, 20: as a benefit 10 is first, the two 20 share second and third
    values = np.repeat(column(30, 10, 20, NAN, 20), 2, axis=1)
    assert_array_equal(normalised(places.rank, values, BOTH), [[4, 1], [1, 4], [2, 2], [NAN, NAN], [2, 2]])
    assert_array_equal(normalised(places.rank, values, BOTH, ties="average")[:, 0], [4, 1, 2.5, NAN, 2.5])
    assert_array_equal(normalised(places.rank, values, BOTH, ties="max")[:, 0], [4, 1, 3, NAN, 3])


def test_borda_points_are_one_less():
    values = column(30, 10, 20, NAN, 20)
    assert_array_equal(normalised(places.borda, values, UP)[:, 0], [3, 0, 1, NAN, 1])
    assert_array_equal(normalised(places.borda, values, DOWN)[:, 0], [0, 3, 1, NAN, 1])
    assert_array_equal(normalised(places.borda, values, UP, ties="average")[:, 0], [3, 0, 1.5, NAN, 1.5])


def test_percentile_ranks():
    # four present: (rank - 1) / 3, or rank / 4
    values = column(30, 10, 20, NAN, 20)
    assert_allclose(normalised(places.percentile_rank, values, UP)[:, 0], [1, 0, 1 / 3, NAN, 1 / 3])
    found = normalised(places.percentile_rank, values, UP, lowest="share", ties="max")
    assert_array_equal(found[:, 0], [1, 0.25, 0.75, NAN, 0.75])


@pytest.mark.parametrize("ties", TIES)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=15))
def test_ranks_agree_with_scipy(ties, numbers):
    values = column(*numbers, NAN)
    assert_array_equal(normalised(places.rank, values, UP, ties=ties)[:-1, 0], rankdata(numbers, ties))
    turned = rankdata([-number for number in numbers], ties)
    assert_array_equal(normalised(places.rank, values, DOWN, ties=ties)[:-1, 0], turned)


def test_a_new_city_stands_where_its_value_falls():
    points = places.fit_places(column(10, 20, 20, 30), UP)
    new = column(5, 10, 15, 20, 25, 35, NAN)
    # below: 0, 0, 1, 1, 3, 4; equal: 0, 1, 0, 2, 0, 0
    assert_array_equal(places.rank(new, UP, points)[:, 0], [1, 1, 2, 2, 4, 5, NAN])
    assert_array_equal(places.rank(new, UP, points, ties="average")[:, 0], [0.5, 1, 1.5, 2.5, 3.5, 4.5, NAN])
    assert_array_equal(places.rank(new, UP, points, ties="max")[:, 0], [0, 1, 1, 3, 3, 4, NAN])


def test_a_new_city_beyond_the_fitted_ones_is_clipped_on_demand():
    points = places.fit_places(column(10, 20, 30), UP)
    new = column(5, 35)
    assert_array_equal(places.percentile_rank(new, UP, points)[:, 0], [0, 1.5])
    assert_array_equal(places.percentile_rank(new, UP, points, ties="max")[:, 0], [-0.5, 1])
    assert_array_equal(places.percentile_rank(new, UP, points, clip=True)[:, 0], [0, 1])
    assert_array_equal(places.percentile_rank(new, UP, points, clip=True, ties="max")[:, 0], [0, 1])


def test_the_fitted_values_are_kept_from_the_worst_to_the_best():
    points = places.fit_places(np.repeat(column(30, NAN, 10), 2, axis=1), BOTH)
    assert_array_equal(points["sorted"], [[10, 30], [30, 10], [NAN, NAN]])


def test_a_single_city_has_no_percentile_rank_unless_one_is_given():
    values = column(NAN, 4)
    assert np.isnan(normalised(places.percentile_rank, values, UP)).all()
    assert_array_equal(normalised(places.percentile_rank, values, UP, constant=0.5)[:, 0], [NAN, 0.5])
    assert_array_equal(normalised(places.percentile_rank, values, UP, lowest="share")[:, 0], [NAN, 1])


def test_an_item_without_values_gives_no_percentile_rank_to_a_new_city():
    points = places.fit_places(column(NAN, NAN), UP)
    for lowest in ("zero", "share"):
        found = places.percentile_rank(column(3), UP, points, lowest=lowest, constant=0.5)
        assert np.isnan(found).all()
