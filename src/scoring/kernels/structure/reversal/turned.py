"""Pairs of cities whose order is not what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.relate.places import Bools, Floats, Ints

Score = Callable[[Floats], Floats]
Signs = npt.NDArray[np.int8]

TOLERANCE = 1e-9
"""Scores that differ by no more are level."""


class Turned(NamedTuple):
    """Pairs of cities that stand in another order than before; arrays of the shape (n_turned,), empty for none.

    Parameters
    ----------
    cause : position of the city that left or was copied; -1 where all but the pair left.
    first, second : positions of the pair.
    before, after : 1 where the first is ahead, -1 where the second is, 0 where they are level.
    """

    cause: Ints
    first: Ints
    second: Ints
    before: Ints
    after: Ints


def verdicts(scores: Floats, tolerance: float) -> Signs:
    """Return 1 where the row's city is ahead of the column's, -1 where it is behind, 0 where they are level.

    Parameters
    ----------
    scores : shape (n_cities,).
    tolerance : scores that differ by no more are level.
    """
    ahead = scores[:, None] - scores > tolerance
    return ahead.astype(np.int8) - ahead.T.astype(np.int8)


def turned(before: Signs, after: Signs, compared: Bools, cause: int) -> Turned:
    """Return the pairs with another verdict than before.

    Parameters
    ----------
    before, after : verdicts, shape (n_cities, n_cities).
    compared : cities that have a score both times, shape (n_cities,).
    cause : position of the city that changed the field.
    """
    first, second = np.nonzero(np.triu((before != after) & compared & compared[:, None], 1))
    return Turned(
        np.full(len(first), cause, dtype=np.int64),
        first,
        second,
        before[first, second].astype(np.int64),
        after[first, second].astype(np.int64),
    )


def together(found: list[Turned]) -> Turned:
    """Return all pairs in one table.

    Parameters
    ----------
    found : tables in the order of their causes, at least one.
    """
    return Turned(*(np.concatenate(parts) for parts in zip(*found, strict=True)))
