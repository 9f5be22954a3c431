"""The index of all cities under any weights, folded as the engine folds it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from attrs import evolve

from scoring.kernels.lattice import at_least, to_lattice
from scoring.model.ratings import Bools, Floats
from scoring.model.weighed import Closing, Part, Weighed


class _Found(NamedTuple):
    """Scores and coverage of a part, (n_draws, n_cities), and the weight below it, (n_draws,); None where fixed."""

    score: Floats
    coverage: Floats | None
    total: Floats | None


def index_under(weighed: Weighed, weights: Floats) -> Floats:
    """Return the index of every city under some weightings, NaN for a city without one; shape (n_draws, n_cities).

    Each part folds by its own rule: a missing child gives its weight to its siblings, and a part whose data cover
    less of its weight than it asks for is missing. Weights that methods chose from the cities' scores, at nodes whose
    weights are not drawn, stay as they are.

    Parameters
    ----------
    weighed : the index.
    weights : of the items, each weighting of any sum above zero, shape (n_draws, n_items).
    """
    return parts_under(weighed, weights)[-1]


def parts_under(weighed: Weighed, weights: Floats) -> list[Floats]:
    """Return the scores of every part under some weightings, each of shape (n_draws, n_cities).

    Parameters
    ----------
    weighed, weights : as in `index_under`.
    """
    found: list[_Found] = []
    covering = any(part.least > 0 for part in weighed.parts)
    for part in weighed.parts:
        found.append(_folded(part, found, weights, covering=covering))
    return [item.score for item in found]


def whole_numbers(weighed: Weighed, weights: Floats, first: int = 0) -> Floats:  # noqa: ARG001 - the same for all
    """Return the index in units of 10**-9, in which scores that are equal as decimals are equal.

    Parameters
    ----------
    weighed, weights : as in `index_under`.
    first : number of the first weighting.
    """
    return to_lattice(index_under(weighed, weights))


def corners(weighed: Weighed) -> Floats:
    """Return the index of every city when all weight is on one item, shape (n_cities, n_items)."""
    return np.ascontiguousarray(index_under(weighed, np.eye(len(weighed.items))).T)


def lacking(weighed: Weighed) -> Bools:
    """Tell which items each city lacks, shape (n_cities, n_items)."""
    found = np.zeros((len(weighed.parts[-1].values), len(weighed.items)), dtype=np.bool_)
    for part in weighed.parts:
        for child in np.flatnonzero(part.item >= 0):
            found[:, part.item[child]] = np.isnan(part.values[:, child])
    return found


def uncovered(weighed: Weighed) -> Bools:
    """Tell for which cities too little data makes some part missing when all weight is on one item, shape (n_cities,).

    Coverage is a weighted mean of that of the items: where it suffices with all weight on any one of them, it does
    under all weights.
    """
    if not any(part.least > 0 for part in weighed.parts):
        return np.zeros(len(weighed.parts[-1].values), dtype=np.bool_)
    bare = evolve(weighed, parts=tuple(evolve(part, least=0.0) for part in weighed.parts))
    pairs = zip(*(parts_under(item, np.eye(len(weighed.items))) for item in (weighed, bare)), strict=True)
    return np.any([(np.isnan(one) != np.isnan(other)).any(axis=0) for one, other in pairs], axis=0)


def _folded(part: Part, found: list[_Found], weights: Floats, *, covering: bool) -> _Found:
    own, total = _shares(part, found, weights)
    score = _score(part, found, own)
    coverage = _coverage(part, found, own, score.shape) if covering else None
    if coverage is not None and part.least > 0:
        score = np.where(at_least(coverage, part.least), score, np.nan)
    for function in part.then:
        score = np.where(np.isnan(score), np.nan, function(part.id, score.shape, score))
    for closing in part.closings:
        score = _closed(closing, score, found)
    return _Found(score, coverage, total)


def _shares(part: Part, found: list[_Found], weights: Floats) -> tuple[Floats, Floats | None]:
    """Return the shares of a part's children under each weighting, (n_draws, n_children), and their sum."""
    if not part.drawn:
        return np.broadcast_to(part.weights, (len(weights), len(part.weights))), None
    columns = []
    for item, below in zip(part.item, part.below, strict=True):
        total = weights[:, item] if item >= 0 else found[below].total
        columns.append(np.zeros(len(weights)) if total is None else total)
    own = np.stack(columns, axis=1)
    total = own.sum(axis=1)
    return own / np.where(total > 0, total, 1.0)[:, None], total


