"""The compiled edition as the engine runs it: every method bound, every column in its place and layer."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from scoring.engine.binding import Bound
from scoring.model.edition import Edition, Gate, Scheme
from scoring.model.plan import Leaf, Structure
from scoring.model.ratings import Floats, Ints
from scoring.model.result import Chosen
from scoring.model.step import StepKind


@frozen(kw_only=True, eq=False)
class PlannedStep:
    """A step on the raw values, ready to be taken.

    Parameters
    ----------
    id, kind : of the step.
    rule : the method.
    columns : positions of the leaves it takes, shape (m,).
    direction : 1 where higher and -1 where lower is better, shape (m,).
    siblings : a number for each leaf's parent, shape (m,).
    group : group of the edition, for a method that keeps groups apart.
    points : reference points from an earlier run, by name; empty where they are to be found.
    """

    id: str
    kind: StepKind
    rule: Bound
    columns: Ints
    direction: Floats
    siblings: Ints
    group: str = ""
    points: Mapping[str, Floats] = field(factory=dict)


@frozen(kw_only=True, eq=False)
class LeafStep:
    """Leaves that go through the same value functions.

    Parameters
    ----------
    columns : their positions, shape (m,).
    leaves : the leaves, in the same order.
    pipeline : value functions, in order.
    turned : lowest plus highest of the scale when marks are turned round, else None.
    """

    columns: Ints
    leaves: tuple[Leaf, ...]
    pipeline: tuple[Bound, ...]
    turned: float | None


@frozen(kw_only=True, eq=False)
class FoldStep:
    """Folds of the same rule and the same number of children.

    Parameters
    ----------
    columns : their positions, shape (m,).
    names : their ids.
    children, weights : positions and shares of the children, shape (m, k).
    direction : 1 where a higher child is better, -1 where a lower one is, shape (m, k).
    weightings : the method that chooses the weights of each from the cities' scores; None where they are given.
    coverage : least coverage of each, shape (m,).
    rule : the aggregation.
    then : value functions applied to the result.
    absent_counts : whether a missing child lowers the coverage; an evaluator type that is not on a panel does not.
    """

    columns: Ints
    names: tuple[str, ...]
    children: Ints
    weights: Floats
    direction: Floats
    weightings: tuple[Bound | None, ...]
    coverage: Floats
    rule: Bound
    then: tuple[Bound, ...]
    absent_counts: bool


@frozen(kw_only=True, eq=False)
class Layer:
    """Steps that need only columns of earlier layers."""

    leaves: tuple[LeafStep, ...]
    folds: tuple[FoldStep, ...]
    gates: tuple[Gate, ...]


@frozen(kw_only=True, eq=False)
class Plan:
    """A compiled edition, ready for any number of cities.

    Parameters
    ----------
    scheme, structure : what was compiled.
    ids : columns, in the order of the structure.
    place : position of each id.
    panels : leaves by consensus rule: (rule, positions).
    steps : what is done with the raw values first, in order.
    layers : what is made of them, in order.
    judged : how people's judgements made the weights of nodes.
    """

    scheme: Scheme
    structure: Structure
    ids: tuple[str, ...]
    place: dict[str, int]
    panels: tuple[tuple[Bound, Ints], ...]
    layers: tuple[Layer, ...]
    steps: tuple[PlannedStep, ...] = ()
    judged: tuple[Chosen, ...] = ()

    @property
    def edition(self) -> Edition:
        """The edition that was compiled."""
        return self.scheme.edition
