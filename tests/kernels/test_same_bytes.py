"""The bytes of a result do not depend on how many rows are computed at once, nor on how they lie in memory."""

from itertools import pairwise

import numpy as np
import pytest

from scoring.kernels import aggregate, consensus

FOLDS = {
    "weighted_mean": aggregate.weighted_mean,
    "geometric_mean": aggregate.geometric_mean,
    "harmonic_mean": aggregate.harmonic_mean,
    "power_mean": lambda values, weights: aggregate.power_mean(values, weights, exponent=2.0),
    "sum": aggregate.total,
    "median": aggregate.median,
    "owa": lambda values, weights: aggregate.owa(values, weights, ordered=[0.5, 0.3, 0.2]),
    "owa_orness": lambda values, weights: aggregate.owa_of_orness(values, weights, orness=0.3),
    "mpi": aggregate.mazziotta_pareto,
    "mean_min": lambda values, weights: aggregate.mean_min(values, weights, alpha=0.5, beta=2.0),
}
RULES = {
    "mean": consensus.mean,
    "median": consensus.median,
    "trimmed_mean": lambda marks, chair: consensus.trimmed_mean(marks, chair, share=0.2),
    "olympic": consensus.olympic,
    "chair": consensus.chair_decides,
}
CUTS = {"one": range(41), "two": range(0, 41, 2), "odd": [0, 1, 4, 17, 18, 40], "whole": [0, 40]}
WIDTHS = [1, 2, 3, 5, 7, 8, 9, 16, 17, 33, 60]


def layouts(table):
    """The same numbers, stored in other ways."""
    spread = np.zeros((*table.shape[:-1], 2 * table.shape[-1]))
    spread[..., ::2] = table
    return {
        "rows": np.ascontiguousarray(table),
        "columns": np.asfortranarray(table),
        "every second": spread[..., ::2],
        "backwards": np.ascontiguousarray(table[..., ::-1])[..., ::-1],
    }


def table(width, rows=40):
    """Return marks with one decimal, of which none has an exact binary form, and weights."""
    source = np.random.default_rng(width)
    values = source.integers(1, 1000, (rows, width)) / 10 + 0.05
    return np.where(source.random(values.shape) < 0.1, np.nan, values), source.random(width)


@pytest.mark.parametrize("cuts", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_folds_do_not_depend_on_rows_or_memory(fold, width, cuts):
    values, weights = table(width)
    whole = fold(values, weights).tobytes()
    for lying in layouts(values).values():
        parts = [fold(lying[start:end], weights) for start, end in pairwise(cuts)]
        assert np.concatenate(parts).tobytes() == whole


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_folds_do_not_depend_on_the_nodes_beside(fold):
    values, weights = table(24)
    both = values.reshape(40, 2, 12), weights.reshape(2, 12)
    found = fold(*both)
    for node in (0, 1):
        assert (
            fold(both[0][:, node], both[1][node]).tobytes() == np.ascontiguousarray(found[:, node]).tobytes()
        )


@pytest.mark.parametrize("cuts", CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("width", WIDTHS)
def test_consensus_does_not_depend_on_rows_or_memory(rule, width, cuts):
    marks, _ = table(width)
    chair = np.zeros(marks.shape, dtype=np.bool_)
    chair[:, 0] = True
    whole = rule(marks, chair).tobytes()
    for lying in layouts(marks).values():
        parts = [rule(lying[start:end], chair[start:end]) for start, end in pairwise(cuts)]
        assert np.concatenate(parts).tobytes() == whole


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("wider", [1, 3, 4, 12])
@pytest.mark.parametrize("width", [1, 5, 7, 8, 15])
def test_a_panel_does_not_feel_that_another_panel_is_larger(rule, width, wider):
    marks, _ = table(width)
    chair = np.zeros(marks.shape, dtype=np.bool_)
    chair[:, 0] = True
    pad = np.full((40, wider), np.nan)
    wide = rule(np.hstack([marks, pad]), np.hstack([chair, np.zeros(pad.shape, dtype=np.bool_)]))
    assert wide.tobytes() == rule(marks, chair).tobytes()
