"""The built-in normalisations with a score for each stretch of values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import Attribute, field, frozen, validators

from scoring.kernels.normalise import categories
from scoring.kernels.normalise.reference import no_points
from scoring.methods.normalisation_numbers import (
    HANDBOOK,
    Numbers,
    ascending,
    check_score_for_each,
    worst_first,
)
from scoring.model.method import Normalisation
from scoring.model.text import Text


def _shares(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    if any(not 0 < number < 1 for number in numbers):
        raise ValueError(f"{attribute.name} must lie between 0 and 1, found {list(numbers)}")


@frozen(kw_only=True)
class CategoricalQuantiles:
    """Parameters of ``categorical_quantiles``.

    Parameters
    ----------
    shares : shares of the fitted cities at which a stretch begins, ascending.
    scores : one more than there are shares, from the worst to the best.
    """

    shares: Numbers = field(default=(0.05, 0.15, 0.35, 0.65, 0.85, 0.95), validator=[ascending, _shares])
    scores: Numbers = field(default=(0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0), validator=worst_first)

    def __attrs_post_init__(self) -> None:
        check_score_for_each(self.scores, len(self.shares) + 1, f"{len(self.shares)} shares")


@frozen(kw_only=True)
class CategoricalLimits:
    """Parameters of ``categorical_limits``.

    Parameters
    ----------
    limits : values at which a stretch begins, in the units of the criterion, ascending also where lower is better.
    scores : one more than there are limits, from the worst to the best.
    """

    limits: Numbers = field(validator=ascending)
    scores: Numbers = field(validator=worst_first)

    def __attrs_post_init__(self) -> None:
        check_score_for_each(self.scores, len(self.limits) + 1, f"{len(self.limits)} limits")


@frozen(kw_only=True)
class PiecewiseLinear:
    """Parameters of ``piecewise_linear``.

    Parameters
    ----------
    knots : values in the units of the criterion, ascending also where lower is better, at least two.
    scores : one a knot, from the worst to the best.
    clip : whether values beyond the knots take the nearest score, or follow the outermost lines.
    """

    knots: Numbers = field(validator=[ascending, validators.min_len(2)])
    scores: Numbers = field(validator=worst_first)
    clip: bool = True

    def __attrs_post_init__(self) -> None:
        check_score_for_each(self.scores, len(self.knots), f"{len(self.knots)} knots")


def of_categories() -> Iterable[Normalisation]:
    """Yield the rules."""
    yield Normalisation(
        name="categorical_quantiles",
        fit=categories.fit_quantiles,
        apply=categories.categorical_quantiles,
        parameters=CategoricalQuantiles,
        summary=Text(
            en="Score by the share of the cities that are left behind.",
            id="Skor menurut bagian kota yang dilampaui.",
        ),
        formula="score[i] for share[i] <= rank / n < share[i + 1]",
        source=f"{HANDBOOK}, Table 3 and Table 15",
    )
    yield Normalisation(
        name="categorical_limits",
        fit=no_points,
        apply=categories.categorical_limits,
        parameters=CategoricalLimits,
        summary=Text(
            en="Score by given limits, turned where lower is better.",
            id="Skor menurut batas yang ditentukan, dibalik bila nilai rendah lebih baik.",
        ),
        formula="score[i] for limit[i] <= x < limit[i + 1]; scores from above where lower is better",
        source=f"{HANDBOOK}, section 1.5",
    )
    yield Normalisation(
        name="piecewise_linear",
        fit=no_points,
        apply=categories.piecewise_linear,
        parameters=PiecewiseLinear,
        summary=Text(
            en="Straight lines between given points.", id="Garis lurus di antara titik-titik yang ditentukan."
        ),
        formula="s[i] + (x - k[i]) / (k[i + 1] - k[i]) * (s[i + 1] - s[i]); scores from above where lower is better",
        source="Keeney and Raiffa, Decisions with Multiple Objectives, 1976",
    )
