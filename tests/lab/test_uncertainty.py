"""Figures of cities by geometry: two weights are a point on a line, and the ranks change at its crossings."""

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.figures import quantile as kernel_quantile
from scoring.kernels.acceptability.pairwise import wins
from scoring.kernels.acceptability.plan import linear
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex
from scoring.kernels.draw.stream import BLOCK
from scoring.lab.counting import summed
from scoring.lab.pairs import Holding, between
from scoring.lab.uncertainty import extremes, interval, pairs, quantile, top, uncertainty
from scoring.model.draw import Drawn, Uniform
from scoring.model.uncertainty import Cities, Setting

NAN = np.nan
SCORES = np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4], [NAN, NAN]])
"""Under weights (w, 1 - w): a has w, b 1 - w, c 0.4, d nothing.

a is first for w > 1/2, b for w < 1/2, c never: where it betters a (w < 0.4) it is behind b. c is second for w < 0.4 and
w > 0.6, third between; a is third for w < 0.4, second between 0.4 and 0.5; so is b, mirrored.
"""
N = 64 * BLOCK
PLAN = linear(SCORES)
DRAW = partial(simplex.block, seed=11, n_items=2)
CITIES = Cities(
    codes=tuple("abcd"),
    names=tuple("ABCD"),
    states=("ranked", "ranked", "ranked", "incomplete"),
    official=np.array([1.0, 1.0, 3.0, NAN]),
)
SETTING = Setting(
    edition="e",
    year=2024,
    nodes=("index",),
    weights=Drawn(method="uniform", spread=Uniform()),
    seed=11,
    n_draws=N,
    whole=PLAN.whole,
    exact=PLAN.exact,
    tied=0,
)


@pytest.fixture(scope="module")
def counts():
    return run(PLAN, DRAW, N)


@pytest.fixture(scope="module")
def found(counts):
    return uncertainty(
        PLAN, counts, setting=SETTING, cities=CITIES, items=("x", "y"), weights=np.array([0.5, 0.5]), size=2
    )


def test_acceptabilities_are_the_lengths_of_the_stretches(found):
    wanted = [[0.5, 0.5, 0.0, NAN], [0.1, 0.1, 0.8, NAN], [0.4, 0.4, 0.2, NAN]]
    error = found.acceptability.error
    assert_allclose(found.acceptability.value, wanted, atol=5 * np.nanmax(error))
    # the error of a share of 80 in 100
    assert_allclose(error[1, 2], np.sqrt(0.8 * 0.2 / N), rtol=0.01)
    assert error[0, 2] == 0


def test_figures_follow_from_the_stretches(found):
    figures = {name: figure.value for name, figure in found.figures.items()}
    assert_allclose(
        figures["mean"], [1.9, 1.9, 2.2, NAN], atol=0.01
    )  # 0.5 + 2 * 0.1 + 3 * 0.4; 2 * 0.8 + 3 * 0.2
    assert_allclose(figures["sd"][2], 0.4, atol=0.005)  # sqrt(0.8 * 0.2)
    assert_allclose(figures["first"], [0.5, 0.5, 0, NAN], atol=0.01)
    assert_allclose(figures["top"], [0.6, 0.6, 0.8, NAN], atol=0.01)
    assert_array_equal(figures["q05"], [1, 1, 2, NAN])
    assert_array_equal(figures["q95"], [3, 3, 3, NAN])
    assert_array_equal(figures["median"][2], 2)
    # -(0.8 log2 0.8 + 0.2 log2 0.2)
    assert_allclose(figures["entropy"][2], 0.72193, atol=0.01)
    # meta-weights (1 + 1/2 + 1/3, 1/2 + 1/3, 1/3) / (11/6) = 1, 5/11, 2/11
    assert_allclose(figures["holistic"][2], 0.8 * 5 / 11 + 0.2 * 2 / 11, atol=0.005)
    assert_array_equal(found.best, [1, 1, 2, NAN])
    assert_array_equal(found.worst, [3, 3, 3, NAN])
    assert_array_equal(found.unranked, [0, 0, 0, 1])


def test_central_weights_are_the_middle_of_the_stretch_where_a_city_is_first(found):
    assert_allclose(found.central.value[:2], [[0.75, 0.25], [0.25, 0.75]], atol=0.005)
    assert np.isnan(found.central.value[2:]).all()
    assert_array_equal(found.confidence, [1, 1, NAN, NAN])
    assert found.choice.value == pytest.approx(1, abs=1e-4)  # two equally likely: one bit


