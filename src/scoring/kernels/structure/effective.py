"""What a weight inside its group amounts to in the whole."""

from __future__ import annotations

import numpy as np

from scoring.kernels.relate.places import Floats, Ints


def effective_weights(parents: Ints, weights: Floats) -> Floats:
    """Return the share of each node in the root: its share among its siblings times those of all above it.

    The shares are nominal: with missing values or a rule other than the weighted mean an item counts for more or less.
    Children whose weights are all zero have no share, and what their parent has then reaches nobody.

    Parameters
    ----------
    parents : position of each node's parent, -1 for a root, shape (n_nodes,).
    weights : inside the parent, not negative, shape (..., n_nodes); that of a root does not matter.

    Returns
    -------
    Shape (..., n_nodes); 1 for a root.

    Notes
    -----
    COINr 1.1.14, ``get_eff_weights``.
    """
    siblings = (parents[:, None] == parents).astype(np.float64)
    total = weights @ siblings
    share = np.where(parents < 0, 1.0, weights / np.where(total > 0, total, 1.0))
    found, above = share.copy(), parents
    while (above >= 0).any():
        found *= np.where(above >= 0, share[..., above], 1.0)
        above = np.where(above >= 0, parents[above], -1)
    return found
