"""Strengths, weaknesses, trends and removals, by hand."""

import attrs
import numpy as np
import pytest

from scoring.lab.structure.cities import profiles, ranked, trends
from scoring.lab.structure.leaving import removals, removed
from scoring.model.ratings import Past
from scoring.model.variant import Variant, VariantScores

NAN = np.nan


def told(rows, city):
    return [(row.kind, row.place, row.column, row.rank, row.size) for row in rows if row.city == city]


def test_the_best_and_the_worst_ranks_of_a_city(studied):
    rows = profiles(studied, ("p", "q"), top=2)
    # p: 4, 3, 2, 1, missing; q: 1, 2, 2, 5, 3: the fourth is best in q and last in p, which is no strength
    assert told(rows, 3) == [
        ("strength", 1, "q", 1, 5),
        ("weakness", 1, "p", 4, 4),
        ("weakness", 2, "q", 1, 5),
    ]
    assert told(rows, 4) == [("strength", 1, "q", 2, 5), ("weakness", 1, "q", 2, 5)]
    assert [row.score for row in rows if row.city == 3] == [5, 1, 5]


def test_inside_a_group_cities_stand_among_their_own_and_others_nowhere(studied):
    rows = profiles(studied, ("p", "q"), top=1, group="side")
    assert told(rows, 2) == [("strength", 1, "p", 1, 2), ("weakness", 1, "q", 2, 2)]
    assert told(rows, 4) == []


def test_ranks_follow_the_tolerance(studied):
    assert ranked(studied, "q").tolist() == [5, 3, 3, 1, 2]
    assert ranked(attrs.evolve(studied, tolerance=1.0), "q").tolist() == [2, 2, 2, 1, 2]


def past(*results):
    city, year, value = (np.array(column) for column in zip(*results, strict=True))
    return Past(
        nodes=("index",),
        city=city,
        node=np.zeros(len(city), dtype=np.int64),
        year=year,
        value=value.astype(np.float64),
        places=None,
    )


def test_growth_over_the_years_that_a_city_has(studied):
    index = studied.scores[:, studied.column("index")].copy()
    index[:3] = [4.0, 3.0, NAN]
    scores = studied.scores.copy()
    scores[:, studied.column("index")] = index
    history = past((0, 2022, 1.0), (0, 2023, 1.0), (1, 2020, 2.0), (2, 2022, 1.0), (4, 2024, 9.0))
    first, second = trends(attrs.evolve(studied, scores=scores), history, "index")
    # 1 -> 4 in two years doubles each year; slope of 1, 1, 4 is 3 / 2, and the line starts at 2 - 1.5 = 0.5
    assert (first.city, first.first_year, first.last_year, first.years) == (0, 2022, 2024, 3)
    assert (first.first, first.last) == (1, 4)
    assert (first.cagr, first.slope, first.percent) == (
        pytest.approx(1),
        pytest.approx(1.5),
        pytest.approx(300),
    )
    # 2 -> 3 in four years
    assert (second.city, second.years, second.slope) == (1, 2, pytest.approx(0.25))
    assert (second.cagr, second.percent) == (pytest.approx(1.5**0.25 - 1), pytest.approx(12.5))


def test_a_node_without_history_has_no_trend(studied):
    assert trends(studied, past((0, 2022, 1.0)), "a") == ()


def scored(*rank, failed=""):
    found = np.array(rank, dtype=np.float64)
    return VariantScores(variant=Variant(name="p", without=("p",)), index=-found, rank=found, failed=failed)


def test_what_leaving_a_column_out_does():
    assert removals(("p", "q"))[1] == Variant(name="q", without=("q",))
    found = removed(np.array([1.0, 2, 3, 4, NAN]), scored(1, 4, 2, 3, 5))
    # shifts 0, 2, -1, -1: 4 / 4; spearman 1 - 6 * 6 / 60; two of six pairs turned
    assert (found.column, found.cities, found.average_shift) == ("p", 4, 1)
    assert (found.spearman, found.kendall) == (pytest.approx(0.4), pytest.approx(1 / 3))
    assert (found.mover, found.before, found.after) == (1, 2, 4)


def test_where_nobody_moves_nobody_is_named_and_a_failure_says_why():
    found = removed(np.array([1.0, 2, NAN]), scored(1, 2, 3))
    assert (found.mover, found.average_shift, np.isnan(found.before)) == (-1, 0, True)
    lost = removed(np.array([1.0, 2]), scored(NAN, NAN, failed="no"))
    assert (lost.failed, lost.cities) == ("no", 0)
