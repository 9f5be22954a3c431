"""Scores as whole numbers, so that sums of products are exact in float64."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_DECIMALS = 6
NEARNESS = 2.0**-46
"""How far a score may be from a short decimal, as a part of the largest score: some last bits of arithmetic."""
MOST_WEIGHT_BITS = 29
"""Sums of the weights of 2**34 weightings stay below 2**63."""


class Lattice(NamedTuple):
    """Scores and weights as whole numbers.

    Parameters
    ----------
    lack : what each score lacks to the largest of all, zero for a missing one, shape (n_cities, n_items).
    whole : units that the weights sum to.
    exact : scores stand on the lattice as they are.
    """

    lack: Ints
    whole: int
    exact: bool


def exact(scores: Floats, *, room: int, whole: int | None, least: int) -> Lattice | None:
    """Return the lattice of short decimals; None for others, and where the bits do not suffice.

    Parameters
    ----------
    scores : shape (n_cities, n_items); NaN is missing.
    room : bits for a score and a weight together.
    whole : units of the whole if it is given; None takes 2**29, or less where room is scarce.
    least : bits that must be left for weights if the whole is not given.
    """
    units = in_units(scores)
    if units is None:
        return None
    lack = _lack(units, scores)
    left = room - bits_of(int(lack.max()))
    if whole is None:
        return Lattice(lack, 1 << min(left, MOST_WEIGHT_BITS), exact=True) if left >= least else None
    return Lattice(lack, whole, exact=True) if left >= bits_of(whole - 1) else None


def rounded(scores: Floats, *, room: int, whole: int | None) -> Lattice:
    """Return the lattice on which scores are rounded, on one scale for all items.

    Parameters
    ----------
    scores, room, whole : as in `exact`; if the whole is not given, half of the room is for weights.
    """
    weight_bits = room // 2 if whole is None else bits_of(whole - 1)
    lack = _lack(quantised(scores, room - weight_bits), scores)
    return Lattice(lack, 1 << weight_bits if whole is None else whole, exact=False)


def in_units(values: Floats) -> Ints | None:
    """Return scores as whole units of their last decimal place, zero for NaN; None if they have more than six.

    Parameters
    ----------
    values : any shape.

    Examples
    --------
    >>> in_units(np.array([12.3, 7.05, 0.0])).tolist()
    [1230, 705, 0]
    >>> in_units(np.array([1 / 3])) is None
    True
    """
    known = np.nan_to_num(values)
    for decimals in range(MOST_DECIMALS + 1):
        units = known * 10.0**decimals
        whole = np.rint(units)
        if np.abs(units - whole).max(initial=0.0) <= NEARNESS * np.abs(units).max(initial=0.0):
            return whole.astype(np.int64)
    return None


def quantised(values: Floats, bits: int) -> Ints:
    """Return values as whole numbers from 0 to 2**bits - 1, all on one scale; zero for NaN.

    Parameters
    ----------
    values : any shape, finite or NaN.
    bits : at most 52.
    """
    least, most = np.nanmin(values), np.nanmax(values)
    part = (values - least) / (most - least if most > least else 1.0)
    return np.nan_to_num(np.rint(part * (2.0**bits - 1))).astype(np.int64)


def bits_of(largest: int) -> int:
    """Return how many bits whole numbers up to `largest` need, at least 1."""
    return max(1, largest.bit_length())


def _lack(units: Ints, scores: Floats) -> Ints:
    return np.where(np.isnan(scores), 0, units.max() - units)
