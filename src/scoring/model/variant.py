"""An edition with some of its choices made otherwise, and what comes of it."""

from __future__ import annotations

from attrs import frozen

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
    step : the normalising step whose method is another; "" for the last one.
    normalisation : method of that step.
    without : criteria, rubrics or nodes that are left out; their siblings take over their weight.
    """

    name: str
    node: str = ""
    weighting: Use | None = None
    aggregation: Use | None = None
    step: str = ""
    normalisation: Use | None = None
    without: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class VariantScores:
    """The index under one variant.

    Parameters
    ----------
    variant : how it was scored.
    index : shape (n_cities,), NaN where a city has none.
    rank : competition ranks, 1 is best, shape (n_cities,).
    failed : why it could not be scored; "" when it could.
    """

    variant: Variant
    index: Floats
    rank: Floats
    failed: str = ""
