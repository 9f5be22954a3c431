"""Figures of ranks, against numpy on the ranks themselves and against printed and hand-made numbers."""

from functools import partial

import numpy as np
import pytest

from scoring.kernels.acceptability import figures, plan
from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.ranks import ranks_under
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex

N_DRAWS = 1000
SCORES = np.random.default_rng(1).integers(0, 101, (25, 4)) / 1.0
DRAW = partial(simplex.block, seed=7, n_items=4)
PLAN = plan.linear(SCORES)
COUNTS = run(PLAN, DRAW, N_DRAWS)
RANKS = ranks_under(PLAN, DRAW(0, PLAN.whole)[:N_DRAWS])
PARTS = [0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1.0]


def given(ranks, n_draws):
    """Return the counts of ranks (n_ranks, n_cities) that were counted elsewhere."""
    ranks = np.array(ranks)
    better = np.arange(len(ranks))
    return Counts(
        n_draws=n_draws,
        whole=1,
        edges=np.arange(len(ranks) + 1),
        ranks=ranks,
        unranked=n_draws - ranks.sum(axis=0),
        places=better @ ranks,
        squares=better**2 @ ranks,
        first_weights=np.zeros((ranks.shape[1], 1), dtype=np.int64),
        tied=0,
    )


def test_mean_and_deviation():
    mean, deviation = figures.mean_rank(COUNTS), figures.rank_deviation(COUNTS)
    np.testing.assert_allclose(mean.value, RANKS.mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(deviation.value, RANKS.std(axis=0), rtol=1e-12)
    np.testing.assert_allclose(mean.error, RANKS.std(axis=0) / np.sqrt(N_DRAWS), rtol=1e-12)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("rule", "method"), [("occurring", "inverted_cdf"), ("linear", "linear")])
def test_quantiles(part, rule, method):
    quantile = figures.quantile(COUNTS, part, rule=rule)
    np.testing.assert_allclose(quantile.value, np.quantile(RANKS, part, axis=0, method=method), rtol=1e-12)


def test_a_part_that_has_no_binary_form_counts_as_its_decimal():
    # 0.07 x 100 is 7.000000000000001 in binary; of the ranks 1 to 100 once each the seventh is asked for
    counts = given(np.ones((100, 1), dtype=np.int64), 100)
    assert figures.quantile(counts, 0.07).value == 7


def test_the_error_of_a_median_is_that_of_order_statistics():
    # one binomial standard error about the median of 1,000 is 15.8 places: the 485th and the 516th of the sorted ranks
    ordered = np.sort(RANKS, axis=0)
    expected = (ordered[515] - ordered[484]) / 2
    np.testing.assert_array_equal(figures.quantile(COUNTS, 0.5).error, expected)


@pytest.mark.parametrize("size", [1, 3, 10, 25])
def test_top(size):
    top = figures.top(COUNTS, size)
    share = (size >= RANKS).mean(axis=0)
    np.testing.assert_allclose(top.value, share, rtol=1e-13)
    np.testing.assert_allclose(top.error, np.sqrt(share * (1 - share) / N_DRAWS), rtol=1e-12)


def test_meta_weights_of_three_ranks_by_hand():
    # centroid: (1 + 1/2 + 1/3, 1/2 + 1/3, 1/3) over 11/6; linear: (3 - r) / 2; inverse: 1 / r
    np.testing.assert_allclose(figures.meta_weights_of(3, "centroid"), [1, 5 / 11, 2 / 11])
    np.testing.assert_allclose(figures.meta_weights_of(3, "linear"), [1, 1 / 2, 0])
    np.testing.assert_allclose(figures.meta_weights_of(3, "inverse"), [1, 1 / 2, 1 / 3])


