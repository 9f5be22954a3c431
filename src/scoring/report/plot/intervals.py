"""Ranks between which cities stand under many weightings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scoring.model.ratings import Floats, Ints
from scoring.report.plot.canvas import ACCENT, INK, MUTED, PlotFormat, drawn
from scoring.report.plot.ranks import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NAMED = 60
"""Cities of which each has a line of its own."""
NEIGHBOURS = 12
"""Cities that are drawn above and below one."""


class Spans(NamedTuple):
    """Ranks of cities in the official order, each of shape (n_cities,).

    Parameters
    ----------
    official : by the edition's own weights.
    low, high : between which the city stands in most weightings.
    median : rank.
    """

    official: Floats
    low: Floats
    high: Floats
    median: Floats


def rank_intervals(
    spans: Spans, cities: Sequence[str], *, title: str, focus: int | None = None, form: PlotFormat = "svg"
) -> bytes:
    """Return the rank intervals of cities: a line each, a band over bins of cities beyond 60, or the neighbours of one.

    Parameters
    ----------
    spans : of the cities.
    cities : names.
    title : above the plot.
    focus : position of the city whose neighbours are drawn.
    form : of the bytes.
    """
    if focus is not None:
        chosen = np.arange(max(0, focus - NEIGHBOURS), min(len(cities), focus + NEIGHBOURS + 1))
        part = Spans(*(column[chosen] for column in spans))
        return _lines(part, [cities[int(at)] for at in chosen], title, form, bold=focus - int(chosen[0]))
    if len(cities) <= MOST_NAMED:
        return _lines(spans, cities, title, form)
    return _band(spans, title, form)


def _lines(
    spans: Spans, cities: Sequence[str], title: str, form: PlotFormat, *, bold: int | None = None
) -> bytes:
    def draw(axes: Axes) -> None:
        place = np.arange(len(cities))
        axes.hlines(place, spans.low, spans.high, color=ACCENT, linewidth=4, alpha=0.35)
        axes.plot(spans.median, place, "|", color=ACCENT, markersize=9, markeredgewidth=2, label="median")
        axes.plot(spans.official, place, "o", color=INK, markersize=4, label="official")
        labels = axes.set_yticks(place, [cut(name) for name in cities], fontsize=8)
        if bold is not None:
            labels[bold].label1.set_fontweight("bold")
        axes.set_ylim(len(cities) - 0.4, -0.6)
        _dress(axes, title)

    return drawn(draw, width=8.0, height=max(3.0, 0.22 * len(cities) + 1.4), form=form)


def _band(spans: Spans, title: str, form: PlotFormat) -> bytes:
    def draw(axes: Axes) -> None:
        starts = _bins(len(spans.official))
        sizes = np.diff(np.append(starts, len(spans.official)))
        middle = starts + (sizes - 1) / 2 + 1
        low, high, median = (
            np.add.reduceat(column, starts) / sizes for column in (spans.low, spans.high, spans.median)
        )
        axes.fill_betweenx(middle, low, high, color=ACCENT, alpha=0.25, linewidth=0, label="mean interval")
        axes.plot(
            [*np.minimum.reduceat(spans.low, starts)],
            [*middle],
            color=MUTED,
            linewidth=0.8,
            label="widest of each bin",
        )
        axes.plot([*np.maximum.reduceat(spans.high, starts)], [*middle], color=MUTED, linewidth=0.8)
        axes.plot(median, middle, color=ACCENT, linewidth=1.6, label="median")
        axes.plot(
            [1, len(spans.official)], [1, len(spans.official)], color=INK, linewidth=0.8, linestyle="--"
        )
        axes.set_ylim(len(spans.official) + 0.5, 0.5)
        axes.set_ylabel(f"official place ({sizes.max()} cities a bin)", color=INK)
        _dress(axes, title)

    return drawn(draw, width=8.0, height=7.0, form=form)


def _bins(n_cities: int) -> Ints:
    """Return where the bins of cities begin, 60 of like size."""
    return np.arange(MOST_NAMED) * n_cities // MOST_NAMED


def _dress(axes: Axes, title: str) -> None:
    axes.set_xlabel("rank", color=INK)
    axes.grid(axis="x", color=MUTED, alpha=0.3, linewidth=0.6)
    axes.locator_params(axis="x", integer=True)
    axes.set_title(title, loc="left", color=INK)
    axes.legend(loc="best", frameon=False, fontsize=8)
