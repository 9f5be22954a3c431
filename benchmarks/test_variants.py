"""Full variants of an index of 514 cities and 60 criteria: in groups, against one after the other."""

from __future__ import annotations

import time

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import scoring
from scoring.api.sweeping.sweep import sweep
from scoring.api.variants import Workshop
from scoring.engine.children import expand
from scoring.errors import Place
from scoring.lab.factors import Ground, combined
from scoring.lab.variation import OFFICIAL
from scoring.model.factor import Factor, RandomWeights
from scoring.model.method import Use

N_CITIES, DIMENSIONS, CRITERIA = 514, 6, 10
RUNS, ALONE = 20_000, 24
DEMAND, DEMAND_COINR = 1 / 50, 1 / 1000
COINR = 190 / 1000
"""Processor seconds of COINr 1.1.14 for one weighting of 514 x 60, re-running the whole index; measured elsewhere."""

EDITION = """\
format = "scoring-edition/1"
id = "variants"
year = 2024

[[input]]
kind = "cities"
path = "cities.csv"

[[input]]
kind = "measures"
path = "measures.csv"

[[step]]
id = "fill"
impute = "column_mean"

[[step]]
id = "scale"
normalise = {{ method = "min_max", low = 1, high = 100 }}

[node.index]
children = [{children}]
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """The index of 60 measured criteria in six dimensions; one value in twenty is missing."""
    folder, source = tmp_path_factory.mktemp("variants"), np.random.default_rng(0)
    (folder / "rubrics").mkdir()
    names = [f"d{number}" for number in range(DIMENSIONS)]
    children = ", ".join(f'"{name}"' for name in names)
    (folder / "edition.toml").write_text(EDITION.format(children=children))
    for name in names:
        criteria = "".join(f"\n[criterion.c{number}]\n" for number in range(CRITERIA))
        head = f'format = "scoring-rubric/1"\nid = "{name}"\ninput = "measure"\n'
        (folder / "rubrics" / f"{name}.toml").write_text(head + criteria)
    codes = [f"{city:03}" for city in range(N_CITIES)]
    (folder / "cities.csv").write_text("code,name\n" + "".join(f"{code},City {code}\n" for code in codes))
    level = source.normal(size=(N_CITIES, 1))
    values = np.clip(50 + 12 * level + 15 * source.normal(size=(N_CITIES, DIMENSIONS * CRITERIA)), 1, 100)
    present = source.random(values.shape) > 0.05
    rows = [
        f"{codes[city]},d{item // CRITERIA}.c{item % CRITERIA},{values[city, item]:.6f}\n"
        for city, item in np.argwhere(present)
    ]
    (folder / "measures.csv").write_text("city,criterion,value\n" + "".join(rows))
    return Workshop.of(scoring.open(folder))


def factors():
    return {
        "scale": Factor(
            normalisation=(
                Use(method="z_score", parameters={"mean": 50.0, "sd": 10.0}),
                Use(method="rank"),
                Use(method="min_max", parameters={"low": 10.0, "high": 90.0}),
            )
        ),
        "fill": Factor(imputation=(Use(method="column_median"), Use(method="none"))),
        "rule": Factor(aggregation=(Use(method="geometric_mean"), Use(method="harmonic_mean"))),
        "weights": Factor(weights=RandomWeights(spread="uniform")),
        "left": Factor(without=tuple(f"d{item // CRITERIA}.c{item % CRITERIA}" for item in range(60))),
    }


def test_variants_in_groups_against_one_after_the_other(workshop, record):
    plan, scores = workshop.scores(OFFICIAL)
    ground = Ground(
        structure=scores.structure, criteria=lambda names: expand(names, plan.ids, Place())[0], seed=0
    )
    levels = ground.levels(factors())
    source = np.random.default_rng(1)
    chosen = np.column_stack([source.integers(0, item.count, RUNS) for item in levels])
    sweep(workshop, levels, chosen[:200])
    begin = time.process_time()
    swept = sweep(workshop, levels, chosen)
    ours = (time.process_time() - begin) / RUNS
    assert not (swept.failed >= 0).any()
    begin = time.process_time()
    alone = list(workshop.score(combined(levels, chosen[run], str(run)) for run in range(ALONE)))
    rival = (time.process_time() - begin) / ALONE
    for run, item in enumerate(alone):
        assert_array_equal(swept.rank[swept.of[run]], item.rank)
    record(
        f"514 x 60: {RUNS:,} variants of 36 method combinations, weights and left-out criterion in groups, "
        "against one after the other (processor time a variant)",
        f"{ours * 1e6:,.0f} µs",
        f"{rival * 1e6:,.0f} µs",
        ours / rival,
        DEMAND,
    )
    record(
        "the same, against COINr's published way of re-running the whole index (a figure of another machine)",
        f"{ours * 1e6:,.0f} µs",
        f"{COINR * 1e6:,.0f} µs",
        ours / COINR,
        DEMAND_COINR,
    )
