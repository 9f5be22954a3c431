"""What can come of drawing from one panel, and what is drawn from it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Literal

import numpy as np
from attrs import field, frozen

from scoring.errors import RejectedError, problem
from scoring.kernels.bootstrap.drawing import drawn_outcomes, drawn_seats
from scoring.kernels.bootstrap.outcomes import Moments, Outcomes, moments, n_outcomes, outcomes
from scoring.lab.bootstrap.panels import Panel, Rules
from scoring.model.ratings import Floats, Ints

Size = Literal["panel", "one_less"]
MOST_LISTED = 20_000
"""Outcomes of a panel that are looked at one by one: up to eight evaluators."""


@frozen(kw_only=True)
class Drawing:
    """How evaluators are drawn.

    Parameters
    ----------
    n_replicates : how often.
    seed : of the random numbers.
    size : whether as many evaluators are drawn as a panel has, or one less.
    """

    n_replicates: int
    seed: int
    size: Size = "panel"

    def of(self, n: int) -> int:
        """Return how many evaluators are drawn from a panel of `n`, at least one."""
        return n if self.size == "panel" else max(n - 1, 1)


class Part(ABC):
    """One panel and what its marks can become.

    Parameters
    ----------
    cells : raw values of the panel's columns, a row for each thing that is scored, shape (n_rows, n_leaves).
    leaves : positions of the columns, shape (n_leaves,).
    """

    cells: Floats
    leaves: Ints

    def misses_the_same(self, base: Floats) -> bool:
        """Tell whether every row misses the columns that are missing as it is.

        Parameters
        ----------
        base : raw values as they are, shape (n_leaves of the edition,).
        """
        return bool((np.isnan(self.cells) == np.isnan(base[self.leaves])).all())

    @abstractmethod
    def drawn(self, terms: Floats) -> Floats:
        """Return what the panel adds in each replicate.

        Parameters
        ----------
        terms : what each row adds, shape (n_rows,).
        """

    @abstractmethod
    def moments(self, terms: Floats) -> Moments:
        """Return mean and standard deviation of what the panel adds, over everything that can be drawn.

        Parameters
        ----------
        terms : what each row adds, shape (n_rows,).
        """


@frozen(kw_only=True, eq=False)
class Listed(Part):
    """A panel whose outcomes are listed: a row for each.

    Parameters
    ----------
    outcomes : seats drawn, and in how many orders.
    numbers : outcome of each replicate, shape (n_replicates,).
    cells, leaves : as in `Part`.
    """

    outcomes: Outcomes
    numbers: Ints = field(repr=False)
    cells: Floats = field(repr=False)
    leaves: Ints

    def drawn(self, terms: Floats) -> Floats:
        """Return what the panel adds in each replicate."""
        return terms[self.numbers]

    def moments(self, terms: Floats) -> Moments:
        """Return the moments over all outcomes."""
        return moments(terms, self.outcomes.ways.astype(np.float64))


@frozen(kw_only=True, eq=False)
class Straight(Part):
    """A panel whose evaluators add up: a row for each evaluator.

    Parameters
    ----------
    seats : evaluators drawn, ascending or as they come, shape (n_draws, size).
    numbers : which of the draws each replicate has, shape (n_replicates,).
    cells, leaves : as in `Part`.
    """

    seats: Ints = field(repr=False)
    numbers: Ints = field(repr=False)
    cells: Floats = field(repr=False)
    leaves: Ints

    def drawn(self, terms: Floats) -> Floats:
        """Return the mean of what the drawn evaluators add."""
        return terms[self.seats].mean(axis=1)[self.numbers]

    def moments(self, terms: Floats) -> Moments:
        """Return the moments of a mean of independent draws: those of one, the variance divided by their number."""
        one = moments(terms, np.ones(len(terms)))
        return Moments(one.mean, one.deviation / float(np.sqrt(self.seats.shape[1])))


def part_of(panel: Panel, *, rules: Rules, drawing: Drawing, city: int, straight: bool) -> Part:
    """Return what can come of a panel and what is drawn from it.

    Parameters
    ----------
    panel : of one city, at least two evaluators.
    rules : how marks become one.
    drawing : how evaluators are drawn.
    city : number that stands for the city in the random numbers.
    straight : whether the city's score is a sum over the evaluators of the panel.

    Raises
    ------
    RejectedError
        If the panel is too large for its outcomes to be listed, and its evaluators do not add up.
    """
    size, n_replicates = drawing.of(panel.n), drawing.n_replicates
    key = {"seed": drawing.seed, "city": city, "panel": panel.stratum}
    if n_outcomes(panel.n, size) > MOST_LISTED:
        if not straight:
            raise too_large(panel.n)
        seats, numbers = drawn_seats(panel.n, size, n_replicates, **key), np.arange(n_replicates)
        return Straight(seats=seats, numbers=numbers, cells=panel.marks, leaves=panel.leaves)
    found = outcomes(panel.n, size)
    numbers = drawn_outcomes(found.ways, n_replicates, **key)
    if straight:
        return Straight(seats=found.seats, numbers=numbers, cells=panel.marks, leaves=panel.leaves)
    cells = rules.cells(panel, found.seats)
    return Listed(outcomes=found, numbers=numbers, cells=cells, leaves=panel.leaves)


def too_large(n: int) -> RejectedError:
    """Return the error of a panel whose outcomes are too many.

    Parameters
    ----------
    n : evaluators of the panel.
    """
    return RejectedError([problem("bootstrap-panel-too-large", found=n)])
