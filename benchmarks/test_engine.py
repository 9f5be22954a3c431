"""The engine alone: plan, evaluate, rank."""

from __future__ import annotations

import tracemalloc

import pytest

import scoring
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import compile_plan
from scoring.engine.raw import raw_values
from scoring.engine.standing import standing
from scoring.engine.structure import build

LIMIT = 0.050


@pytest.fixture(scope="module")
def opened(nation):
    folder = scoring.open(nation)
    return folder, folder.read()


def engine(folder, ratings):
    structure, _ = build(folder.scheme)
    plan, _ = compile_plan(folder.scheme, structure, folder.loaded.registry)
    raw = raw_values(plan, ratings)
    return standing(plan, ratings, evaluate(plan, raw, ratings), raw.flags)


def test_plan_evaluate_rank(opened, benchmark, record):
    folder, ratings = opened
    result = benchmark.pedantic(engine, args=(folder, ratings), rounds=15, warmup_rounds=2)
    assert len(result.states) == 514
    median = benchmark.stats.stats.median
    record(
        "231,300 marks: plan, evaluate, rank in one process, against a limit of 50 ms",
        f"{median * 1000:.0f} ms, {peak(folder, ratings):.0f} MB of arrays",
        f"{LIMIT * 1000:.0f} ms",
        median / LIMIT,
        1,
    )


def peak(folder, ratings):
    """Return the peak of what is allocated meanwhile, MB."""
    tracemalloc.start()
    engine(folder, ratings)
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size / 2**20
