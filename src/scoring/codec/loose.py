"""Values of no fixed type, as JSON and back without loss: the parameters of methods as an edition wrote them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

_TAGS: Mapping[type, tuple[str, Callable[[Any], Any], Callable[[Any], Any]]] = {
    Decimal: ("$decimal", str, Decimal),
    dt.datetime: ("$datetime", dt.datetime.isoformat, dt.datetime.fromisoformat),
    dt.date: ("$date", dt.date.isoformat, dt.date.fromisoformat),
    dt.time: ("$time", dt.time.isoformat, dt.time.fromisoformat),
    tuple: (
        "$tuple",
        lambda items: [to_json(item) for item in items],
        lambda items: tuple(map(from_json, items)),
    ),
}
_BACK = {tag: back for tag, _, back in _TAGS.values()}


def to_json(value: Any) -> Any:  # noqa: ANN401 any value of a TOML file
    """Return the value with what JSON lacks written as ``{"$decimal": "0.50"}`` and the like.

    A table stays a table when its keys are in order and none begins with ``$``; else it becomes a list of
    pairs, so that its order survives the sorting of keys.

    Raises
    ------
    TypeError
        A value that no TOML file can hold.
    """
    if isinstance(value, dict):
        return _table(value)
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if type(value) in _TAGS:
        tag, forth, _ = _TAGS[type(value)]
        return {tag: forth(value)}
    if value is None or type(value) in {bool, int, float, str}:
        return value
    raise TypeError(f"{type(value).__name__} is no value of a TOML file")


def from_json(value: Any) -> Any:  # noqa: ANN401 what `to_json` made
    """Return what `to_json` was given.

    Raises
    ------
    ValueError
        A tag that does not exist, or contents that do not fit it.
    """
    if isinstance(value, list):
        return [from_json(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag = next((key for key in value if key.startswith("$")), "")
    if not tag:
        return {key: from_json(item) for key, item in value.items()}
    return _untagged(tag, value)


def _table(table: dict[str, Any]) -> Any:  # noqa: ANN401 a table or tagged pairs
    sorted_keys = all(before < after for before, after in pairwise(table))
    if sorted_keys and not any(key.startswith("$") for key in table):
        return {key: to_json(item) for key, item in table.items()}
    return {"$table": [[key, to_json(item)] for key, item in table.items()]}


def _untagged(tag: str, value: dict[str, Any]) -> Any:  # noqa: ANN401 whatever the tag stands for
    contents = value[tag]
    try:
        if len(value) == 1 and tag == "$table":
            return {key: from_json(item) for key, item in contents}
        if len(value) == 1 and tag in _BACK:
            return _BACK[tag](contents)
    except (TypeError, ArithmeticError) as error:
        raise ValueError(f"{contents!r} is no {tag}") from error
    raise ValueError(f"{tag} has no meaning here")
