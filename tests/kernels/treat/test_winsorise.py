"""Winsorising against COINr's documentation, exact fractions and hand calculations."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.describe import kurtosis, skewness
from scoring.kernels.treat.winsorise import clip_quantiles, winsorise

NAN = float("nan")


def column(*values):
    return np.array(values, dtype=np.float64)[:, None]


def drawn(*values, **parameters):
    return winsorise(column(*values), **parameters)[:, 0].tolist()


# --- printed figures


def test_the_vector_of_the_documentation_loses_its_outlier():
    # COINr 1.1.14, vignette "Outlier Treatment": one point is winsorised, then the vector passes
    found = winsorise(column(*range(1, 11), 30, 100), most_cells=2)
    assert_array_equal(found, column(*range(1, 11), 30, 30))
    assert_allclose(skewness(found), [1.712038], atol=5e-7)
    assert_allclose(kurtosis(found), [1.815781], atol=5e-7)


@pytest.mark.parametrize(
    ("item", "changed", "skewed", "peaked"),
    [
        # COINr 1.1.14, vignette "Outlier Treatment", Dets_Table and Treated_Points of the defaults
        ("Flights", ["GBR"], 1.900658, 3.3360647),
        ("Goods", ["DEU", "CHN"], 1.140608, 0.1572047),
        ("Bord", ["RUS"], 1.899211, 4.346298),
        ("Elec", ["DEU"], 1.717744, 2.586062),
        ("Gas", ["NOR"], 1.602518, 1.525576),
        ("Services", [], 1.701085, 2.375656),
        ("LPI", [], -0.3042681, -0.6567514),
    ],
)
def test_the_indicators_of_the_documentation_are_winsorised_so(
    asem, countries, item, changed, skewed, peaked
):
    found = winsorise(asem[item])
    assert countries[(found != asem[item])[:, 0]].tolist() == changed
    assert_allclose(skewness(found), [skewed], atol=5e-7)
    assert_allclose(kurtosis(found), [peaked], atol=5e-7)


def test_one_value_is_not_enough_for_goods(asem):
    # COINr 1.1.14, vignette "Outlier Treatment", winmax = 1: skewness and kurtosis after the first step
    found = winsorise(asem["Goods"], most_cells=1)
    assert_allclose([skewness(found), kurtosis(found)], [[2.469910], [7.087309]], atol=5e-7)


# --- the rule, step by step in exact fractions


def fails(values):
    """COINr's test with |skewness| >= 2 and kurtosis >= 7/2, the first of them squared; A2 4.4's formulas."""
    n = len(values)
    if n < 4 or len({*values}) == 1:
        return False
    apart = [Fraction(value) - Fraction(sum(values), n) for value in values]
    second, third, fourth = (sum(distance**power for distance in apart) for power in (2, 3, 4))
    skewed = Fraction(n * n * (n - 1), (n - 2) ** 2) * third**2 / second**3
    peaked = ((n + 1) * (n * fourth / second**2 - 3) + 6) * Fraction(n - 1, (n - 2) * (n - 3))
    return skewed >= 4 and peaked >= Fraction(7, 2)


def by_fractions(original, most):
    """COINr's winsorise as a plain loop over whole numbers; None for a column it would make constant."""
    values, high, low = list(original), [], []
    while fails(values) and len(high) + len(low) < most:
        n, mean = len(values), Fraction(sum(values), len(values))
        if sum((value - mean) ** 3 for value in values) >= 0:
            top = max(values)
            high = [place for place in range(n) if values[place] == top]
            below = max(value for value in values if value != top)
            values = [below if value == top else value for value in values]
        else:
            bottom = min(values)
            low = [place for place in range(n) if values[place] == bottom]
            above = min(value for value in values if value != bottom)
            values = [above if value == bottom else value for value in values]
        if len({*values}) == 1:
            return list(original)
    return values


tailed = st.lists(st.one_of(st.integers(0, 6), st.integers(-400, 400), st.just(300)), min_size=1, max_size=20)


@given(tailed, st.integers(0, 6))
@example([0] * 12 + [300, 300, 200], 1)
@example([0, 1, 2, 3, 4, 5, 6] * 3 + [-900, 500, -400], 5)
@example([0] * 20 + [1], 5)
@example([0] * 20 + [1, 2, 3, 4, 5, 6], 5)
def test_values_are_those_of_the_rule_in_exact_fractions(given, most):
    assert drawn(*given, most_cells=most) == by_fractions(given, most)


