"""Numbered blocks of random numbers: every partition of the blocks draws the same."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Draw = Callable[[int, int], Floats]
"""A way to draw weights: (block number, whole) to whole numbers that sum to the whole, shape (BLOCK, n_items)."""

BLOCK = 4096
"""Weightings in a block."""


def source(seed: int, number: int, *, stream: int = 0, part: int = 0) -> np.random.Philox:
    """Return the random bits of one block, independent of all other blocks and streams.

    Philox is counter based (Salmon et al. 2011): the block's number is a word of the counter, so that nothing has
    to be drawn before it.

    Parameters
    ----------
    seed : key, 0 to 2**128 - 1; 0 is a seed like any other.
    number : number of the block, from 0.
    stream : tells draws apart that share a seed, such as those of several nodes of a tree.
    part : tells apart what one draw needs random numbers for.
    """
    return np.random.Philox(key=seed, counter=[0, part, stream, number])


def generator(seed: int, number: int, *, stream: int = 0, part: int = 0) -> np.random.Generator:
    """Return the generator over `source`."""
    return np.random.Generator(source(seed, number, stream=stream, part=part))
