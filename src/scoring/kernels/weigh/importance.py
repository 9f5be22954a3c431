"""Weights under which items have wanted shares of importance for the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.correlation import products
from scoring.kernels.weigh.parts import shares

Floats = npt.NDArray[np.float64]
Measure = Literal["correlation", "squared_correlation", "explained_variance"]

STEPS = 2000
FINE = 1e-14
LEAST = 1e-12
NEARLY_NONE = 1e-6
"""A weight below this is tried as zero too: the search keeps clear of zero itself."""


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
    evaluations : how many weightings were tried.
    """

    weights: Floats
    obtained: Floats
    wanted: Floats
    gap: float
    reached: bool
    converged: bool
    evaluations: int


class _Trial(NamedTuple):
    weights: Floats
    gap: float
    converged: bool
    evaluations: int


def target_importance(
    values: Floats,
    direction: Floats,
    *,
    target: tuple[float, ...] = (),
    measure: Measure = "squared_correlation",
    tolerance: float = 1e-3,
) -> TargetImportance:
    """Return weights, none below zero, whose shares of importance are those wanted, or the nearest found.

    The index is the weighted mean of the items, turned so that higher is better, on the scales they have. With C
    the covariances, the link of item j is (C w)_j = cov(x_j, index). Importance is the link over the standard
    deviations (``correlation``), its square with the sign kept (``squared_correlation``), or w_j times the link
    (``explained_variance``, whose sum is the variance of the index; there any positive target can be reached).

    The search starts from fixed points, among them the weights that solve the equations without regard to signs,
    so that the same values give the same weights. Covariances are of the cities that have both items.

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
    with linear correlation in the place of the correlation ratio; Maillard, Roncalli & Teiletche, Journal of Portfolio Management 36 (2010)
    60, for explained variance.
    """
    covariance = products(values).covariance() * np.outer(direction, direction)
    wanted = shares(np.asarray(target or np.ones(len(direction)), dtype=np.float64))

    def importance(weights: Floats) -> Floats:
        return _importance(weights, covariance, measure)

    trials = [_search(start, wanted, importance) for start in _starts(covariance, wanted, measure)]
    best = min(trials, key=lambda trial: trial.gap)
    return TargetImportance(
        weights=best.weights,
        obtained=importance(best.weights),
        wanted=wanted,
        gap=best.gap,
        reached=best.gap <= tolerance,
        converged=best.converged,
        evaluations=sum(trial.evaluations for trial in trials),
    )


def _importance(weights: Floats, covariance: Floats, measure: Measure) -> Floats:
    link = covariance @ weights
    if measure == "explained_variance":
        parts = weights * link
        return parts / max(parts.sum(), LEAST**2)
    parts = link / np.sqrt(covariance.diagonal())
    if measure == "squared_correlation":
        parts = parts * np.abs(parts)
    return parts / max(np.abs(parts).sum(), LEAST**2)


def _starts(covariance: Floats, wanted: Floats, measure: Measure) -> Iterator[Floats]:
    yield np.full(len(wanted), 1.0 / len(wanted))
    yield shares(wanted + LEAST)
    if measure == "explained_variance":
        yield _budget(covariance, wanted)
    else:
        power = 0.5 if measure == "squared_correlation" else 1.0
        link = np.sqrt(covariance.diagonal()) * wanted**power
        yield shares(np.asarray(np.linalg.lstsq(covariance, link)[0], dtype=np.float64))


def _budget(covariance: Floats, wanted: Floats) -> Floats:
    """Return the minimum of w C w / 2 - sum(t ln w), where w_j (C w)_j = t_j."""
    from scipy.optimize import minimize  # noqa: PLC0415 - slow to import

    scale = np.sqrt(covariance.diagonal())
    inner = covariance / np.outer(scale, scale)

    def loss(w: Floats) -> tuple[float, Floats]:
        return float(w @ inner @ w / 2 - wanted @ np.log(w)), inner @ w - wanted / w

    bounds = [(LEAST, None)] * len(wanted)
    found = minimize(loss, np.sqrt(wanted + LEAST), jac=True, method="L-BFGS-B", bounds=bounds)
    return shares(found.x / scale)


def _search(start: Floats, wanted: Floats, importance: Callable[[Floats], Floats]) -> _Trial:
    from scipy.optimize import least_squares  # noqa: PLC0415 - slow to import

    def miss(weights: Floats) -> Floats:
        return np.append(importance(weights) - wanted, weights.sum() - 1.0)

    found = least_squares(miss, start, bounds=(0.0, np.inf), ftol=FINE, xtol=FINE, gtol=FINE, max_nfev=STEPS)
    bare = np.where(found.x < NEARLY_NONE, 0.0, found.x)
    ends = [(shares(end), bool(found.status > 0)) for end in (bare, found.x)]
    tried = [(np.abs(importance(end) - wanted).max(), end, rest) for end, rest in [(start, True), *ends]]
    gap, weights, rest = min(tried, key=lambda item: item[0])
    return _Trial(weights=weights, gap=float(gap), converged=rest, evaluations=int(found.nfev))
