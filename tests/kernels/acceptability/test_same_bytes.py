"""The same counts for any number of threads, order and partition of the blocks, and size of what is sorted at once."""

from dataclasses import fields
from functools import partial, reduce
from operator import add
from pickle import dumps, loads

import numpy as np
import pytest

from scoring.kernels.acceptability import indices, plan
from scoring.kernels.acceptability.pairwise import wins
from scoring.kernels.acceptability.run import run, run_blocks
from scoring.kernels.draw import simplex

N_DRAWS = 5 * 4096 + 321
SCORES = np.random.default_rng(5).integers(0, 1001, (40, 5)) / 10
GAPS = np.where(np.random.default_rng(6).random(SCORES.shape) < 0.2, np.nan, SCORES)
DRAW = partial(simplex.block, seed=0, n_items=5)


def lowest(weights, first):
    """Return the weighted minimum, with a noise that belongs to each weighting."""
    noise = np.random.default_rng(first).random((len(weights), 1))
    return (SCORES[None] * (1 - weights[:, None, :]) + noise[:, :, None]).min(axis=2)


PLANS = {
    "exact": plan.linear(SCORES),
    "rounded": plan.linear(np.sin(SCORES)),
    "missing": plan.linear(GAPS),
    "geometric": indices.geometric(SCORES),
    "topsis": indices.topsis(SCORES),
}


def written(counts):
    """Return all the numbers of some counts, as bytes."""
    return [np.asarray(getattr(counts, field.name)).tobytes() for field in fields(counts)]


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("threads", [2, 3, 16])
def test_threads_do_not_show(made, threads):
    assert written(run(made, DRAW, N_DRAWS, threads=threads)) == written(run(made, DRAW, N_DRAWS))


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(
    "jobs", [[[5, 3, 1, 0, 2, 4]], [[0], [1], [2], [3], [4], [5]], [[4, 5], [0, 3], [], [1, 2]]], ids=str
)
def test_the_partition_into_jobs_does_not_show(made, jobs):
    parts = [run_blocks(made, DRAW, numbers, n_draws=N_DRAWS) for numbers in jobs]
    assert written(reduce(add, parts)) == written(run(made, DRAW, N_DRAWS))


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("rows", [1, 7, 512])
def test_how_many_weightings_are_sorted_at_once_does_not_show(made, rows, monkeypatch):
    whole = written(run(made, DRAW, 1000))
    monkeypatch.setattr(plan.Plan, "rows", property(lambda _: rows))
    assert written(run(made, DRAW, 1000)) == whole


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_pairwise_wins_of_jobs_add_up(made):
    whole = wins(made, DRAW, range(2), n_draws=5000)
    parts = wins(made, DRAW, [1], n_draws=5000) + wins(made, DRAW, [0], n_draws=5000)
    assert written(parts) == written(whole)


@pytest.mark.parametrize("made", PLANS.values(), ids=PLANS)
def test_plans_and_counts_travel_to_other_processes(made):
    there, draw = loads(dumps((made, DRAW)))  # noqa: S301
    counts = loads(dumps(run(there, draw, 4096)))  # noqa: S301
    assert written(counts) == written(run(made, DRAW, 4096))


def test_any_index_is_asked_for_the_same_weightings_by_all_threads():
    made = plan.free(lowest, n_cities=40, n_items=5)
    assert written(run(made, DRAW, N_DRAWS, threads=2)) == written(run(made, DRAW, N_DRAWS))


@pytest.mark.parametrize("n_draws", [0, 1, 4095, 4096, 4097, 9000])
def test_any_number_of_weightings_is_ranked_and_no_more(n_draws):
    counts = run(PLANS["exact"], DRAW, n_draws)
    assert counts.n_draws == n_draws
    assert (counts.ranks.sum(axis=0) == n_draws).all()
    assert counts.first_weights.sum() == n_draws * counts.whole


def test_more_weightings_begin_with_the_fewer():
    few, more = run(PLANS["exact"], DRAW, 4096), run(PLANS["exact"], DRAW, 8192)
    second = run_blocks(PLANS["exact"], DRAW, [1])
    assert written(few + second) == written(more)
