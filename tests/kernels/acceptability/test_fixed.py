"""Scores as whole numbers."""

import numpy as np
import pytest

from scoring.kernels.acceptability import plan
from scoring.kernels.acceptability.fixed import exact, in_units, quantised, rounded


def test_short_decimals_become_whole_numbers():
    assert in_units(np.array([0.1 + 0.2, 12.35, -7.0])).tolist() == [30, 1235, -700]
    assert in_units(np.array([[3.0, np.nan]])).tolist() == [[3, 0]]
    assert in_units(np.array([2 / 3])) is None
    assert in_units(np.array([3e-7, 1e-7])) is None


def test_lack_is_counted_from_the_largest_score_of_all():
    lattice = exact(np.array([[9.5, 1.0], [np.nan, 10.0]]), room=40, whole=None, least=20)
    assert lattice.lack.tolist() == [[5, 90], [0, 0]]
    assert lattice.whole == 2**29
    assert exact(np.array([[9.5, 1.0]]), room=30, whole=None, least=20).whole == 2**23


def test_scores_that_leave_too_few_bits_are_rounded():
    scores = np.array([[1e6, 0.000001]])
    assert exact(scores, room=42, whole=None, least=20) is None
    assert exact(scores, room=60, whole=2**29, least=20) is None
    assert rounded(scores, room=50, whole=None).whole == 2**25
    assert rounded(scores, room=50, whole=2**20).lack.tolist() == [[0, 2**30 - 1]]


def test_values_without_a_range_stand_at_zero():
    assert quantised(np.array([[4.2, 4.2, np.nan]]), 10).tolist() == [[0, 0, 0]]


@pytest.mark.parametrize(("n_cities", "most"), [(514, 100), (5000, 100), (100_000, 100)])
def test_scores_of_one_decimal_are_exact_for_many_cities(n_cities, most):
    scores = np.random.default_rng(1).integers(0, 10 * most + 1, (n_cities, 3)) / 10
    made = plan.linear(scores)
    assert made.exact
    assert made.whole >= 2**24
