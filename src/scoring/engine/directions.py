"""Where the direction of a criterion is taken in: its scale turns marks round, a step normalises, a rule asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from scoring.engine.plan import PlannedStep
from scoring.errors import Place, Problem, problem
from scoring.model.plan import Leaf, Structure
from scoring.model.registry import Registry


def scale_sum(leaf: Leaf) -> float | None:
    """Return lowest plus highest of a leaf's scale; None where an end is open."""
    scale = leaf.scale
    if scale is None or scale.lowest is None or scale.highest is None:
        return None
    return float(scale.lowest + scale.highest)


@frozen(kw_only=True)
class Directions:
    """Which leaves are still better when lower after the steps.

    Parameters
    ----------
    normalised : ids of leaves whose direction a step takes in.
    lower : ids of leaves that nobody turns round.
    """

    normalised: frozenset[str]
    lower: frozenset[str]

    @classmethod
    def of(cls, structure: Structure, steps: Sequence[PlannedStep]) -> Directions:
        """Return the directions of a structure with its steps."""
        ids = structure.ids
        normalised = {
            ids[place] for step in steps if step.kind == "normalise" for place in step.columns.tolist()
        }
        lower = {
            leaf.id
            for leaf in structure.leaves
            if leaf.reverse and leaf.id not in normalised and scale_sum(leaf) is None
        }
        return cls(normalised=frozenset(normalised), lower=frozenset(lower))

    def turned(self, leaf: Leaf) -> float | None:
        """Return lowest plus highest of the scale when the values are turned round inside it, else None."""
        return scale_sum(leaf) if leaf.reverse and leaf.id not in self.normalised else None

    def sign(self, name: str) -> float:
        """Return -1 for a column of which less is better, else 1."""
        return -1.0 if name in self.lower else 1.0

    def untaken(self, structure: Structure, registry: Registry) -> Iterator[Problem]:
        """Yield the criteria of which less is better and that go into something that takes no direction."""
        for fold in structure.folds:
            takes = registry.aggregations[fold.aggregation.method].scope == "nation"
            for child in fold.children:
                if child in self.lower and not takes:
                    yield _untaken(child)
        if structure.index in self.lower:
            yield _untaken(structure.index)


def _untaken(criterion: str) -> Problem:
    rubric, _, key = criterion.rpartition(".")
    place = Place(file=f"rubric:{rubric}", key=f"criterion.{key}.direction")
    return problem("direction-needs-scale", place, criterion=criterion)
