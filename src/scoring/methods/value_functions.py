"""The built-in value functions and their parameters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
from attrs import Attribute, field, frozen, validators

from scoring.kernels import value as kernels
from scoring.kernels.value import Floats
from scoring.model.method import ValueFunction
from scoring.model.text import Text
from scoring.plugins import hookimpl


def _ascending(_instance: object, attribute: Attribute[Any], numbers: tuple[float, ...]) -> None:
    if not numbers or any(high <= low for low, high in pairwise(numbers)):
        raise ValueError(f"{attribute.name} must ascend, found {list(numbers)}")


def _distinct(_instance: object, attribute: Attribute[Any], ends: tuple[float, float]) -> None:
    if ends[0] == ends[1]:
        raise ValueError(f"the two ends of {attribute.name} must differ, found {list(ends)}")


@frozen(kw_only=True)
class Linear:
    """Parameters of ``linear``.

    Parameters
    ----------
    raw : two raw values.
    score : their scores, in the same order.
    clip : whether values outside `raw` take the score of the nearer end.
    """

    raw: tuple[float, float] = field(validator=_distinct)
    score: tuple[float, float]
    clip: bool = True


@frozen(kw_only=True)
class Goalposts:
    """Parameters of ``goalposts``.

    Parameters
    ----------
    lower, upper : raw values of score 0 and of score `top`.
    top : highest score.
    clip : whether values beyond the posts take the nearer end.
    """

    lower: float
    upper: float
    top: float = 1.0
    clip: bool = True

    def __attrs_post_init__(self) -> None:
        if self.lower == self.upper:
            raise ValueError(f"lower and upper must differ, both are {self.lower}")


@frozen(kw_only=True)
class LogGoalposts(Goalposts):
    """Parameters of ``log_goalposts``; both posts are above zero."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if min(self.lower, self.upper) <= 0:
            raise ValueError(f"lower and upper must be above 0, found {self.lower} and {self.upper}")


@frozen(kw_only=True)
class Ratio:
    """Parameters of ``ratio``.

    Parameters
    ----------
    least_denominator : the denominator is never taken smaller than this, as in max(10, n).
    top : score of the ratio 1.
    """

    least_denominator: float = field(default=0.0, validator=validators.ge(0))
    top: float = 1.0


@frozen(kw_only=True)
class DonePlanned:
    """Parameters of ``done_planned``.

    Parameters
    ----------
    top : score when everything planned was done.
    """

    top: float = field(default=1.0, validator=validators.gt(0))


@frozen(kw_only=True)
class DistanceToTarget:
    """Parameters of ``distance_to_target``.

    Parameters
    ----------
    target : raw value that earns `top`, and so does what lies beyond it.
    worst : raw value that earns 0, on the other side.
    top : highest score.
    """

    target: float
    worst: float
    top: float = 1.0

    def __attrs_post_init__(self) -> None:
        if self.target == self.worst:
            raise ValueError(f"target and worst must differ, both are {self.target}")


@frozen(kw_only=True)
class Bands:
    """Parameters of ``bands``.

    Parameters
    ----------
    limits : inclusive lower limits, ascending.
    scores : one for each limit; below the first limit there is no score.
    """

    limits: tuple[float, ...] = field(validator=_ascending)
    scores: tuple[float, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.limits) != len(self.scores):
            raise ValueError(f"{len(self.limits)} limits need as many scores, found {len(self.scores)}")


@frozen(kw_only=True)
class Levels:
    """Parameters of ``levels``.

    Parameters
    ----------
    marks : marks, ascending.
    scores : one for each mark.
    """

    marks: tuple[float, ...] = field(validator=_ascending)
    scores: tuple[float, ...]

    def __attrs_post_init__(self) -> None:
        if len(self.marks) != len(self.scores):
            raise ValueError(f"{len(self.marks)} marks need as many scores, found {len(self.scores)}")


def identity(value: Floats) -> Floats:
    """Return the raw value as the score."""
    return np.asarray(value)


def linear(value: Floats, *, raw: tuple[float, float], score: tuple[float, float], clip: bool) -> Floats:
    """Map the interval `raw` onto the interval `score`."""
    return kernels.linear(value, start=raw, end=score, clip=clip)


@hookimpl
def scoring_value_functions() -> Iterable[ValueFunction]:
    """Yield the functions."""
    yield from _of_one_value()
    yield from _by_table()
    yield from _of_a_ratio()


def _of_one_value() -> Iterable[ValueFunction]:
    yield ValueFunction(
        name="identity",
        apply=identity,
        summary=Text(en="The raw value is the score.", id="Nilai mentah menjadi skor."),
        formula="x",
    )
    yield ValueFunction(
        name="linear",
        apply=linear,
        parameters=Linear,
        increasing=None,
        summary=Text(en="One interval onto another.", id="Memetakan satu selang ke selang lain."),
        formula="s0 + (x - r0) / (r1 - r0) * (s1 - s0)",
    )
    yield ValueFunction(
        name="goalposts",
        apply=kernels.goalposts,
        parameters=Goalposts,
        increasing=None,
        summary=Text(
            en="Share of the way between two fixed posts.", id="Bagian jarak antara dua batas tetap."
        ),
        formula="top * (x - lower) / (upper - lower), clipped",
        source="UNDP, Human Development Report technical notes, note 1",
    )
    yield ValueFunction(
        name="log_goalposts",
        apply=kernels.log_goalposts,
        parameters=LogGoalposts,
        increasing=None,
        summary=Text(en="Goalposts on the logarithm.", id="Batas tetap pada logaritma."),
        formula="top * (ln x - ln lower) / (ln upper - ln lower), clipped",
        source="UNDP, Human Development Report technical notes, note 1",
    )
    yield ValueFunction(
        name="distance_to_target",
        apply=kernels.distance_to_target,
        parameters=DistanceToTarget,
        increasing=None,
        summary=Text(
            en="Share of the way from the worst value to the target.", id="Kedekatan dengan target."
        ),
        formula="top * (x - worst) / (target - worst), clipped",
        source="OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5.5",
    )


def _by_table() -> Iterable[ValueFunction]:
    yield ValueFunction(
        name="bands",
        apply=kernels.bands,
        parameters=Bands,
        increasing=None,
        summary=Text(
            en="Score by thresholds with inclusive lower limits.", id="Skor menurut ambang batas bawah."
        ),
        formula="score[i] for limit[i] <= x < limit[i+1]",
    )
    yield ValueFunction(
        name="levels",
        apply=kernels.levels,
        parameters=Levels,
        increasing=None,
        summary=Text(en="Score of each mark by table.", id="Skor setiap nilai menurut tabel."),
        formula="score[i] for x = mark[i]",
    )


def _of_a_ratio() -> Iterable[ValueFunction]:
    yield ValueFunction(
        name="ratio",
        apply=kernels.ratio,
        parameters=Ratio,
        inputs=("of",),
        summary=Text(en="Value by denominator, which has a least size.", id="Nilai dibagi penyebut minimum."),
        formula="top * x / max(least_denominator, of)",
        source="Kemendagri, Indeks Inovasi Daerah 2023 (max(10, n))",
    )
    yield ValueFunction(
        name="done_planned",
        apply=kernels.done_planned,
        parameters=DonePlanned,
        inputs=("of",),
        summary=Text(
            en="Carried out by planned, at most all.", id="Terlaksana dibagi rencana, paling banyak semua."
        ),
        formula="top * min(1, done / planned)",
    )
