"""A step between the raw values and the scores: treating, imputing, normalising."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen

from scoring.model.method import Use

StepKind = Literal["treat", "impute", "normalise"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)


@frozen(kw_only=True)
class Step:
    """One step on the raw values; the steps of an edition are taken in their order, and one may be taken twice.

    Exactly one of `treat`, `impute` and `normalise` is given.

    Parameters
    ----------
    id : name of the step, for reports and stored reference points.
    of : criteria, or patterns in which ``*`` stands for one part of a dotted id; left out, every measured criterion.
        Numbers that a method has for each criterion stand in this order.
    treat : how present values are altered or left out.
    impute : how missing values are filled.
    normalise : how values of different units become comparable; it takes in the direction of each criterion.
    group : group of the edition, for methods that keep groups of cities apart.
    reference : file below ``references/`` with the reference points that an earlier run wrote, so that the cities are
        normalised on those; left out, the points are found in this edition's values.
    """

    id: str
    of: tuple[str, ...] = ()
    treat: Use | None = None
    impute: Use | None = None
    normalise: Use | None = None
    group: str = ""
    reference: str = ""

    @property
    def kind(self) -> StepKind:
        """Which of the three it is."""
        return next(kind for kind in STEP_KINDS if getattr(self, kind) is not None)

    @property
    def use(self) -> Use:
        """The method that is named."""
        found: Use = getattr(self, self.kind)
        return found
