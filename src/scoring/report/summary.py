"""The summary: one page of Markdown in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from scoring.model.result import NATION
from scoring.report import figures, rules
from scoring.report.frames import Tables
from scoring.report.labels import Labels
from scoring.report.markdown import inline, table
from scoring.report.weights import Share, shares

HEAD = 10
"""Cities at the head of the ranking."""
LONGEST = 60
"""Lines of the list of awards."""


def write(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Yield the summary in the language of the tables."""
    labels = Labels(scheme=tables.result.scheme, language=tables.language)
    sections = [
        _title(tables, labels),
        _head(tables, labels),
        _awards(tables, labels),
        _states(tables, labels),
        _quality(tables, labels),
        _method(tables, labels),
    ]
    text = "\n\n".join("\n".join(lines) for lines in sections) + "\n"
    yield f"summary.{tables.language}.md", text.encode()


def _title(tables: Tables, labels: Labels) -> list[str]:
    ranked, cities = tables.ranking["rank"].count(), tables.ranking.height
    lead = labels.say(
        "summary.lead",
        ranked=figures.count(ranked, labels.language),
        cities=figures.count(cities, labels.language),
    )
    return [f"# {inline(labels.title())}", "", lead]


def _head(tables: Tables, labels: Labels) -> list[str]:
    bands = [name for name in tables.ranking.columns if name.startswith("band_")]
    improved = tables.ranking["improvement"].count() > 0
    header = [labels.say(f"column.{name}") for name in ("rank", "name", "code", "index")]
    header += [inline(labels.band_table(name.removeprefix("band_"))) for name in bands]
    header += [labels.say("column.improvement")] if improved else []
    rows = [
        _head_row(row, bands, improved, labels) for row in _ranked(tables.ranking).head(HEAD).rows(named=True)
    ]
    return [f"## {labels.say('summary.head')}", "", *table(header, rows, (0, 3, len(header) - improved))]


def _head_row(row: Mapping[str, Any], bands: Iterable[str], improved: bool, labels: Labels) -> list[str]:
    language, decimals = labels.language, labels.edition.publish.decimals
    cells = [figures.rank(row["rank"], language), inline(row["name"] or ""), inline(row["code"])]
    cells.append(figures.number(row["index"], decimals, language))
    cells += [inline(labels.of(name)(row[name])) if row[name] else figures.NONE for name in bands]
    change = figures.number(row["improvement"], decimals, language, sign=True)
    return [*cells, change] if improved else cells


def _ranked(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("rank").is_not_null())


def _awards(tables: Tables, labels: Labels) -> list[str]:
    heading = [f"## {labels.say('summary.awards')}", ""]
    if tables.awards.is_empty():
        return [*heading, labels.say("summary.none")]
    names = ("award", "node", "member", "rank", "name", "published")
    header = [labels.say(f"column.{name}") for name in names]
    rows = [_award_row(row, labels) for row in tables.awards.head(LONGEST).rows(named=True)]
    return [
        *heading,
        *table(header, rows, (3, 5)),
        *_more(tables.awards.height - LONGEST, "awards.csv", labels),
    ]


def _award_row(row: Mapping[str, Any], labels: Labels) -> list[str]:
    language, decimals = labels.language, labels.edition.publish.decimals
    group, member = inline(labels.group(row["group"])), inline(labels.member(row["group"], row["member"]))
    return [
        inline(labels.award(row["award"])),
        inline(labels.column(row["node"])),
        group if row["group"] == NATION else f"{group}: {member}",
        figures.rank(row["rank"], language),
        inline(row["name"] or ""),
        figures.number(row["published"], decimals, language),
    ]


def _more(count: int, file: str, labels: Labels) -> list[str]:
    shown = labels.say("summary.more", count=figures.count(count, labels.language), file=file)
    return ["", shown] if count > 0 else []


