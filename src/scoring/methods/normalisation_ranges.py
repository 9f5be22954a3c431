"""The built-in normalisations between a bad and a good point."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

from scoring.kernels.normalise import ranges
from scoring.kernels.normalise.reference import no_points
from scoring.methods.normalisation_numbers import (
    COINR,
    HANDBOOK,
    Numbers,
    check_point,
    not_empty,
    numbers,
)
from scoring.model.method import EACH_ITEM, Normalisation
from scoring.model.text import Text


def _check_order(lower: Numbers, upper: Numbers) -> None:
    """Refuse posts of which one is not below its partner."""
    number = max(len(lower), len(upper))
    if {len(lower), len(upper)} - {1, number}:
        raise ValueError(f"{len(lower)} numbers in lower need as many in upper, found {len(upper)}")
    for low, high in zip(_each(lower, number), _each(upper, number), strict=True):
        if low >= high:
            raise ValueError(f"lower must be below upper in either direction, found {low} and {high}")


def _each(numbers: Numbers, number: int) -> Numbers:
    return numbers * number if len(numbers) == 1 else numbers


@frozen(kw_only=True)
class Scores:
    """The scores at the two ends of a range.

    Parameters
    ----------
    low, high : scores at the bad and at the good end; above 0 where a geometric mean follows.
    """

    low: float = 0.0
    high: float = 1.0

    def __attrs_post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"low must be below high, found {self.low} and {self.high}")


@frozen(kw_only=True)
class MinMax(Scores):
    """Parameters of ``min_max``.

    Parameters
    ----------
    clip : whether other cities beyond the worst and the best fitted one take their scores.
    constant : score where all fitted cities have the same value; left out, such a criterion stops the run.
    """

    clip: bool = False
    constant: float | None = None


@frozen(kw_only=True)
class DistanceToMaximum:
    """Parameters of ``distance_to_maximum``.

    Parameters
    ----------
    clip : whether other cities beyond the worst and the best fitted one score 0 and 1.
    constant : score where all fitted cities have the same value; left out, such a criterion stops the run.
    """

    clip: bool = False
    constant: float | None = None


@frozen(kw_only=True)
class DistanceToReference(Scores):
    """Parameters of ``distance_to_reference``.

    Parameters
    ----------
    point : a statistic of the fitted cities, or ``given``.
    given : the point itself in the units of the criterion: one number for all criteria or one a criterion.
    capped : whether what is better than the point scores `high`.
    constant : score where the point is not better than the worst fitted city; left out, such a criterion stops the
        run.
    """

    point: Literal["mean", "median", "best", "given"] = "mean"
    given: Numbers = field(default=(), converter=numbers, metadata=EACH_ITEM)
    capped: bool = False
    constant: float | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_point(self.point, self.given)


@frozen(kw_only=True)
class DistanceToTarget(Scores):
    """Parameters of ``distance_to_target``.

    Parameters
    ----------
    target : value that scores `high`, in the units of the criterion: one number for all criteria or one a criterion.
    capped : whether what is better than the target scores `high`.
    constant : score where the target is not better than the worst fitted city; left out, such a criterion stops the
        run.
    """

    target: Numbers = field(converter=numbers, validator=not_empty, metadata=EACH_ITEM)
    capped: bool = False
    constant: float | None = None


@frozen(kw_only=True)
class Scaled(Scores):
    """Parameters of ``scaled``.

    Parameters
    ----------
    lower, upper : values of the ends in the units of the criterion, `lower` below `upper` also where lower is better:
        one number for all criteria or one a criterion.
    """

    lower: Numbers = field(converter=numbers, validator=not_empty, metadata=EACH_ITEM)
    upper: Numbers = field(converter=numbers, validator=not_empty, metadata=EACH_ITEM)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _check_order(self.lower, self.upper)


@frozen(kw_only=True)
class Goalposts(Scaled):
    """Parameters of ``goalposts``.

    Parameters
    ----------
    clip : whether values beyond a post take its score.
    """

    clip: bool = True


def of_ranges() -> Iterable[Normalisation]:
    """Yield the rules."""
    yield from _between_fitted_cities()
    yield from _to_a_point()
    yield from _between_posts()


def _between_fitted_cities() -> Iterable[Normalisation]:
    yield Normalisation(
        name="min_max",
        fit=ranges.fit_extremes,
        apply=ranges.min_max,
        parameters=MinMax,
        summary=Text(
            en="Position between the worst and the best city.",
            id="Posisi di antara kota terburuk dan terbaik.",
        ),
        formula="low + (x - worst) / (best - worst) * (high - low)",
        source=f"{HANDBOOK}, section 5.3; {COINR}, n_minmax",
    )
    yield Normalisation(
        name="distance_to_maximum",
        fit=ranges.fit_extremes,
        apply=ranges.distance_to_maximum,
        parameters=DistanceToMaximum,
        summary=Text(
            en="One less the distance to the best city, as a share of the range.",
            id="Satu dikurangi jarak ke kota terbaik, sebagai bagian dari rentang.",
        ),
        formula="1 - (best - x) / (best - worst)",
        source=f"{COINR}, n_dist2max",
    )


def _to_a_point() -> Iterable[Normalisation]:
    yield Normalisation(
        name="distance_to_reference",
        fit=ranges.fit_point,
        apply=ranges.distance_to_reference,
        parameters=DistanceToReference,
        summary=Text(
            en="Position between the worst city and a point of comparison.",
            id="Posisi di antara kota terburuk dan titik pembanding.",
        ),
        formula="low + (1 - (point - x) / (point - worst)) * (high - low)",
        source=f"{COINR}, n_dist2ref",
    )
    yield Normalisation(
        name="distance_to_target",
        fit=ranges.fit_worst,
        apply=ranges.distance_to_target,
        parameters=DistanceToTarget,
        summary=Text(
            en="Position between the worst city and a target.",
            id="Posisi di antara kota terburuk dan target.",
        ),
        formula="low + (x - worst) / (target - worst) * (high - low)",
        source=f"{HANDBOOK}, section 1.5; {COINR}, n_dist2targ",
    )


def _between_posts() -> Iterable[Normalisation]:
    yield Normalisation(
        name="goalposts",
        fit=no_points,
        apply=ranges.goalposts,
        parameters=Goalposts,
        summary=Text(
            en="Position between two fixed posts, the same in every year.",
            id="Posisi di antara dua batas tetap, sama setiap tahun.",
        ),
        formula="low + (x - lower) / (upper - lower) * (high - low), clipped; from upper down where lower is better",
        source=f"UNDP, Human Development Report, technical note 1; {COINR}, n_goalposts",
    )
    yield Normalisation(
        name="scaled",
        fit=no_points,
        apply=ranges.scaled,
        parameters=Scaled,
        summary=Text(
            en="Position between two fixed values, not clipped.",
            id="Posisi di antara dua nilai tetap tanpa pemotongan.",
        ),
        formula="low + (x - lower) / (upper - lower) * (high - low); from upper down where lower is better",
        source=f"{COINR}, n_scaled",
    )
