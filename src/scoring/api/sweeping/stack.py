"""The columns above a changed node, for many variants side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from attrs import define, field

from scoring.api.sweeping.fold import Made, Parent
from scoring.engine.conditions import holds
from scoring.engine.evaluate import Scores
from scoring.engine.history import raw_history
from scoring.engine.plan import FoldStep, LeafStep, Plan
from scoring.engine.raw import Raw
from scoring.model.edition import Gate
from scoring.model.ratings import Bools, Floats, Ints, Ratings

NUMBERS = 2**17
"""Numbers of one table that are worked on at once; they stay in the cache of a processor."""


class Column(NamedTuple):
    """A column of many runs, or its weights; runs that agree share a row.

    Parameters
    ----------
    table : shape (n_rows, n_cities), of weights (n_rows, n_children).
    of : row of each run, shape (n_runs,).
    """

    table: Floats
    of: Ints

    def part(self, runs: slice) -> Floats:
        """Return the rows of some runs; one row where all runs agree."""
        return self.table if len(self.table) == 1 else self.table[self.of[runs]]


@define(kw_only=True, eq=False)
class Stack:
    """Columns of many runs; what is wrong with a run is kept as a flag, and told by scoring that run alone.

    Parameters
    ----------
    plan : compiled edition.
    ratings : cities and earlier results.
    raw : raw values after all steps.
    fixed : scores that all runs share.
    weights : weights of some columns, by id.
    covering : whether any column that is made asks for a coverage.
    failed : whether each run failed, shape (n_runs,).
    score, coverage : what was made, by position of the column.
    """

    plan: Plan
    ratings: Ratings
    raw: Raw
    fixed: Scores
    weights: Mapping[str, Column]
    covering: bool
    failed: Bools
    score: dict[int, Column] = field(factory=dict)
    coverage: dict[int, Column] = field(factory=dict)

    def of(self, place: int) -> Column:
        """Return the scores of a column.

        Parameters
        ----------
        place : position of the column.
        """
        return self.score.get(place) or self._same(self.fixed.score[:, place])

    def _covered(self, place: int) -> Column:
        return self.coverage.get(place) or self._same(self.fixed.coverage[:, place])

    def _same(self, row: Floats) -> Column:
        return Column(row[None], np.zeros(len(self.failed), dtype=np.int64))

    def leaf(self, step: LeafStep, at: int) -> None:
        """Score a leaf whose history goes on with a column of this edition.

        Parameters
        ----------
        step, at : the leaf is the one at this place of the step.
        """
        place, leaf = int(step.columns[at]), step.leaves[at]
        if not leaf.history:
            return
        past, edition = self.ratings.past, self.plan.edition
        current = self.of(self.plan.place[leaf.history.current])
        rows = [raw_history(leaf.history, past, edition, row, len(row)) for row in current.table]
        value = np.where(self.raw.takes_part, np.stack(rows), np.nan)
        present = ~np.isnan(value)
        score = value if step.turned is None else step.turned - value
        inputs = {"of": self.raw.of[None, :, place], "n": self.raw.n[None, :, place]}
        for function in step.pipeline:
            taken = {name: np.broadcast_to(inputs[name], value.shape) for name in function.method.inputs}
            score = function(leaf.id, value.shape, score, **taken)
        defined = np.isfinite(score)
        failed = np.asarray((present & ~defined).any(axis=1))
        made = Made(np.where(present & defined, score, np.nan), present.astype(np.float64), failed)
        self._keep(place, made, current.of)

    def fold(self, step: FoldStep, at: int) -> None:
        """Fold the children of one column.

        Parameters
        ----------
        step, at : the column is the one at this place of the step.
        """
        parent = Parent(step=step, at=at, covering=self.covering)
        places = step.children[at].tolist()
        children, below = [self.of(place) for place in places], [self._covered(place) for place in places]
        weights = self.weights.get(parent.name)
        if weights is None and step.weightings[at] is None:
            weights = self._same(step.weights[at])
        alike = all(len(child.table) == 1 for child in children)
        of = np.arange(len(self.failed))
        if alike and weights is not None:  # each row of weights is taken once, whatever runs have it
            of, weights = weights.of, Column(weights.table, np.arange(len(weights.table)))
        elif alike:
            of = np.zeros_like(of)
        n_rows = 1 if alike and weights is None else int(of.max()) + 1
        made = [
            parent.made(_part(children, rows), _part(below, rows), weights.part(rows) if weights else None)
            for rows in _blocks(n_rows, self.fixed.score.shape[0] * len(places))
        ]
        self._keep(int(step.columns[at]), _joined(made), of)

    def gate(self, gate: Gate) -> None:
        """Replace the scores of a column whose condition does not hold.

        Parameters
        ----------
        gate : on a column that depends on what is otherwise.
        """
        nodes = [item.node for item in gate.require if item.node]
        place = self.plan.place[gate.on]
        own, asked = self.of(place), [self.of(self.plan.place[node]) for node in nodes]
        spots = {node: spot for spot, node in enumerate(nodes)}
        runs = slice(None)
        score = own.part(runs)
        tables = _part(asked, runs) if asked else score[:1, :, None]
        met = np.stack([holds(gate.require, table, spots, self.ratings.cities) for table in tables])
        otherwise = np.nan if gate.otherwise == "missing" else float(gate.otherwise)
        closed = np.where(~met & ~np.isnan(score), otherwise, score)
        of = np.zeros(len(self.failed), np.int64) if len(closed) == 1 else np.arange(len(self.failed))
        self.score[place] = Column(closed, of)

    def _keep(self, place: int, made: Made, of: Ints) -> None:
        self.failed |= made.failed[of] if len(made.failed) > 1 else made.failed
        if len(made.score) == 1:
            of = np.zeros_like(of)
        self.score[place], self.coverage[place] = Column(made.score, of), Column(made.coverage, of)


def _part(columns: Sequence[Column], runs: slice) -> Floats:
    """Return some runs of columns as (n_rows, n_cities, n_columns); one row where all runs agree on all of them."""
    return np.stack(np.broadcast_arrays(*[column.part(runs) for column in columns]), axis=-1)


def _blocks(n_rows: int, numbers: int) -> Iterator[slice]:
    size = max(1, NUMBERS // numbers)
    yield from (slice(start, start + size) for start in range(0, n_rows, size))


def _joined(made: Sequence[Made]) -> Made:
    if len(made) == 1:
        return made[0]
    rows = [len(part.score) for part in made]
    return Made(
        np.concatenate([part.score for part in made]),
        np.concatenate([part.coverage for part in made]),
        np.concatenate(
            [np.broadcast_to(part.failed, number) for part, number in zip(made, rows, strict=True)]
        ),
    )
