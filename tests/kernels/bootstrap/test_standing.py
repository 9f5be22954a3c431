"""Ranks against scipy, replicate by replicate; quantiles against sorted lists."""

import math

import numpy as np
import pytest
from scipy.stats import rankdata

from scoring.kernels.bootstrap.standing import counted_ranks, replicate_moments, score_quantile
from scoring.kernels.lattice import to_lattice


@pytest.fixture(scope="module")
def scores():
    """Return 9 cities in 5,000 replicates with many ties; the last city never has a score, another not always."""
    found = np.random.default_rng(3).integers(0, 12, (9, 5000)) / 10
    found[1] = found[0]
    found[2] = 0.1 + 0.2
    found[3] = 0.3  # the same as a decimal
    found[4, ::3] = np.nan
    found[8] = np.nan
    return found


@pytest.fixture(scope="module")
def ranks(scores):
    """Return the rank of each city in each replicate, 0 for none, from scipy."""
    found = np.zeros(scores.shape, dtype=np.int64)
    for replicate, column in enumerate(np.round(scores, 9).T):
        present = ~np.isnan(column)
        found[present, replicate] = rankdata(-column[present], method="min")
    return found


def test_ranks_are_counted_as_scipy_ranks_them(scores, ranks):
    counts = counted_ranks(scores, to_lattice)
    expected = np.array([np.bincount(row, minlength=10) for row in ranks])
    np.testing.assert_array_equal(counts.ranks.T, expected[:, 1:])
    np.testing.assert_array_equal(counts.unranked, expected[:, 0])
    assert counts.n_draws == 5000


def test_threads_do_not_show(scores):
    one, two = (counted_ranks(scores, to_lattice, threads=number) for number in (1, 2))
    np.testing.assert_array_equal(one.ranks, two.ranks)


def test_the_order_of_cities_does_not_show(scores):
    order = np.random.default_rng(1).permutation(len(scores))
    np.testing.assert_array_equal(
        counted_ranks(scores[order], to_lattice).ranks, counted_ranks(scores, to_lattice).ranks[:, order]
    )


def test_scores_tie_where_their_points_are_equal():
    scores = np.array([[3.41], [3.39], [3.2]])
    assert counted_ranks(scores, to_lattice).ranks.argmax(axis=0).tolist() == [0, 1, 2]
    assert counted_ranks(scores, lambda some: np.rint(some * 10)).ranks.argmax(axis=0).tolist() == [0, 0, 2]


@pytest.mark.parametrize("part", [0.0, 0.05, 0.1, 0.5, 0.7, 0.95, 1.0])
def test_a_quantile_is_the_smallest_score_that_enough_replicates_do_not_pass(part, scores):
    few = scores[:, :20]  # 0.05, 0.1, 0.7 and 0.95 of 20 are whole numbers
    found = score_quantile(few, part)
    for city, row in enumerate(few):
        ordered = sorted(value for value in row.tolist() if not math.isnan(value))
        if not ordered:
            assert math.isnan(found[city])
            continue
        enough = [v for v in ordered if sum(w <= v for w in ordered) >= part * len(ordered) - 1e-9]
        assert found[city] == enough[0]


def test_a_part_that_is_a_whole_number_of_replicates_is_taken_as_one():
    assert 0.07 * 100 > 7  # by its last bit
    assert score_quantile(np.arange(100.0)[None], 0.07) == 6.0


def test_moments_are_those_of_the_replicates_with_a_score(scores):
    mean, deviation = replicate_moments(scores)
    np.testing.assert_allclose(mean[:8], np.nanmean(scores[:8], axis=1), rtol=1e-13)
    np.testing.assert_allclose(deviation[:8], np.nanstd(scores[:8], axis=1, ddof=1), rtol=1e-12, atol=1e-14)
    assert deviation[2] == 0.0
    assert np.isnan([mean[8], deviation[8]]).all()
