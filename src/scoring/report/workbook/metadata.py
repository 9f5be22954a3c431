"""The last sheet: what was computed, by which rules, from which files."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from scoring._version import VERSION
from scoring.report import figures, rules
from scoring.report.frames import Tables
from scoring.report.labels import Labels
from scoring.report.workbook.sheet import Sheet, column


def metadata(tables: Tables, labels: Labels) -> Sheet:
    """Return the sheet; no time stands on it, so that the same run gives the same bytes."""
    rows = [*_edition(labels), *_rules(labels), *_rubrics(labels), *_inputs(tables, labels)]
    names, values = zip(*rows, strict=True)
    columns = (
        column(pl.Series(values=names, dtype=pl.String), labels.say("column.item")),
        column(pl.Series(values=values, dtype=pl.String), labels.say("column.value")),
    )
    return Sheet(title=labels.say("sheet.metadata"), columns=columns, fixed=1)


def _edition(labels: Labels) -> Iterator[tuple[str, str]]:
    edition = labels.edition
    yield labels.say("metadata.edition"), labels.title()
    yield labels.say("metadata.id"), edition.id
    yield labels.say("metadata.year"), str(edition.year)
    yield labels.say("metadata.source"), edition.source
    yield labels.say("metadata.engine"), VERSION


def _rules(labels: Labels) -> Iterator[tuple[str, str]]:
    yield labels.say("metadata.published"), rules.rounding(labels)
    yield labels.say("metadata.ties"), rules.ties(labels)
    yield labels.say("metadata.basis"), rules.basis(labels)


def _rubrics(labels: Labels) -> Iterator[tuple[str, str]]:
    for name, rubric in labels.scheme.rubrics.items():
        value = labels.say(
            "metadata.rubric_value", version=rubric.version, count=len(rubric.criteria), source=rubric.source
        )
        yield labels.say("metadata.rubric", id=name), value.rstrip("; ")


def _inputs(tables: Tables, labels: Labels) -> Iterator[tuple[str, str]]:
    for item in tables.result.ratings.files:
        rows, kind = figures.count(item.rows, labels.language), labels.say(f"kind.{item.kind}")
        yield item.path, labels.say("metadata.input", rows=rows, kind=kind, sha256=item.sha256)
