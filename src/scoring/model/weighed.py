"""The index as a function of weights: the parts that depend on them, and how they fold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen

from scoring.model.method import Aggregation
from scoring.model.ratings import Bools, Floats, Ints

Rule = Callable[..., Floats]
"""A method with its parameters: (names, shape of the result, arrays) to an array of that shape."""


@frozen(kw_only=True, eq=False)
class Closing:
    """A gate: the score of a part counts only where its conditions hold.

    Parameters
    ----------
    met : cities that fulfil what does not depend on the weights, shape (n_cities,).
    parts : positions of parts with the lower limit of each, inclusive.
    otherwise : score where they do not hold; NaN for none.
    """

    met: Bools
    parts: tuple[tuple[int, float], ...]
    otherwise: float


@frozen(kw_only=True, eq=False)
class Part:
    """A score that depends on the weights that are drawn.

    Parameters
    ----------
    id : of the node or rubric.
    children : ids of what it is made from.
    below : position of each child among the parts, -1 for a score that stays as it is, shape (n_children,).
    item : number of each child among the items that are weighted, -1 for none, shape (n_children,).
    drawn : whether the weights of its children are drawn.
    weights : official shares, shape (n_children,).
    values, coverage : of the children, NaN where missing, shape (n_cities, n_children).
    direction : 1 where a higher child is better, -1 where a lower one is, shape (n_children,).
    least : share of the weight that must rest on data, or the score is missing.
    method, parameters : how children fold.
    rule : the same, to be called with values, weights and, where it compares cities, direction.
    absent_counts : whether a missing child lowers the coverage.
    then : value functions applied to the result.
    closings : gates, in order.
    """

    id: str
    children: tuple[str, ...]
    below: Ints
    item: Ints
    drawn: bool
    weights: Floats
    values: Floats
    coverage: Floats
    direction: Floats
    least: float
    method: Aggregation
    parameters: Mapping[str, Any] = field(factory=dict)
    rule: Rule
    absent_counts: bool = True
    then: tuple[Rule, ...] = ()
    closings: tuple[Closing, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the score is what the rule makes of the children, and nothing is done with it afterwards."""
        return not self.then and not self.closings


@frozen(kw_only=True, eq=False)
class Weighed:
    """The index as a function of weights.

    Parameters
    ----------
    parts : children before parents, the index last.
    kept : nodes on the way down that keep their official weights, since these reach the index by another way, too.
    """

    parts: tuple[Part, ...]
    kept: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of what is weighted: the children of drawn parts that are no drawn parts themselves."""
        found = {
            int(item): child
            for part in self.parts
            for item, child in zip(part.item, part.children, strict=True)
            if item >= 0
        }
        return tuple(found[item] for item in range(len(found)))

    @property
    def drawn(self) -> tuple[Part, ...]:
        """The parts whose children's weights are drawn."""
        return tuple(part for part in self.parts if part.drawn)
