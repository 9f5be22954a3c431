"""Three ways from the panels of a city to its scores in all replicates; they give the same scores.

Each asks for the score of some rows of raw values, so that rows of many cities are scored together.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Literal, NamedTuple, Protocol, TypeGuard

import numpy as np
from attrs import field, frozen

from scoring.kernels.bootstrap.outcomes import joint, moments
from scoring.lab.bootstrap.parts import Listed, Part
from scoring.model.ratings import Floats, Ints

Way = Literal["summed", "enumerated", "sampled", "nationwide"]
MOST_JOINT = 4096
"""Outcomes of all panels of a city together that are scored one by one."""


class CityScores(NamedTuple):
    """The scores of one city.

    Parameters
    ----------
    scores : of the replicates, shape (n_replicates,); NaN where missing.
    mean, deviation : over everything that can be drawn; NaN where only the replicates tell.
    way : how they were found.
    """

    scores: Floats
    mean: float
    deviation: float
    way: Way


class Asking(Protocol):
    """What is to be scored for a city."""

    @property
    def rows(self) -> Floats:
        """Raw values, shape (n_rows, n_leaves)."""

    def answered(self, scores: Floats) -> CityScores:
        """Return what comes of the scores of the rows, shape (n_rows,)."""


@frozen(kw_only=True, eq=False)
class Summed:
    """Panels add up: each is scored by itself, the others as they are.

    Parameters
    ----------
    base : raw values as they are, shape (n_leaves,).
    parts : panels of the city.
    n_replicates : how many.
    """

    base: Floats = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    n_replicates: int

    @property
    def rows(self) -> Floats:
        """The base, then the rows of each part."""
        return np.vstack([self.base, *(_with(self.base, part, part.cells) for part in self.parts)])

    def answered(self, scores: Floats) -> CityScores:
        """Add what each panel adds to the score as it is."""
        base, *rest = np.split(scores, np.cumsum([1, *(len(part.cells) for part in self.parts)])[:-1])
        total = np.full(self.n_replicates, base[0])
        mean, variance = float(base[0]), 0.0
        for part, terms in zip(self.parts, rest, strict=True):
            total += part.drawn(terms - base[0])
            added = part.moments(terms - base[0])
            mean, variance = mean + added.mean, variance + added.deviation**2
        return CityScores(total, mean, float(np.sqrt(variance)), "summed")


@frozen(kw_only=True, eq=False)
class Enumerated:
    """All outcomes of all panels together are scored.

    Parameters
    ----------
    base, parts, n_replicates : as in `Summed`.
    """

    base: Floats = field(repr=False)
    parts: tuple[Listed, ...] = field(repr=False)
    n_replicates: int

    @property
    def rows(self) -> Floats:
        """A row for each joint outcome."""
        return _combined(self.base, self.parts, self._outcomes())

    def answered(self, scores: Floats) -> CityScores:
        """Look up the joint outcome of each replicate."""
        at = np.zeros(self.n_replicates, dtype=np.int64)
        for part in self.parts:
            at = at * len(part.cells) + part.numbers
        ways = np.ones(len(scores))
        for part, numbers in zip(self.parts, self._outcomes().T, strict=True):
            ways *= part.outcomes.ways[numbers]
        return CityScores(scores[at], *moments(scores, ways), "enumerated")

    def _outcomes(self) -> Ints:
        return joint(tuple(len(part.cells) for part in self.parts))


@frozen(kw_only=True, eq=False)
class Sampled:
    """Only what is drawn is scored, each joint outcome once.

    Parameters
    ----------
    base, parts : as in `Summed`.
    """

    base: Floats = field(repr=False)
    parts: tuple[Listed, ...] = field(repr=False)

    @property
    def rows(self) -> Floats:
        """A row for each joint outcome that is drawn."""
        return _combined(self.base, self.parts, self._drawn()[0])

    def answered(self, scores: Floats) -> CityScores:
        """Look up the joint outcome of each replicate."""
        return CityScores(scores[self._drawn()[1]], np.nan, np.nan, "sampled")

    def _drawn(self) -> tuple[Ints, Ints]:
        numbers = np.stack([part.numbers for part in self.parts], axis=1)
        distinct, at = np.unique(numbers, axis=0, return_inverse=True)
        return distinct, at.ravel()


def way_of(base: Floats, parts: Sequence[Part], *, additive: bool, n_replicates: int) -> Asking:
    """Return the way that needs the fewest rows of those that are right for a city.

    Parameters
    ----------
    base : raw values as they are, shape (n_leaves,).
    parts : panels of the city; one that is straight stands only beside others that always miss the same columns.
    additive : whether columns of marks only add up as long as the same ones are missing.
    n_replicates : how many.
    """
    every = tuple(parts)
    if not _all_listed(every):
        return Summed(base=base, parts=every, n_replicates=n_replicates)
    number = prod(len(part.cells) for part in every)
    same = additive and all(part.misses_the_same(base) for part in every)
    if same and number > 1 + sum(len(part.cells) for part in every):
        return Summed(base=base, parts=every, n_replicates=n_replicates)
    if number <= MOST_JOINT:
        return Enumerated(base=base, parts=every, n_replicates=n_replicates)
    return Sampled(base=base, parts=every)


def _all_listed(parts: tuple[Part, ...]) -> TypeGuard[tuple[Listed, ...]]:
    return all(isinstance(part, Listed) for part in parts)


def _with(base: Floats, part: Part, cells: Floats) -> Floats:
    """Return the base with other values of one panel, a row for each."""
    rows = np.repeat(base[None], len(cells), axis=0)
    rows[:, part.leaves] = cells
    return rows


def _combined(base: Floats, parts: Sequence[Part], numbers: Ints) -> Floats:
    """Return the base with the values of outcomes, one of each panel."""
    rows = np.repeat(base[None], len(numbers), axis=0)
    for part, number in zip(parts, numbers.T, strict=True):
        rows[:, part.leaves] = part.cells[number]
    return rows