def _states(tables: Tables, labels: Labels) -> list[str]:
    counts = tables.quality["state"].value_counts().sort("count", "state", descending=[True, False])
    rows = [[labels.state(state), figures.count(count, labels.language)] for state, count in counts.rows()]
    header = [labels.say("column.state"), labels.say("column.cities")]
    return [f"## {labels.say('summary.states')}", "", *table(header, rows, (1,))]


def _quality(tables: Tables, labels: Labels) -> list[str]:
    quality, ranked = tables.quality, _ranked(tables.ranking)
    total = {
        name: figures.count(int(quality[name].sum()), labels.language)
        for name in quality.columns
        if name.startswith(("marks_", "measures_"))
    }
    marks = {name.removeprefix("marks_"): value for name, value in total.items()}
    measures = {name.removeprefix("measures_"): value for name, value in total.items()}
    lowest: Any = ranked["coverage"].min()
    flags = figures.count(tables.flags.height, labels.language)
    return [
        f"## {labels.say('summary.quality')}",
        "",
        f"- {labels.say('summary.marks', **marks)}",
        f"- {labels.say('summary.measures', **measures)}",
        f"- {labels.say('summary.coverage', lowest=figures.share(lowest, labels.language))}",
        f"- {labels.say('summary.flags', count=flags)}",
        f"- {labels.say('summary.missing')}",
    ]


def _method(tables: Tables, labels: Labels) -> list[str]:
    index = inline(labels.column(tables.result.structure.index))
    return [
        f"## {labels.say('summary.method')}",
        "",
        labels.say("summary.index", index=index),
        "",
        *_weights(tables, labels),
        *_types(labels),
        *_stages(labels),
        "",
        f"- {labels.say('summary.ranks', basis=rules.basis(labels), ties=inline(rules.ties(labels)))}",
        f"- {labels.say('summary.rounding', rounding=rules.rounding(labels))}",
        "",
        labels.say("summary.rubrics"),
        "",
        *_rubrics(labels),
    ]


def _weights(tables: Tables, labels: Labels) -> list[str]:
    header = [labels.say(f"column.{name}") for name in ("parent", "child", "weight", "aggregation")]
    return table(
        header, [_weight_row(item, labels) for item in shares(tables.result.structure, "node")], (2,)
    )


def _weight_row(item: Share, labels: Labels) -> Sequence[str]:
    return (
        inline(labels.column(item.parent)),
        inline(labels.column(item.child)),
        figures.share(item.weight, labels.language, 2),
        inline(item.aggregation),
    )


def _types(labels: Labels) -> list[str]:
    types = labels.edition.evaluator_types
    if not types:
        return []
    equal = labels.say("summary.equal")
    rows = [
        [
            inline(labels.evaluator_type(kind)),
            equal if item.weight is None else figures.share(Fraction(item.weight), labels.language, 2),
        ]
        for kind, item in types.items()
    ]
    header = [labels.say("summary.evaluator_type"), labels.say("column.weight")]
    return ["", labels.say("summary.types"), "", *table(header, rows, (1,))]


def _stages(labels: Labels) -> list[str]:
    stages = labels.edition.stages
    if stages is None:
        return []
    order = (
        f"{inline(stage)} {_stage_weight(stages.weights.get(stage), labels)}".strip()
        for stage in stages.order
    )
    return ["", labels.say(f"summary.stages_{stages.rule}", stages=", ".join(order))]


def _stage_weight(weight: Decimal | None, labels: Labels) -> str:
    return "" if weight is None else f"({figures.share(Fraction(weight), labels.language, 2)})"


def _rubrics(labels: Labels) -> list[str]:
    header = [labels.say(f"column.{name}") for name in ("rubric", "version", "criteria", "source")]
    rows = [
        [inline(labels.column(name)), inline(item.version), str(len(item.criteria)), inline(item.source)]
        for name, item in labels.scheme.rubrics.items()
    ]
    return table(header, rows, (2,))
