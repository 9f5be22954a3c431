"""Ratios of 2, 3 and 6 (and of 1, 2, 4) by hand; pymcdm 1.4.0 gave the same when it was run once on 2, 3, 6."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.normalise import ratios

NAN = float("nan")
UP, DOWN, BOTH = np.ones(1), -np.ones(1), np.array([1.0, -1.0])
RULES = {
    "fraction_of_maximum": (ratios.fit_best, ratios.fraction_of_maximum),
    "nonlinear": (ratios.fit_best, ratios.nonlinear),
    "zavadskas_turskis": (ratios.fit_best, ratios.zavadskas_turskis),
    "max": (ratios.fit_maximum, ratios.maximum),
    "sum": (ratios.fit_sum, ratios.total),
    "vector": (ratios.fit_norm, ratios.vector),
    "logarithmic": (ratios.fit_logarithms, ratios.logarithmic),
    "enhanced_accuracy": (ratios.fit_distances, ratios.enhanced_accuracy),
}
LN2, LN3, LN6 = np.log([2, 3, 6])


def column(*numbers):
    return np.array(numbers, dtype=np.float64)[:, None]


def twice(*numbers):
    return np.repeat(column(*numbers), 2, axis=1)


def normalised(rule, values, direction, **parameters):
    fit, apply = RULES[rule]
    return apply(values, direction, fit(values, direction, **parameters), **parameters)


@pytest.mark.parametrize(
    ("rule", "parameters", "benefit", "cost"),
    [
        ("fraction_of_maximum", {}, [1 / 3, 1 / 2, 1], [1, 2 / 3, 1 / 3]),
        # squares of 1/3 and 1/2, cubes of 2/3 and 1/3
        ("nonlinear", {}, [1 / 9, 1 / 4, 1], [1, 8 / 27, 1 / 27]),
        # 1 - |6 - x| / 6; 1 - |2 - x| / 2
        ("zavadskas_turskis", {}, [1 / 3, 1 / 2, 1], [1, 1 / 2, -1]),
        ("max", {}, [1 / 3, 1 / 2, 1], [2 / 3, 1 / 2, 0]),
        # sum 11; 1/2 + 1/3 + 1/6 = 1
        ("sum", {}, [2 / 11, 3 / 11, 6 / 11], [1 / 2, 1 / 3, 1 / 6]),
        ("sum", {"costs": "complement"}, [2 / 11, 3 / 11, 6 / 11], [9 / 11, 8 / 11, 5 / 11]),
        # 4 + 9 + 36 = 49
        ("vector", {}, [2 / 7, 3 / 7, 6 / 7], [5 / 7, 4 / 7, 1 / 7]),
        # 1/4 + 1/9 + 1/36 = 14/36
        (
            "vector",
            {"costs": "inverse"},
            [2 / 7, 3 / 7, 6 / 7],
            [3 / np.sqrt(14), 2 / np.sqrt(14), 1 / np.sqrt(14)],
        ),
        # product 36 = 6**2: ln x / (2 ln 6); (1 - that) / 2
        (
            "logarithmic",
            {},
            [LN2 / (2 * LN6), LN3 / (2 * LN6), 1 / 2],
            [(1 - LN2 / (2 * LN6)) / 2, (1 - LN3 / (2 * LN6)) / 2, 1 / 4],
        ),
        # distances from 6 are 4, 3, 0, from 2 are 0, 1, 4
        ("enhanced_accuracy", {}, [3 / 7, 4 / 7, 1], [1, 4 / 5, 1 / 5]),
    ],
)
def test_by_hand(rule, parameters, benefit, cost):
    found = normalised(rule, twice(2, 3, NAN, 6), BOTH, **parameters)
    assert_allclose(found[[0, 1, 3]], np.column_stack([benefit, cost]), rtol=1e-14)
    assert np.isnan(found[2]).all()


def test_logarithms_of_powers_of_two():
    # 2, 4, 16: logarithms 1, 2, 4 in base 2, sum 7
    found = normalised("logarithmic", twice(2, 4, 16), BOTH)
    assert_allclose(found, [[1 / 7, 6 / 14], [2 / 7, 5 / 14], [4 / 7, 3 / 14]], rtol=1e-14)
    assert_allclose(found.sum(axis=0), [1, 1], rtol=1e-14)


def test_new_cities_are_measured_by_the_fitted_ones():
    points = ratios.fit_best(twice(2, 3, 6), BOTH)
    assert_array_equal(ratios.fraction_of_maximum(twice(12, 1), BOTH, points), [[2, 1 / 6], [1 / 6, 2]])
    # better than the best stays better: 12 / 6; 2 - 1 / 2
    found = ratios.zavadskas_turskis(twice(12, 1), BOTH, points)
    assert_allclose(found, [[2, -4], [1 / 6, 1.5]], rtol=1e-15)
    points = ratios.fit_sum(twice(2, 3, 6), BOTH)
    assert_allclose(ratios.total(twice(12, 1), BOTH, points), [[12 / 11, 1 / 12], [1 / 11, 1]], rtol=1e-15)


@pytest.mark.parametrize("rule", ["fraction_of_maximum", "nonlinear", "sum", "logarithmic"])
def test_a_cost_of_zero_has_no_inverse_and_no_logarithm(rule):
    found = normalised(rule, column(0, 2, 4), DOWN)
    assert np.isnan(found[0]).all()
    assert not np.isinf(found).any()


@pytest.mark.parametrize("rule", ["fraction_of_maximum", "max", "sum", "vector"])
def test_a_benefit_of_zero_has_no_share(rule):
    assert_array_equal(normalised(rule, column(0, 2, 4), UP)[0], [0])


@pytest.mark.parametrize("rule", ["fraction_of_maximum", "nonlinear", "zavadskas_turskis", "max", "sum"])
def test_ratios_that_would_lose_the_order_are_missing(rule):
    # -4 / -2 = 2 would put the lower value first
    assert np.isnan(normalised(rule, column(-4, -2), UP)).all()
    assert np.isnan(normalised(rule, column(0, 0), UP)).all()


@pytest.mark.parametrize("rule", ["fraction_of_maximum", "nonlinear", "zavadskas_turskis"])
def test_costs_of_which_the_best_is_below_zero_are_missing(rule):
    assert np.isnan(normalised(rule, column(-4, -2, 4), DOWN)).all()


def test_logarithms_that_would_lose_the_order_are_missing():
    # 1/2 * 1/4 < 1: ln x / ln prod falls in x; 1/2 * 2 = 1 divides by zero
    assert np.isnan(normalised("logarithmic", column(0.5, 0.25), UP)).all()
    assert np.isnan(normalised("logarithmic", column(0.5, 2), UP)).all()
    # a single city: n - 1 = 0
    assert np.isnan(normalised("logarithmic", column(3), DOWN)).all()
    assert_array_equal(normalised("logarithmic", column(3), UP), column(1))


def test_enhanced_accuracy_of_a_constant_item_needs_a_score_for_it():
    values = column(3, NAN, 3)
    assert np.isnan(normalised("enhanced_accuracy", values, UP)).all()
    assert_array_equal(normalised("enhanced_accuracy", values, UP, constant=1), column(1, NAN, 1))


def by_reference(values, direction, **parameters):
    points = ratios.fit_named(values, direction, **parameters)
    return ratios.ratio_to_reference(values, direction, points, **parameters)


def test_ratio_to_a_reference_in_either_direction():
    # 2, 4, 9: mean 5, median 4
    values = twice(2, 4, NAN, 9)
    found = by_reference(values, BOTH, point="mean")
    assert_allclose(found, [[2 / 5, 5 / 2], [4 / 5, 5 / 4], [NAN, NAN], [9 / 5, 5 / 9]], rtol=1e-15)
    found = by_reference(values, BOTH, point="median", form="difference")
    assert_allclose(found, [[-1 / 2, 1 / 2], [0, 0], [NAN, NAN], [5 / 4, -5 / 4]], rtol=1e-15)
    found = by_reference(values, BOTH, point="given", given=(8.0, 1.0))
    assert_allclose(found, [[1 / 4, 1 / 2], [1 / 2, 1 / 4], [NAN, NAN], [9 / 8, 1 / 9]], rtol=1e-15)
    assert_allclose(by_reference(values, BOTH, point="best")[:, 1], [1, 1 / 2, NAN, 2 / 9], rtol=1e-15)


def test_a_ratio_to_a_reference_below_zero_is_missing():
    for form in ("ratio", "difference"):
        assert np.isnan(by_reference(column(-3, -1), UP, point="mean", form=form)).all()


def test_sums_and_norms_against_exact_fractions():
    numbers = [Fraction(n, d) for n, d in [(3, 7), (22, 5), (1, 9), (80, 3), (5, 2)]]
    values = twice(*map(float, numbers))
    inverses = [1 / number for number in numbers]
    found = normalised("sum", values, BOTH)
    assert_allclose(found[:, 0], [float(number / sum(numbers)) for number in numbers], rtol=1e-14)
    assert_allclose(found[:, 1], [float(number / sum(inverses)) for number in inverses], rtol=1e-14)
    squares = normalised("vector", values, BOTH)[:, 0] ** 2
    total = sum(number**2 for number in numbers)
    assert_allclose(squares, [float(number**2 / total) for number in numbers], rtol=1e-14)
