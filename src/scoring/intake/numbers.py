"""Numbers that are written as text: one declared decimal sign, nothing guessed."""

from __future__ import annotations

import re

import numpy as np
import polars as pl

from scoring.intake.raw import NUMBER, TAG
from scoring.model.ratings import Bools, Floats, Ints

_WHOLE = 2.0**53
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,' \u00a0\u202f]\d{3})+([.,]\d+)?$|[+-]?\d+([.,]\d+){2,}$")
_COMMA = re.compile(r"[+-]?\d*,\d+$")
_POINT = re.compile(r"[+-]?\d*\.\d+$")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|[\d.,]+e\+?\d+)$", re.IGNORECASE)


def parsed(cells: pl.Series, decimal: str) -> tuple[pl.Series, Bools]:
    """Return the numbers and which filled cells are none.

    Parameters
    ----------
    cells : numbers, or text with tags.
    decimal : ``point`` or ``comma``, for text; a typed number is a number.

    Returns
    -------
    Numbers, null where the cell is empty or no number; and the cells that are no number, shape (n,).
    """
    if cells.dtype == pl.Float64:
        numbers = cells
    else:
        bare = cells.str.strip_chars()
        texts = bare if decimal == "point" else _with_point(bare)
        numbers = texts.cast(pl.Float64, strict=False)
        typed = bare.str.starts_with(TAG + NUMBER)
        if typed.any():
            numbers = either(typed, bare.str.slice(2).cast(pl.Float64, strict=False), numbers)
    numbers = without(numbers, ~numbers.is_finite())
    return numbers, (numbers.is_null() & cells.is_not_null()).to_numpy()


def _with_point(texts: pl.Series) -> pl.Series:
    """Return texts with a decimal comma as texts with a point; null where there is a point already."""
    return without(texts.str.replace(",", ".", literal=True), texts.str.contains(".", literal=True))


def either(chosen: pl.Series, first: pl.Series, second: pl.Series) -> pl.Series:
    """Return `first` where `chosen` is true, `second` where it is false or null."""
    return first.zip_with(chosen.fill_null(value=False), second).alias(second.name)


def without(cells: pl.Series, dropped: pl.Series) -> pl.Series:
    """Return the cells with null where `dropped` is true."""
    return either(dropped, pl.Series([None], dtype=cells.dtype), cells) if dropped.any() else cells


def fault(text: str, decimal: str) -> str:
    """Return the problem code for a text that is no number.

    >>> fault("delapan", "point"), fault("80,5", "point"), fault("1.234,5", "comma"), fault("50%", "point")
    ('number-text', 'number-comma', 'number-thousands', 'number-percent')
    """
    bare = text.strip()
    if bare.endswith("%"):
        return "number-percent"
    if _NOT_FINITE.match(bare):
        return "number-not-finite"
    if _COMMA.match(bare) and decimal == "point":
        return "number-comma"
    if _POINT.match(bare) and decimal == "comma":
        return "number-point"
    return "number-thousands" if _THOUSANDS.match(bare) else "number-text"


def off_step(units: Floats, bounds: Floats, criterion: Ints) -> Bools:
    """Tell which values are not a whole number of steps above the lowest.

    Parameters
    ----------
    units : values, as `nine` gives them, shape (n,).
    bounds : lowest, highest and step of each criterion in the same units, shape (n_criteria, 3); a step of NaN
        allows every value.
    criterion : position of each value's criterion, shape (n,).
    """
    if np.isnan(bounds[:, 2]).all():
        return np.zeros(len(units), dtype=np.bool_)
    step, lowest = np.nan_to_num(bounds[:, 2]).astype(np.int64), np.nan_to_num(bounds[:, 0])
    above = units - lowest[criterion]
    # beyond the whole numbers of a float there are no steps to miss
    stepped = (step[criterion] > 0) & (np.abs(above) < _WHOLE)
    whole = np.where(stepped, above, 0).astype(np.int64)
    return np.asarray(whole % np.where(stepped, step[criterion], 1) != 0)


def nine(values: Floats) -> Floats:
    """Return the values in units of 0.000000001, where equal decimals are equal numbers."""
    return np.rint(values * 1e9)