@pytest.mark.parametrize("rule", ["centroid", "linear", "inverse"])
def test_holistic_acceptability_is_the_mean_of_the_meta_weight_of_the_rank(rule):
    weights = figures.meta_weights_of(25, rule)[RANKS - 1]
    holistic = figures.holistic(COUNTS, rule)
    np.testing.assert_allclose(holistic.value, weights.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(holistic.error, weights.std(axis=0) / np.sqrt(N_DRAWS), rtol=1e-9)


def test_the_thrombolytics_of_the_r_package_smaa():
    # smaa 0.3-3, tests/Examples/smaa-Ex.Rout.save: Heparin first in 3,504 of 10,000, smaa.entropy.choice 0.9344248
    counts = given([[3504, 6496], [6496, 3504]], 10_000)
    np.testing.assert_allclose(figures.acceptability(counts).value, [[0.3504, 0.6496], [0.6496, 0.3504]])
    assert figures.choice_entropy(counts).value == pytest.approx(0.9344248, abs=5e-8)
    np.testing.assert_allclose(figures.rank_entropy(counts).value, 0.9344248, atol=5e-8)


def test_entropies_by_hand():
    # (1/2, 1/4, 1/4, 0): 1/2 x 1 + 2 x 1/4 x 2 = 1.5 bits, of variance 1/2 x 1 + 2 x 1/4 x 4 - 1.5**2 = 1/4
    entropy = figures.rank_entropy(given([[50, 100], [25, 0], [25, 0], [0, 0]], 100))
    np.testing.assert_allclose(entropy.value, [1.5, 0])
    np.testing.assert_allclose(entropy.error, [0.5 / 10, 0])


def test_a_city_that_is_ranked_at_times_only_has_shares_of_those_times():
    estimate = figures.acceptability(given([[30, 100], [10, 0]], 100))
    np.testing.assert_allclose(estimate.value, [[0.75, 1], [0.25, 0]])
    np.testing.assert_allclose(estimate.error[:, 0], np.sqrt(0.75 * 0.25 / 40))


FIGURES = {
    "acceptability": figures.acceptability,
    "mean": figures.mean_rank,
    "deviation": figures.rank_deviation,
    "median": partial(figures.quantile, part=0.5),
    "linear quantile": partial(figures.quantile, part=0.95, rule="linear"),
    "top": partial(figures.top, size=1),
    "holistic": figures.holistic,
    "entropy": figures.rank_entropy,
    "choice": figures.choice_entropy,
}


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_no_weightings_tell_nothing_and_divide_by_nothing(figure):
    estimate = figure(run(PLAN, DRAW, 0))
    assert np.isnan(estimate.value).all()
    assert np.isnan(estimate.error).all()
    assert np.isnan(figures.largest_error(run(PLAN, DRAW, 0)))


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_ranks_that_never_move_have_no_error(figure):
    estimate = figure(
        run(plan.linear(np.arange(12.0).reshape(4, 3)), partial(simplex.block, seed=1, n_items=3), 50)
    )
    np.testing.assert_array_equal(estimate.error, np.zeros(estimate.value.shape))


def test_sums_too_large_for_63_bits_do_not_overflow():
    # 10**13 weightings, half at rank 1 and half at rank 1001: deviation 500; n times the sum of squares has 10**32
    half = 5 * 10**12
    ranks = np.zeros((1001, 1), dtype=np.int64)
    ranks[[0, 1000]] = half
    assert figures.rank_deviation(given(ranks, 2 * half)).value == pytest.approx(500)


def test_errors_are_those_that_repetition_shows():
    runs = [run(PLAN, partial(simplex.block, seed=seed, n_items=4), 200) for seed in range(300)]
    for figure in (
        FIGURES["mean"],
        FIGURES["top"],
        FIGURES["holistic"],
        FIGURES["entropy"],
        FIGURES["deviation"],
    ):
        values = np.array([figure(counts).value for counts in runs])
        errors = np.sqrt((np.array([figure(counts).error for counts in runs]) ** 2).mean(axis=0))
        moving = errors > np.quantile(errors, 0.5)
        np.testing.assert_allclose(values.std(axis=0)[moving], errors[moving], rtol=0.2)


def test_bins_of_several_ranks_stand_for_their_middle(monkeypatch):
    monkeypatch.setattr(plan, "ALL_RANKS", 20)
    monkeypatch.setattr(plan, "TOP_RANKS", 4)
    monkeypatch.setattr(plan, "FEWEST_BINS", 7)
    monkeypatch.setattr(plan, "CELLS", 0)
    coarse = run(plan.linear(SCORES), DRAW, N_DRAWS)
    assert coarse.edges.tolist() == [0, 1, 2, 3, 4, 7, 10, 13, 16, 19, 22, 25]
    np.testing.assert_allclose(figures.mean_rank(coarse).value, RANKS.mean(axis=0), rtol=1e-13)
    np.testing.assert_allclose(figures.rank_deviation(coarse).value, RANKS.std(axis=0), rtol=1e-12)
    np.testing.assert_allclose(figures.top(coarse, 4).value, (RANKS <= 4).mean(axis=0), rtol=1e-13)
    near = np.quantile(RANKS, 0.5, axis=0, method="inverted_cdf")
    assert (np.abs(figures.quantile(coarse, 0.5).value - near) <= 1).all()
    np.testing.assert_allclose(
        figures.holistic(coarse, "linear").value, figures.holistic(COUNTS, "linear").value, atol=0.05
    )
