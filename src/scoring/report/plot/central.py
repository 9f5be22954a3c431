"""The weights that put cities first, beside the official ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scoring.model.ratings import Floats
from scoring.report.plot.canvas import INK, MUTED, PALETTE, PlotFormat, drawn
from scoring.report.plot.ranks import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ITEMS = 15
"""Items that have a bar of their own; the others stand together."""
OFFICIAL, OTHERS = "official weights", "others"


def central_bars(
    central: Floats,
    official: Floats,
    cities: Sequence[str],
    items: Sequence[str],
    *,
    title: str,
    form: PlotFormat = "svg",
) -> bytes:
    """Return stacked bars of weights: the official ones, then those that put each city first.

    Parameters
    ----------
    central : shape (n_cities, n_items).
    official : shape (n_items,).
    cities, items : names.
    title : above the plot.
    form : of the bytes.
    """
    table, names = _few(np.vstack([official, central]), items)

    def draw(axes: Axes) -> None:
        place = np.arange(len(table))
        left = np.zeros(len(table))
        for at, name in enumerate(names):
            color = MUTED if name == OTHERS else PALETTE[at % len(PALETTE)]
            hatch = "" if at < len(PALETTE) else "///"
            axes.barh(place, table[:, at], left=left, color=color, hatch=hatch, label=cut(name))
            left = left + table[:, at]
        axes.set_yticks(place, [OFFICIAL, *map(cut, cities)], fontsize=8)
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xlabel("weight", color=INK)
        axes.set_title(title, loc="left", color=INK)
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.12), frameon=False, fontsize=8, ncols=3, title=None
        )

    height = 0.3 * len(table) + 0.22 * (len(names) // 3 + 1) + 1.8
    return drawn(draw, width=8.0, height=max(3.0, height), form=form)


def _few(table: Floats, items: Sequence[str]) -> tuple[Floats, list[str]]:
    """Return the columns that weigh most, and the sum of the others."""
    if len(items) <= MOST_ITEMS:
        return table, [*items]
    order = np.sort(np.argsort(-table.max(axis=0), kind="stable")[: MOST_ITEMS - 1])
    rest = np.delete(table, order, axis=1).sum(axis=1, keepdims=True)
    return np.hstack([table[:, order], rest]), [*(items[at] for at in order), OTHERS]
