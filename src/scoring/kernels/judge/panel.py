"""From each person's weights to those of the panel, and how far the people agree."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Group = Literal["arithmetic", "geometric"]

DIGITS = 12
"""Decimals of a weight that tell two ranks apart."""


class Spread(NamedTuple):
    """How far the weights of an item lie apart in a panel.

    Parameters
    ----------
    lowest, highest : smallest and largest weight that a person gives, shape (n_items,).
    deviation : standard deviation over the panel, divided by the number of people, shape (n_items,).
    """

    lowest: Floats
    highest: Floats
    deviation: Floats


class Judged(NamedTuple):
    """Weights from a panel.

    Parameters
    ----------
    weights : of the panel, summing to one, shape (n_items,).
    individual : of each person, summing to one, shape (n_people, n_items).
    kendall_w : agreement of the people's orders of the items, from 0 to 1; NaN for one person or one item.
    spread : of each item's weight.
    """

    weights: Floats
    individual: Floats
    kendall_w: float
    spread: Spread


def judged(points: Floats, group: Group) -> Judged:
    """Return the weights of a panel from points that each person gives in proportion to importance.

    Parameters
    ----------
    points : not negative, above zero for one item of each person, shape (n_people, n_items).
    group : mean over the panel, see `group_weights`.
    """
    individual = points / points.sum(axis=-1, keepdims=True)
    weights = group_weights(individual, group)
    return Judged(weights, individual, kendall_w(individual), spread(individual))


def group_weights(individual: Floats, group: Group) -> Floats:
    """Return the mean of the people's weights, made to sum to one.

    The geometric mean is zero for an item to which anybody gives nothing, and NaN when that leaves no item.

    Parameters
    ----------
    individual : shape (n_people, n_items).
    group : ``arithmetic`` or ``geometric``.

    References
    ----------
    E. Forman, K. Peniwati, Aggregating individual judgments and priorities with the analytic hierarchy process,
    European Journal of Operational Research 108, 1998: aggregation of individual priorities.
    """
    if group == "arithmetic":
        mean = individual.mean(axis=0)
    else:
        with np.errstate(divide="ignore"):
            mean = np.exp(np.log(individual).mean(axis=0))
    with np.errstate(invalid="ignore"):
        return np.asarray(mean / mean.sum())


def kendall_w(individual: Floats) -> float:
    """Return Kendall's coefficient of concordance of the orders that weights make, corrected for ties.

    Parameters
    ----------
    individual : shape (n_people, n_items); weights that differ by less than 1e-12 are tied.

    References
    ----------
    S. Siegel, N. J. Castellan, Nonparametric statistics for the behavioral sciences, 2nd edition, 1988,
    section 9.5.
    """
    n_people, n_items = individual.shape
    rounded = np.round(individual, DIGITS)
    from_mean = places(rounded).sum(axis=0) - n_people * (n_items + 1) / 2
    most = n_people**2 * (n_items**3 - n_items) - n_people * _ties(rounded)
    return float(12 * np.square(from_mean).sum() / most) if n_people > 1 and most > 0 else float("nan")


def places(importance: Floats) -> Floats:
    """Return the place of each item from the most important, 1, down; tied items share the mean of their places.

    Parameters
    ----------
    importance : higher is more important, shape (..., n_items).
    """
    higher = (importance[..., None, :] > importance[..., :, None]).sum(axis=-1)
    equal = (importance[..., None, :] == importance[..., :, None]).sum(axis=-1)
    return np.asarray(higher + (equal + 1) / 2.0)


def _ties(individual: Floats) -> float:
    """Return the sum of t**3 - t over all sets of t tied items of all people."""
    size = (individual[:, None, :] == individual[:, :, None]).sum(axis=-1)
    # each of the t items of a set brings (t**3 - t) / t
    return float((size**2 - 1).sum())


def spread(individual: Floats) -> Spread:
    """Return how far the weights of each item lie apart.

    Parameters
    ----------
    individual : shape (n_people, n_items).
    """
    return Spread(individual.min(axis=0), individual.max(axis=0), individual.std(axis=0))
