"""Filling a missing value from the city's own values of other years.

Values have the shape (n_cities, n_items), those of earlier years (n_years, n_cities, n_items); years are whole numbers that
ascend, and gaps between them count as they are. A city's values of one item come from that city and item alone. Present
values stay to the last bit.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from scoring.kernels.impute.columns import Floats, Ints, filled

Beyond = Literal["nearest", "line"]


def panel_latest(values: Floats, *, past: Floats, years: Ints, years_back: int | None = None) -> Floats:
    """Return the values, filled by the value of the latest earlier year that has one.

    Becker, COINr, ``impute_panel`` with ``imp_type = "latest"``; there the reach is counted in points of time.

    Parameters
    ----------
    values : of the current year.
    past : of earlier years.
    years : those years and the current one, shape (n_years + 1,).
    years_back : how many years old a value may be; None for any age.
    """
    panel = _panel(values, past, years, years_back)
    place = _last_present(panel)[-1]
    return filled(values, _picked(panel, place))


def panel_source_year(values: Floats, *, past: Floats, years: Ints, years_back: int | None = None) -> Floats:
    """Return the year from which `panel_latest` has each value; NaN where it stays missing.

    Parameters
    ----------
    values, past, years, years_back : as in `panel_latest`.
    """
    place = _last_present(_panel(values, past, years, years_back))[-1]
    return np.where(place >= 0, np.asarray(years, dtype=np.float64)[place], np.nan)


def panel_linear(
    values: Floats,
    *,
    past: Floats,
    years: Ints,
    years_back: int | None = None,
    beyond: Beyond = "nearest",
) -> Floats:
    """Return the values, filled along the straight line between the nearest years.

    Becker, COINr, ``impute_panel`` with ``imp_type = "linear"``. The current year lies beyond all earlier ones: by
    ``nearest`` it takes the value of the nearest one; by ``line`` the line through the two nearest goes on to it. A
    single earlier value is taken as it is.

    Parameters
    ----------
    values : of the current year.
    past : of earlier years.
    years : those years and the current one, shape (n_years + 1,).
    years_back : how many years old a value may be; None for any age.
    beyond : what is beyond the last year with a value.
    """
    panel = _panel(values, past, years, years_back)
    if beyond == "nearest":
        return filled(values, interpolated(panel, years)[-1])
    present = _last_present(panel)
    last = present[-1]
    before = np.take_along_axis(present, np.maximum(last - 1, 0)[None], axis=0)[0]
    before = np.where((last > 0) & (before >= 0), before, last)
    return filled(values, _on_line(panel, years, (before, last), len(panel) - 1))


def interpolated(panel: Floats, years: Ints) -> Floats:
    """Return a whole panel with its gaps filled: on the line between the nearest years, beyond them the nearest value.

    Parameters
    ----------
    panel : shape (n_years, n_cities, n_items).
    years : shape (n_years,).

    Examples
    --------
    >>> interpolated(np.array([[[3.0]], [[np.nan]], [[6.0]]]), np.array([2018, 2020, 2021])).ravel().tolist()
    [3.0, 5.0, 6.0]
    """
    before, after = _last_present(panel), len(panel) - 1 - _last_present(panel[::-1])[::-1]
    start = np.where(before >= 0, before, after)
    end = np.where(after < len(panel), after, before)
    whole = [
        filled(values, _on_line(panel, years, (start[year], end[year]), year))
        for year, values in enumerate(panel)
    ]
    return np.array(whole).reshape(panel.shape)


def _panel(values: Floats, past: Floats, years: Ints, years_back: int | None) -> Floats:
    """Return all years in one array, without values that are too old."""
    panel = np.concatenate([np.asarray(past, dtype=np.float64), values[None]])
    age = np.asarray(years)[-1] - np.asarray(years)
    too_old = age > (age.max() if years_back is None else years_back)
    return np.where(too_old[:, None, None], np.nan, panel)


def _last_present(panel: Floats) -> Ints:
    """Return for each year the position of the last year up to it that has a value, -1 for none."""
    places = np.arange(len(panel))[:, None, None]
    return np.maximum.accumulate(np.where(np.isnan(panel), -1, places), axis=0)


def _picked(panel: Floats, place: Ints) -> Floats:
    """Return the values of the years at a position for each city and item; what lies outside is missing."""
    inside = (place >= 0) & (place < len(panel))
    found = np.take_along_axis(panel, np.where(inside, place, 0)[None], axis=0)[0]
    return np.where(inside, found, np.nan)


def _on_line(panel: Floats, years: Ints, ends: tuple[Ints, Ints], year: int) -> Floats:
    """Return the value at a year on the line through two positions, where they are one the value there."""
    start, end = ends
    low, high = _picked(panel, start), _picked(panel, end)
    time = np.asarray(years, dtype=np.float64)
    first, last = time[np.clip(start, 0, len(time) - 1)], time[np.clip(end, 0, len(time) - 1)]
    share = (time[year] - first) / np.where(last > first, last - first, np.nan)
    return np.where(last > first, (1.0 - share) * low + share * high, low)
