"""Everything that can come of drawing evaluators from a panel with replacement, and how likely it is."""

from __future__ import annotations

from functools import cache
from itertools import combinations_with_replacement
from math import comb, factorial, prod
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Outcomes(NamedTuple):
    """The outcomes of drawing `size` of `n` seats with replacement, the order of the draws set aside.

    Parameters
    ----------
    seats : seats drawn, ascending, shape (n_outcomes, size).
    ways : orders in which each outcome can be drawn, which sum to n**size, shape (n_outcomes,).
    """

    seats: Ints
    ways: Ints


class Moments(NamedTuple):
    """Mean and standard deviation over all outcomes; NaN where no outcome has a value."""

    mean: float
    deviation: float


def n_outcomes(n: int, size: int) -> int:
    """Return the number of outcomes, C(n + size - 1, size).

    >>> n_outcomes(5, 5), n_outcomes(2, 1)
    (126, 2)
    """
    return comb(n + size - 1, size)


@cache
def outcomes(n: int, size: int) -> Outcomes:
    """Return all outcomes in lexicographic order.

    Parameters
    ----------
    n : seats of the panel, at least 1.
    size : seats that are drawn, at least 1; n**size below 2**63.

    Examples
    --------
    >>> outcomes(2, 2).seats.tolist(), outcomes(2, 2).ways.tolist()
    ([[0, 0], [0, 1], [1, 1]], [1, 2, 1])
    """
    seats = np.array([*combinations_with_replacement(range(n), size)], dtype=np.int64)
    times = (seats[:, :, None] == np.arange(n)).sum(axis=1)
    ways = np.array([factorial(size) // prod(map(factorial, row)) for row in times.tolist()], dtype=np.int64)
    seats.setflags(write=False)
    ways.setflags(write=False)
    return Outcomes(seats, ways)


def joint(numbers: tuple[int, ...]) -> Ints:
    """Return all combinations of the outcomes of several panels, the last one running fastest.

    Parameters
    ----------
    numbers : outcomes of each panel; no panel has one combination.

    Returns
    -------
    Shape (prod(numbers), n_panels).

    Examples
    --------
    >>> joint((2, 2)).tolist()
    [[0, 0], [0, 1], [1, 0], [1, 1]]
    """
    strides = np.cumprod((1, *numbers[:0:-1]), dtype=np.int64)[::-1]
    return np.arange(prod(numbers))[:, None] // strides[: len(numbers)] % np.array(numbers, dtype=np.int64)


def moments(values: Floats, ways: Floats) -> Moments:
    """Return mean and standard deviation of a value over all outcomes: the bootstrap without its chance.

    mean = sum(p v) and variance = sum(p (v - mean)**2) with p = ways / sum(ways) (Efron & Tibshirani 1993, section
    5.3: the ideal bootstrap, infinitely many replicates). Outcomes without a value are left out.

    Parameters
    ----------
    values : of the outcomes, shape (n_outcomes,); NaN is missing.
    ways : how likely each outcome is, in any unit, same shape.
    """
    present = ~np.isnan(values)
    if not present.any():
        return Moments(np.nan, np.nan)
    share, known = ways[present] / ways[present].sum(), values[present]
    origin = known[0]  # differences of close values keep their digits, and a value that never moves has none
    mean = float(share @ (known - origin))
    return Moments(float(origin + mean), float(np.sqrt(share @ (known - origin - mean) ** 2)))