def _score(part: Part, found: list[_Found], shares: Floats) -> Floats:
    if part.method.additive:
        return _mean(part, found, shares)
    values, n_draws = _values(part, found), len(shares)
    shape = n_draws, part.values.shape[0]
    many = np.broadcast_to(values, (*shape, values.shape[-1]))
    if part.method.scope == "city":
        each = np.ascontiguousarray(np.broadcast_to(shares[:, None], many.shape))
        folded = part.rule(part.id, shape, np.ascontiguousarray(many), each)
        known = (~np.isnan(many) & (each > 0)).any(axis=-1)
        return np.where(known, folded, np.nan)
    if values.ndim == 2:  # noqa: PLR2004 - no child depends on the weights: all weightings at once
        folded = part.rule(part.id, shape, values, np.ascontiguousarray(shares), part.direction)
    else:
        rows = zip(many, shares, strict=True)
        folded = np.stack([part.rule(part.id, shape[1:], row, own, part.direction) for row, own in rows])
    known = (~np.isnan(many) & (shares[:, None] > 0)).any(axis=-1)
    return np.where(known, folded, np.nan)


def _values(part: Part, found: list[_Found]) -> Floats:
    """Return the scores of the children: (n_cities, n_children), or for each weighting where any depends on them."""
    moving = np.flatnonzero(part.below >= 0)
    if not len(moving):
        return part.values
    first = found[part.below[moving[0]]].score
    values = np.array(np.broadcast_to(part.values, (len(first), *part.values.shape)))
    for child in moving:
        values[:, :, child] = found[part.below[child]].score
    return values


def _mean(part: Part, found: list[_Found], shares: Floats) -> Floats:
    """Return the weighted mean: matrix products for what is fixed, and what depends on the weights added to them."""
    fixed = np.flatnonzero(part.below < 0)
    present = ~np.isnan(part.values[:, fixed])
    above = shares[:, fixed] @ np.where(present, part.values[:, fixed], 0.0).T
    below = shares[:, fixed] @ present.T.astype(np.float64)
    for child in np.flatnonzero(part.below >= 0):
        score, share = found[part.below[child]].score, shares[:, child, None]
        there = ~np.isnan(score)
        above += share * np.where(there, score, 0.0)
        below += share * there
    return above / np.where(below > 0, below, np.nan)


def _coverage(part: Part, found: list[_Found], shares: Floats, shape: tuple[int, ...]) -> Floats:
    """Return the share of a part's weight that rests on data; a missing child has none."""
    if not part.absent_counts:
        return _coverage_of_present(part, found, shares, shape)
    covered = np.zeros(shape)
    for child in range(len(part.below)):
        own = np.nan_to_num(_beneath(part, found, child))
        covered += shares[:, child, None] * own
    return covered


def _coverage_of_present(part: Part, found: list[_Found], shares: Floats, shape: tuple[int, ...]) -> Floats:
    """Return the coverage of the child that counts, where whoever is not there does not matter."""
    below = [np.broadcast_to(_beneath(part, found, child), shape) for child in range(len(part.below))]
    own = np.ascontiguousarray(np.broadcast_to(shares[:, None], (*shape, len(below))))
    return np.nan_to_num(part.rule(part.id, shape, np.stack(below, axis=-1), own))


def _beneath(part: Part, found: list[_Found], child: int) -> Floats:
    """Return the coverage of a child, NaN where it is missing; (n_cities,), or for each weighting."""
    below = part.below[child]
    if below < 0:
        return np.where(np.isnan(part.values[:, child]), np.nan, part.coverage[:, child])
    coverage = found[below].coverage
    return np.where(np.isnan(found[below].score), np.nan, 0.0 if coverage is None else coverage)


def _closed(closing: Closing, score: Floats, found: list[_Found]) -> Floats:
    met = np.broadcast_to(closing.met, score.shape).copy()
    for part, limit in closing.parts:
        met &= at_least(found[part].score, limit)
    return np.where(met | np.isnan(score), score, closing.otherwise)
