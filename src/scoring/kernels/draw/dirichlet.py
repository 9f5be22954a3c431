"""Weights spread around given ones by a Dirichlet distribution."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK, generator

Floats = npt.NDArray[np.float64]


def block(
    number: int, whole: int, *, seed: int, weights: Floats, concentration: float, stream: int = 0
) -> Floats:
    """Return one block of Dirichlet weights with parameters concentration * weights.

    Their mean is `weights` and the variance of an item w (1 - w) / (concentration + 1). Equal weights with a
    concentration of n_items are uniform on the simplex. An item of weight zero keeps it.

    Parameters
    ----------
    number, whole, seed, stream : as in `simplex.block`.
    weights : not negative, any sum above zero, shape (n_items,).
    concentration : above zero; the larger, the closer to `weights`.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items).
    """
    present = weights > 0
    shape = weights[present] / weights.sum() * concentration
    drawn = np.zeros((BLOCK, len(weights)))
    drawn[:, present] = generator(seed, number, stream=stream).dirichlet(shape, BLOCK)
    return on_grid(drawn, whole)
