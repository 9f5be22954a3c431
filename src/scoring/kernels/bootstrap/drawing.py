"""Drawing outcomes by chance: each city and panel has random numbers of its own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.stream import generator

Ints = npt.NDArray[np.int64]

FEW_WAYS = 1 << 16
"""Ways that are laid out in a table."""


def drawn_outcomes(ways: Ints, n_replicates: int, *, seed: int, city: int, panel: int) -> Ints:
    """Return the outcome of each replicate.

    A whole number below sum(ways) is drawn, so that probabilities are exact. The first replicates are the same
    however many follow, and whatever other cities and panels there are.

    Parameters
    ----------
    ways : of the outcomes, sum below 2**63, shape (n_outcomes,).
    n_replicates : how many.
    seed : 0 to 2**128 - 1.
    city : number that stands for the city, 0 to 2**63 - 1.
    panel : number that stands for the panel, 0 to 2**63 - 1.

    Returns
    -------
    Shape (n_replicates,).
    """
    reached = np.cumsum(ways)
    drawn = generator(seed, 0, stream=city, part=panel).integers(reached[-1], size=n_replicates)
    if reached[-1] <= FEW_WAYS:
        return np.repeat(np.arange(len(ways)), ways)[drawn]
    return np.searchsorted(reached, drawn, side="right").astype(np.int64)


def drawn_seats(n: int, size: int, n_replicates: int, *, seed: int, city: int, panel: int) -> Ints:
    """Return the seats of each replicate, for panels whose outcomes are too many to be listed.

    Parameters
    ----------
    n, size : seats of the panel, and how many are drawn.
    n_replicates, seed, city, panel : as in `drawn_outcomes`.

    Returns
    -------
    Shape (n_replicates, size).
    """
    return generator(seed, 0, stream=city, part=panel).integers(n, size=(n_replicates, size))
