"""Rules that look at the items in the order of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from scoring.kernels.addition import sum_in_order
from scoring.kernels.aggregate.presence import Floats, Shared, above_zero, shared

HALF = 0.5
NEAR = 1e-9  # sums of shares this near to one half are one half


def median(values: Floats, weights: Floats) -> Floats:
    """Return the weighted median.

    It is the item at which the weights, added from the lowest item upwards, pass half of their sum; where they
    reach exactly half, the mean of that item and the next. With equal weights it is the usual median.

    References
    ----------
    F. Y. Edgeworth, On a new method of reducing observations relating to several quantities, Philosophical
    Magazine 25, 1888; the mean of the lower and the upper weighted median where they differ.
    """
    ascending = _sorted(values, weights, sign=1.0)
    share = _reached(ascending.weights)
    lower = np.argmax(share >= HALF - NEAR, axis=-1)[..., None]
    upper = np.argmax(share > HALF + NEAR, axis=-1)[..., None]
    low, high = (np.take_along_axis(ascending.values, place, axis=-1)[..., 0] for place in (lower, upper))
    return np.where(np.isnan(share[..., -1]), np.nan, low + (high - low) * HALF)


def owa(values: Floats, weights: Floats, *, ordered: Sequence[float]) -> Floats:
    """Return the ordered weighted average in which items have weights of their own too (WOWA).

    The ordered weights make a quantifier Q, the line through the points (k / n, sum of the first k). An item
    counts with the rise of Q over its share of the item weights, items taken from the highest to the lowest.
    With equal item weights and as many items as ordered weights it is Yager's average; with equal ordered
    weights it is the weighted mean. As Q knows no number of items, it serves a city with missing items too.

    Parameters
    ----------
    ordered : weights of the highest item, the next, ..., the lowest; not negative, sum above zero.

    References
    ----------
    R. R. Yager, On ordered weighted averaging aggregation operators in multicriteria decisionmaking, IEEE
    Transactions on Systems, Man, and Cybernetics 18, 1988; V. Torra, The weighted OWA operator, International
    Journal of Intelligent Systems 12, 1997.
    """
    heights = np.concatenate([[0.0], np.cumsum(np.asarray(ordered, dtype=np.float64))])
    marks = np.linspace(0.0, 1.0, len(heights))
    return _quantified(values, weights, lambda share: np.interp(share, marks, heights / heights[-1]))


def owa_of_orness(values: Floats, weights: Floats, *, orness: float) -> Floats:
    """Return the ordered weighted average of the quantifier Q(r) = r**a with a = 1 / orness - 1.

    Parameters
    ----------
    orness : 1 is the highest item, 0.5 the weighted mean, 0 the lowest item.

    References
    ----------
    R. R. Yager, Quantifier guided aggregation using OWA operators, International Journal of Intelligent Systems
    11, 1996; item weights as in `owa`.
    """
    exponent = 1.0 / orness - 1.0 if orness > 0 else np.inf
    return _quantified(values, weights, lambda share: np.where(share > 0, np.power(share, exponent), 0.0))


def _quantified(values: Floats, weights: Floats, quantifier: Callable[[Floats], Floats]) -> Floats:
    descending = _sorted(values, weights, sign=-1.0)
    share = _reached(descending.weights)
    height = quantifier(share)
    rise = np.diff(height, axis=-1, prepend=0.0)
    return np.where(np.isnan(share[..., -1]), np.nan, sum_in_order(rise * descending.values))


def _sorted(values: Floats, weights: Floats, *, sign: float) -> Shared:
    """Return values and weights by rising `sign` times the value, those that are missing last."""
    known = shared(*np.broadcast_arrays(values, weights))
    key = np.where(np.isnan(np.broadcast_to(values, known.values.shape)), np.inf, sign * known.values)
    order = np.argsort(key, axis=-1, kind="stable")
    return Shared(*(np.take_along_axis(part, order, axis=-1) for part in known))


def _reached(weights: Floats) -> Floats:
    """Return the share of all weights up to each item, NaN where there is none."""
    running = np.cumsum(weights, axis=-1)
    return running / above_zero(running[..., -1:])
