"""Filling from other years against COINr's examples and hand calculations."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scoring.kernels.impute.years import interpolated, panel_latest, panel_linear, panel_source_year

NAN = float("nan")


def one_city(*years):
    """A panel of one city: a row of items for each year."""
    return np.array(years, dtype=np.float64)[:, None, :]


def test_a_panel_is_interpolated_as_in_the_example():
    # COINr 1.1.14, tests/testthat/test-impute_panel.R, linear_imp_works: 2020 to 2022, four indicators
    panel = one_city([1, 3, NAN, 7], [2, NAN, 5, 8], [3, 5, 6, NAN])
    expected = one_city([1, 3, 5, 7], [2, 4, 5, 8], [3, 5, 6, 8])
    assert_array_equal(interpolated(panel, np.array([2020, 2021, 2022])), expected)


def test_years_are_years_and_not_places():
    # COINr issue #1. From 10 in 2010 to 20 in 2020: 2011 is one tenth of the way, the second of three places is not.
    panel = one_city([10], [NAN], [20])
    assert_array_equal(interpolated(panel, np.array([2010, 2011, 2020]))[1], [[11]])


def test_one_observation_is_taken_for_all_years():
    # COINr issue #63: "linear" fails on a series with one observation
    panel = one_city([NAN], [4], [NAN])
    assert_array_equal(interpolated(panel, np.array([1, 2, 3])), one_city([4], [4], [4]))


def test_a_series_without_observation_stays_missing():
    panel = one_city([NAN, 1], [NAN, NAN])
    assert_array_equal(interpolated(panel, np.array([1, 2])), one_city([NAN, 1], [NAN, 1]))


def test_interpolation_is_that_of_numpy():
    source = np.random.default_rng(3)
    years = np.array([2001, 2002, 2005, 2010, 2011, 2015])
    panel = np.where(source.random((6, 7, 3)) < 0.5, NAN, source.integers(0, 1024, (6, 7, 3)) / 4)
    found = interpolated(panel, years)
    for city, item in np.ndindex(7, 3):
        there = ~np.isnan(panel[:, city, item])
        expected = (
            np.interp(years, years[there], panel[there, city, item]) if there.any() else np.full(6, NAN)
        )
        np.testing.assert_allclose(found[:, city, item], expected, rtol=1e-14)


YEARS = np.array([2015, 2018, 2020, 2024])
NOW = np.array([[NAN, NAN, NAN, NAN, 9.0]])
# items: three earlier values, one of 2018, one of 2015, none, and one that is there
PAST = one_city([10, NAN, 7, NAN, 1], [12, 3, NAN, NAN, 1], [20, NAN, NAN, NAN, 1])


@pytest.mark.parametrize(
    ("years_back", "values", "source"),
    [
        (None, [20, 3, 7, NAN, 9], [2020, 2018, 2015, NAN, 2024]),
        (9, [20, 3, 7, NAN, 9], [2020, 2018, 2015, NAN, 2024]),
        (8, [20, 3, NAN, NAN, 9], [2020, 2018, NAN, NAN, 2024]),
        (5, [20, NAN, NAN, NAN, 9], [2020, NAN, NAN, NAN, 2024]),
        (4, [20, NAN, NAN, NAN, 9], [2020, NAN, NAN, NAN, 2024]),
        (3, [NAN, NAN, NAN, NAN, 9], [NAN, NAN, NAN, NAN, 2024]),
    ],
)
def test_the_latest_value_and_its_year_by_hand(years_back, values, source):
    given = {"past": PAST, "years": YEARS, "years_back": years_back}
    assert_array_equal(panel_latest(NOW, **given), [values])
    assert_array_equal(panel_source_year(NOW, **given), [source])


def test_beyond_the_last_year_the_nearest_value_or_the_line():
    given = {"past": PAST, "years": YEARS}
    assert_array_equal(panel_linear(NOW, **given), [[20, 3, 7, NAN, 9]])
    # from 12 in 2018 over 20 in 2020 by 4 a year to 36 in 2024; a single value goes on as it is
    assert_array_equal(panel_linear(NOW, **given, beyond="line"), [[36, 3, 7, NAN, 9]])
    # without what is older than five years only 2020 is left
    assert_array_equal(panel_linear(NOW, **given, beyond="line", years_back=5), [[20, NAN, NAN, NAN, 9]])


def test_the_line_goes_through_the_two_latest_values_whatever_is_between():
    # from 10 in 2015 to 20 in 2020, 2018 missing: 2 a year, 28 in 2024
    past = one_city([10], [NAN], [20])
    assert_array_equal(panel_linear(np.array([[NAN]]), past=past, years=YEARS, beyond="line"), [[28]])


@pytest.mark.parametrize("fill", [panel_latest, panel_linear])
def test_without_earlier_years_nothing_is_filled(fill):
    found = fill(NOW, past=np.empty((0, 1, 5)), years=np.array([2024]))
    assert_array_equal(found, NOW)


@pytest.mark.parametrize("beyond", ["nearest", "line"])
def test_each_city_and_item_speaks_for_itself(beyond):
    source = np.random.default_rng(9)
    past = np.where(source.random((3, 5, 4)) < 0.4, NAN, source.integers(0, 50, (3, 5, 4)) * 1.0)
    values = np.where(source.random((5, 4)) < 0.6, NAN, 1.0)
    whole = panel_linear(values, past=past, years=YEARS, beyond=beyond)
    for city, item in np.ndindex(5, 4):
        alone = panel_linear(
            values[[city]][:, [item]], past=past[:, [city]][:, :, [item]], years=YEARS, beyond=beyond
        )
        assert_array_equal(whole[city, item], alone[0, 0])
    assert_array_equal(whole[~np.isnan(values)], values[~np.isnan(values)])
