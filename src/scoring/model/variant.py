"""An edition with some of its choices made otherwise, and what comes of it."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from scoring.model.factor import DrawnError
from scoring.model.method import Use
from scoring.model.ratings import Floats


@frozen(kw_only=True)
class Variant:
    """One way to score an edition; what is left out stays as the edition has it.

    Parameters
    ----------
    name : what it is called in tables.
    node : node or rubric whose children are weighted or folded otherwise; "" for the index.
    weighting, aggregation : method there.
    weights : exact shares of the children there, summing to one; () leaves them.
    step : the step whose method is another; "" for the last one of its kind.
    normalisation, imputation, treatment : method of that step; ``none`` takes an imputing or treating step away.
    without : criteria, rubrics or nodes that are left out; their siblings take over their weight.
    without_types, without_evaluators : evaluator types and evaluators whose marks are left out.
    error : errors of raw values.
    others : further changes that are made at the same time.
    """

    name: str
    node: str = ""
    weighting: Use | None = None
    aggregation: Use | None = None
    weights: tuple[Fraction, ...] = ()
    step: str = ""
    normalisation: Use | None = None
    imputation: Use | None = None
    treatment: Use | None = None
    without: tuple[str, ...] = ()
    without_types: tuple[str, ...] = ()
    without_evaluators: tuple[str, ...] = ()
    error: DrawnError | None = None
    others: tuple[Variant, ...] = ()

    @property
    def changes(self) -> tuple[Variant, ...]:
        """The change itself and all further ones, one after the other."""
        return (self, *(change for other in self.others for change in other.changes))


@frozen(kw_only=True, eq=False)
class VariantScores:
    """The index under one variant.

    Parameters
    ----------
    variant : how it was scored.
    index : shape (n_cities,), NaN where a city has none.
    rank : competition ranks, 1 is best, shape (n_cities,).
    failed : why it could not be scored; "" when it could.
    code : of the first problem; "" when it could be scored.
    """

    variant: Variant
    index: Floats
    rank: Floats
    failed: str = ""
    code: str = ""
