"""The compiled edition: which columns there are and how each is made from others."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from scoring.model.method import Use
from scoring.model.rubric import Evidence, History, Sample, Scale


@frozen(kw_only=True)
class Leaf:
    """A column that comes from the input: one criterion, as one evaluator type saw it in one stage.

    Parameters
    ----------
    id : the criterion's id, followed by ``@type`` and ``#stage`` where there are several of them.
    criterion : id of the criterion.
    input : ``marks``, ``measure`` or ``history``.
    type, stage : evaluator type and stage; empty for a measured value.
    consensus : rule over the panel; None for a measured value.
    scale : allowed raw values.
    reverse : whether marks are turned round inside their scale first.
    value : value functions, in order.
    sample, evidence, history : demands on the raw value.
    """

    id: str
    criterion: str
    input: str = "marks"
    type: str = ""
    stage: str = ""
    consensus: Use | None = None
    scale: Scale | None = None
    reverse: bool = False
    value: tuple[Use, ...] = ()
    sample: Sample | None = None
    evidence: Evidence | None = None
    history: History | None = None


@frozen(kw_only=True)
class Fold:
    """A column made from other columns.

    Parameters
    ----------
    id : of the node, rubric or criterion.
    kind : ``types`` (a criterion over evaluator types), ``stages`` (over stages), ``rubric`` or ``node``.
    children : ids of the columns, in order.
    weights : exact shares in the same order, summing to one; equal ones where a method chooses them.
    weighting : the method that chooses the weights, if one does.
    aggregation : how the children fold.
    coverage : least share of the weight that must rest on data.
    then : value functions applied to the result.
    """

    id: str
    kind: str
    children: tuple[str, ...]
    weights: tuple[Fraction, ...]
    aggregation: Use
    weighting: Use | None = None
    coverage: Fraction = Fraction(0)
    then: tuple[Use, ...] = ()


@frozen(kw_only=True)
class Structure:
    """All columns in an order in which each stands behind those it is made from.

    Parameters
    ----------
    leaves : columns from the input, sorted by id.
    folds : the others; children first.
    index : id of the index.
    ranked : ids of the columns that are ranked.
    """

    leaves: tuple[Leaf, ...]
    folds: tuple[Fold, ...]
    index: str
    ranked: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all columns, leaves first."""
        return (*(leaf.id for leaf in self.leaves), *(fold.id for fold in self.folds))