def test_an_interval_holds_at_least_its_share(counts):
    low, high = interval(counts, 0.9)
    assert_array_equal(low, [1, 1, 2, NAN])
    assert_array_equal(high, [3, 3, 3, NAN])
    low, high = interval(counts, 0.5)
    # c: a quarter on each side of the middle half: second at both ends, since third has a fifth
    assert_array_equal((low[2], high[2]), (2, 2))
    assert_array_equal(interval(counts, 1.0), extremes(counts))
    for share in (0.3, 0.8, 0.95):
        low, high = interval(counts, share)
        ranks = np.arange(1, 4)[:, None]
        inside = np.where((ranks >= low) & (ranks <= high), counts.ranks, 0).sum(axis=0)[:3]
        assert (inside >= share * N).all()


def test_an_interval_ends_where_its_tails_are_reached_exactly():
    column = np.array([[1], [2], [1]])
    nothing = np.zeros(1, dtype=np.int64)
    four = Counts(
        n_draws=4,
        whole=1,
        edges=np.arange(4),
        ranks=column,
        unranked=nothing,
        places=nothing,
        squares=nothing,
        first_weights=nothing[:, None],
        tied=0,
    )
    # ranks 1, 2, 2, 3: a quarter is reached at 1, three quarters at 2
    assert [bound.tolist() for bound in interval(four, 0.5)] == [[1], [2]]


def test_any_quantile_is_that_of_the_kernel(counts):
    assert_array_equal(quantile(counts, 0.37).value, kernel_quantile(counts, 0.37).value)


def test_any_number_of_first_ranks_can_be_looked_at(counts, found):
    assert_array_equal(top(counts, 2).value, found.figures["top"].value)
    assert_array_equal(top(counts, 1).value, found.figures["first"].value)
    assert_array_equal(top(counts, 3).value, [1, 1, 1, NAN])


def test_where_ranks_are_counted_in_classes_an_interval_ends_with_its_class():
    scores = np.random.default_rng(2).random((3000, 2))
    plan = linear(scores)
    classed = run(plan, DRAW, 2 * BLOCK)
    low, high = interval(classed, 0.9)
    exact = np.arange(3000) < 0
    for city in (0, 17, 2999):
        exact |= np.arange(3000) == city
    ranks = np.sort(_ranks(plan, 2 * BLOCK)[:, exact], axis=0)
    least, most = ranks[int(np.ceil(0.05 * len(ranks))) - 1], ranks[int(np.ceil(0.95 * len(ranks))) - 1]
    assert (low[exact] <= least).all()
    assert (high[exact] >= most).all()
    assert (high[exact] - low[exact] <= most - least + 2 * np.diff(classed.edges).max()).all()


def _ranks(plan, n_draws):
    from scoring.kernels.acceptability.ranks import ranks_under

    return np.concatenate([ranks_under(plan, DRAW(number, plan.whole)) for number in range(n_draws // BLOCK)])


def test_one_city_stands_above_another_as_often_as_the_stretch_is_long(serial):
    couples = [(0, 1), (0, 2), (2, 3)]
    work = Holding(plan=PLAN, draw=DRAW, n_draws=N, pairs=np.array(couples))
    one, other, nothing = between(couples, summed(work, range(64), serial))
    assert one.above / N == pytest.approx(0.5, abs=0.005)
    assert other.above / N == pytest.approx(0.6, abs=0.005)
    assert other.above + other.below + other.level == N == other.n_draws
    assert (nothing.above, nothing.below, nothing.level) == (0, 0, 0)


def test_pairs_are_the_same_as_one_by_one_and_identical_cities_stand_level(serial):
    plan = linear(np.array([[1.0, 0.0], [1.0, 0.0], [0.4, 0.4]]))
    couples = [(0, 1), (0, 2)]
    level, apart = between(
        couples,
        summed(Holding(plan=plan, draw=DRAW, n_draws=BLOCK, pairs=np.array(couples)), range(1), serial),
    )
    assert (level.level, level.above, level.below) == (BLOCK, 0, 0)
    won = pairs(wins(plan, DRAW, range(1)))
    assert won.above.value[0, 2] == apart.above / BLOCK
    assert won.above.value[0, 1] == 0
