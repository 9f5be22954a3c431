"""The national ranking as a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scoring.cli.table import table
from scoring.report.figures import number, rank, share
from scoring.report.labels import Labels

if TYPE_CHECKING:
    from scoring.api import Run
    from scoring.cli.words import Language

FIGURES = {"rank", "index", "coverage", "last", "improvement"}
"""Columns that stand at the right."""

Row = Mapping[str, Any]


def head(run: Run, top: int) -> list[Row]:
    """Return the first rows of the national ranking."""
    return list(run.ranking().head(top).iter_rows(named=True))


def ranking_table(run: Run, top: int, language: Language) -> str:
    """Return the head of the national ranking, one line a city; columns without any value are left out."""
    labels, rows = Labels(scheme=run.result.scheme, language=language), head(run, top)
    decimals = run.result.scheme.edition.publish.decimals
    shown = [name for name in _columns(run) if any(row[name] is not None for row in rows)]
    return table(
        [_header(name, labels) for name in shown],
        [[_cell(row, name, labels, decimals) for name in shown] for row in rows],
        right=[at for at, name in enumerate(shown) if name in FIGURES],
    )


def _columns(run: Run) -> list[str]:
    edition = run.result.scheme.edition
    bands = [f"band_{name}" for name in run.result.bandings if edition.bands[name].of == edition.index]
    return ["rank", "code", "name", "index", *bands, "improvement", "coverage"]


def _header(name: str, labels: Labels) -> str:
    return labels.band_table(name[5:]) if name.startswith("band_") else labels.say(f"column.{name}")


def _cell(row: Row, name: str, labels: Labels, decimals: int) -> str:
    value, language = row[name], labels.language
    if name == "rank":
        return rank(value, language) if value is not None else labels.state(row["state"])
    if name == "coverage":
        return share(value, language)
    if name in FIGURES:
        return number(value, decimals, language, sign=name == "improvement")
    if name.startswith("band_"):
        return labels.band(name[5:], value) or ""
    return str(value)
