"""Weights uniform on the simplex."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import sum_in_order
from scoring.kernels.draw.stream import BLOCK, source

Floats = npt.NDArray[np.float64]

HALF_WORD = 2.0**32


def block(number: int, whole: int, *, seed: int, n_items: int, stream: int = 0) -> Floats:
    """Return one block of weights uniform on the simplex, on the lattice.

    The weights are the gaps between n_items - 1 sorted uniform numbers on [0, whole) (Devroye 1986, V.2.1,
    theorem 2.1), and the numbers are whole: only integers are drawn, so that every machine draws the same.

    Parameters
    ----------
    number : number of the block.
    whole : units that each row sums to, at most 2**32.
    seed, stream : as in `stream.source`.
    n_items : at least 1.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items).
    """
    n_cuts = BLOCK * (n_items - 1)
    words = source(seed, number, stream=stream).random_raw((n_cuts + 1) // 2)
    cuts = words.view(np.uint32)[:n_cuts].reshape(BLOCK, n_items - 1)
    cuts.sort(axis=1)
    bounds = np.empty((BLOCK, n_items + 1))
    bounds[:, 0], bounds[:, -1] = 0.0, whole
    inner = bounds[:, 1:-1]
    np.floor(np.multiply(cuts, whole / HALF_WORD, out=inner), out=inner)
    return np.diff(bounds, axis=1)


def shares(generator: np.random.Generator, n_draws: int, n_items: int) -> Floats:
    """Return shares uniform on the simplex: exponential numbers over their sum, shape (n_draws, n_items)."""
    drawn = generator.standard_exponential((n_draws, n_items))
    drawn /= sum_in_order(drawn)[:, None]
    return drawn
