"""Which ids a list of children means, and which exact share each child has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from scoring.errors import Place, Problem, problem
from scoring.model.nearest import nearest


def expand(
    patterns: Iterable[str], ids: Sequence[str], place: Place
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the ids that names and patterns mean, in the order of the patterns and then of `ids`.

    Parameters
    ----------
    patterns : ids, or patterns in which ``*`` stands for one part of a dotted id.
    ids : all ids there are.
    place : where the patterns stand.

    Returns
    -------
    The ids without repetition, and problems for what matches nothing or is named twice.
    """
    found: dict[str, None] = {}
    wrong: list[Problem] = []
    for pattern in patterns:
        matching = _matching(pattern, ids)
        if not matching:
            code = "pattern-matches-nothing" if "*" in pattern else "unknown-child"
            wrong.append(problem(code, place, found=pattern, nearest=nearest(pattern, ids)))
        if again := [name for name in matching if name in found]:
            wrong.append(problem("child-named-twice", place, found=", ".join(again)))
        found |= dict.fromkeys(matching)
    return tuple(found), wrong


def _matching(pattern: str, ids: Sequence[str]) -> list[str]:
    if "*" not in pattern:
        return [pattern] if pattern in ids else []
    shape = re.compile(r"[^.]+".join(re.escape(part) for part in pattern.split("*")))
    return [item for item in ids if shape.fullmatch(item)]


def equal(count: int) -> tuple[Fraction, ...]:
    """Return equal shares."""
    return (Fraction(1, count),) * count


def can_be_shares(numbers: Sequence[Decimal]) -> bool:
    """Tell whether no number is negative and one is positive."""
    return all(number >= 0 for number in numbers) and any(numbers)


def proportional(numbers: Sequence[Decimal]) -> tuple[Fraction, ...]:
    """Return shares in proportion to numbers that can be shares."""
    total = sum(Fraction(number) for number in numbers)
    return tuple(Fraction(number) / total for number in numbers)


def given(
    weights: Mapping[str, Decimal], place: Place, *, exact: bool
) -> tuple[tuple[Fraction, ...], list[Problem]]:
    """Return the shares of weights as written.

    Parameters
    ----------
    weights : by id.
    place : where they stand.
    exact : whether they must sum to one; otherwise they are taken in proportion.
    """
    negative = {name: weight for name, weight in weights.items() if weight < 0}
    if negative:
        return (), [problem("weight-negative", place, found=_listed(negative))]
    total = sum(map(Fraction, weights.values()))  # decimals would be rounded to the digits of their context
    if exact and total != 1:
        found = f"{sum(weights.values(), Decimal(0)).normalize():f}"
        return (), [problem("weights-sum", place, found=found, weights=_listed(weights))]
    if total == 0:
        return (), [problem("weights-all-zero", place, weights=_listed(weights))]
    return proportional(tuple(weights.values())), []


def _listed(weights: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{name} {weight}" for name, weight in weights.items())
