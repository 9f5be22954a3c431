"""Ranks under many weightings: 514 cities and six items unless said otherwise, ranks of ties by the competition rule."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
from processes import ROUNDS, cost, python

RIVALS = Path(__file__).with_name("weightings_rivals.py")
ALONE = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}

DEMANDS = {
    "sort": ("against np.sort of blocks of the same size", 3),
    "argsort": ("against argsort and bincount of blocks, without draws or ties", 1 / 2),
    "argsort of 5,000": ("5,000 cities: against argsort and bincount of blocks", 1 / 1.6),
    "loop": ("against a loop over scipy's rankdata", 1 / 20),
    "sixty": ("60 items, against six", 1.5),
    "wins": ("pairwise wins, against the three-dimensional comparison", 1 / 5),
    "geometric": ("geometric mean, against a loop", 1 / 20),
    "topsis": ("TOPSIS, against a loop", 1 / 20),
    "promethee": ("net flows of PROMETHEE II, against a loop", 1 / 20),
}
RANKING = """
import sys, numpy as np
from functools import partial
from scoring.kernels.acceptability import plan
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex
n_cities, n_draws = map(int, sys.argv[1:])
scores = np.random.default_rng(0).integers(0, 1001, (n_cities, 6)) / 10
run(plan.linear(scores), partial(simplex.block, seed=1, n_items=6), n_draws)
"""


def compared(name):
    """Compare in a process of its own, with one thread of the matrix library."""
    command = [sys.executable, str(RIVALS), name]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=ALONE)
    return json.loads(ended.stdout)


@pytest.mark.parametrize("name", DEMANDS)
def test_ranks_under_many_weightings(name, record):
    what, demand = DEMANDS[name]
    found = compared(name)
    shown = [f"{found[side]:.2f} µs" for side in ("ours", "rival")]
    record(f"ranks under many weightings, each: {what}", *shown, found["ratio"], demand)


def test_two_threads(record):
    control = compared("two threads that sort")["ratio"]
    if control > 1 / 1.5:
        pytest.skip(f"two threads that sort arrays of their own take {control:.2f} of the time of one")
    found = compared("two threads")
    shown = [f"{found[side]:.2f} µs" for side in ("ours", "rival")]
    record(
        "ranks under many weightings, on the clock: two threads against one", *shown, found["ratio"], 1 / 1.5
    )


def ranking(n_cities, n_draws, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    return cost(python(RANKING, str(n_cities), str(n_draws)))


def test_a_hundred_thousand_weightings(record, monkeypatch):
    runs = [ranking(514, 100_000, monkeypatch) for _ in range(ROUNDS)]
    seconds, peak = (median(values) for values in zip(*runs, strict=True))
    what = "100,000 weightings of 514 cities in a process of their own, against a limit of"
    record(f"{what} 1 s", f"{seconds:.2f} s", "1 s", seconds, 1)
    record(f"{what} 100 MB", f"{peak:.0f} MB", "100 MB", peak / 100, 1)


@pytest.mark.parametrize(("n_cities", "n_draws"), [(5000, 4096), (100_000, 128)])
def test_memory_does_not_grow_with_the_weightings(n_cities, n_draws, record, monkeypatch):
    few, many = (ranking(n_cities, times * n_draws, monkeypatch).peak for times in (1, 4))
    what = f"{n_cities:,} cities: peak memory of {4 * n_draws:,} weightings, against {n_draws:,}"
    record(what, f"{many:.0f} MB", f"{few:.0f} MB", many / few, 1.05)
