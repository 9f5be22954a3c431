"""Whether the rule of a node keeps the order of two cities when others come, go or are copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import define, evolve

from scoring.kernels.structure.reversal.leaving import clones, leave_one_out
from scoring.kernels.structure.reversal.pairs import dominance, transitivity
from scoring.kernels.structure.reversal.turned import Score, Turned
from scoring.model.ratings import Floats, Ints
from scoring.model.structure_study import Check, Reversal, ReversalRow


@define
class Counted:
    """A rule that counts how often it has no answer.

    Parameters
    ----------
    rule : from values, shape (n_cities, n_items), to scores, shape (n_cities,); None where it has none.
    unscored : calls without an answer.
    """

    rule: Score
    unscored: int = 0

    def __call__(self, values: Floats) -> Floats:
        """Return the scores; all NaN counts as no answer."""
        found = self.rule(values)
        self.unscored += bool(np.isnan(found).all())
        return found

    def taken(self) -> int:
        """Return the calls without an answer since the last time, and begin anew."""
        found, self.unscored = self.unscored, 0
        return found


def reversals(
    rule: Score, values: Floats, direction: Floats, node: str, *, tolerance: float
) -> tuple[tuple[ReversalRow, ...], tuple[Reversal, ...]]:
    """Check a rule on some cities, and return a row for each check and everything that was found.

    Parameters
    ----------
    rule : of the node; NaN where it cannot score.
    values : of the node's children, at least two cities, shape (n_cities, n_items).
    direction : 1 where a higher child is better and -1 where a lower one is, shape (n_items,).
    node : its id.
    tolerance : scores that differ by no more are level.
    """
    rows, found = [], []
    for checks, unscored in _checked(Counted(rule), values, direction, tolerance):
        for check, items in checks:
            cities = len(values)
            rows.append(
                ReversalRow(node=node, check=check, cities=cities, found=len(items), unscored=unscored)
            )
            found += items
    return tuple(rows), tuple(found)


Found = Sequence[tuple[Check, list[Reversal]]]


def _checked(
    rule: Counted, values: Floats, direction: Floats, tolerance: float
) -> Iterator[tuple[Found, int]]:
    left = leave_one_out(rule, values, tolerance=tolerance)
    yield [("leave_one_out", _pairs("leave_one_out", left))], rule.taken()
    twice = clones(rule, values, tolerance=tolerance)
    apart = [Reversal(check="clones_apart", cause=city) for city in twice.apart.tolist()]
    yield [("clones", _pairs("clones", twice.turned)), ("clones_apart", apart)], rule.taken()
    alone = transitivity(rule, values, tolerance=tolerance)
    circles = [
        Reversal(check="circles", first=one, second=two, third=three)
        for one, two, three in alone.circles.tolist()
    ]
    unscored = rule.taken()
    answered = [item for item in _pairs("pairs", alone.turned) if item.after or _answers(rule, values, item)]
    rule.taken()
    yield [("pairs", answered), ("circles", circles)], unscored
    better = dominance(rule, values, direction, tolerance=tolerance)
    broken, level = _dominated("dominance", better.broken), _dominated("dominance_level", better.level)
    yield [("dominance", broken), ("dominance_level", level)], rule.taken()


def _answers(rule: Counted, values: Floats, pair: Reversal) -> bool:
    """Tell whether the rule scores two cities alone: without an answer they look level."""
    return not np.isnan(rule(values[[pair.first, pair.second]])).any()


def _pairs(check: Check, found: Turned) -> list[Reversal]:
    return [
        Reversal(check=check, cause=cause, first=first, second=second, before=before, after=after)
        for cause, first, second, before, after in zip(*(part.tolist() for part in found), strict=True)
    ]


def _dominated(check: Check, found: Ints) -> list[Reversal]:
    after = -1 if check == "dominance" else 0
    return [
        Reversal(check=check, first=one, second=other, before=1, after=after) for one, other in found.tolist()
    ]


def placed(item: Reversal, cities: Ints) -> Reversal:
    """Return what was found among some cities with their positions among all.

    Parameters
    ----------
    item : with positions among `cities`.
    cities : positions among all, shape (n_cities,).
    """
    cause, first, second, third = (
        int(cities[place]) if place >= 0 else -1
        for place in (item.cause, item.first, item.second, item.third)
    )
    return evolve(item, cause=cause, first=first, second=second, third=third)
