"""Copeland's rule on indicators: each item votes between each two cities.

An item votes for the city that is better in it; equal values vote for neither. Only items that both cities have
count. Weights are taken as multiples of 10**-9 of their sum, so that half the weight against half the weight is
a tie and not a matter of rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.pairs import bands, codes, triangle
from scoring.kernels.lattice import to_lattice

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.float32]
Signs = npt.NDArray[np.int8]


class Dominance(NamedTuple):
    """How many pairs of cities leave no doubt.

    Parameters
    ----------
    pairs : pairs of which one city is better in every item that both have and that has weight.
    share : `pairs` of all pairs of cities.
    """

    pairs: int
    share: float


def copeland(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return for each city the cities that it beats minus the cities that beat it.

    City i beats j when the items in which i is better have more than half of the weight of the items that both
    have, those with equal values counting half for each; two cities without a common item are tied.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items).
    direction : 1 where higher and -1 where lower is better, shape (n_items,).

    Returns
    -------
    Whole numbers, shape (..., n_cities); NaN for a city without any item that has weight.

    Notes
    -----
    COINr 1.1.14, ``a_copeland``: score = sum_j sign(O_ij - 1/2) with O_ij = sum_k w_k [x_ik > x_jk] + 1/2 sum_k w_k
    [x_ik = x_jk], after Munda and Nardo, Noncompensatory/nonlinear composite indicators for ranking countries,
    Applied Economics 41, 2009.
    """
    places, votes = codes(values, direction), _votes(weights).reshape(-1, len(direction))
    wins = np.zeros((len(votes), len(values)))
    for rows, columns in triangle(len(values), len(direction) + len(votes)):
        height = rows.stop - rows.start
        beats = _verdicts(votes, _signs(places, rows, columns)).reshape(len(votes), height, -1)
        wins[:, rows] += beats.sum(axis=2)
        wins[:, rows.stop :] -= beats[:, :, height:].sum(axis=1)
    wins = wins.reshape(*weights.shape[:-1], len(values))
    return np.where(_counted(values, weights), wins, np.nan)


def outranking(values: Floats, weights: Floats, direction: Floats) -> Iterator[tuple[slice, Floats]]:
    """Yield blocks of the outranking matrix: which share of the weight speaks for the row against the column.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    weights : one weighting, shape (n_items,).
    direction : shape (n_items,).

    Yields
    ------
    The rows, and O of the shape (n_rows, n_cities): the weight of the items in which the row is better, those with
    equal values counting half, of the weight of the items that both have; NaN without any.
    """
    places, votes = codes(values, direction), _votes(weights)
    there = (~np.isnan(places)).astype(np.float64)
    everyone = slice(0, len(values))
    for rows in bands(len(values), len(direction)):
        lead = (votes @ _signs(places, rows, everyone)).reshape(-1, len(values))
        common = (there[:, rows].T * votes) @ there
        yield rows, (1.0 + lead / np.where(common > 0, common, np.nan)) / 2.0


def dominance(values: Floats, weights: Floats, direction: Floats) -> Dominance:
    """Count the pairs of cities of which one is better in every item that both have and that has weight.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    weights : one weighting, shape (n_items,).
    direction : shape (n_items,).
    """
    places = codes(values, direction)[weights > 0]
    there = (~np.isnan(places)).astype(np.float64)
    pairs = 0
    for rows, columns in triangle(len(values), len(places)):
        lead = np.abs(_signs(places, rows, columns).sum(axis=0)).reshape(-1, len(values) - columns.start)
        common = there[:, rows].T @ there[:, columns]
        # the block begins with a square that holds its pairs twice
        sure = (lead == common) & (common > 0)
        height = rows.stop - rows.start
        pairs += int(sure.sum()) - int(sure[:, :height].sum()) // 2
    every = len(values) * (len(values) - 1) // 2
    return Dominance(pairs, pairs / every if every else np.nan)


def _votes(weights: Floats) -> Floats:
    total = weights.sum(axis=-1, keepdims=True)
    return to_lattice(weights / np.where(total > 0, total, 1.0))


def _signs(places: Codes, rows: slice, columns: slice) -> Floats:
    """Return 1 where the row is better, -1 where the column is, else 0; shape (n_items, n_rows * n_columns)."""
    own, other = places[:, rows, None], places[:, None, columns]
    signs: Signs = (own > other).view(np.int8)
    signs -= (own < other).view(np.int8)
    return signs.reshape(len(places), -1).astype(np.float64)


def _verdicts(votes: Floats, signs: Floats) -> Signs:
    """Return 1 where the row beats the column, -1 where it is beaten, 0 for a tie; (n_weightings, n_pairs)."""
    lead = votes @ signs
    rounding = votes.shape[-1] / 2.0
    return (lead > rounding).view(np.int8) - (lead < -rounding).view(np.int8)


def _counted(values: Floats, weights: Floats) -> npt.NDArray[np.bool_]:
    there = (~np.isnan(values)).astype(np.float64)
    counted: npt.NDArray[np.bool_] = weights @ there.T > 0
    return counted
