"""From raw values through the steps to the scores that no rule or weight changes; what the last group had stays."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TypeVar

from attrs import define, evolve, field

from scoring.api.sweeping.reach import unreached
from scoring.api.variants import Workshop
from scoring.engine.evaluate import Scores, evaluate
from scoring.engine.plan import Plan, PlannedStep
from scoring.engine.raw import Raw
from scoring.engine.steps import take_steps
from scoring.errors import ScoringError

T = TypeVar("T", Raw, Scores)


@define(kw_only=True, eq=False)
class Trail:
    """What was made last, in the order in which it was made: where the next group goes the same way, nothing is made again.

    Parameters
    ----------
    workshop : the edition with its tables.
    above : columns that are never made here, since rules or weights change them.
    path : keys, with what was made or why it could not be.
    """

    workshop: Workshop
    above: frozenset[str]
    path: list[tuple[Hashable, Raw | Scores | ScoringError]] = field(factory=list)

    def scores(self, plan: Plan, raw: Hashable, begin: Callable[[], Raw]) -> tuple[Raw, Scores]:
        """Return the values after the steps, and the scores made of them.

        Parameters
        ----------
        plan : whose steps are taken.
        raw : what tells raw values apart.
        begin : makes the raw values.

        Raises
        ------
        ScoringError
            If a step cannot be taken, or a score cannot be made.
        """
        value = self._along(0, raw, begin)
        for at, step in enumerate(plan.steps, start=1):
            value = self._along(at, _signature(step), partial(self._taken, step, value))
        scores = self._along(len(plan.steps) + 1, "scores", partial(self._scored, value))
        return value, scores

    def _taken(self, step: PlannedStep, value: Raw) -> Raw:
        plan = evolve(self.workshop.edition.plan, steps=(step,))
        return take_steps(plan, value, self.workshop.ratings)[0]

    def _scored(self, value: Raw) -> Scores:
        return evaluate(unreached(self.workshop.edition.plan, self.above), value, self.workshop.ratings)

    def _along(self, depth: int, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made at a depth, or make it and forget what was deeper."""
        if len(self.path) <= depth or self.path[depth][0] != key:
            del self.path[depth:]
            self.path.append((key, _tried(make)))
        found = self.path[depth][1]
        if isinstance(found, ScoringError):
            raise found
        return found  # type: ignore[return-value]  # the depth tells which of the two it is


def _tried(make: Callable[[], T]) -> T | ScoringError:
    try:
        return make()
    except ScoringError as error:
        return error


def _signature(step: PlannedStep) -> tuple[str, str, str, bool]:
    return step.id, step.rule.method.name, repr(sorted(step.rule.keywords.items())), bool(step.points)
