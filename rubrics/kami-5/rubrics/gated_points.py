"""Points of one area of Indeks KAMI: the questions of stage 3 count only behind a gate."""  # noqa: INP001 - stands beside the rubrics

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from attrs import frozen

from scoring import hookimpl
from scoring.model.method import Aggregation
from scoring.model.text import Text

Floats = npt.NDArray[np.float64]

PLANNED, PARTLY, FULLY = 1, 2, 3
MOST_PARTLY = 2


@frozen(kw_only=True)
class GatedPoints:
    """Parameters of ``gated_points``.

    Parameters
    ----------
    stages : number of questions of stage 1, 2 and 3; the criteria stand in that order.
    """

    stages: tuple[int, int, int]


def gated_points(values: Floats, weights: Floats, *, stages: tuple[int, int, int]) -> Floats:  # noqa: ARG001
    """Return answers times stage, added up; stage 3 counts only for a city that passed the gate.

    Like every sum of points it is missing when a question that counts is not answered.

    Parameters
    ----------
    values : answers 0 to 3, shape (..., n_questions).
    weights : not used, a question weighs what its stage says.
    """
    if sum(stages) != values.shape[-1]:
        raise ValueError(f"stages of {sum(stages)} questions, but {values.shape[-1]} criteria")
    first, second, third = np.split(values, np.cumsum(stages)[:2], axis=-1)
    basic = first.sum(axis=-1)
    points = basic + 2 * second.sum(axis=-1)
    passed = (
        (points >= 2 * stages[0] + 4 * stages[1])
        & (basic >= FULLY * stages[0] - MOST_PARTLY)
        & (first != PLANNED).all(axis=-1)
        & ((first == PARTLY).sum(axis=-1) <= MOST_PARTLY)
    )
    return np.where(passed, points + 3 * third.sum(axis=-1), points)


@hookimpl
def scoring_aggregations() -> Iterable[Aggregation]:
    """Yield the rule."""
    yield Aggregation(
        name="gated_points",
        apply=gated_points,
        parameters=GatedPoints,
        summary=Text(
            en="Answers times stage; stage 3 counts only behind the gate.",
            id="Jawaban kali tahap; tahap 3 hanya dihitung bila syaratnya terpenuhi.",
        ),
        formula="s1 + 2 s2 + (3 s3 if s1 + 2 s2 >= 2 n1 + 4 n2, s1 >= 3 n1 - 2, no answer 1, at most two answers 2)",
        source="BSSN, Indeks KAMI 5.0, as in the public application ArryPutra/indekskami",
    )
