"""The panels of an edition: who marked what in which city, and the marks that come of a draw of evaluators."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Literal

import numpy as np
from attrs import field, frozen

from scoring.model.plan import Leaf
from scoring.model.ratings import Bools, Floats, Ints, Marks

Stages = Literal["together", "apart"]
Rule = Callable[[Floats, Bools], Floats]
"""How marks of shape (n_cells, n_evaluators) become one, with who of them chairs; NaN where nobody gave one."""


@frozen(kw_only=True, eq=False)
class Panel:
    """The evaluators of one type in one city who gave a mark, in all stages or in one.

    Parameters
    ----------
    city : position of the city.
    stratum : number of the type, or of the type and stage.
    leaves : positions of the columns that were marked, shape (n_leaves,).
    marks : NaN where an evaluator gave none, shape (n_evaluators, n_leaves).
    chair : whether the evaluator chairs the city's panel, same shape.
    """

    city: int
    stratum: int
    leaves: Ints
    marks: Floats
    chair: Bools

    @property
    def n(self) -> int:
        """Number of evaluators."""
        return len(self.marks)

    @property
    def complete(self) -> bool:
        """Whether everyone marked everything that anyone marked."""
        return not np.isnan(self.marks).any()


@frozen(kw_only=True, eq=False)
class Rules:
    """How the marks of a panel become one.

    Parameters
    ----------
    rules : the rules of the edition.
    of_leaf : number of the rule of each leaf, -1 for one that is not marked, shape (n_leaves,).
    """

    rules: tuple[Rule, ...]
    of_leaf: Ints = field(repr=False)

    def cells(self, panel: Panel, seats: Ints) -> Floats:
        """Return the raw values that come of draws, shape (n_draws, n_leaves); NaN where nobody gave a mark.

        Parameters
        ----------
        panel : of one city.
        seats : evaluators drawn, shape (n_draws, size).
        """
        found = np.empty((len(seats), len(panel.leaves)))
        rule_of = self.of_leaf[panel.leaves]
        for number in np.unique(rule_of):
            at = np.flatnonzero(rule_of == number)
            marks = panel.marks[:, at][seats].swapaxes(1, 2).reshape(-1, seats.shape[1])
            chair = panel.chair[:, at][seats].swapaxes(1, 2).reshape(-1, seats.shape[1])
            one = np.where(np.isnan(marks).all(axis=1), np.nan, self.rules[number](marks, chair))
            found[:, at] = one.reshape(len(seats), len(at))
        return found


def panels(
    marks: Marks, leaves: Sequence[Leaf], cities: Bools, *, wanted: Collection[str], stages: Stages
) -> tuple[Panel, ...]:
    """Return the panels of the cities, sorted by city and stratum.

    Parameters
    ----------
    marks : what was read.
    leaves : columns from the input.
    cities : those that take part, shape (n_cities,).
    wanted : ids of the marked columns that matter.
    stages : whether an evaluator's marks of all stages are drawn together.
    """
    leaf = _leaf_of_mark(marks, leaves, wanted)
    kept = np.flatnonzero((leaf >= 0) & ~np.isnan(marks.mark) & cities[marks.city])
    stratum = _strata(leaves, stages=stages)[leaf[kept]]
    order = np.lexsort((leaf[kept], marks.evaluator[kept], stratum, marks.city[kept]))
    rows, stratum = kept[order], stratum[order]
    return tuple(_cut(marks, leaf, rows, stratum))


def _leaf_of_mark(marks: Marks, leaves: Sequence[Leaf], wanted: Collection[str]) -> Ints:
    """Return the column that each mark belongs to, -1 for none."""
    types = sorted(set(marks.types))
    place = {
        (leaf.criterion, leaf.stage, leaf.type): at for at, leaf in enumerate(leaves) if leaf.id in wanted
    }
    table = np.array(
        [
            place.get((criterion, stage, kind), -1)
            for criterion in marks.criteria
            for stage in marks.stages
            for kind in types
        ],
        dtype=np.int64,
    )
    kinds = np.array([types.index(name) for name in marks.types], dtype=np.int64)
    cell = (marks.criterion * len(marks.stages) + marks.stage) * len(types)
    return table[cell + kinds[marks.evaluator]] if len(marks.mark) else cell


def _strata(leaves: Sequence[Leaf], *, stages: Stages) -> Ints:
    names = [(leaf.type, leaf.stage if stages == "apart" else "") for leaf in leaves]
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def _cut(marks: Marks, leaf: Ints, rows: Ints, stratum: Ints) -> Iterator[Panel]:
    """Yield a panel for each run of marks of one city and stratum."""
    city = marks.city[rows]
    starts = np.flatnonzero(np.diff(city, prepend=-1) | np.diff(stratum, prepend=-1))
    for start, end in zip(starts, np.append(starts, len(rows))[1:], strict=True):
        own = rows[start:end]
        _, seat = np.unique(marks.evaluator[own], return_inverse=True)
        columns, at = np.unique(leaf[own], return_inverse=True)
        given = np.full((seat.max() + 1, len(columns)), np.nan)
        chair = np.zeros(given.shape, dtype=np.bool_)
        given[seat, at], chair[seat, at] = marks.mark[own], marks.chair[own]
        yield Panel(
            city=int(city[start]), stratum=int(stratum[start]), leaves=columns, marks=given, chair=chair
        )


def evaluators_of(marks: Marks, cities: Bools) -> Ints:
    """Return how many evaluators marked each city that takes part, shape (n_cities,).

    Parameters
    ----------
    marks : what was read.
    cities : those that take part, shape (n_cities,).
    """
    given = ~np.isnan(marks.mark) & cities[marks.city]
    number = max(len(marks.evaluators), 1)
    pairs = np.unique(marks.city[given] * number + marks.evaluator[given])
    return np.bincount(pairs // number, minlength=len(cities))
