"""Weights from contrast and conflict: criteria importance through intercriteria correlation (CRITIC)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.correlation import CorrelationRule, correlation, products
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]


def critic(values: Floats, direction: Floats, *, rule: CorrelationRule = "pearson") -> Floats:
    """Return weights in proportion to C_j = s_j sum_k(1 - r_jk).

    Items are first scaled from the worst city, 0, to the best, 1, so that a cost turns round before it is correlated:
    s_j is the standard deviation of the scaled item and r_jk the correlation of two scaled items. Missing values
    are left out of s_j, lowest and highest; r_jk is of the cities that have both. An item that does not vary
    weighs nothing and is in no conflict.

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,).
    rule : correlation of values (``pearson``, the paper's) or of ranks (``spearman``).

    Source
    ------
    Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22 (1995) 763, equations 1 to 6.
    """
    found = products(values)
    plain = found.correlation() if rule == "pearson" else correlation(values, np.ones(len(direction)), rule)
    conflict = np.nansum(1.0 - plain * np.outer(direction, direction), axis=0)
    width = found.known.highest - found.known.lowest
    with np.errstate(divide="ignore", invalid="ignore"):
        return shares(np.sqrt(found.covariance().diagonal()) / width * conflict)