def test_tied_maxima_are_drawn_in_together_even_beyond_the_limit():
    # Twenty values from 0 to 19 and three at 500: the first step already changes three.
    assert drawn(*range(20), 500, 500, 500, most_cells=1) == [*range(20), 19, 19, 19]


def test_both_tails_count():
    # By hand: of 0 .. 9, three times each, with -900 and 500 the skewness is negative and the minimum goes first,
    # to 0; then 500 remains, the skewness is positive, and with one value changed of one the limit is reached.
    values = [*range(10)] * 3 + [-900, 500]
    assert drawn(*values, most_cells=1) == [*range(10)] * 3 + [0, 500]
    assert drawn(*values, most_cells=2) == [*range(10)] * 3 + [0, 9]


# --- what peers stumble over


@pytest.mark.parametrize(
    "values",
    [
        (),
        (NAN, NAN),
        (5, NAN),
        (1, 2),
        (1, 2, 900),
        (0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
        (0, 0, 0, 0, 0, 0, 0, 1),  # the only step would leave a constant
        (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, NAN),
    ],
)
def test_awkward_columns_are_left_alone(values):
    # COINr issue #45: "missing value where TRUE/FALSE needed" on columns such as the last three
    assert_array_equal(winsorise(column(*values)), column(*values))


def test_a_limit_that_nothing_reaches_treats_nothing(asem):
    # COINr's Treat(global_specs = "none") treats all the same
    table = np.hstack(list(asem.values()))
    assert_array_equal(winsorise(table, skewness_limit=99), table)
    assert_array_equal(winsorise(table, most_cells=0), table)


def test_always_draws_in_what_passes():
    # COINr issue #53: force_win has no effect on a column that passes. By hand: the skewness of 0, 0, 1, 3 is positive.
    assert drawn(0, 0, 1, 3) == [0, 0, 1, 3]
    assert drawn(0, 0, 1, 3, when="always", most_cells=1) == [0, 0, 1, 1]
    assert drawn(0, -1, -3, when="always", most_cells=1) == [0, -1, -1]


# --- laws


@given(tailed)
def test_the_mirror_image_is_treated_alike(given):
    values = column(*given)
    assert_array_equal(winsorise(-values), -winsorise(values))


@given(tailed, st.sampled_from([(4.0, -1.0), (0.5, 1000.0), (0.1, 0.0)]))
def test_another_unit_is_treated_alike(given, unit):
    factor, start = unit
    values = column(*given)
    assert_array_equal(winsorise(factor * values + start), factor * winsorise(values) + start)


@given(tailed, st.randoms())
def test_neither_order_nor_missing_values_nor_other_columns_matter(given, random):
    order = [*range(len(given) + 3)]
    random.shuffle(order)
    values = np.vstack([column(*given), np.full((3, 1), NAN)])
    beside = np.hstack([values, np.arange(len(values))[:, None] ** 3.0])
    found = winsorise(beside[order])[:, [0]]
    assert_array_equal(found[np.argsort(order)][: len(given)], winsorise(column(*given)))
    assert np.isnan(found[np.argsort(order)][len(given) :]).all()


# --- quantiles


def test_quantiles_by_hand():
    # Type 7: of 0, 10, 20, 30, 100 the tenth percentile is at position 4 * 0.1 = 0.4, so 4; the ninetieth at 3.6,
    # so 30 + 0.6 * 70 = 72.
    values = column(20, 0, NAN, 100, 10, 30)
    found = clip_quantiles(values, low=0.1, high=0.9, when="always")
    assert_allclose(found[:, 0], [20, 4, NAN, 72, 10, 30], rtol=1e-15)


def test_quantiles_leave_a_column_that_passes_alone():
    values = np.hstack([column(*range(21)), column(*range(20), 900)])
    found = clip_quantiles(values)
    assert_array_equal(found[:, 0], values[:, 0])
    # position 20 * 0.025 = 0.5: 0.5 at the low end; 19.5 at the high one: 19 + 0.5 * 881
    assert_allclose(found[:, 1], np.clip(values[:, 1], 0.5, 459.5), rtol=1e-15)


def test_the_whole_range_clips_nothing():
    values = column(3, 1, 900, 2, 2, 2, 2)
    assert_array_equal(clip_quantiles(values, low=0.0, high=1.0, when="always"), values)
