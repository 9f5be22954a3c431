"""What stands on the sheets: tables of the result with translated headers and names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from scoring.model.result import NATION, Result
from scoring.report import figures
from scoring.report.frames import Tables
from scoring.report.labels import Labels
from scoring.report.ranking import groups, other_nodes
from scoring.report.series import texts
from scoring.report.weights import shares
from scoring.report.workbook.sheet import Column, Look, Sheet, Style, column, rank_style

MOST_FLAGS = 1000
"""Remarks shown in the workbook; the others stand in flags.csv."""
STYLES: dict[str, Style] = {
    "code": "code",
    "index": "score",
    "index_exact": "exact",
    "coverage": "share",
    "last": "score",
    "improvement": "change",
    "published": "score",
}


def sheets(tables: Tables, labels: Labels) -> Iterator[Sheet]:
    """Yield the sheets of results: ranking, groups, parts, awards, quality, remarks, weights."""
    yield _ranking(tables, labels)
    for group in groups(tables.result):
        yield _group(tables, labels, group)
    yield _parts(tables, labels)
    yield _awards(tables, labels)
    yield _quality(tables, labels)
    if tables.flags.height:
        yield _flags(tables, labels)
    yield _weights(tables.result, labels)


def _plain(frame: pl.DataFrame, name: str, labels: Labels) -> Column:
    """Return a column whose header stands in the catalogue under its own name."""
    series = frame[name]
    style = STYLES.get(name, rank_style(series) if series.dtype.is_numeric() else "text")
    look: Look = "bar" if name in ("index", "published") else ""
    named = labels.of(name) if name in ("state", "node") else None
    return column(series, labels.say(f"column.{name}"), style, look, named)


def _ranking(tables: Tables, labels: Labels) -> Sheet:
    frame = tables.ranking
    head = ("rank", "code", "name", "state", "index", "index_exact", "coverage")
    history = [name for name in ("last", "improvement", "improvement_rank") if frame[name].count()]
    columns = [_plain(frame, name, labels) for name in head]
    columns += [_named(frame, name, labels, labels.band_table) for name in frame.columns if _is(name, "band")]
    columns += [_plain(frame, name, labels) for name in history]
    for group in groups(tables.result):
        columns += [_named(frame, f"group_{group}", labels, labels.group), _rank_in(frame, group, labels)]
    columns += list(_attributes(tables, labels))
    return Sheet(title=labels.say("sheet.ranking"), columns=tuple(columns), fixed=3)


def _is(name: str, family: str) -> bool:
    return name.startswith(f"{family}_")


def _named(frame: pl.DataFrame, name: str, labels: Labels, header: Callable[[str], str]) -> Column:
    return column(frame[name], header(name.partition("_")[2]), named=labels.of(name))


def _rank_in(frame: pl.DataFrame, group: str, labels: Labels) -> Column:
    series = frame[f"rank_{group}"]
    return column(series, labels.say("column.rank_in", group=labels.group(group)), rank_style(series))


def _attributes(tables: Tables, labels: Labels) -> Iterator[Column]:
    """Yield the columns of the cities table that are not shown as a group already; classed ones as numbers."""
    used = labels.edition.groups.values()
    shown = {item.column for item in used if not item.limits}
    classed = {item.column for item in used if item.limits}
    for name in tables.result.ratings.cities.attributes:
        series = tables.ranking[f"city_{name}"]
        if name in classed:
            yield column(series.cast(pl.Float64, strict=False), labels.attribute(name), "whole")
        elif name not in shown:
            yield column(series, labels.attribute(name))


def _group(tables: Tables, labels: Labels, group: str) -> Sheet:
    index = tables.result.structure.index
    frame = tables.rankings.filter((pl.col("node") == index) & (pl.col("group") == group))
    national = tables.ranking.select("code", pl.col("rank").alias("national_rank"))
    frame = frame.join(national, on="code", how="left", maintain_order="left")
    columns = (
        column(frame["member"], labels.group(group), named=lambda value: labels.member(group, value)),
        *(_plain(frame, name, labels) for name in ("rank", "code", "name")),
        column(frame["published"], labels.say("column.index"), "score", "bar"),
        _plain(frame, "national_rank", labels),
    )
    return Sheet(title=labels.group(group), columns=columns, fixed=4)


def _parts(tables: Tables, labels: Labels) -> Sheet:
    """Return score and national rank of every ranked part."""
    frame = tables.ranking
    columns = [_plain(frame, name, labels) for name in ("rank", "code", "name", "index")]
    for node in other_nodes(tables.result):
        here = (pl.col("node") == node) & (pl.col("group") == NATION)
        ranks = tables.rankings.filter(here).select("code", pl.col("rank").alias("own"))
        rank = frame.select("code").join(ranks, on="code", how="left", maintain_order="left")["own"]
        name = labels.column(node)
        columns.append(column(frame[f"score_{node}"], name, "score", "scale"))
        columns.append(column(rank, labels.say("column.rank_in", group=name), rank_style(rank)))
    return Sheet(title=labels.say("sheet.parts"), columns=tuple(columns), fixed=3)


def _awards(tables: Tables, labels: Labels) -> Sheet:
    frame = tables.awards
    members = frame.select("group", "member").rows()
    columns = (
        column(frame["award"], labels.say("column.award"), named=labels.award),
        _plain(frame, "node", labels),
        column(frame["group"], labels.say("column.group"), named=labels.group),
        column(
            pl.Series(values=[labels.member(*row) for row in members], dtype=pl.String),
            labels.say("column.member"),
        ),
        *(_plain(frame, name, labels) for name in ("rank", "code", "name", "published")),
    )
    return Sheet(title=labels.say("sheet.awards"), columns=columns)


def _quality(tables: Tables, labels: Labels) -> Sheet:
    columns = tuple(_plain(tables.quality, name, labels) for name in tables.quality.columns)
    return Sheet(title=labels.say("sheet.quality"), columns=columns, fixed=2)


def _flags(tables: Tables, labels: Labels) -> Sheet:
    frame, more = tables.flags.head(MOST_FLAGS), tables.flags.height - MOST_FLAGS
    names = ("code", "name", "column", "message", "file", "sheet", "cell")
    note = labels.say("sheet.more", count=figures.count(more, labels.language)) if more > 0 else ""
    return Sheet(
        title=labels.say("sheet.flags"),
        columns=tuple(_plain(frame, name, labels) for name in names),
        fixed=2,
        note=note,
    )


def _weights(result: Result, labels: Labels) -> Sheet:
    found = tuple(shares(result.structure, "node", "rubric", "types", "stages"))
    columns = (
        _texts([labels.column(item.parent) for item in found], labels.say("column.parent")),
        _texts([labels.column(item.child) for item in found], labels.say("column.child")),
        column(
            pl.Series(
                values=[None if item.weight is None else float(item.weight) for item in found],
                dtype=pl.Float64,
            ),
            labels.say("column.weight"),
            "exact",
        ),
        _texts(
            ["" if item.weight is None else str(item.weight) for item in found],
            labels.say("column.exact_weight"),
        ),
        _texts([item.aggregation for item in found], labels.say("column.aggregation")),
    )
    return Sheet(title=labels.say("sheet.weights"), columns=columns, fixed=1)


def _texts(values: list[str], header: str) -> Column:
    return column(texts(values), header)
