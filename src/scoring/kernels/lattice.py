"""Decimal decisions on binary numbers.

A score such as 3.5 may arrive as 3.4999999999999996. Limits and halves are therefore decided on the lattice
of multiples of 10**-9, on which every short decimal has exactly one point, whatever sum it came from.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DIGITS = 9
POINTS = 10.0**DIGITS


def to_lattice(values: Floats) -> Floats:
    """Return the lattice point of each value, as whole numbers in float64; NaN stays NaN.

    Parameters
    ----------
    values : any shape.
    """
    return np.rint(np.asarray(values, dtype=np.float64) * POINTS)


def snapped(values: Floats) -> Floats:
    """Return each value at its lattice point, so that a sum of shares is exactly one where it should be.

    Parameters
    ----------
    values : any shape; NaN stays NaN.
    """
    near: Floats = to_lattice(values) / POINTS
    return near


def at_least(values: Floats, limit: Floats | float) -> npt.NDArray[np.bool_]:
    """Tell whether values reach an inclusive lower limit, as decimals; False for NaN.

    Parameters
    ----------
    values, limit : broadcastable.

    Examples
    --------
    >>> bool(at_least(np.float64(0.1 + 0.1 + 0.1), 0.3)), bool(at_least(np.float64(34.99), 35.0))
    (True, False)
    """
    reached: npt.NDArray[np.bool_] = to_lattice(values) >= to_lattice(np.asarray(limit, dtype=np.float64))
    return reached


def round_decimals(
    values: Floats, decimals: int, rounding: Literal["half_up", "half_even", "down"] = "half_up"
) -> Floats:
    """Round decimals as written, not their binary neighbours; halves go away from zero under ``half_up``.

    Parameters
    ----------
    values : any shape, NaN stays NaN.
    decimals : 0 to 9.
    rounding : rule for halves; ``down`` cuts towards zero.

    Examples
    --------
    >>> round_decimals(np.array([1.005, -2.675, 3.3146]), 2).tolist()
    [1.01, -2.68, 3.31]
    """
    units = to_lattice(values) / 10.0 ** (DIGITS - decimals)
    if rounding == "half_even":
        whole = np.rint(units)
    elif rounding == "down":
        whole = np.trunc(units)
    else:
        whole = np.copysign(np.floor(np.abs(units) + 0.5), units)
    rounded: Floats = whole / 10.0**decimals + 0.0
    return rounded


def band_of(values: Floats, limits: Floats) -> npt.NDArray[np.int64]:
    """Return the position of the highest limit that each value reaches, -1 below the first or for NaN.

    Parameters
    ----------
    values : shape (...).
    limits : ascending inclusive lower limits, shape (n_limits,).
    """
    points = to_lattice(values)
    found = np.searchsorted(to_lattice(limits), points, side="right") - 1
    return np.where(np.isnan(points), -1, found).astype(np.int64)
