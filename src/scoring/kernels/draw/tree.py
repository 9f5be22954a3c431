"""Weights drawn at the nodes of a tree, multiplied down to its leaves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK, Draw

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FINE = 2**32
"""Lattice of the draws at the nodes."""


def block(number: int, whole: int, *, parents: Ints, draws: Mapping[int, Draw]) -> Floats:
    """Return one block of the weights of the leaves: the product of the shares drawn on the way down.

    Parameters
    ----------
    number, whole : as in `simplex.block`.
    parents : parent of each node, before which it does not stand; -1 for the top, shape (n_nodes,).
    draws : for every inner node the draw of its children's weights, in their order; draws that share a seed need
        streams of their own.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_leaves), leaves in the order of the nodes.
    """
    shares = np.ones((BLOCK, len(parents)))
    for node, draw in draws.items():
        shares[:, parents == node] = draw(number, FINE) / FINE
    return on_grid(effective(parents, shares)[:, leaves(parents)], whole)


def leaves(parents: Ints) -> Ints:
    """Return the nodes that have no children, in their order."""
    return np.setdiff1d(np.arange(len(parents)), parents)


def effective(parents: Ints, shares: Floats) -> Floats:
    """Return each node's share of the whole.

    Parameters
    ----------
    parents : as in `block`.
    shares : share of each node among its siblings, 1 for the top, shape (..., n_nodes).
    """
    of_whole = np.array(shares)
    for node, parent in enumerate(parents):
        if parent >= 0:
            of_whole[..., node] *= of_whole[..., parent]
    return of_whole
