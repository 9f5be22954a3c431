"""A comparison of variants as a study: agreement, ranks, movers and a plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import polars as pl

from scoring.model.comparison import Agreement, Comparison, Mover
from scoring.report.plot.canvas import PlotFormat
from scoring.report.plot.ranks import bump
from scoring.report.series import numbers, pick, texts
from scoring.report.study import Study

MOST_DRAWN = 15
"""Cities in the plot, those that move most."""


def ranks_table(comparison: Comparison) -> pl.DataFrame:
    """Return a row for each variant and city: index, rank and its distance to the official one."""
    scored, n_cities = comparison.scored, len(comparison.codes)
    variant = np.repeat(np.arange(len(scored)), n_cities)
    city = np.tile(np.arange(n_cities), len(scored))
    ranks = comparison.ranks()
    return pl.DataFrame(
        {
            "variant": pick([item.variant.name for item in scored], variant),
            "code": pick(comparison.codes, city),
            "name": pick(comparison.names, city),
            "index": numbers(np.concatenate([item.index for item in scored])),
            "rank": numbers(ranks.ravel()),
            "shift": numbers((ranks - ranks[0]).ravel()),
        }
    )


def side_by_side(comparison: Comparison) -> pl.DataFrame:
    """Return a row a city with its rank under every variant, in the official order."""
    columns = {item.variant.name: numbers(item.rank) for item in comparison.scored}
    frame = pl.DataFrame({"code": texts(comparison.codes), "name": texts(comparison.names), **columns})
    return frame.sort("official", "code", nulls_last=True)


def agreement_table(comparison: Comparison, agreement: Sequence[Agreement]) -> pl.DataFrame:
    """Return a row a variant with its agreement; a variant that could not be scored says why."""
    found = [attrs.asdict(item) for item in agreement]
    schema = {item.name: _TYPES[str(item.type)] for item in attrs.fields(Agreement)}
    frame = pl.DataFrame(found, schema=schema).fill_nan(None)
    failed = [item for item in comparison.variants if item.failed]
    lost = pl.DataFrame(
        {
            "variant": texts([item.variant.name for item in failed]),
            "failed": texts([item.failed for item in failed]),
        },
        schema={"variant": pl.String, "failed": pl.String},
    )
    return pl.concat([frame, lost], how="diagonal_relaxed")


_TYPES = {"str": pl.String, "int": pl.Int64, "float": pl.Float64}


def movers_table(comparison: Comparison, movers: Sequence[Mover]) -> pl.DataFrame:
    """Return the ranked cities, those whose rank moves most first."""
    city = np.array([item.city for item in movers], dtype=np.int64)
    columns = {
        name: numbers(np.array([getattr(item, name) for item in movers], dtype=np.float64))
        for name in ("official", "best", "worst", "span")
    }
    return pl.DataFrame(
        {"code": pick(comparison.codes, city), "name": pick(comparison.names, city), **columns}
    )


def plot(comparison: Comparison, movers: Sequence[Mover], *, form: PlotFormat = "svg") -> bytes:
    """Return the ranks of some cities under every variant.

    Parameters
    ----------
    comparison : what was compared.
    movers : the cities.
    form : of the bytes.

    Raises
    ------
    ExtraMissingError
        If matplotlib is not installed.
    """
    chosen = [item.city for item in movers]
    names = [f"{comparison.codes[city]} {comparison.names[city]}" for city in chosen]
    variants = [item.variant.name for item in comparison.scored]
    return bump(comparison.ranks()[:, chosen], names, variants, title=comparison.edition, form=form)


def study(
    comparison: Comparison,
    agreement: Sequence[Agreement],
    movers: Sequence[Mover],
    *,
    year: int,
    plots: Mapping[str, bytes],
) -> Study:
    """Return everything that is written of a comparison.

    Parameters
    ----------
    comparison, agreement, movers : what was compared, and how far the rankings agree.
    year : of the edition.
    plots : bytes by file name.
    """
    lost = len(comparison.variants) - len(comparison.scored)
    return Study(
        kind="comparison",
        edition=comparison.edition,
        year=year,
        tables={
            "agreement": agreement_table(comparison, agreement),
            "ranks": side_by_side(comparison),
            "movers": movers_table(comparison, movers),
            "variants": ranks_table(comparison),
        },
        plots=plots,
        figures={"variants": len(comparison.variants), "failed": lost},
    )
