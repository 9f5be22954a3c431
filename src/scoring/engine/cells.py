"""The raw values behind each leaf of one city."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.errors import NOWHERE
from scoring.model.edition import MARK_STATES
from scoring.model.explanation import Cell
from scoring.model.plan import Structure
from scoring.model.ratings import Marks, Measures, Past, Ratings
from scoring.model.result import StepOutcome

STATES = ("", *MARK_STATES)
ALTERED = {"impute": "imputed", "treat": "treated"}
"""State of a value that a step of this kind made."""


def cells_of(ratings: Ratings, structure: Structure, city: int) -> dict[str, tuple[Cell, ...]]:
    """Return the cells of a city by leaf.

    Parameters
    ----------
    ratings : what was read.
    structure : columns of the edition.
    city : position of the city.
    """
    leaf = {(item.criterion, item.stage, item.type): item.id for item in structure.leaves}
    found: dict[str, list[Cell]] = {}
    for (criterion, stage, kind), cell in _marks(ratings.marks, city):
        found.setdefault(leaf[criterion, stage, kind], []).append(cell)
    for criterion, cell in _measures(ratings.measures, city):
        found.setdefault(leaf[criterion, "", ""], []).append(cell)
    for item in structure.leaves:
        if item.history:
            found[item.id] = _history(ratings.past, item.history.of, city)
    return {name: tuple(cells) for name, cells in found.items()}


def altered_cells(steps: Iterable[StepOutcome], city: int) -> dict[str, tuple[Cell, ...]]:
    """Return what treatments and imputations made of a city's values, by leaf, in the order of the steps.

    Parameters
    ----------
    steps : what the steps did.
    city : position of the city.
    """
    found: dict[str, tuple[Cell, ...]] = {}
    for step in steps:
        for item in step.altered:
            if item.city == city:
                name = step.columns[item.item]
                cell = Cell(
                    evaluator=step.id,
                    type=step.method,
                    stage="",
                    value=_number(item.after),
                    state=ALTERED[step.kind],
                    place=NOWHERE,
                )
                found[name] = (*found.get(name, ()), cell)
    return found


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _marks(marks: Marks, city: int) -> list[tuple[tuple[str, str, str], Cell]]:
    rows = []
    for item in np.flatnonzero(marks.city == city):
        evaluator = int(marks.evaluator[item])
        criterion, stage, kind = (
            marks.criteria[int(marks.criterion[item])],
            marks.stages[int(marks.stage[item])],
            marks.types[evaluator],
        )
        cell = Cell(
            evaluator=marks.evaluators[evaluator],
            type=kind,
            stage=stage,
            value=_number(marks.mark[item]),
            state=STATES[int(marks.state[item])],
            place=marks.places.at(int(item)),
        )
        rows.append(((criterion, stage, kind), cell))
    return rows


def _measures(measures: Measures, city: int) -> list[tuple[str, Cell]]:
    return [
        (
            measures.criteria[int(measures.criterion[item])],
            Cell(
                evaluator="",
                type="",
                stage="",
                value=_number(measures.value[item]),
                state="",
                place=measures.places.at(int(item)),
            ),
        )
        for item in np.flatnonzero(measures.city == city)
    ]


def _history(past: Past, node: str, city: int) -> list[Cell]:
    """Return the earlier results of a node, newest first."""
    if node not in past.nodes:
        return []
    rows = np.flatnonzero((past.city == city) & (past.node == past.nodes.index(node)))
    return [
        Cell(
            evaluator="",
            type="",
            stage=str(past.year[item]),
            value=_number(past.value[item]),
            state="",
            place=past.places.at(int(item)),
        )
        for item in rows[np.argsort(-past.year[rows])]
    ]
