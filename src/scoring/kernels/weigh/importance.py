"""Weights under which items have wanted shares of importance for the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.correlation import products
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]
Measure = Literal["correlation", "squared_correlation", "explained_variance"]

STEPS = 1000
FINE = 1e-11
LEAST, MOST = 1e-12, 1e8
"""Bounds of a search; where the items have a weighted mean that is constant, nothing else would end it."""
DECIMALS = 7
"""Digits of the weights of standardised items that are kept: further ones would depend on the machine."""
SAME = 1e-6
"""Gaps that differ by no more than this are alike, and the trial made first is taken."""


class TargetImportance(NamedTuple):
    """Weights with what they reach.

    Parameters
    ----------
    weights : shape (n_items,).
    obtained : shares of importance under these weights; an item that runs against the index has a share below zero.
    wanted : target shares, with the sum one.
    gap : largest absolute difference of the two.
    reached : whether the gap is within the tolerance. Where it is not, these are the nearest shares found.
    converged : whether the search came to rest; it also does where a target is out of reach.
    """

    weights: Floats
    obtained: Floats
    wanted: Floats
    gap: float
    reached: bool
    converged: bool


class _Trial(NamedTuple):
    weights: Floats
    gap: float
    converged: bool


def target_importance(
    values: Floats,
    direction: Floats,
    *,
    target: tuple[float, ...] = (),
    measure: Measure = "squared_correlation",
    tolerance: float = 1e-3,
) -> TargetImportance:
    """Return weights, none below zero, whose shares of importance are those wanted, or the nearest found.

    The index is the weighted mean of the items, turned so that higher is better, on the scales they have. Importance
    of item j is its correlation with the index (``correlation``), the square of it with the sign kept
    (``squared_correlation``), or w_j cov(x_j, index) / var(index) (``explained_variance``, whose sum is one; there
    any positive target can be reached).

    The search starts from fixed points, first from the weights that solve the equations without regard to signs,
    so that the same values give the same weights. Correlations are of the cities that have both items.

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,).
    target : wanted importance of each item in any unit, shape (n_items,); empty for the same for all.
    measure : what importance is.
    tolerance : largest gap that counts as reached.

    Source
    ------
    Becker, Saisana, Paruolo & Vandecasteele, Ecological Indicators 80 (2017) 12, weights fitted to importance, here
    with linear correlation in the place of the correlation ratio; Maillard, Roncalli & Teiletche, Journal of
    Portfolio Management 36 (2010) 60, for explained variance.
    """
    found = products(values)
    links = found.correlation() * np.outer(direction, direction)
    wanted = shares(np.asarray(target or np.ones(len(direction)), dtype=np.float64))

    trials = [
        trial
        for start in _starts(links, wanted, measure)
        for trial in _search(start, wanted, partial(_importance, links=links, measure=measure))
    ]
    nearest = min(trial.gap for trial in trials)
    best = next(trial for trial in trials if trial.gap <= nearest + SAME)
    return TargetImportance(
        weights=shares(best.weights / np.sqrt(found.covariance().diagonal())),
        obtained=_importance(best.weights, links, measure)[0],
        wanted=wanted,
        gap=best.gap,
        reached=best.gap <= tolerance,
        converged=best.converged,
    )


def _importance(weights: Floats, links: Floats, measure: Measure) -> tuple[Floats, Floats]:
    """Return the shares of importance under weights of the standardised items, and their derivatives by these."""
    parts = links @ weights
    slopes = links
    if measure == "explained_variance":
        slopes = np.diag(parts) + weights[:, None] * links
        parts = weights * parts
    elif measure == "squared_correlation":
        slopes = 2.0 * np.abs(parts)[:, None] * links
        parts = parts * np.abs(parts)
    sign = np.ones(len(parts)) if measure == "explained_variance" else np.sign(parts)
    total = max(float(sign @ parts), LEAST)
    return parts / total, slopes / total - np.outer(parts, sign @ slopes) / total**2


def _starts(links: Floats, wanted: Floats, measure: Measure) -> Iterator[Floats]:
    if measure == "explained_variance":
        yield _budget(links, wanted)
    else:
        power = 0.5 if measure == "squared_correlation" else 1.0
        yield shares(np.asarray(np.linalg.lstsq(links, wanted**power)[0], dtype=np.float64))
    yield shares(wanted + LEAST)
    yield np.full(len(wanted), 1.0 / len(wanted))


def _budget(links: Floats, wanted: Floats) -> Floats:
    """Return the minimum of w R w / 2 - sum(t ln w), where w_j (R w)_j = t_j."""
    from scipy.optimize import minimize  # noqa: PLC0415 - slow to import

    def loss(w: Floats) -> tuple[float, Floats]:
        return float(w @ links @ w / 2 - wanted @ np.log(w)), links @ w - wanted / w

    bounds = [(LEAST, MOST)] * len(wanted)
    found = minimize(loss, np.sqrt(wanted + LEAST), jac=True, method="L-BFGS-B", bounds=bounds)
    return shares(found.x)


def _search(
    start: Floats, wanted: Floats, importance: Callable[[Floats], tuple[Floats, Floats]]
) -> Iterator[_Trial]:
    """Yield the start itself and the end of a search from there."""
    from scipy.optimize import least_squares  # noqa: PLC0415 - slow to import

    def miss(weights: Floats) -> Floats:
        return np.append(importance(weights)[0] - wanted, weights.sum() - 1.0)

    def slopes(weights: Floats) -> Floats:
        return np.vstack([importance(weights)[1], np.ones(len(weights))])

    def trial(weights: Floats, *, converged: bool) -> _Trial:
        kept = shares(np.round(shares(weights), DECIMALS))
        gap = float(np.abs(importance(kept)[0] - wanted).max())
        return _Trial(weights=kept, gap=gap, converged=converged)

    yield trial(start, converged=True)
    found = least_squares(
        miss, start, jac=slopes, bounds=(0.0, np.inf), ftol=FINE, xtol=FINE, gtol=FINE, max_nfev=STEPS
    )
    yield trial(found.x, converged=bool(found.status > 0))
