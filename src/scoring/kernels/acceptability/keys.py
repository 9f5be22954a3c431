"""Sort keys: a float64 whose high bits say how good a class of cities is and whose low bits say which class it is.

The best class has the smallest key. Sorting the keys of a weighting as numbers ranks all classes, and the low bits of
the sorted keys are their order: no argsort.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]

OFFSET = float(1 << 52)
"""Numbers from here to twice this have one exponent: their low 52 bits count up by ones."""
OFFSET_BITS = 0x433 << 52
SECOND_BIT = 1 << 62
WORST = 0x7FD << 52
"""Bits of the key of a class whose score is the lowest there can be."""
UNRANKED = 0x7FE << 52
"""Bits from which on a class has no rank under the weighting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """A way to make the keys of all classes under some weightings.

    Parameters
    ----------
    n_items : items that are weighted.
    n_classes : classes of cities that stand alike under every weighting.
    left : from weightings, whole numbers of shape (n_draws, n_items), and the whole they sum to, to what `fill` takes.
    fill : writes the keys of some weightings: (rows of what `left` gave, number of the first weighting, keys of shape
        (n_draws, n_classes)).
    """

    n_items: int
    n_classes: int
    left: Callable[[Floats, int], Floats]
    fill: Callable[[Floats, int, Floats], None]


def narrow(lack: Ints) -> Keys:
    """Return keys that come out of one matrix product ready to sort: 2**52 + lack * 2**bits + class.

    All products and their sums are whole numbers below 2**53, so that the order of summation, and with it the library,
    the block and the number of threads, cannot show.

    Parameters
    ----------
    lack : what each class lacks to the best, whole numbers, shape (n_classes, n_items).
    """
    n_classes, n_items = lack.shape
    shifted = (lack << low_bits(n_classes)).astype(np.float64)
    table = np.vstack([shifted.T, np.arange(n_classes) + OFFSET])
    return Keys(n_items=n_items, n_classes=n_classes, left=with_one, fill=partial(_fill_narrow, table))


def wide(lack: Ints) -> Keys:
    """Return keys of a matrix product that needs up to 52 bits itself: shifted, and the class put below.

    Parameters
    ----------
    lack : as in `narrow`.
    """
    n_classes, n_items = lack.shape
    bits = low_bits(n_classes)
    below = [(SECOND_BIT + city - (OFFSET_BITS << bits)) % (1 << 64) for city in range(n_classes)]
    table = np.vstack([lack.T.astype(np.float64), np.full(n_classes, OFFSET)])
    fill = partial(_fill_wide, table, np.array(below, dtype=np.uint64))
    return Keys(n_items=n_items, n_classes=n_classes, left=with_one, fill=fill)


def low_bits(n_classes: int) -> int:
    """Return the bits that hold the number of a class."""
    return max(1, int(n_classes - 1).bit_length())


def with_one(units: Floats, whole: int) -> Floats:  # noqa: ARG001 - keys of other indices need the whole
    """Return weightings with a last column of ones, which picks the last row of a table."""
    return np.column_stack([units, np.ones(len(units))])


def _fill_narrow(table: Floats, left: Floats, first: int, out: Floats) -> None:  # noqa: ARG001
    np.matmul(left, table, out=out)


def _fill_wide(table: Floats, below: Words, left: Floats, first: int, out: Floats) -> None:  # noqa: ARG001
    np.matmul(left, table, out=out)
    words = out.view(np.uint64)
    np.left_shift(words, np.uint64(low_bits(len(below))), out=words)
    np.add(words, below, out=words)


def packed(scores: Floats, bits: int) -> None:
    """Put the class into the low bits of floats, and a key without rank in place of NaN, in place.

    Parameters
    ----------
    scores : smallest is best, shape (n_draws, n_classes); overwritten by the keys.
    bits : of the class.
    """
    missing = np.isnan(scores)
    words = scores.view(np.int64)
    classes = np.arange(scores.shape[1])
    np.bitwise_and(words, -1 << bits, out=words)
    np.bitwise_or(words, classes, out=words)
    if missing.any():
        np.copyto(words, UNRANKED | classes, where=missing)
