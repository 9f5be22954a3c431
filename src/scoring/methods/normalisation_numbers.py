"""Lists of numbers among the parameters of normalisations, and what is refused in them.

Numbers "one for all criteria or one a criterion" are lists: ``[20]`` is 20 for each. From Python a bare number will do.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from attrs import Attribute

from scoring.kernels.normalise.reference import Point

HANDBOOK = "OECD/JRC, Handbook on Constructing Composite Indicators, 2008"
COINR = "Becker and others, COINr, Journal of Open Source Software 7, 2022"

Numbers = tuple[float, ...]


def numbers(given: float | Iterable[float]) -> Numbers:
    """Return a list of numbers, also for one number without a list."""
    return (float(given),) if isinstance(given, int | float) else tuple(given)


def not_empty(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    """Refuse an empty list."""
    if not numbers:
        raise ValueError(f"{attribute.name} needs a number, or one for each criterion")


def ascending(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    """Refuse a list that is empty or in which a number is not above the one before."""
    if not numbers or any(high <= low for low, high in pairwise(numbers)):
        raise ValueError(f"{attribute.name} must ascend, found {list(numbers)}")


def worst_first(_instance: object, attribute: Attribute[Any], scores: Numbers) -> None:
    """Refuse scores that fall somewhere."""
    if any(high < low for low, high in pairwise(scores)):
        raise ValueError(f"{attribute.name} go from the worst to the best, found {list(scores)}")


def check_score_for_each(scores: Numbers, number: int, name: str) -> None:
    """Refuse scores that are not as many as needed.

    Parameters
    ----------
    number : how many are needed.
    name : what they belong to, for the message.
    """
    if len(scores) != number:
        raise ValueError(f"{name} need {number} scores, found {len(scores)}")


def check_point(point: Point, given: Numbers) -> None:
    """Refuse numbers that go with a named point, and a given point without numbers."""
    if (point == "given") != bool(given):
        raise ValueError('given belongs to point = "given", and is needed there')
