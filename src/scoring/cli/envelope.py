"""The JSON envelope: the same five keys whether a command succeeded or failed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scoring.errors import Problem

SCHEMA = "scoring-answer/1"


def envelope(data: object, *, warnings: Sequence[Problem] = (), errors: Sequence[Problem] = ()) -> str:
    """Return the answer of a command as JSON.

    Parameters
    ----------
    data : the result; None when there is none.
    warnings : remarks that stopped nothing.
    errors : what is wrong; the answer is ``ok`` when there is nothing.

    Raises
    ------
    ValueError
        The data hold NaN or an infinite number (a bug: what is missing is None).
    """
    return dumps(
        {
            "schema": SCHEMA,
            "ok": not errors,
            "data": data,
            "warnings": [_plain_problem(item) for item in warnings],
            "errors": [_plain_problem(item) for item in errors],
        }
    )


def bug_envelope(code: str, message: dict[str, str], hint: dict[str, str]) -> str:
    """Return the answer when the program itself failed; it needs neither the catalogue nor the model."""
    error = {"code": code, "severity": "error", "message": message, "hint": hint}
    return dumps({"schema": SCHEMA, "ok": False, "data": None, "warnings": [], "errors": [error]})


def dumps(data: object) -> str:
    """Return data as JSON in ASCII, so that no terminal is steered and no encoding is needed."""
    return json.dumps(data, indent=2, allow_nan=False, default=_plain)


def _plain_problem(item: Problem) -> dict[str, object]:
    from scoring.codec.messages import as_json, escape  # noqa: PLC0415 - only where there is a problem

    return {"code": item.code, "path": escape(str(item.place)), **as_json(item)}


def _plain(value: object) -> object:
    """Return what JSON has no word for: exact numbers, dates and paths as text."""
    if isinstance(value, Decimal | Fraction | dt.date | PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
