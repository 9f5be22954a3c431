"""Ranks under several variants, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scoring.model.ratings import Floats
from scoring.report.plot.canvas import INK, MUTED, PALETTE, PlotFormat, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST = 34
"""Characters of a name that are shown."""


def bump(
    ranks: Floats, cities: Sequence[str], variants: Sequence[str], *, title: str, form: PlotFormat = "svg"
) -> bytes:
    """Return a line for each city through its ranks under the variants, best at the top.

    Parameters
    ----------
    ranks : shape (n_variants, n_cities); NaN leaves a gap.
    cities, variants : names.
    title : above the plot.
    form : of the bytes.
    """

    def draw(axes: Axes) -> None:
        place = np.arange(len(variants))
        for at, name in enumerate(cities):
            color = PALETTE[at % len(PALETTE)]
            axes.plot(place, ranks[:, at], color=color, marker="o", markersize=4, linewidth=1.4)
            known = np.flatnonzero(~np.isnan(ranks[:, at]))
            if len(known):
                axes.annotate(
                    cut(name),
                    (float(known[-1]), float(ranks[known[-1], at])),
                    xytext=(7, 0),
                    textcoords="offset points",
                    va="center",
                    color=color,
                    fontsize=8,
                )
        axes.set_xticks(place, [cut(name) for name in variants], rotation=20, ha="right")
        axes.set_xlim(-0.2, len(variants) - 1 + max(0.6, 0.25 * len(variants)))
        axes.locator_params(axis="y", integer=True)
        axes.invert_yaxis()
        axes.set_ylabel("rank", color=INK)
        axes.grid(axis="y", color=MUTED, alpha=0.3, linewidth=0.6)
        axes.set_title(title, loc="left", color=INK)

    return drawn(
        draw, width=max(6.0, 1.4 * len(variants) + 3), height=max(4.0, 0.28 * len(cities) + 2), form=form
    )


def cut(name: str) -> str:
    r"""Return a name that fits, with what steers a terminal or a line left out.

    >>> cut("Kota\nBaru"), len(cut("x" * 99))
    ('Kota Baru', 34)
    """
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
