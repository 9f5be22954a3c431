"""Sensitivity of editions whose answer is known, and every run against the same run scored alone.

The rivals' edition: 12 cities with three measured criteria a, b, c, filled, treated and normalised by steps, in two
dimensions below the index.
"""

import json

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scoring import api
from scoring.api.variants import Workshop
from scoring.codec.factors import load_factors
from scoring.errors import RejectedError
from scoring.model.factor import Factor, MeasurementError, RandomWeights
from scoring.model.method import Use

EDITION = """\
format = "scoring-edition/1"
id = "steps"
year = 2024

[[input]]
kind = "cities"
path = "cities.csv"

[[input]]
kind = "measures"
path = "measures.csv"

[[step]]
id = "limit"
treat = { method = "clip_quantiles" }

[[step]]
id = "fill"
impute = "column_mean"

[[step]]
id = "scale"
normalise = { method = "min_max", low = 1, high = 100 }

[node.index]
children = { economy = 0.5, people = 0.3, land = 0.2 }
"""

RUBRIC = """\
format = "scoring-rubric/1"
id = "{name}"
input = "measure"

[criterion.a]
weight = 0.5

[criterion.b]
weight = 0.3
direction = "lower"

[criterion.c]
weight = 0.2
"""

NAMES = ("economy", "people", "land")
N_CITIES = 12


def measures(seed=3):
    source = np.random.default_rng(seed)
    lines = ["city,criterion,value"]
    for city in range(N_CITIES):
        level = source.normal()
        for name in NAMES:
            for key in "abc":
                value = 50 + 6 * level * (-1 if key == "b" else 1) + 9 * source.normal()
                if source.random() > 0.08:
                    lines.append(f"{city + 10},{name}.{key},{value:.3f}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def stepped(tmp_path, small):
    """An edition of measured criteria with all three kinds of steps."""
    folder = type(small)(tmp_path / "stepped")
    folder.write("edition.toml", EDITION)
    for name in NAMES:
        folder.write(f"rubrics/{name}.toml", RUBRIC.format(name=name))
    cities = "".join(f"{city + 10},City {city}\n" for city in range(N_CITIES))
    folder.write("cities.csv", "code,name\n" + cities)
    folder.write("measures.csv", measures())
    return folder


def uses(*names):
    return tuple(Use(method=name) for name in names)


ALL = {
    "scale": Factor(
        normalisation=(Use(method="z_score"), Use(method="rank"), Use(method="min_max", parameters={"low": 0.0}))
    ),
    "fill": Factor(step="fill", imputation=uses("none", "column_median")),
    "limit": Factor(treatment=uses("none")),
    "rule": Factor(aggregation=uses("geometric_mean", "minimum")),
    "people": Factor(node="people", aggregation=uses("harmonic_mean")),
    "entropy": Factor(node="economy", weighting=uses("equal", "standard_deviation")),
    "weights": Factor(weights=RandomWeights(spread="noise", size=0.5)),
    "below": Factor(node="land", weights=RandomWeights(spread="dirichlet", concentration=20, draws=7)),
    "left": Factor(without=("economy.a", "land.b", "land")),
    "error": Factor(error=MeasurementError(criteria=("people.*",), size=0.05, relative=True, draws=3)),
}


def assert_runs_are_those_alone(found, runs):
    swept = found.sensitivity.swept
    for run in runs:
        alone = found.replay(run)
        failed = swept.failed[run]
        assert bool(alone.failed) == (failed >= 0), (run, found.variant(run), alone.failed)
        if alone.failed:
            assert swept.failures[failed].code == alone.code
        assert_array_equal(swept.ranks[run], alone.rank, err_msg=str(found.variant(run)))


def test_every_run_has_the_ranks_that_it_has_alone(stepped):
    found = api.sensitivity(stepped.open(), ALL, runs=16, seed=4)
    swept = found.sensitivity.swept
    assert len(swept.of) == 16 * 12
    assert 0 < (swept.failed >= 0).sum() < len(swept.of)  # a geometric mean refuses what is below zero
    assert_runs_are_those_alone(found, range(0, 192, 2))


@pytest.mark.parametrize("name", list(ALL))
def test_each_factor_alone_has_the_ranks_that_its_runs_have_alone(stepped, name):
    found = api.sensitivity(stepped.open(), {name: ALL[name]}, runs=4, seed=1)
    assert_runs_are_those_alone(found, range(12))


def test_evaluators_and_types_left_out_on_marks(small):
    factors = {
        "types": Factor(without_types=("academic", "ministry")),
        "people": Factor(without_evaluators=("a1", "m1")),
        "plan": Factor(node="policy.plan", weights=RandomWeights(spread="uniform", draws=5)),
        "parts": Factor(without=("policy.law", "service")),
    }
    found = api.sensitivity(small.open(), factors, runs=8, seed=2)
    assert_runs_are_those_alone(found, range(48))
