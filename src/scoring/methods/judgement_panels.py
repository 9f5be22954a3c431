"""What the judgements of several people have in common: one row a person, one number a child."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from attrs import Attribute, frozen

from scoring.kernels.judge.panel import Floats, Group

Rows = tuple[tuple[float, ...], ...]
Check = Callable[[str, Any], Iterator[str]]
"""From the name of a parameter and its value to what is wrong, each sentence with its place."""

NEAR = 1e-9
MOST_TOLD = 5


@frozen(kw_only=True)
class Panel:
    """Parameters of every weighting by people.

    Parameters
    ----------
    group : whether the panel's weights are the arithmetic or the geometric mean of the people's; the geometric mean
        is 0 for a child to which anybody gives nothing.
    """

    group: Group = "arithmetic"


def refuse(wrong: Iterable[str]) -> None:
    """Raise ValueError if anything is wrong, with the first sentences."""
    told = list(wrong)
    if told:
        more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        raise ValueError("; ".join(told[:MOST_TOLD]) + more)


def checked(*checks: Check) -> Callable[[object, Attribute[Any], Any], None]:
    """Return a validator; later checks may rely on what earlier ones found right."""

    def validator(_instance: object, attribute: Attribute[Any], judgements: object) -> None:
        for check in checks:
            refuse(check(attribute.name, judgements))

    return validator


def rows(name: str, judgements: Sequence[Sequence[object]]) -> Iterator[str]:
    """Find judgements of nobody, of nothing, or of another number of children by another person."""
    if not judgements or not judgements[0]:
        yield f"{name} must have a row for each person and a number for each child"
        return
    for person, row in enumerate(judgements):
        if len(row) != len(judgements[0]):
            yield f"{name}[{person}] has {len(row)} entries, {name}[0] has {len(judgements[0])}"


def between(low: float, high: float = np.inf) -> Check:
    """Return a check that finds numbers outside limits."""
    wanted = f"must be {low:g} or more" if np.isinf(high) else f"must be from {low:g} to {high:g}"

    def check(name: str, judgements: Rows) -> Iterator[str]:
        for person, row in enumerate(judgements):
            for child, number in enumerate(row):
                if not low <= number <= high:
                    yield f"{name}[{person}][{child}] {wanted}, found {number:g}"

    return check


def same_size(first: str, second: str, one: Rows, other: Rows) -> Iterator[str]:
    """Find two tables of one panel that are not of one size."""
    if (len(one), len(one[0])) != (len(other), len(other[0])):
        found = f"{len(one)} x {len(one[0])} and {len(other)} x {len(other[0])}"
        yield f"{first} and {second} must have as many rows and numbers, found {found}"


def numbers(n_items: int, name: str, judgements: Sequence[Sequence[Any]]) -> Floats:
    """Return judgements as an array; refuse those of another number of children.

    Parameters
    ----------
    n_items : number of children.
    name : of the parameter, for the message.
    judgements : a row for each person, as many numbers or rows in it as it judges children.
    """
    if len(judgements[0]) != n_items:
        raise ValueError(f"{n_items} children need as many numbers in {name}[0], found {len(judgements[0])}")
    return np.array(judgements, dtype=np.float64)


def settled(weights: Floats) -> None:
    """Refuse the geometric mean of people of whom each leaves out other children."""
    if np.isnan(weights).any():
        raise ValueError('every child gets 0 from somebody: take group = "arithmetic"')
