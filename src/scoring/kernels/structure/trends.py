"""Growth over years.

A series has its years on the last axis, named by `years` and in any order; a year that is missing (NaN) is left out,
and time is counted in years, not in positions. With fewer than two years there is no trend (NaN).
"""

from __future__ import annotations

import numpy as np

from scoring.kernels.relate.places import Floats, Ints

ROUNDING = 1e-12
"""A difference of two numbers that is a smaller part of them is none."""


def of_years(series: Floats, years: Floats, wanted: Floats) -> Floats:
    """Return the values of some years, in the order in which they are asked for; NaN for a year without values.

    Parameters
    ----------
    series : shape (..., n_years).
    years : of the values, each once, shape (n_years,).
    wanted : years asked for, shape (n_wanted,).
    """
    place = np.argmax(years == wanted[:, None], axis=1)
    return np.where(np.isin(wanted, years), series[..., place], np.nan)


def cagr(series: Floats, years: Floats) -> Floats:
    """Return the compound growth of a year, (last / first)**(1 / years between) - 1; 0 where the two are equal.

    NaN where the first value is not above zero or the last below it: such a series has no rate of growth.

    Parameters
    ----------
    series : shape (..., n_years).
    years : shape (n_years,).

    Notes
    -----
    COINr 1.1.14, ``CAGR``, which also divides a negative value by a negative one.
    """
    values, time, first, last = _ends(series, years)
    start, end = _at(values, first), _at(values, last)
    growing = (start > 0) & (end >= 0) & (last > first)
    span = np.where(last > first, time[last] - time[first], 1.0)
    ratio = np.where(growing, end, 1.0) / np.where(growing, start, 1.0)
    return np.where(
        (start == end) & (last > first), 0.0, np.where(growing, ratio ** (1.0 / span) - 1.0, np.nan)
    )


def slope(series: Floats, years: Floats) -> Floats:
    """Return the change of a year, by the least-squares line through all present years.

    Parameters
    ----------
    series : shape (..., n_years).
    years : shape (n_years,).
    """
    return _line(series, years)[0]


def percent_change(series: Floats, years: Floats, *, per: float = 1.0) -> Floats:
    """Return the change in so many years, in percent of where the least-squares line starts in the first present year.

    With two years the line goes through both, and this is 100 (last - first) / first * per / years between. NaN where
    the line does not start above zero.

    Parameters
    ----------
    series : shape (..., n_years).
    years : shape (n_years,).
    per : number of years that the change is of.

    Notes
    -----
    COINr 1.1.14, ``prc_change``, which also takes percent of a negative number.
    """
    rise, level, middle = _line(series, years)
    _, time, first, _ = _ends(series, years)
    back = rise * (time[first] - middle)
    start = level + back
    positive = start > ROUNDING * (np.abs(level) + np.abs(back))
    found = 100.0 * rise * per / np.where(positive, start, 1.0)
    return np.where(positive, found, np.where(rise == 0, 0.0, np.nan))


def _ends(series: Floats, years: Floats) -> tuple[Floats, Floats, Ints, Ints]:
    """Return values and years from the earliest on, and the positions of the first and the last present year."""
    order = np.argsort(years, kind="stable")
    values = series[..., order]
    there = ~np.isnan(values)
    last = values.shape[-1] - 1 - np.argmax(there[..., ::-1], axis=-1)
    return values, years[order], np.argmax(there, axis=-1), np.where(there.any(axis=-1), last, 0)


def _at(values: Floats, place: Ints) -> Floats:
    found: Floats = np.take_along_axis(values, place[..., None], axis=-1)[..., 0]
    return found


def _line(series: Floats, years: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the slope of the least-squares line, and the means of values and years, through which it goes."""
    there = ~np.isnan(series)
    number = there.sum(axis=-1)
    counted = np.where(number > 0, number, np.nan)
    time = np.where(there, years, 0.0)
    middle = time.sum(axis=-1) / counted
    level = np.where(there, series, 0.0).sum(axis=-1) / counted
    across = np.where(there, years - middle[..., None], 0.0)
    up = np.where(there, series - level[..., None], 0.0)
    spread = (across**2).sum(axis=-1)
    return (across * up).sum(axis=-1) / np.where(spread > 0, spread, np.nan), level, middle
