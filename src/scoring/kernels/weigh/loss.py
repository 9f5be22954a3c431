"""Weights from what the best city of one item loses in the others (CILOS), alone and with the entropy (IDOCRIW)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.information import entropy
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]


class ImpactLoss(NamedTuple):
    """Weights with the figures they come from.

    Parameters
    ----------
    weights : shape (n_items,).
    loss : p_jk, part of its highest value that item k lacks in the city that is best in j, shape (n_items, n_items).
    system : the loss with -sum_j(p_jk) on its diagonal, whose null vector the weights are.
    """

    weights: Floats
    loss: Floats
    system: Floats


class Idocriw(NamedTuple):
    """Weights with the two that they are the product of.

    Parameters
    ----------
    weights, entropy, cilos : shape (n_items,).
    """

    weights: Floats
    entropy: Floats
    cilos: Floats


def cilos(values: Floats, direction: Floats) -> Floats:
    """Return weights by which the losses of the items balance: less weight where the impact loss is high.

    Costs become benefits as min(x) / x. In the city that is best in item j, item k lacks the part
    p_jk = (x_k of the best in k - x_k there) / x_k of the best in k. The weights q solve F q = 0 with sum(q) = 1,
    where F is p with -sum_j(p_jk) on the diagonal. Of several cities that are best in j, the mean loss is taken;
    of several solutions, the one nearest to equal weights.

    Parameters
    ----------
    values : shape (n_cities, n_items), positive, complete, each item varying.
    direction : shape (n_items,).

    Source
    ------
    Zavadskas & Podvezko, International Journal of Information Technology & Decision Making 15 (2016) 267,
    equations 9 to 13.
    """
    return impact_loss(values, direction).weights


def impact_loss(values: Floats, direction: Floats) -> ImpactLoss:
    """Return the weights of `cilos` with the figures they come from.

    Parameters
    ----------
    values, direction : as for `cilos`.
    """
    benefit = np.where(direction > 0, values, np.min(values, axis=0) / values)
    lacking = 1.0 - benefit / benefit.max(axis=0)
    best = (lacking == 0).astype(np.float64)
    loss = best.T @ lacking / best.sum(axis=0)[:, None]
    system = loss - np.diag(loss.sum(axis=0))
    # the least-norm solution stands for all solutions where items fall into groups without loss to one another
    rows, right = np.vstack([system, np.ones(len(loss))]), np.append(np.zeros(len(loss)), 1.0)
    weights = shares(np.linalg.lstsq(rows, right)[0])
    return ImpactLoss(weights=weights, loss=loss, system=system)


def idocriw(values: Floats, direction: Floats) -> Idocriw:
    """Return weights in proportion to the product of those of `entropy` and those of `cilos`.

    Parameters
    ----------
    values : shape (n_cities, n_items), positive, complete, each item varying.
    direction : shape (n_items,).

    Source
    ------
    Zavadskas & Podvezko, International Journal of Information Technology & Decision Making 15 (2016) 267,
    equation 14.
    """
    spread, loss = entropy(values, direction), cilos(values, direction)
    return Idocriw(weights=shares(spread * loss), entropy=spread, cilos=loss)
