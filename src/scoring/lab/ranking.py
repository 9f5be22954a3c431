"""From the index as a function of weights to the kernels' plan of its ranks, the fastest that is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from scoring.kernels.acceptability import indices
from scoring.kernels.acceptability.fixed import exact, rounded
from scoring.kernels.acceptability.keys import UNRANKED, Keys
from scoring.kernels.acceptability.plan import RATIO_BITS, WIDE_LEAST, Plan, free, linear, plan_of
from scoring.kernels.acceptability.ratio import ratio
from scoring.kernels.decide.promethee.flows import item_flows
from scoring.kernels.decide.scaling import divisor, inverse
from scoring.kernels.decide.topsis import DIVISORS
from scoring.kernels.lattice import at_least
from scoring.lab.weighed import corners, index_under, lacking, uncovered, whole_numbers
from scoring.model.ratings import Bools, Floats, Ints
from scoring.model.weighed import Part, Weighed

COVERAGE_UNITS = 1e9


class Ranked(NamedTuple):
    """How cities are ranked under weights.

    Parameters
    ----------
    plan : of the kernels, for all cities of the edition.
    scores : whose weighted mean orders the cities, shape (n_cities, n_items): all missing in a city that is never
        ranked, some in one whose index is no linear function of the weights. None where there are no such scores.
    """

    plan: Plan
    scores: Floats | None = None


def ranked(weighed: Weighed) -> Ranked:
    """Return how the cities of an edition are ranked under weights.

    An index that is a weighted mean, all the way from the weighted items, is ranked by exact sums; the geometric and
    the other power means, TOPSIS and PROMETHEE II by matrix products; every other one is folded anew for each
    weighting.

    Parameters
    ----------
    weighed : the index.
    """
    lacks = lacking(weighed)
    holey = np.asarray(lacks.any(axis=1) & ~lacks.all(axis=1))
    bent = np.asarray(holey | uncovered(weighed))
    if all(part.plain and part.method.additive for part in weighed.parts):
        return _additive(weighed, bent)
    return Ranked(_known(weighed, bent) or _folded(weighed))


def _additive(weighed: Weighed, bent: Bools) -> Ranked:
    """Return the plan of weighted means all the way.

    Parameters
    ----------
    weighed : the index.
    bent : cities whose index is no linear function of the weights, since they lack items or their data may cover too
        little, shape (n_cities,).
    """
    (*below, index) = weighed.parts
    if not below and not index.least > 0:
        return Ranked(linear(index.values), index.values)
    scores = corners(weighed)
    if not bent.any():
        return Ranked(linear(scores), scores)
    scores[bent & ~np.isnan(scores).any(axis=1), 0] = np.nan
    return Ranked(_folded(weighed) if below else _covered(index), scores)


def _covered(part: Part) -> Plan:
    """Return the plan of a weighted mean that is missing where too little of its weight rests on data."""
    takes_part = ~np.isnan(part.values).all(axis=1)
    table = part.values[takes_part]
    present = (~np.isnan(table)).astype(np.int64)
    lattice = exact(table, room=RATIO_BITS, whole=None, least=WIDE_LEAST) or rounded(
        table, room=RATIO_BITS, whole=None
    )
    coverage = np.where(present > 0, part.coverage[takes_part], 0.0)
    units = np.rint(coverage * COVERAGE_UNITS).astype(np.int64)

    def keys(one: Ints) -> Keys:
        floor = _Floor(np.ascontiguousarray(coverage[one].T), part.least)
        inner = ratio(lattice.lack[one], present[one])
        return replace(inner, fill=partial(_fill_covered, inner, floor))

    return plan_of(keys, np.asarray(takes_part), lattice, present, units)


class _Floor(NamedTuple):
    """Coverage of the items of each class, shape (n_items, n_classes), and the least of their weighted mean."""

    coverage: Floats
    least: float


def _fill_covered(keys: Keys, floor: _Floor, left: Floats, first: int, out: Floats) -> None:
    """Write keys, and ones without a rank where too little is covered."""
    keys.fill(left, first, out)
    units = left[:, : len(floor.coverage)]
    covered = np.matmul(units, floor.coverage) / units.sum(axis=1, keepdims=True)
    np.copyto(out.view(np.int64), UNRANKED | np.arange(keys.n_classes), where=~at_least(covered, floor.least))


def _known(weighed: Weighed, bent: Bools) -> Plan | None:
    """Return the plan of one of the rules that matrix products can rank; None for another."""
    part = weighed.parts[-1]
    make = _BY_PRODUCTS.get(part.method.name)
    if len(weighed.parts) > 1 or not part.plain or make is None or (part.least > 0 and bent.any()):
        return None
    return make(part)


def _power(part: Part, exponent: float) -> Plan:
    return indices.power(part.values, exponent)


def _net_flows(part: Part) -> Plan:
    return linear(item_flows(part.values, part.direction, **part.parameters).net)


def _closeness(part: Part) -> Plan:
    """Return the plan of TOPSIS on scaled values; an item that does not vary tells no city from another."""
    scale = inverse(divisor(part.values, DIVISORS[part.parameters.get("scaling", "vector")]))
    return indices.topsis(part.values * scale * part.direction)


_BY_PRODUCTS: dict[str, Callable[[Part], Plan]] = {
    "geometric_mean": lambda part: _power(part, 0.0),
    "harmonic_mean": lambda part: _power(part, -1.0),
    "power_mean": lambda part: _power(part, float(part.parameters["exponent"])),
    "promethee_ii": _net_flows,
    "topsis": _closeness,
}


def _folded(weighed: Weighed) -> Plan:
    """Return the plan of an index that is folded anew for each weighting, of the cities that can be ranked at all."""
    middle = index_under(weighed, np.ones((1, len(weighed.items))))
    able = np.asarray(~np.isnan(np.vstack([middle, corners(weighed).T])).all(axis=0))
    rows = np.flatnonzero(able)
    plan = free(partial(_some, weighed, rows), n_cities=len(rows), n_items=len(weighed.items))
    member = np.full(len(able), -1)
    member[rows] = plan.member
    return replace(plan, member=member)


def _some(weighed: Weighed, rows: Ints, weights: Floats, first: int) -> Floats:
    return whole_numbers(weighed, weights, first)[:, rows]
