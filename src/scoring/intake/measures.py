"""Measured values, from their tables, with the demands on evidence from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from scoring.intake.findings import Findings
from scoring.intake.known import locate, locate_city, report_twice
from scoring.intake.mark_ids import among, details
from scoring.intake.rules import Rules
from scoring.intake.scale import check_scale
from scoring.intake.table import Table, fixed
from scoring.model.edition import Edition
from scoring.model.nearest import nearest
from scoring.model.plan import Leaf
from scoring.model.ratings import Bools, Floats, Measures


def measures(
    table: Table, rules: Rules, codes: Sequence[str], edition: Edition, findings: Findings
) -> Measures:
    """Return the measured values, sorted, and report everything that is wrong with them.

    Parameters
    ----------
    table : rows of kind ``measures``.
    rules : what the edition says.
    codes : of the cities; empty when their table could not be read.
    edition : for the day against which evidence expires.
    findings : take what is wrong.
    """
    city = locate_city(table, codes, findings)
    criterion = locate(table, "criterion", rules.criteria, findings, "criterion-unknown", near=nearest)
    measured = among(rules.criteria, rules.measured)[criterion]
    not_measured = (criterion >= 0) & (measured < 0)
    table.report(
        findings,
        "criterion-not-measured",
        not_measured,
        "criterion",
        lambda item: details(table, rules, item),
    )
    check_scale(table, np.where(measured >= 0, criterion, -1), rules, findings)
    for position, name in enumerate(rules.measured):
        if rules.leaves[name].evidence:
            _check_evidence(table, measured == position, rules.leaves[name], edition, findings)
    keep = (city >= 0) & (measured >= 0)
    keys = city[keep] * max(len(rules.measured), 1) + measured[keep]
    report_twice(
        table.only(keep), keys, findings, "measure-twice", field="value", named=("city", "criterion")
    )
    items = np.flatnonzero(keep)[np.argsort(keys, kind="stable")]
    frame = table.frame
    return Measures(
        criteria=rules.measured,
        city=fixed(city[items]),
        criterion=fixed(measured[items]),
        value=_numbers(frame["value"], items),
        of=_numbers(frame["of"], items),
        n=_numbers(frame["n"], items),
        date=tuple(frame["date"].fill_null("").gather(items).to_list()),
        source=tuple(frame["source"].fill_null("").gather(items).to_list()),
        places=table.places(items),
    )


def _numbers(column: pl.Series, items: np.ndarray) -> Floats:
    return fixed(column.cast(pl.Float64).to_numpy()[items])


def _check_evidence(table: Table, rows: Bools, leaf: Leaf, edition: Edition, findings: Findings) -> None:
    """Report values without a source, from one that is not allowed, undated or refused for their date."""
    rule = leaf.evidence
    if rule is None:
        return
    source, date = table.frame["source"], table.frame["date"]
    rows = rows & table.frame["value"].is_not_null().to_numpy()
    last = edition.date or dt.date(edition.year, 12, 31)

    def named(item: int) -> Mapping[str, object]:
        found = source[item] or ""
        allowed = ", ".join(rule.sources)
        near = nearest(found, rule.sources) if found else ""
        return {"found": found, "allowed": allowed, "criterion": leaf.criterion, "nearest": near}

    def dated(item: int) -> Mapping[str, object]:
        return {"found": date[item] or "", "criterion": leaf.criterion, "day": last, "days": rule.valid_days}

    empty = source.is_null().to_numpy()
    table.report(findings, "evidence-sourceless", rows & empty, "source", named)
    if rule.sources:
        wrong = ~source.is_in([*rule.sources]).fill_null(value=False).to_numpy()
        table.report(findings, "evidence-source-unknown", rows & ~empty & wrong, "source", named)
    if rule.valid_days is None:
        return
    days = (pl.Series([last]) - date.str.to_date("%Y-%m-%d", strict=False)).dt.total_days()
    undated = days.is_null().to_numpy()
    table.report(findings, "evidence-undated", rows & date.is_null().to_numpy(), "date", dated)
    if rule.expired == "refuse":
        outside = (days < 0) | (days > rule.valid_days)
        table.report(
            findings,
            "evidence-outside",
            rows & ~undated & outside.fill_null(value=False).to_numpy(),
            "date",
            dated,
        )
