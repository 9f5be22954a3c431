"""What the page shows, as JSON values."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring.codec.messages import escape
from scoring.model.ratings import Floats
from scoring.model.uncertainty import Uncertainty
from scoring.report.series import by_rank

MOST_SHARES = 400_000
"""Shares of ranks that a page holds; with more of them it shows no shares."""
DIGITS = 6


def content(found: Uncertainty, *, low: Floats, high: Floats, share: float) -> dict[str, Any]:
    """Return cities in the official order, with their figures, and how weights were drawn.

    Parameters
    ----------
    found : what many weightings make of the ranking.
    low, high, share : ranks between which each city stands, and in what share of the weightings.
    """
    order = by_rank(found.cities.official)
    setting = found.setting
    return {
        "edition": escape(setting.edition),
        "year": setting.year,
        "draws": setting.n_draws,
        "seed": setting.seed,
        "method": setting.weights.method,
        "nodes": [escape(node) for node in setting.nodes],
        "share": share,
        "top": found.top,
        "ranks": int(found.edges[-1]),
        "largest_error": _number(np.nanmax(found.acceptability.error)),
        "items": [escape(item) for item in found.items],
        "official": _numbers(found.official_weights),
        "cities": [_city(found, int(at), float(low[at]), float(high[at])) for at in order],
        "shares": _shares(found, order),
    }


def _city(found: Uncertainty, at: int, low: float, high: float) -> dict[str, Any]:
    figures = {name: _number(figure.value[at]) for name, figure in found.figures.items()}
    errors = {
        f"{name}_error": _number(found.figures[name].error[at]) for name in ("mean", "first", "top", "median")
    }
    ranks = {"low": low, "high": high, "best": found.best[at], "worst": found.worst[at]}
    central = found.central.value[at]
    return {
        "code": escape(found.cities.codes[at]),
        "name": escape(found.cities.names[at]),
        "state": found.cities.states[at],
        "official": _number(found.cities.official[at]),
        **figures,
        **errors,
        **{name: _number(rank) for name, rank in ranks.items()},
        "unranked": _number(found.unranked[at]),
        "central": None if np.isnan(central).any() else _numbers(central),
    }


def _shares(found: Uncertainty, order: Any) -> list[list[list[float]]] | None:  # noqa: ANN401 - positions
    """Return for each city the ranks that came up: first and last rank of a class, and the share of the weightings."""
    table = np.nan_to_num(found.acceptability.value)
    if np.count_nonzero(table) > MOST_SHARES:
        return None
    starts, ends = found.edges[:-1] + 1, found.edges[1:]
    return [
        [
            [int(starts[bin_]), int(ends[bin_]), round(float(table[bin_, at]), DIGITS)]
            for bin_ in np.flatnonzero(table[:, at])
        ]
        for at in order
    ]


def _numbers(values: Floats) -> list[float | None]:
    return [_number(value) for value in values]


def _number(value: Any) -> float | None:  # noqa: ANN401 - a number of numpy
    return None if np.isnan(value) else round(float(value), DIGITS)
