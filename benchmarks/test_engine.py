"""The engine alone: plan, evaluate, rank."""

from __future__ import annotations

import statistics
import time
import tracemalloc

import polars as pl
import pytest

import scoring
from scoring.engine.evaluate import evaluate
from scoring.engine.plan import compile_plan
from scoring.engine.raw import raw_values
from scoring.engine.standing import standing
from scoring.engine.structure import build

WANTED = 0.050


@pytest.fixture(scope="module")
def opened(nation):
    folder = scoring.open(nation)
    return folder, folder.read()


def engine(folder, ratings):
    structure, _ = build(folder.scheme)
    plan, _ = compile_plan(folder.scheme, structure, folder.loaded.registry)
    raw = raw_values(plan, ratings)
    return standing(plan, ratings, evaluate(plan, raw, ratings), raw.flags)


def test_plan_evaluate_rank(opened, nation, benchmark, record):
    folder, ratings = opened
    result = benchmark.pedantic(engine, args=(folder, ratings), rounds=15, warmup_rounds=2)
    assert len(result.states) == 514
    ours = benchmark.stats.stats.median
    marks = pl.read_parquet(nation / "marks.parquet")
    rival = statistics.median(one_grouping(marks) for _ in range(15))
    record(
        "plan, evaluate, rank in one process, against one polars group-by of the marks (wanted: 50 ms)",
        f"{ours * 1000:.0f} ms, {peak(folder, ratings):.0f} MB of arrays",
        f"{rival * 1000:.0f} ms",
        ours / rival,
        3,
    )
    assert ours / rival < 3


def one_grouping(marks):
    start = time.perf_counter()
    marks.group_by("city", "criterion").agg(pl.col("mark").mean())
    return time.perf_counter() - start


def peak(folder, ratings):
    """Return the peak of what is allocated meanwhile, MB."""
    tracemalloc.start()
    engine(folder, ratings)
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size / 2**20
