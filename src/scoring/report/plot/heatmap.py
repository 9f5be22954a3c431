"""How often cities hold each rank, as colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from scoring.model.ratings import Floats, Ints
from scoring.report.plot.canvas import INK, PlotFormat, drawn
from scoring.report.plot.ranks import cut

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh

MOST_NAMED = 60
"""Cities whose names stand beside their row."""
MOST_ROWS = 600
"""Rows of cells; more cities share them, by their mean."""
GAMMA = 0.5
"""Power by which shares become colours, so that small ones are seen."""
FAINTEST = 1e-6
TICKS = np.array([0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0])


def heat_map(
    shares: Floats, edges: Ints, cities: Sequence[str], *, title: str, form: PlotFormat = "svg"
) -> bytes:
    """Return the rank acceptabilities as a picture, a row a city, best at the top.

    Parameters
    ----------
    shares : of each rank or class of ranks, shape (n_bins, n_cities).
    edges : of the classes, shape (n_bins + 1,).
    cities : names, in the order of the columns of `shares`.
    title : above the plot.
    form : of the bytes.
    """
    table = _shared_rows(shares.T)
    shades = np.power(np.nan_to_num(table / np.diff(edges)), GAMMA)
    darkest = max(float(shades.max(initial=0.0)), FAINTEST)

    def draw(axes: Axes) -> None:
        mesh = axes.pcolormesh(
            edges + 0.5,
            np.linspace(0, len(cities), len(table) + 1) + 0.5,
            shades,
            cmap="Blues",
            vmin=0,
            vmax=darkest,
            rasterized=True,
        )
        axes.set_ylim(len(cities) + 0.5, 0.5)
        axes.set_xlim(0.5, edges[1 + np.flatnonzero(shades.any(axis=0)).max(initial=0)] + 0.5)
        axes.set_xlabel("rank", color=INK)
        if len(cities) <= MOST_NAMED:
            axes.set_yticks(np.arange(len(cities)) + 1, [cut(name) for name in cities], fontsize=8)
        else:
            axes.set_ylabel("official place", color=INK)
        axes.locator_params(axis="x", integer=True)
        axes.set_title(title, loc="left", color=INK)
        _bar(axes, mesh, darkest)

    height = 7.0 if len(cities) > MOST_NAMED else max(3.0, 0.22 * len(cities) + 1.4)
    return drawn(draw, width=8.0, height=height, form=form)


def _bar(axes: Axes, mesh: QuadMesh, darkest: float) -> None:
    """Draw the scale of the colours."""
    shares = TICKS[np.power(TICKS, GAMMA) <= darkest]
    bar = axes.figure.colorbar(mesh, ax=axes, shrink=0.8)
    bar.set_ticks([*np.power(shares, GAMMA)], labels=[f"{100 * share:g} %" for share in shares])
    bar.set_label("share of the weightings at a rank", color=INK)


def _shared_rows(table: Floats) -> Floats:
    if len(table) <= MOST_ROWS:
        return table
    starts = np.arange(MOST_ROWS) * len(table) // MOST_ROWS
    sizes = np.diff(np.append(starts, len(table)))
    mean: Floats = np.add.reduceat(table, starts, axis=0) / sizes[:, None]
    return mean
