"""Plots of indices and ranks: every name is there as text paths, the same input gives the same bytes."""

import numpy as np
import pytest

from scoring.report.plot.sobol import Bars, Spans, bars, spans

FOUND = Bars(*(np.array([0.2, np.nan, 0.7]) + shift for shift in (0, -0.1, 0.1, 0.05, -0.05, 0.15)))
RANKS = Spans(*(np.array([1.0, 2.0]) + shift for shift in (0, 0.5, -0.5, 2)))
FACTORS, CITIES = ("rule", "idle $x$", "weights"), ("11 Kota A\x1b[31m", "12 Kota $B$")


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_figures_give_the_same_bytes(form):
    head = {"svg": b"<?xml", "png": b"\x89PNG"}[form]
    for draw in (
        lambda: bars(FOUND, FACTORS, title="t", form=form),
        lambda: spans(RANKS, CITIES, title="t", form=form),
    ):
        assert draw().startswith(head)
        assert draw() == draw()


def test_the_order_of_the_factors_is_that_of_their_total_index():
    turned = Bars(*(column[[2, 0, 1]] for column in FOUND))
    assert bars(FOUND, FACTORS, title="t") == bars(turned, ("weights", "rule", "idle $x$"), title="t")


def test_other_figures_give_another_plot():
    assert bars(FOUND, FACTORS, title="t") != bars(FOUND._replace(total=FOUND.total / 2), FACTORS, title="t")
    assert spans(RANKS, CITIES, title="t") != spans(RANKS._replace(high=RANKS.high + 1), CITIES, title="t")
