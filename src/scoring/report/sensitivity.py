"""A sensitivity analysis as a study: indices, ranks, runs, failures, one factor at a time, and plots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import attrs
import numpy as np
import polars as pl

from scoring.model.ratings import Floats, Ints
from scoring.model.sensitivity import SHIFT, Alone, Index, Sensitivity
from scoring.report.plot.canvas import PlotFormat
from scoring.report.plot.sobol import Bars, Spans, bars, spans
from scoring.report.series import by_rank, numbers, pick, texts
from scoring.report.study import Study

PlotKind = Literal["indices", "ranks"]
PLOTS: tuple[PlotKind, ...] = get_args(PlotKind)
MOST_DRAWN = 40
"""Cities in the plot of ranks, the first ones."""
NUMBERS = ("first", "first_low", "first_high", "total", "total_low", "total_high")


def indices_table(found: Sensitivity) -> pl.DataFrame:
    """Return a row for each figure and factor; the code stands where the figure is the rank of a city."""
    rows = found.indices
    city = np.array([row.city for row in rows], dtype=np.int64)
    return pl.DataFrame(
        {
            "figure": texts([row.figure for row in rows]),
            "code": pick(found.codes, city),
            "name": pick(found.names, city),
            "factor": texts([row.factor for row in rows]),
            **{name: numbers(_column(rows, name)) for name in NUMBERS},
            "base_runs": pl.Series([row.used for row in rows], dtype=pl.Int64),
        }
    )


def _column(rows: tuple[Index, ...], name: str) -> Floats:
    return np.array([getattr(row, name) for row in rows], dtype=np.float64)


def ranks_table(found: Sensitivity) -> pl.DataFrame:
    """Return a row a city, in the nominal order: its rank, and what it is over all runs."""
    own = found.statistics
    columns = {
        name: getattr(own, name) for name in ("nominal", "median", "low", "high", "best", "worst", "mean")
    }
    order = by_rank(own.nominal)
    return pl.DataFrame(
        {
            "code": pick(found.codes, order),
            "name": pick(found.names, order),
            **{name: numbers(values[order]) for name, values in columns.items()},
            "runs": pl.Series(own.runs[order], dtype=pl.Int64),
        }
    )


def runs_table(found: Sensitivity) -> pl.DataFrame:
    """Return a row a run: its sample, its point and what that means for each factor, what came of it."""
    n_runs = len(found.chosen)
    samples = ("A", "B", *(f"A with {factor} of B" for factor in found.factors))
    factors: dict[str, pl.Series] = {}
    for at, factor in enumerate(found.factors):
        factors[f"u_{factor}"] = numbers(found.points[:, at])
        factors[factor] = _meaning(found.labels[at], found.chosen[:, at])
    return pl.DataFrame(
        {
            "run": pl.Series(np.arange(n_runs), dtype=pl.Int64),
            "sample": pick(samples, np.arange(n_runs) // found.n_base),
            "base_run": pl.Series(np.arange(n_runs) % found.n_base, dtype=pl.Int64),
            **factors,
            "average_shift": numbers(found.shift),
            "winner_stays": numbers(found.winner),
            "failed": pick([item.code for item in found.swept.failures], found.swept.failed),
        }
    )


def _meaning(labels: tuple[str, ...], chosen: Ints) -> pl.Series:
    if labels:
        return pick(labels, chosen)
    return texts([f"draw {level + 1}" for level in chosen.tolist()])


def failures_table(found: Sensitivity) -> pl.DataFrame:
    """Return a row for each way in which runs failed: code, message, how often and the first such run."""
    failed = found.swept.failed
    rows = [
        (item.code, item.message, int((failed == at).sum()), int(np.argmax(failed == at)))
        for at, item in enumerate(found.swept.failures)
        if (failed == at).any()
    ]
    schema = {"code": pl.String, "message": pl.String, "runs": pl.Int64, "first_run": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.sort("runs", "first_run", descending=[True, False])


def alone_table(found: Sensitivity) -> pl.DataFrame:
    """Return a row for each alternative of each factor alone."""
    types = {"str": pl.String, "int": pl.Int64, "float": pl.Float64}
    schema = {item.name: types[str(item.type)] for item in attrs.fields(Alone)}
    frame = pl.DataFrame([attrs.asdict(item) for item in found.alone], schema=schema).fill_nan(None)
    return frame.with_columns(pl.when(pl.col("failure") != "").then("failure").alias("failure"))


def plot(found: Sensitivity, kind: PlotKind, *, form: PlotFormat = "svg") -> bytes:
    """Return the indices of the average rank shift, or the ranks of the first cities.

    Parameters
    ----------
    found : the analysis.
    kind : which plot.
    form : of the bytes.

    Raises
    ------
    ExtraMissingError
        If matplotlib is not installed.
    """
    if kind == "indices":
        rows = tuple(row for row in found.indices if row.figure == SHIFT)
        table = np.array([_column(rows, name) for name in NUMBERS])
        return bars(Bars(*table), found.factors, title=f"{found.edition}: average rank shift", form=form)
    own = found.statistics
    first = by_rank(own.nominal)[:MOST_DRAWN]
    first = first[~np.isnan(own.nominal[first])]
    cities = [f"{found.codes[city]} {found.names[city]}" for city in first]
    values = (own.nominal, own.median, own.low, own.high)
    return spans(Spans(*(value[first] for value in values)), cities, title=found.edition, form=form)


def study(found: Sensitivity, *, year: int, plots: Mapping[str, bytes]) -> Study:
    """Return everything that is written of an analysis.

    Parameters
    ----------
    found : the analysis.
    year : of the edition.
    plots : bytes by file name.
    """
    failed = found.failed
    return Study(
        kind="sensitivity",
        edition=found.edition,
        year=year,
        tables={
            "indices": indices_table(found),
            "ranks": ranks_table(found),
            "one_at_a_time": alone_table(found),
            "failures": failures_table(found),
            "runs": runs_table(found),
        },
        plots=plots,
        figures={
            "base_runs": found.n_base,
            "runs": len(failed),
            "distinct": found.swept.distinct,
            "failed": int(failed.sum()),
            "seed": found.seed,
        },
    )
