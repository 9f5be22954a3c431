"""Single values, each taken as exactly the type it has in the text."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

from scoring.codec.misfit import Misfit, MisfitError, misfit
from scoring.model.nearest import nearest

Hook = Callable[[Any, Any], Any]

MOST_DIGITS = 30
"""Digits before or behind the point of a number; more would cost memory without end in exact arithmetic."""


def exactly(*types: type, code: str, turn: Callable[[Any], Any] | None = None) -> Hook:
    """Return a hook that takes values of exactly these types, and turns them when told how."""

    def hook(value: Any, _: Any) -> Any:  # noqa: ANN401 a hook takes anything
        if type(value) not in types:
            raise MisfitError([misfit(code, value)])
        return turn(value) if turn else value

    return hook


SCALARS: Mapping[type, Hook] = {
    str: exactly(str, code="not-text"),
    bool: exactly(bool, code="not-true-or-false"),
    int: exactly(int, code="not-whole"),
    float: exactly(int, float, Decimal, code="not-a-number", turn=float),
    Decimal: exactly(int, Decimal, code="not-a-number", turn=Decimal),
    dt.date: exactly(dt.date, code="not-a-date"),
    dict: exactly(dict, code="not-a-table"),
    list: exactly(list, code="not-a-list"),
}


def literal(value: Any, cls: Any) -> Any:  # noqa: ANN401 a hook takes anything
    """Return one of the allowed values; ``true`` is not 1."""
    allowed = get_args(cls)
    if any(value == item and type(value) is type(item) for item in allowed):
        return value
    words = [str(item) for item in allowed if item != ""]
    near = nearest(value, words) if isinstance(value, str) else ""
    raise MisfitError([misfit("wrong-choice", value, allowed=words, nearest=near)])


def unusable_numbers(value: object) -> Iterator[Misfit]:
    """Yield numbers anywhere inside that are not finite or have too many digits."""
    if isinstance(value, Mapping | list | tuple):
        for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from (found.below(key) for found in unusable_numbers(item))
    elif isinstance(value, Decimal | float) and not _finite(value):
        yield misfit("not-finite", value)
    elif isinstance(value, Decimal | int) and _digits(value) > MOST_DIGITS:
        yield Misfit(code="too-many-digits", details={"most": MOST_DIGITS})


def _finite(value: Decimal | float) -> bool:
    return value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)


def _digits(value: Decimal | int) -> int:
    if isinstance(value, int):
        return value.bit_length() * 3 // 10
    return max(abs(value.adjusted()), abs(int(value.as_tuple().exponent)))
