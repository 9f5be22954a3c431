"""The calls that are compared, each as the documentation of its package writes it.

Packages are imported by name and only for their own calls: each is called in the environment that has it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Call = Callable[[], Floats]


class Table(NamedTuple):
    """What every call is given; `values` are above zero and `direction` is 1 or -1."""

    values: Floats
    weights: Floats
    direction: Floats


OF_DATA = {"critic", "entropy", "merec"}
"""Methods that return weights; the others return scores, higher is better, and `weighted_sum` ranks."""


def ours(method: str, table: Table) -> Call:
    values, weights, direction = table
    found = import_module("scoring.methods").method(method)
    if method in OF_DATA:
        return lambda: found(values, direction)
    if method == "weighted_sum":
        rank = import_module("scoring.kernels.rank").rank
        return lambda: rank(found(values, weights, direction))
    return lambda: found(values, weights, direction)


def pymcdm(method: str, table: Table) -> Call:
    values, weights, direction = table
    methods, scale = import_module("pymcdm.methods"), import_module("pymcdm.normalizations")
    if method in OF_DATA:
        weigh = getattr(import_module("pymcdm.weights"), f"{method}_weights")
        return lambda: weigh(values, direction)
    body = {
        "weighted_sum": lambda: methods.WSM(scale.minmax_normalization),
        "topsis": lambda: methods.TOPSIS(scale.vector_normalization),
        "vikor": methods.VIKOR,
        "promethee_ii": lambda: methods.PROMETHEE_II("usual"),
        "codas": methods.CODAS,
    }[method]()
    if method == "weighted_sum":
        return lambda: body.rank(body(values, weights, direction))
    if method == "vikor":
        return lambda: 1.0 - body(values, weights, direction)
    return lambda: body(values, weights, direction)


def scikit_criteria(method: str, table: Table) -> Call:
    warnings.simplefilter("ignore")
    matrix = import_module("skcriteria").mkdm(
        table.values, table.direction.astype(int), weights=table.weights
    )
    if method in OF_DATA:
        name = {"critic": "CRITIC", "entropy": "EntropyWeighter", "merec": "MEREC"}[method]
        weigher = _part("preprocessing.weighters", name)()
        return lambda: weigher.transform(matrix).weights.to_numpy()  # noqa: PLW0108 - the call is what is timed
    if method == "weighted_sum":
        scaler = _part("preprocessing.invert_objectives", "MinMaxInverter")()
        rule = _part("agg.simple", "WeightedSumModel")()
        return lambda: rule.evaluate(scaler.transform(matrix)).rank_
    if method == "topsis":
        scaler = _part("preprocessing.scalers", "VectorScaler")(target="matrix")
        rule = _part("agg.topsis", "TOPSIS")()
        return lambda: rule.evaluate(scaler.transform(matrix)).e_.similarity
    if method == "codas":
        scaler = _part("preprocessing.invert_objectives", "BenefitCostInverter")()
        rule = _part("agg.codas", "CODAS")()
        return lambda: rule.evaluate(scaler.transform(matrix)).e_.score
    rule = _part("agg.vikor", "VIKOR")()
    return lambda: 1.0 - rule.evaluate(matrix).e_.q_k


def _part(module: str, name: str) -> Callable[..., Any]:
    return getattr(import_module(f"skcriteria.{module}"), name)


def pyrepo(method: str, table: Table) -> Call:
    values, weights, direction = table
    scale = import_module("pyrepo_mcda.normalizations")
    if method in OF_DATA:
        weigh = getattr(import_module("pyrepo_mcda.weighting_methods"), f"{method}_weighting")
        given = (values, direction) if method == "merec" else (values,)
        return lambda: weigh(*given)
    methods = import_module("pyrepo_mcda.mcda_methods")
    body = {
        "weighted_sum": lambda: methods.SAW(scale.minmax_normalization),
        "topsis": lambda: methods.TOPSIS(scale.vector_normalization),
        "vikor": methods.VIKOR,
        "promethee_ii": methods.PROMETHEE_II,
        "codas": methods.CODAS,
    }[method]()
    if method == "weighted_sum":
        ranks = import_module("pyrepo_mcda.additions").rank_preferences
        return lambda: ranks(body(values, weights, direction))
    if method == "vikor":
        return lambda: 1.0 - body(values, weights, direction)
    return lambda: body(values, weights, direction)


def pydecision(method: str, table: Table) -> Call:
    values, weights, direction = table
    methods = import_module("pyDecision.algorithm")
    kinds = ["max" if sign > 0 else "min" for sign in direction]
    quiet = {"graph": False, "verbose": False}
    if method in OF_DATA:
        weigh = getattr(methods, f"{method}_method")
        return lambda: weigh(values, kinds)
    if method == "topsis":
        return lambda: methods.topsis_method(values, weights, kinds, **quiet)
    if method == "vikor":
        return lambda: 1.0 - in_order(methods.vikor_method(values, weights, kinds, **quiet)[2])
    turned, none, usual = values * direction, [0.0] * len(weights), ["t1"] * len(weights)
    return lambda: methods.promethee_ii(turned, list(weights), none, none, none, usual, sort=False, **quiet)[
        :, 1
    ]


def in_order(ranked: Floats) -> Floats:
    """Return the figures of a list of (number of the city, figure)."""
    figures = np.empty(len(ranked))
    figures[ranked[:, 0].astype(int) - 1] = ranked[:, 1]
    return figures


def plain(method: str, table: Table) -> Call:
    """Return the shortest program in numpy, where no package has the method."""
    weights, turned = table.weights, table.values * table.direction
    assert method == "copeland"

    def call() -> Floats:
        lead = np.array([(np.sign(own - turned)) @ weights for own in turned])
        return np.sign(np.where(np.abs(lead) < 1e-9, 0.0, lead)).sum(axis=1)

    return call


PACKAGES: dict[str, Callable[[str, Table], Call]] = {
    "scoring": ours,
    "scikit-criteria": scikit_criteria,
    "pymcdm": pymcdm,
    "pyrepo-mcda": pyrepo,
    "pyDecision": pydecision,
    "numpy": plain,
}
