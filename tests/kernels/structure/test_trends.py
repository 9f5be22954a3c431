"""Growth over years by hand, by least squares of numpy, and by COINr's own checks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.structure.trends import cagr, of_years, percent_change, slope

NAN = float("nan")
YEARS = np.array([2018.0, 2019, 2020, 2022])
ALL = [cagr, slope, percent_change]


def test_growth_of_a_series_that_doubles_in_four_years():
    assert cagr(np.array([10.0, NAN, 3, 20]), YEARS) == pytest.approx(2**0.25 - 1, abs=1e-15)


def test_coinrs_own_check():
    # COINr 1.1.14, tests/testthat/test-trends.R: (y10 / y1)**(1/9) - 1, and (y2 - y1) / y1 * 100
    y = np.random.default_rng(4).random(10)
    assert cagr(y, np.arange(2011.0, 2021)) == pytest.approx((y[9] / y[0]) ** (1 / 9) - 1, abs=1e-14)
    assert percent_change(y[:2], np.array([2010.0, 2011])) == pytest.approx((y[1] - y[0]) / y[0] * 100)


def test_two_years_apart_by_hand():
    # from 8 to 6 in four years: -2 / 4 a year, -25 % in four, -62.5 % in ten
    series = np.array([8.0, NAN, NAN, 6.0])
    assert slope(series, YEARS) == pytest.approx(-0.5, abs=1e-15)
    assert percent_change(series, YEARS, per=10) == pytest.approx(-62.5, abs=1e-12)


def test_three_years_and_more_by_least_squares():
    series = np.array([5.0, 7, NAN, 6])
    rise, start = np.polyfit(YEARS[[0, 1, 3]] - 2018, series[[0, 1, 3]], 1)
    assert slope(series, YEARS) == pytest.approx(rise, abs=1e-12)
    assert percent_change(series, YEARS, per=2) == pytest.approx(200 * rise / start, abs=1e-10)


def test_percent_are_of_the_first_present_year():
    series = np.array([NAN, 4.0, 5, 9])
    rise, start = np.polyfit(YEARS[1:] - 2019, series[1:], 1)
    assert percent_change(series, YEARS) == pytest.approx(100 * rise / start, abs=1e-10)


def test_years_are_chosen_by_name_not_by_position():
    # COINr's get_trends(Time = c(2021, 2022)) took the first rows
    series = np.array([[1.0, 2, 3, 4], [10, 20, 30, 40]])
    wanted = np.array([2022.0, 2020, 2021])
    assert_array_equal(of_years(series, YEARS, wanted), [[4, 3, NAN], [40, 30, NAN]])
    assert_allclose(cagr(of_years(series, YEARS, wanted), wanted), np.sqrt([4 / 3, 40 / 30]) - 1)


@pytest.mark.parametrize("trend", ALL)
@pytest.mark.parametrize("series", [[NAN] * 4, [NAN, 3.0, NAN, NAN]])
def test_fewer_than_two_years_are_no_trend(trend, series):
    assert np.isnan(trend(np.array(series), YEARS))


@pytest.mark.parametrize("trend", ALL)
@pytest.mark.parametrize("level", [0.0, 7.0, -2.0])
def test_a_level_series_does_not_grow(trend, level):
    assert trend(np.array([level, level, NAN, level]), YEARS) == 0.0


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        ([0.0, 1, 1, 5], NAN),
        ([-1.0, 1, 1, 5], NAN),
        ([3.0, 1, 1, -5], NAN),
        ([-2.0, 1, 1, -4], NAN),
        ([3.0, 1, 1, 0], -1.0),
        ([0.0, 1, 1, 0], 0.0),
    ],
)
def test_growth_needs_a_start_above_zero(series, expected):
    assert_array_equal(cagr(np.array(series), YEARS), expected)


def test_percent_need_a_start_above_zero():
    assert np.isnan(percent_change(np.array([-2.0, NAN, NAN, 2]), YEARS))
    assert np.isnan(percent_change(np.array([0.0, NAN, NAN, 2]), YEARS))
    # years 0, 1, 3 and values 1, 1, 8: slope (-4/3 * -7/3 + -1/3 * -7/3 + 5/3 * 14/3) / (42/9) = 2.5, start 10/3 - 2.5 * 4/3 = 0
    assert np.isnan(percent_change(np.array([NAN, 1.0, 1, 8]), YEARS))


series_of_four = st.lists(st.one_of(st.integers(1, 9).map(float), st.just(NAN)), min_size=4, max_size=4)


@pytest.mark.parametrize("trend", ALL)
@given(drawn=series_of_four, order=st.permutations(range(4)))
def test_the_order_in_which_years_stand_does_not_show(trend, drawn, order):
    series, order = np.array(drawn), list(order)
    assert_allclose(trend(series[order], YEARS[order]), trend(series, YEARS), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("trend", ALL)
@given(drawn=st.lists(series_of_four, min_size=1, max_size=4))
def test_many_series_are_one_by_one(trend, drawn):
    table = np.array(drawn)
    assert_allclose(trend(table, YEARS), [trend(series, YEARS) for series in table], rtol=1e-12)


@pytest.mark.parametrize("trend", [cagr, percent_change])
@given(drawn=series_of_four)
def test_rates_of_growth_do_not_depend_on_the_unit(trend, drawn):
    series = np.array(drawn)
    assert_allclose(trend(series * 250.0, YEARS), trend(series, YEARS), rtol=1e-9, atol=1e-12)
