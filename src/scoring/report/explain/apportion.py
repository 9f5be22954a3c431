"""Rounded parts that add up: the method of the largest remainder."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

SLACK = Fraction(3, 2)
"""How far a rounded total may be from the sum: a half for one rounded number, one for a difference of two."""


def apportion(total: int, parts: Sequence[Fraction]) -> list[int]:
    """Return whole numbers near the parts that add up to `total`.

    Every part is rounded down; what is then left goes, one each, to the parts with the largest remainders
    (among equal ones to the first). So each number is less than one away from its part as long as `total` is less than
    one away from the sum of the parts.

    Parameters
    ----------
    total : the sum of the parts, rounded; at most 1.5 away from it.
    parts : exact parts; may be negative.

    Raises
    ------
    ValueError
        `total` is further away from the sum of the parts.

    >>> apportion(10, [Fraction(10, 3)] * 3)
    [4, 3, 3]
    """
    floors = [math.floor(part) for part in parts]
    if not parts or abs(total - sum(parts, Fraction(0))) > SLACK:
        raise ValueError(total, tuple(parts))
    each, left = divmod(total - sum(floors), len(parts))
    order = sorted(range(len(parts)), key=lambda item: Fraction(floors[item]) - parts[item])
    favoured = set(order[:left])
    return [floor + each + (item in favoured) for item, floor in enumerate(floors)]
