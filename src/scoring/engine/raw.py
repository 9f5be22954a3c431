"""From ratings to one raw value a leaf and city: consensus inside each panel, demands on samples and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
from attrs import frozen

from scoring.engine.plan import Plan
from scoring.errors import problem
from scoring.model.edition import Edition
from scoring.model.plan import Leaf
from scoring.model.ratings import Bools, Floats, Ints, Marks, Measures, Ratings
from scoring.model.result import Flag


@frozen(kw_only=True, eq=False)
class Raw:
    """Raw values of the leaves.

    Parameters
    ----------
    value, of, n : value, denominator and sample size, shape (n_cities, n_leaves); NaN where missing.
    takes_part : whether each city takes part and was not withdrawn, shape (n_cities,).
    flags : remarks on samples and evidence.
    """

    value: Floats
    of: Floats
    n: Floats
    takes_part: Bools
    flags: tuple[Flag, ...]


def raw_values(plan: Plan, ratings: Ratings) -> Raw:
    """Gather marks and measured values into one value a leaf and city.

    Cities that do not take part, withdrew or cannot be assessed have no values.

    Parameters
    ----------
    plan : compiled edition.
    ratings : what was read.
    """
    shape = (len(ratings.cities.codes), len(plan.structure.leaves))
    value, of, n = (np.full(shape, np.nan) for _ in range(3))
    _fill_marks(plan, ratings.marks, value)
    rows, columns = _measured(plan, ratings.measures)
    measures = ratings.measures
    value[rows, columns], of[rows, columns], n[rows, columns] = measures.value, measures.of, measures.n
    flags = []
    for flag, drop, row, column in _demands(plan, measures, rows, columns):
        flags.append(flag)
        if drop:
            value[row, column] = np.nan
    takes_part = np.array([state == "ranked" for state in ratings.cities.states], dtype=np.bool_)
    for table in (value, of, n):
        table[~takes_part] = np.nan
    kept = tuple(flag for flag in flags if takes_part[flag.city])
    return Raw(value=value, of=of, n=n, takes_part=takes_part, flags=kept)


def _fill_marks(plan: Plan, marks: Marks, value: Floats) -> None:
    """Fold the marks of every panel by its rule, all cities and criteria at once."""
    if not len(marks.mark):
        return
    cell, (table, chair) = _panel_table(_leaf_of_mark(plan, marks), marks, value.shape[1])
    leaf = cell % value.shape[1]
    for rule, columns in plan.panels:
        rows = np.flatnonzero(np.isin(leaf, columns))
        panel = table[:, rows]
        found = rule("marks", (len(rows),), panel.T, chair[:, rows].T)
        empty = np.isnan(panel).all(axis=0)  # nothing is never made into something
        value.reshape(-1)[cell[rows]] = np.where(empty, np.nan, found)


def _leaf_of_mark(plan: Plan, marks: Marks) -> Ints:
    """Return the leaf that each mark belongs to, by criterion, stage and evaluator type."""
    types = sorted(set(marks.types))
    table = np.full((len(marks.criteria), len(marks.stages), max(len(types), 1)), -1, dtype=np.int64)
    criteria = {name: position for position, name in enumerate(marks.criteria)}
    stages = {name: position for position, name in enumerate(marks.stages)}
    kinds = {name: position for position, name in enumerate(types)}
    for position, leaf in enumerate(plan.structure.leaves):
        if leaf.criterion in criteria and leaf.stage in stages and leaf.type in kinds:
            table[criteria[leaf.criterion], stages[leaf.stage], kinds[leaf.type]] = position
    type_of = np.array([kinds[name] for name in marks.types], dtype=np.int64)
    found = np.asarray(table[marks.criterion, marks.stage, type_of[marks.evaluator]])
    for item in np.flatnonzero(found < 0):  # its position would be that of another city's mark
        raise LookupError(f"{marks.criteria[marks.criterion[item]]} has no column for a mark that was read")
    return found


def _panel_table(leaf: Ints, marks: Marks, n_leaves: int) -> tuple[Ints, tuple[Floats, Bools]]:
    """Return the (city, leaf) cells that have marks, and a column of marks and chairs for each.

    Marks come sorted by evaluator inside a cell, so a column does not depend on the order of the input. Cells
    stand side by side in memory: folding a panel then adds whole rows of cells at a time.
    """
    flat = marks.city * n_leaves + leaf
    order = np.argsort(flat, kind="stable")
    flat = flat[order]
    first = np.ones(len(flat), dtype=np.bool_)
    first[1:] = flat[1:] != flat[:-1]
    row = np.cumsum(first) - 1
    slot = np.arange(len(flat)) - np.flatnonzero(first)[row]
    shape = (int(slot.max()) + 1, int(row[-1]) + 1)
    table, chair = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    table[slot, row], chair[slot, row] = marks.mark[order], marks.chair[order]
    return flat[first], (table, chair)


def _measured(plan: Plan, measures: Measures) -> tuple[Ints, Ints]:
    place = {leaf.criterion: position for position, leaf in enumerate(plan.structure.leaves)}
    column = np.array([place[name] for name in measures.criteria], dtype=np.int64)
    return measures.city, column[measures.criterion] if len(column) else measures.criterion


def _demands(
    plan: Plan, measures: Measures, rows: Ints, columns: Ints
) -> Iterator[tuple[Flag, bool, int, int]]:
    """Yield the flags of small samples and expired evidence, and whether the value is dropped for it."""
    leaves = plan.structure.leaves
    demanding = np.array([bool(leaf.sample or leaf.evidence) for leaf in leaves], dtype=np.bool_)
    for item in np.flatnonzero(demanding[columns] & ~np.isnan(measures.value)) if len(columns) else ():
        leaf, row, column = leaves[int(columns[item])], int(rows[item]), int(columns[item])
        if leaf.sample and not measures.n[item] >= leaf.sample.minimum:
            size = measures.n[item]
            found = "none given" if np.isnan(size) else f"{size:g}"
            remark = problem(
                "sample-small",
                measures.places.at(int(item)),
                criterion=leaf.criterion,
                found=found,
                allowed=leaf.sample.minimum,
            )
            yield (
                Flag(city=row, column=leaf.criterion, problem=remark),
                leaf.sample.below == "missing",
                row,
                column,
            )
        if leaf.evidence and expired(leaf, measures.date[item], plan.edition):
            remark = problem(
                "evidence-expired",
                measures.places.at(int(item)),
                criterion=leaf.criterion,
                found=measures.date[item],
            )
            yield (
                Flag(city=row, column=leaf.criterion, problem=remark),
                leaf.evidence.expired == "missing",
                row,
                column,
            )


def expired(leaf: Leaf, date: str, edition: Edition) -> bool:
    """Tell whether a dated result lies outside its validity on the edition's day.

    Parameters
    ----------
    leaf : with its evidence rule.
    date : ISO date of the result.
    edition : whose day counts; the last day of its year when it names none.
    """
    if not leaf.evidence or leaf.evidence.valid_days is None or not date:
        return False
    day = edition.date or dt.date(edition.year, 12, 31)
    return not 0 <= (day - dt.date.fromisoformat(date)).days <= leaf.evidence.valid_days
