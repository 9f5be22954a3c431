"""Weights laid out evenly on the simplex by a scrambled Sobol sequence."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK

Floats = npt.NDArray[np.float64]
Shape = Literal["exponential", "spacings"]

BITS = 32
"""Most that scipy can run forward with; a sequence has 2**32 points."""


def block(
    number: int, whole: int, *, seed: int, n_items: int, shape: Shape = "exponential", stream: int = 0
) -> Floats:
    """Return the points number * BLOCK and following of a sequence over the simplex.

    Owen-scrambled Sobol points of the unit cube (``scipy.stats.qmc``), one sequence a seed, carried to the simplex by
    a map that keeps areas (Pillards & Cools 2005): ``exponential`` takes -log(1 - u) of n_items coordinates over
    their sum, ``spacings`` the gaps between n_items - 1 sorted coordinates. Points of one sequence are not
    independent: standard errors of independent draws are too large for them.

    Parameters
    ----------
    number, whole, stream : as in `simplex.block`.
    seed : of the scrambling.
    n_items : at least 2.
    shape : the map.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items).
    """
    if shape == "spacings":
        cuts = np.sort(_points(number, n_items - 1, seed, stream), axis=1)
        return on_grid(np.diff(cuts, axis=1, prepend=0.0, append=1.0), whole)
    return on_grid(-np.log1p(-_points(number, n_items, seed, stream)), whole)


def _points(number: int, n_dimensions: int, seed: int, stream: int) -> Floats:
    from scipy.stats import qmc  # noqa: PLC0415 - slow to import, and needed here alone

    scrambling = np.random.default_rng([seed, stream])
    sequence = qmc.Sobol(n_dimensions, scramble=True, bits=BITS, rng=scrambling)
    if number:
        sequence.fast_forward(number * BLOCK)
    return np.asarray(sequence.random(BLOCK))
