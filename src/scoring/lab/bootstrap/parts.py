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
from scoring.model.ratings import Bools, Floats, Ints

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
class Seated(Part):
    """A large panel whose evaluators add up: a row for each evaluator.

    Parameters
    ----------
    seats : evaluators of each replicate, shape (n_replicates, size).
    cells, leaves : as in `Part`.
    """

    seats: Ints = field(repr=False)
    cells: Floats = field(repr=False)
    leaves: Ints

    def drawn(self, terms: Floats) -> Floats:
        """Return the mean of what the drawn evaluators add."""
        return terms[self.seats].mean(axis=1)

    def moments(self, terms: Floats) -> Moments:
        """Return the moments of a mean of independent draws: those of one, the variance divided by their number."""
        one = moments(terms, np.ones(len(terms)))
        return Moments(one.mean, one.deviation / float(np.sqrt(self.seats.shape[1])))


def part_of(panel: Panel, *, rules: Rules, drawing: Drawing, city: int, straight: Bools) -> Part:
    """Return what can come of a panel and what is drawn from it.

    Parameters
    ----------
    panel : of one city, at least two evaluators.
    rules : how marks become one.
    drawing : how evaluators are drawn.
    city : number that stands for the city in the random numbers.
    straight : columns whose score is a sum over the evaluators who marked, shape (n_leaves,).

    Raises
    ------
    RejectedError
        If the panel is too large for its outcomes to be listed, and its evaluators do not add up.
    """
    size = drawing.of(panel.n)
    key = {"seed": drawing.seed, "city": city, "panel": panel.stratum}
    if n_outcomes(panel.n, size) <= MOST_LISTED:
        found = outcomes(panel.n, size)
        return Listed(
            outcomes=found,
            numbers=drawn_outcomes(found.ways, drawing.n_replicates, **key),
            cells=rules.cells(panel, found.seats),
            leaves=panel.leaves,
        )
    if not (panel.complete and straight[panel.leaves].all()):
        raise too_large(panel.n)
    return Seated(
        seats=drawn_seats(panel.n, size, drawing.n_replicates, **key), cells=panel.marks, leaves=panel.leaves
    )


def too_large(n: int) -> RejectedError:
    """Return the error of a panel whose outcomes are too many.

    Parameters
    ----------
    n : evaluators of the panel.
    """
    return RejectedError([problem("bootstrap-panel-too-large", found=n)])
