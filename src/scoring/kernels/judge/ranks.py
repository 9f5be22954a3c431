"""Weights from nothing but an order of the items."""

from __future__ import annotations

import numpy as np

from scoring.kernels.judge.panel import Floats, Group, Judged, judged


def rank_order_centroid(ranks: Floats, *, group: Group = "arithmetic") -> Judged:
    """Return the centre of all weights that keep the order: place r of n gets sum(1 / k for k = r..n) / n.

    Parameters
    ----------
    ranks : the lower the more important, shape (n_people, n_items); only their order counts, and tied items share
        the weights of the places they take together evenly.
    group : mean over the panel.

    References
    ----------
    F. H. Barron, B. E. Barrett, Decision quality using ranked attribute weights, Management Science 42, 1996.
    """
    return _by_place(ranks, np.cumsum(_reciprocals(ranks)[::-1])[::-1], group)


def rank_sum(ranks: Floats, *, group: Group = "arithmetic") -> Judged:
    """Return weights that fall evenly: place r of n gets 2 (n + 1 - r) / (n (n + 1)).

    Parameters
    ----------
    ranks, group : as for `rank_order_centroid`.

    References
    ----------
    W. G. Stillwell, D. A. Seaver, W. Edwards, A comparison of weight approximation techniques in multiattribute
    utility decision making, Organizational Behavior and Human Performance 28, 1981.
    """
    return _by_place(ranks, np.arange(ranks.shape[-1], 0.0, -1.0), group)


def rank_reciprocal(ranks: Floats, *, group: Group = "arithmetic") -> Judged:
    """Return weights that fall fast at first: place r of n gets (1 / r) / sum(1 / k for k = 1..n).

    Parameters
    ----------
    ranks, group : as for `rank_order_centroid`.

    References
    ----------
    Stillwell, Seaver and Edwards 1981, see `rank_sum`.
    """
    return _by_place(ranks, _reciprocals(ranks), group)


def _reciprocals(ranks: Floats) -> Floats:
    return 1.0 / np.arange(1.0, ranks.shape[-1] + 1)


def _by_place(ranks: Floats, of_place: Floats, group: Group) -> Judged:
    """Give each item the mean of what the places it shares are worth."""
    before = (ranks[:, None, :] < ranks[:, :, None]).sum(axis=-1)
    through = (ranks[:, None, :] <= ranks[:, :, None]).sum(axis=-1)
    worth = np.concatenate([[0.0], np.cumsum(of_place)])
    return judged((worth[through] - worth[before]) / (through - before), group)
