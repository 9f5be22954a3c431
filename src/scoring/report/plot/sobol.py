"""Sobol indices as bars with their intervals, and ranks with the span of most of their runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scoring.model.ratings import Floats
from scoring.report.plot.canvas import ACCENT, INK, MUTED, PALETTE, PlotFormat, drawn
from scoring.report.plot.ranks import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

THICK = 0.36


class Bars(NamedTuple):
    """First- and total-order indices with the ends of their intervals, each of the shape (n_factors,)."""

    first: Floats
    first_low: Floats
    first_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats


class Spans(NamedTuple):
    """Nominal and median rank, and the ends of the span, each of the shape (n_cities,)."""

    nominal: Floats
    median: Floats
    low: Floats
    high: Floats


def bars(found: Bars, factors: Sequence[str], *, title: str, form: PlotFormat = "svg") -> bytes:
    """Return two bars for each factor, the factor with the largest total-order index at the top.

    Parameters
    ----------
    found : the indices.
    factors : names.
    title : above the plot.
    form : of the bytes.
    """
    order = np.argsort(-np.nan_to_num(found.total), kind="stable")

    def draw(axes: Axes) -> None:
        place = np.arange(len(order))
        kinds = (
            ("first order", found.first, found.first_low, found.first_high, ACCENT, -1),
            ("total order", found.total, found.total_low, found.total_high, PALETTE[3], 1),
        )
        for label, value, low, high, color, side in kinds:
            at = place + side * THICK / 2
            axes.barh(at, np.nan_to_num(value[order]), height=THICK, color=color, label=label)
            axes.hlines(at, low[order], high[order], color=INK, linewidth=1.1)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set_yticks(place, [cut(factors[at]) for at in order])
        axes.invert_yaxis()
        axes.set_xlabel("share of the variance, with 95 % intervals", color=INK)
        axes.grid(axis="x", color=MUTED, alpha=0.3, linewidth=0.6)
        axes.legend(frameon=False, loc="lower right")
        axes.set_title(title, loc="left", color=INK)

    return drawn(draw, width=7.0, height=1.6 + 0.55 * len(order), form=form)


def spans(found: Spans, cities: Sequence[str], *, title: str, form: PlotFormat = "svg") -> bytes:
    """Return a line for each city from the 5 to the 95 per cent quantile of its rank.

    Parameters
    ----------
    found : the ranks.
    cities : names, in the order of the plot from the top.
    title : above the plot.
    form : of the bytes.
    """

    def draw(axes: Axes) -> None:
        place = np.arange(len(cities))
        axes.hlines(
            place, found.low, found.high, color=ACCENT, alpha=0.45, linewidth=5, label="5-95 % of the runs"
        )
        axes.plot(found.median, place, "|", color=ACCENT, markersize=9, markeredgewidth=2, label="median")
        axes.plot(found.nominal, place, "o", color=INK, markersize=4, label="nominal")
        axes.set_yticks(place, [cut(name) for name in cities])
        axes.set_ylim(len(cities) - 0.3, -0.7)
        axes.locator_params(axis="x", integer=True)
        axes.set_xlabel("rank", color=INK)
        axes.grid(axis="x", color=MUTED, alpha=0.3, linewidth=0.6)
        axes.legend(frameon=False, loc="best")
        axes.set_title(title, loc="left", color=INK)

    return drawn(draw, width=7.5, height=1.6 + 0.24 * len(cities), form=form)
