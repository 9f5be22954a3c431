"""Keys of indices that are a ratio of two sums of weighted items."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.keys import Keys, low_bits, packed
from scoring.kernels.draw.grid import on_grid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BASE = 1
"""Added to every ratio, so that small ones have no more digits than others."""


class Tables(NamedTuple):
    """What the sums are made of.

    Parameters
    ----------
    above : BASE b + a, shape (n_items, n_classes).
    below : b of each pattern of missing items, shape (n_items, n_patterns).
    pattern : of each class, shape (n_classes,).
    """

    above: Floats
    below: Floats
    pattern: Ints


def ratio(above: Ints, below: Ints, *, squared: bool = False) -> Keys:
    """Return the keys of BASE + sum(w a) / sum(w b), smallest best: two exact sums and one correctly rounded division.

    Ratios that are equal as fractions are equal as keys; ratios are told apart when they differ in the first
    52 - bits(n_classes - 1) bits. A class whose denominator is zero has no rank under the weighting.

    Parameters
    ----------
    above, below : a and b, whole numbers not below zero, shape (n_classes, n_items); a whole times the largest
        b + a stays below 2**53.
    squared : the squares of the weights count in their place.
    """
    n_classes, n_items = above.shape
    patterns, pattern = np.unique(below, axis=0, return_inverse=True)
    tables = Tables(
        above=(above + BASE * below).T.astype(np.float64),
        below=patterns.T.astype(np.float64),
        pattern=pattern.ravel(),
    )
    return Keys(
        n_items=n_items,
        n_classes=n_classes,
        left=_squares if squared else _as_they_are,
        fill=partial(_fill, tables),
    )


def _as_they_are(units: Floats, whole: int) -> Floats:  # noqa: ARG001
    return units


def _squares(units: Floats, whole: int) -> Floats:
    return on_grid(units * units, whole)


def _fill(tables: Tables, left: Floats, first: int, out: Floats) -> None:  # noqa: ARG001
    np.matmul(left, tables.above, out=out)
    with np.errstate(invalid="ignore"):
        np.divide(out, np.matmul(left, tables.below)[:, tables.pattern], out=out)
    packed(out, low_bits(out.shape[1]))
