"""Weights from a table, such as those that experts gave."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK, generator

Floats = npt.NDArray[np.float64]


def block(number: int, whole: int, *, table: Floats, seed: int | None = None, stream: int = 0) -> Floats:
    """Return one block of weightings from the rows of a table.

    With a whole of 10**8 weights of up to eight decimals stay exact, and cities that tie under them tie here.

    Parameters
    ----------
    number, whole, stream : as in `simplex.block`.
    table : weightings, not negative, each of any sum above zero, shape (n_rows, n_items).
    seed : rows are drawn with replacement; None takes them in turn, from the first again after the last.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items).
    """
    n_rows = len(table)
    if seed is None:
        rows = np.arange(number * BLOCK, (number + 1) * BLOCK) % n_rows
    else:
        rows = generator(seed, number, stream=stream).integers(n_rows, size=BLOCK)
    return on_grid(table[rows], whole)
