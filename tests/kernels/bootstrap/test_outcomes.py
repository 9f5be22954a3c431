"""Against all n**size sequences, one by one and in exact fractions."""

from collections import Counter
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from scoring.kernels.bootstrap.outcomes import joint, moments, n_outcomes, outcomes

PANELS = [(1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 4), (5, 5)]


@pytest.mark.parametrize(("n", "size"), PANELS)
def test_every_sequence_of_draws_is_counted_in_its_outcome(n, size):
    counted = Counter(tuple(sorted(drawn)) for drawn in product(range(n), repeat=size))
    found = outcomes(n, size)
    assert dict(zip(map(tuple, found.seats.tolist()), found.ways.tolist(), strict=True)) == counted
    assert len(found.ways) == n_outcomes(n, size)


def test_the_outcomes_of_a_large_panel_are_as_many_as_they_should_be():
    found = outcomes(8, 8)  # C(15, 8) = 6435 multisets of 8**8 sequences
    assert (len(found.ways), int(found.ways.sum())) == (6435, 16_777_216)


@pytest.mark.parametrize("numbers", [(), (3,), (2, 3), (3, 1, 2), (2, 2, 2)])
def test_combinations_of_panels_come_in_the_order_of_nested_loops(numbers):
    assert list(map(tuple, joint(numbers).tolist())) == list(product(*map(range, numbers)))


@pytest.mark.parametrize(("n", "size"), PANELS)
def test_moments_are_those_of_all_sequences(n, size):
    marks = [Fraction(number * number % 7, 2) for number in range(1, n + 1)]
    means = [sum(drawn) / size for drawn in product(marks, repeat=size)]
    centre = sum(means) / len(means)
    spread = sum((mean - centre) ** 2 for mean in means) / len(means)
    found = outcomes(n, size)
    values = np.array([float(sum(marks[seat] for seat in row) / size) for row in found.seats.tolist()])
    told = moments(values, found.ways.astype(float))
    np.testing.assert_allclose(told, [float(centre), float(spread) ** 0.5], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize(("n", "size"), PANELS)
def test_the_variance_of_a_mean_is_the_closed_form(n, size):
    # each draw has the variance sum((x - mean)**2) / n, and the draws are independent
    marks = np.random.default_rng(n).normal(50, 10, n)
    found = outcomes(n, size)
    told = moments(marks[found.seats].mean(axis=1), found.ways.astype(float))
    np.testing.assert_allclose(told.mean, marks.mean(), rtol=1e-14)
    np.testing.assert_allclose(told.deviation, (marks.var() / size) ** 0.5, rtol=1e-12, atol=1e-14)


def test_one_less_is_drawn_so_that_the_variance_of_a_mean_is_unbiased():
    # two evaluators who say 2 and 4: s**2 / n = ((2 - 3)**2 + (4 - 3)**2) / 1 / 2 = 1
    assert moments(np.array([2.0, 4.0]), np.ones(2)) == (3.0, 1.0)


def test_outcomes_without_a_value_are_left_out():
    told = moments(np.array([1.0, np.nan, 4.0]), np.array([1.0, 5.0, 2.0]))
    # mean (1 + 2 * 4) / 3 = 3, variance (1 * 4 + 2 * 1) / 3 = 2
    np.testing.assert_allclose(told, [3.0, 2.0**0.5], rtol=1e-15)
    assert np.isnan(moments(np.array([np.nan]), np.ones(1))).all()


def test_what_never_moves_has_no_deviation_at_all():
    assert moments(np.full(3, 0.1), np.array([1.0, 4.0, 2.0])) == (0.1, 0.0)
