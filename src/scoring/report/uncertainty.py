"""What many weightings make of a ranking, as tables, plots and a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
import polars as pl

from scoring.model.ratings import Floats
from scoring.model.reach import Reach
from scoring.model.uncertainty import Between, Cities, Figure, Pairs, Uncertainty
from scoring.report.pairs import between_table, pairs_table
from scoring.report.plot.canvas import PlotFormat
from scoring.report.plot.central import central_bars
from scoring.report.plot.heatmap import heat_map
from scoring.report.plot.intervals import Spans, rank_intervals
from scoring.report.reach import reach_table, shifts_table
from scoring.report.series import by_rank, numbers, pick, texts
from scoring.report.study import Study

PlotKind = Literal["intervals", "acceptability", "central"]
PLOTS: tuple[PlotKind, ...] = ("intervals", "acceptability", "central")
MOST_CENTRAL = 12
"""Cities whose central weights are drawn, those that come first most often."""


def cities_table(found: Uncertainty) -> pl.DataFrame:
    """Return a row a city: its official rank, all figures, each with its standard error; in the official order."""
    figures = {
        name: column
        for key, figure in found.figures.items()
        for name, column in ((key, figure.value), (f"{key}_error", figure.error))
    }
    top = {f"top_{found.top}": figures.pop("top"), f"top_{found.top}_error": figures.pop("top_error")}
    columns: dict[str, Floats] = {
        "official": found.cities.official,
        **figures,
        **top,
        "best": found.best,
        "worst": found.worst,
        "confidence": found.confidence,
        "unranked": np.where(np.isnan(found.best), np.nan, found.unranked),
    }
    frame = _named(found.cities).with_columns(**{name: numbers(column) for name, column in columns.items()})
    return frame[_order(found.cities)]


def acceptability_table(found: Uncertainty) -> pl.DataFrame:
    """Return a row for each city and rank that came up: the share of the weightings, with its standard error."""
    order = _order(found.cities)
    share, error = (part[:, order].T for part in (found.acceptability.value, found.acceptability.error))
    city, at = np.nonzero(np.nan_to_num(share) > 0)
    return pl.DataFrame(
        {
            "code": pick(found.cities.codes, order[city]),
            "name": pick(found.cities.names, order[city]),
            "rank": pl.Series(values=found.edges[at] + 1),
            "to_rank": pl.Series(values=found.edges[at + 1]),
            "share": numbers(share[city, at]),
            "error": numbers(error[city, at]),
        }
    )


def central_table(found: Uncertainty) -> pl.DataFrame:
    """Return a row for each city that ever comes first and each item: its mean weight then, beside the official one."""
    order = _order(found.cities)
    order = order[~np.isnan(found.central.value[order]).any(axis=1)]
    city, item = np.repeat(order, len(found.items)), np.tile(np.arange(len(found.items)), len(order))
    return pl.DataFrame(
        {
            "code": pick(found.cities.codes, city),
            "name": pick(found.cities.names, city),
            "item": pick(found.items, item),
            "weight": numbers(found.central.value[city, item]),
            "error": numbers(found.central.error[city, item]),
            "official": numbers(found.official_weights[item]),
        }
    )


def figure_table(cities: Cities, figure: Figure, name: str) -> pl.DataFrame:
    """Return a row a city with one figure under a name, and its standard error."""
    columns = {name: numbers(figure.value), "error": numbers(figure.error)}
    return _named(cities).with_columns(**columns)[_order(cities)]


def interval_table(cities: Cities, low: Floats, high: Floats) -> pl.DataFrame:
    """Return a row a city with the ranks between which it stands."""
    columns = {"official": numbers(cities.official), "low": numbers(low), "high": numbers(high)}
    return _named(cities).with_columns(**columns)[_order(cities)]


def _named(cities: Cities) -> pl.DataFrame:
    return pl.DataFrame(
        {"code": texts(cities.codes), "name": texts(cities.names), "state": texts(cities.states)}
    )


def _order(cities: Cities) -> Any:  # noqa: ANN401 - positions, shape (n_cities,)
    return by_rank(cities.official)


def figures(found: Uncertainty) -> dict[str, Any]:
    """Return what holds for the whole study, as JSON values."""
    setting = found.setting
    return {
        "nodes": [*setting.nodes],
        "nodes_kept": [*setting.kept],
        "weights": {"method": setting.weights.method, **_json(setting.weights.use.parameters)},
        "items": dict(zip(found.items, found.official_weights.tolist(), strict=True)),
        "seed": setting.seed,
        "draws": setting.n_draws,
        "until": setting.until,
        "until_reached": setting.reached,
        "largest_error": _number(np.nanmax(found.acceptability.error)),
        "ties": "competition",
        "tied_draws": setting.tied,
        "weights_are_multiples_of": f"1/{setting.whole}",
        "scores_exact": setting.exact,
        "ranks_in_classes": len(found.edges) - 1 < int(found.edges[-1]),
        "choice_entropy": _number(found.choice.value),
        "choice_entropy_error": _number(found.choice.error),
    }


def _json(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [*value] if isinstance(value, tuple) else value for name, value in parameters.items()}


def _number(value: Any) -> float | None:  # noqa: ANN401 - a number of numpy
    return None if np.isnan(value) else float(value)


def plot(
    found: Uncertainty,
    kind: PlotKind,
    *,
    low: Floats,
    high: Floats,
    city: int | None = None,
    form: PlotFormat = "svg",
) -> bytes:
    """Return one plot.

    Parameters
    ----------
    found : what many weightings make of the ranking.
    kind : which plot.
    low, high : ranks between which each city stands in most weightings.
    city : whose neighbours are drawn; None draws all.
    form : of the bytes.

    Raises
    ------
    ExtraMissingError
        If matplotlib is not installed.
    """
    order = _order(found.cities)
    order = order[~np.isnan(found.figures["median"].value[order])]
    names = [f"{found.cities.codes[at]} {found.cities.names[at]}" for at in order]
    if kind == "acceptability":
        shares = found.acceptability.value[:, order]
        return heat_map(shares, found.edges, names, title=_title(found), form=form)
    if kind == "central":
        often = np.nan_to_num(found.figures["first"].value)
        chosen = [at for at in np.argsort(-often, kind="stable")[:MOST_CENTRAL] if often[at] > 0]
        return central_bars(
            found.central.value[chosen],
            found.official_weights,
            [f"{100 * often[at]:.1f} % {found.cities.codes[at]} {found.cities.names[at]}" for at in chosen],
            found.items,
            title=_title(found),
            form=form,
        )
    spans = Spans(
        official=found.cities.official[order],
        low=low[order],
        high=high[order],
        median=found.figures["median"].value[order],
    )
    focus = None if city is None else int(np.flatnonzero(order == city)[0])
    return rank_intervals(spans, names, title=_title(found), focus=focus, form=form)


def _title(found: Uncertainty) -> str:
    setting = found.setting
    return (
        f"{setting.edition}: {setting.n_draws:,} weightings ({setting.weights.method}), seed {setting.seed}"
    )


def study(
    found: Uncertainty,
    *,
    plots: Mapping[str, bytes],
    pairs: Pairs | None = None,
    between: Sequence[Between] = (),
    reach: Reach | None = None,
) -> Study:
    """Return everything that is written.

    Parameters
    ----------
    found : what many weightings make of the ranking.
    plots : bytes by file name.
    pairs, between, reach : what else was asked for.
    """
    tables = {
        "cities": cities_table(found),
        "acceptability": acceptability_table(found),
        "central": central_table(found),
    }
    if between:
        tables["against"] = between_table(found.cities, between)
    if reach and reach.ranks:
        tables["reach"] = reach_table(found.cities, reach)
    if reach:
        tables["changes"] = shifts_table(found.cities, reach)
    if pairs:
        tables["pairs"] = pairs_table(found.cities, pairs)
    told = figures(found) | ({"pairs_draws": pairs.n_draws} if pairs else {})
    if reach:
        told["reach_within"] = reach.inside
        told["reach_left_out"] = [found.cities.codes[city] for city in reach.left_out]
    return Study(
        kind="uncertainty",
        edition=found.setting.edition,
        year=found.setting.year,
        tables=tables,
        plots=plots,
        figures=told,
    )
