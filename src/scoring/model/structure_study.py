"""The scores whose structure is looked at, and what is found of cities and of the order of cities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from scoring.model.plan import Fold, Structure
from scoring.model.ratings import Floats

Columns = int | str | tuple[str, ...]
"""Columns of an index: those so many steps below it (0 is the index itself), the children of a node, or named ones."""


@frozen(kw_only=True, eq=False)
class StudiedEdition:
    """An edition with all of its scores.

    Parameters
    ----------
    edition : its id.
    year : its year.
    codes, names : of the cities, in order.
    structure : columns and their weights, those that methods chose among them.
    scores : shape (n_cities, n_columns), NaN where missing, in the order of the structure's ids.
    direction : 1 where higher and -1 where lower is better, shape (n_columns,).
    groups : the member of each group that each city belongs to, "" for none; the nation is one of them.
    tolerance : largest difference of scores that are tied.
    """

    edition: str
    year: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    structure: Structure = field(repr=False)
    scores: Floats = field(repr=False)
    direction: Floats = field(repr=False)
    groups: Mapping[str, tuple[str, ...]] = field(repr=False)
    tolerance: float = 0.0

    def column(self, name: str) -> int:
        """Return the position of a column."""
        return self.structure.ids.index(name)

    def fold(self, name: str) -> Fold:
        """Return how a column is made from others."""
        return next(fold for fold in self.structure.folds if fold.id == name)

    def benefits(self, names: tuple[str, ...]) -> Floats:
        """Return the scores of some columns, higher the better, shape (n_cities, n_names)."""
        places = [self.column(name) for name in names]
        found: Floats = self.scores[:, places] * self.direction[places]
        return found


@frozen(kw_only=True)
class ProfileRow:
    """A strength or a weakness of a city.

    Parameters
    ----------
    city : position of the city.
    kind : ``strength`` or ``weakness``.
    place : 1 is the strongest, or the weakest.
    column : what it is strong or weak in.
    score : its score there.
    rank, size : its rank, of so many cities of the same member of the group.
    """

    city: int
    kind: Literal["strength", "weakness"]
    place: int
    column: str
    score: float
    rank: float
    size: int


@frozen(kw_only=True)
class TrendRow:
    """A city's way through the editions.

    Parameters
    ----------
    node : whose results they are.
    city : position of the city.
    first_year, last_year, years : first and last year with a result, and how many have one.
    first, last : the results of those two years.
    cagr : compound growth of a year.
    slope : change of a year by the least-squares line.
    percent : change of a year in percent of where that line starts.
    """

    node: str
    city: int
    first_year: int
    last_year: int
    years: int
    first: float
    last: float
    cagr: float
    slope: float
    percent: float


@frozen(kw_only=True)
class RemovalRow:
    """What the ranking is without one column.

    Parameters
    ----------
    column : what is left out.
    cities : number of cities ranked with and without it.
    spearman, kendall : correlation of the two rankings.
    average_shift : mean distance of a city's ranks.
    mover : position of the city whose rank moves most, -1 for none.
    before, after : its ranks.
    failed : why the edition cannot be scored without it; "" when it can.
    """

    column: str
    cities: int = 0
    spearman: float = float("nan")
    kendall: float = float("nan")
    average_shift: float = float("nan")
    mover: int = -1
    before: float = float("nan")
    after: float = float("nan")
    failed: str = ""


Check = Literal["leave_one_out", "clones", "clones_apart", "pairs", "circles", "dominance", "dominance_level"]


@frozen(kw_only=True)
class ReversalRow:
    """One check of a node's rule.

    Parameters
    ----------
    node : whose rule it is.
    check : ``leave_one_out`` pairs that turn when another city leaves; ``clones`` pairs that turn when a city comes
        twice; ``clones_apart`` cities whose copy has another score; ``pairs`` that alone stand in another order;
        ``circles`` of three that beat one another alone; ``dominance`` pairs of which the one that is nowhere worse is
        behind; ``dominance_level`` or level.
    cities : number of cities that took part.
    found : how often.
    unscored : calls of the rule that it could not answer, because what it asks of its values did not hold.
    """

    node: str
    check: Check
    cities: int
    found: int
    unscored: int


@frozen(kw_only=True)
class Reversal:
    """One thing that a check found, by positions of cities, -1 where there is none.

    Parameters
    ----------
    check : which check.
    cause : the city that left or was copied.
    first, second, third : the cities it is about.
    before, after : 1 where the first is ahead of the second, -1 where it is behind, 0 where they are level.
    """

    check: Check
    cause: int = -1
    first: int = -1
    second: int = -1
    third: int = -1
    before: int = 0
    after: int = 0
