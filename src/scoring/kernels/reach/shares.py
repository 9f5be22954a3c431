"""The exact share of all weightings under which each city is first, for up to three free weights."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Vector = tuple[Fraction, ...]


def first_shares(scores: Floats, fixed: Floats | None = None) -> list[Fraction]:
    """Return each city's first-rank acceptability under weights uniform on the simplex, as an exact fraction.

    The weightings under which a city is first are a stretch of the line of two free weights, or a polygon of the
    triangle of three: the whole, cut by one straight line for each other city. Cities with the same scores share
    theirs, each in full. Numbers count as the decimals they are written with.

    Parameters
    ----------
    scores : a higher one is better, none missing, shape (n_cities, n_items).
    fixed : weights of the items whose weights are fixed, NaN for the one to three free ones, which share what is left
        of 1; shape (n_items,). None frees all items.
    """
    table = _of_free_items(scores, np.full(scores.shape[1], np.nan) if fixed is None else fixed)
    ahead = sorted(range(len(table)), key=lambda city: -sum(table[city]))
    corners = _corners(len(table[0]))
    whole = _size(corners)
    return [_size(_first_region(table, city, ahead, corners)) / whole for city in range(len(table))]


def _of_free_items(scores: Floats, fixed: Floats) -> list[Vector]:
    """Return what a full weight on each free item makes of a city, the fixed ones as they are."""
    free = np.flatnonzero(np.isnan(fixed))
    given = [(item, _exact(fixed[item])) for item in np.flatnonzero(~np.isnan(fixed))]
    left = 1 - sum((weight for _, weight in given), Fraction(0))
    table = []
    for row in scores:
        base = sum((weight * _exact(row[item]) for item, weight in given), Fraction(0))
        table.append(tuple(_exact(row[item]) * left + base for item in free))
    return table


def _exact(number: np.float64) -> Fraction:
    return Fraction(repr(float(number)))


def _corners(n_free: int) -> list[Vector]:
    return [tuple(Fraction(int(row == column)) for column in range(n_free)) for row in range(n_free)]


def _first_region(table: list[Vector], city: int, order: list[int], corners: list[Vector]) -> list[Vector]:
    """Return the corners of where a city is first; none where it is nowhere."""
    region = corners
    for other in order:
        lead = tuple(one - two for one, two in zip(table[city], table[other], strict=True))
        region = _cut(region, lead)
        if not region:
            break
    return region


def _cut(region: list[Vector], lead: Vector) -> list[Vector]:
    """Return the part of a convex region where a lead is not below zero (Sutherland & Hodgman 1974)."""
    leads = [
        sum((weight * part for weight, part in zip(point, lead, strict=True)), Fraction(0))
        for point in region
    ]
    kept: list[Vector] = []
    for (point, value), (after, next_value) in pairwise(
        [*zip(region, leads, strict=True), (region[0], leads[0])]
    ):
        if value >= 0:
            kept.append(point)
        if value * next_value < 0:
            part = value / (value - next_value)
            kept.append(tuple(one + part * (two - one) for one, two in zip(point, after, strict=True)))
    return kept


def _size(region: list[Vector]) -> Fraction:
    """Return twice the area of a polygon, the length of a stretch, or 1 for the point of a single weight."""
    if not region:
        return Fraction(0)
    first = [point[0] for point in region]
    match len(region[0]):
        case 1:
            return Fraction(1)
        case 2:
            return max(first) - min(first)
    turns = (one[0] * two[1] - one[1] * two[0] for one, two in pairwise([*region, region[0]]))
    return abs(sum(turns, Fraction(0)))
