"""Given weights with noise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK, generator

Floats = npt.NDArray[np.float64]


def block(
    number: int, whole: int, *, seed: int, weights: Floats, factor: Floats | float, stream: int = 0
) -> Floats:
    """Return one block of weights w (1 + f u) over their sum, u uniform between -1 and 1 for each item.

    The rule of ``get_noisy_weights`` of COINr 1.1.14. It is not uniform on any region.

    Parameters
    ----------
    number, whole, seed, stream : as in `simplex.block`.
    weights : not negative, any sum above zero, shape (n_items,).
    factor : f, 0 to 1, for all items or each one.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items).
    """
    drawn = generator(seed, number, stream=stream).uniform(-1.0, 1.0, (BLOCK, len(weights)))
    return on_grid(weights * (1.0 + factor * drawn), whole)
