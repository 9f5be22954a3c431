"""The ids of marks as positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen

from scoring.intake.findings import Findings
from scoring.intake.known import locate, locate_city
from scoring.intake.rules import Rules
from scoring.intake.table import Table
from scoring.model.nearest import nearest
from scoring.model.ratings import Bools, Ints

Report = Callable[[str, Bools, str], None]
"""Takes a code, the wrong rows and the field whose place is told."""


@frozen(kw_only=True, eq=False)
class Located:
    """Positions of the ids of every row, -1 where one is not known; shape (n_rows,) each.

    `criterion` counts among all criteria, `marked` among those that are marked.
    """

    city: Ints
    criterion: Ints
    marked: Ints
    stage: Ints
    evaluator: Ints


def located_ids(
    table: Table, rules: Rules, codes: Sequence[str], people: Sequence[str], findings: Findings
) -> Located:
    """Return the ids of every mark as positions, and report those that are not known.

    Parameters
    ----------
    table : rows of kind ``marks``.
    rules : with criteria and stages.
    codes : of the cities; empty when their table could not be read, and then no city is wrong.
    people : ids of the evaluators.
    findings : take what is wrong.
    """

    def report(code: str, wrong: Bools, field: str) -> None:
        table.report(findings, code, wrong, field, lambda item: details(table, rules, item))

    city = locate_city(table, codes, findings)
    criterion = locate(table, "criterion", rules.criteria, findings, "criterion-unknown", near=nearest)
    marked = among(rules.criteria, rules.marked)[criterion]
    report("criterion-not-marked", (criterion >= 0) & (marked < 0), "criterion")
    return Located(
        city=city,
        criterion=np.where(marked >= 0, criterion, -1),
        marked=marked,
        stage=_stage(table, rules, marked, findings, report),
        evaluator=locate(table, "evaluator", people, findings, "evaluator-unknown"),
    )


def among(all_names: Sequence[str], some: Sequence[str]) -> Ints:
    """Return the position of each name among some of them, -1 for the others and for position -1."""
    place = {name: at for at, name in enumerate(some)}
    return np.array([*(place.get(name, -1) for name in all_names), -1], dtype=np.int64)


def _stage(table: Table, rules: Rules, marked: Ints, findings: Findings, report: Report) -> Ints:
    """Return the stage of each row; left out, it is the only one in which the criterion is marked."""
    used = np.zeros((len(rules.marked) + 1, len(rules.stages)), dtype=np.bool_)
    used[:-1] = rules.due.any(axis=2)
    only = np.where(used.sum(axis=1) == 1, used.argmax(axis=1), -1)
    empty = table.frame["stage"].is_null().to_numpy()
    names = tuple(name for name in rules.stages if name)
    named = locate(table, "stage", names, findings, "stage-unknown", near=nearest)
    report("stage-missing", empty & (marked >= 0) & (only[marked] < 0), "mark")
    stage = np.where(empty, only[marked], named)
    unused = ~empty & (named >= 0) & (marked >= 0) & ~used[marked, stage]
    report("stage-not-used", unused, "stage")
    return np.where(unused | (marked < 0), -1, stage)


def details(table: Table, rules: Rules, item: int) -> Mapping[str, object]:
    """Return what sentences about a mark name."""
    names = [name for name in ("city", "criterion", "evaluator", "stage") if name in table.frame.columns]
    row: dict[str, str] = {name: (table.frame[name][item] or "").strip() for name in names}
    inputs = dict(zip(rules.criteria, rules.inputs, strict=True))
    return {
        **row,
        "input": inputs.get(row["criterion"], ""),
        "allowed": ", ".join(filter(None, rules.stages)),
    }
