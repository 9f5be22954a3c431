"""Plots of ranks under many weightings: the same bytes each time, any number of cities, hostile names."""

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="matplotlib comes with the extra plot")

from scoring.report.plot.central import OTHERS, _few, central_bars
from scoring.report.plot.heatmap import _shared_rows, heat_map
from scoring.report.plot.intervals import Spans, rank_intervals

HOSTILE = "$\\frac{1}{0}$ <script>\n\x1b"


def spans(n_cities):
    rank = np.arange(1, n_cities + 1, dtype=np.float64)
    return Spans(official=rank, low=np.maximum(rank - 2, 1), high=np.minimum(rank + 3, n_cities), median=rank)


def names(n_cities):
    return [HOSTILE, *(f"Kota {at}" for at in range(1, n_cities))]


def drawn_twice(draw, form):
    first, second = draw(form), draw(form)
    assert first == second
    assert first.startswith(b"\x89PNG" if form == "png" else b"<?xml")
    assert b"<script>" not in first
    return first


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize(
    ("n_cities", "focus"), [(1, None), (5, None), (60, None), (61, None), (514, None), (514, 0), (514, 300)]
)
def test_intervals_of_any_number_of_cities(n_cities, focus, form):
    drawn_twice(
        lambda kind: rank_intervals(spans(n_cities), names(n_cities), title=HOSTILE, focus=focus, form=kind),
        form,
    )


def test_lines_and_bands_and_neighbours_are_other_pictures():
    few, many, one = (
        rank_intervals(spans(n), names(n), title="t", focus=focus)
        for n, focus in ((60, None), (61, None), (61, 30))
    )
    assert len({few, many, one}) == 3


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("n_cities", [1, 5, 61])
def test_heat_maps_of_ranks_and_of_classes(n_cities, form):
    shares = np.full((3, n_cities), 1 / 3)
    for edges in (np.array([0, 1, 2, 3]), np.array([0, 1, 2, 900])):
        drawn_twice(
            lambda kind, edges=edges: heat_map(shares, edges, names(n_cities), title=HOSTILE, form=kind), form
        )


def test_many_cities_share_rows_by_their_mean():
    table = np.arange(1200.0).reshape(1200, 1)
    np.testing.assert_allclose(_shared_rows(table)[:2, 0], [0.5, 2.5])
    assert len(_shared_rows(table)) == 600


@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("n_items", [1, 3, 40])
def test_bars_of_weights(n_items, form):
    central = np.full((4, n_items), 1 / n_items)
    items = [HOSTILE, *(f"i{at}" for at in range(1, n_items))]
    drawn_twice(
        lambda kind: central_bars(central, central[0], names(4), items, title=HOSTILE, form=kind), form
    )


def test_no_city_that_ever_comes_first_leaves_the_official_weights():
    assert central_bars(np.zeros((0, 2)), np.array([0.5, 0.5]), [], ["a", "b"], title="t").startswith(
        b"<?xml"
    )


def test_the_lightest_of_many_items_stand_together():
    table, items = _few(np.tile(np.arange(20.0), (2, 1)) / 190, [f"i{at}" for at in range(20)])
    assert items == [*(f"i{at}" for at in range(6, 20)), OTHERS]
    np.testing.assert_allclose(table.sum(axis=1), 1)
    np.testing.assert_allclose(table[0, -1], 15 / 190)
