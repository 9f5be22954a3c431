"""Weightings by people as an edition writes them: what is taken, what is refused and where, and what comes out."""

import tomllib
from decimal import Decimal

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose

import scoring.methods
from scoring.codec.parameters import parameters
from scoring.plugins import load

METHODS = load(scoring.methods.BUILT_INS, version="0").registry.weightings
PEOPLE = [name for name in METHODS if not METHODS[name].from_data]


def made(name, given):
    return parameters(METHODS[name].parameters, given, key="k")


def toml(text):
    return tomllib.loads(text, parse_float=Decimal)


def weights(name, given, n_items):
    record, problems = made(name, given)
    assert problems == []
    keywords = {item.name: getattr(record, item.name) for item in attrs.fields(METHODS[name].parameters)}
    return METHODS[name].apply(n_items, **keywords)


GOOD = {
    # 3 to 1
    "ahp": ({"tables": [[[1, 3], [0.333, 1]]]}, [0.75, 0.25]),
    # 1, 1/2, 1/4
    "best_worst": ({"best_to_others": [[1, 2, 4]], "others_to_worst": [[4, 2, 1]]}, [4 / 7, 2 / 7, 1 / 7]),
    "rank_order_centroid": ({"ranks": [[2, 1, 3]]}, [5 / 18, 11 / 18, 2 / 18]),
    "rank_sum": ({"ranks": [[2, 1, 3]]}, [1 / 3, 1 / 2, 1 / 6]),
    "rank_reciprocal": ({"ranks": [[2, 1, 3]]}, [3 / 11, 6 / 11, 2 / 11]),
    # 1 and 1 / 1.25
    "swara": ({"ranks": [[2, 1]], "steps": [[0.25, 0]]}, [4 / 9, 5 / 9]),
    "swing": ({"points": [[100, 60]]}, [5 / 8, 3 / 8]),
    "budget_allocation": ({"points": [[70, 30], [50, 50]]}, [0.6, 0.4]),
    "ratings": ({"ratings": [[5, 3], [0, 4]]}, [5 / 16, 11 / 16]),
}


def test_every_weighting_by_people_is_tried_here():
    assert set(PEOPLE) == set(GOOD)


@pytest.mark.parametrize("name", GOOD)
def test_judgements_become_weights(name):
    given, expected = GOOD[name]
    found = weights(name, given, len(expected))
    assert_allclose(found.weights, expected, rtol=1e-12)
    assert found.individual.shape == (len(next(iter(given.values()))), len(expected))
    assert {"weights", "individual", "kendall_w", "spread"} <= set(found._fields)


@pytest.mark.parametrize("name", GOOD)
def test_judgements_of_another_number_of_children_are_refused(name):
    given, expected = GOOD[name]
    first = next(iter(given))
    wanted = rf"7 children need as many numbers in {first}\[0\], found {len(expected)}"
    with pytest.raises(ValueError, match=wanted):
        weights(name, given, 7)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("group", ["arithmetic", "geometric"])
def test_a_panel_may_be_put_together_by_either_mean(name, group):
    given, expected = GOOD[name]
    twice = {key: [*rows, *rows] for key, rows in given.items()}
    found = weights(name, {**twice, "group": group}, len(expected))
    if group == "arithmetic" or len(next(iter(given.values()))) == 1:
        assert_allclose(found.weights, expected, rtol=1e-12)
    assert_allclose(found.weights.sum(), 1.0, rtol=1e-12)


@pytest.mark.parametrize("name", GOOD)
def test_the_median_of_a_panel_is_refused(name):
    record, problems = made(name, {**GOOD[name][0], "group": "median"})
    assert record is None
    assert [problem.place.key for problem in problems] == ["k.group"]


BAD = [
    ("ahp", {"tables": []}, "tables must have a row for each person and a number for each child"),
    ("ahp", {"tables": [[]]}, "tables must have a row for each person"),
    ("ahp", {"tables": [[[1, 2], [0.5, 1]], [[1]]]}, "tables[1] has 1 entries, tables[0] has 2"),
    ("ahp", {"tables": [[[1, 2], [0.5]]]}, "tables[0][1] must have 2 numbers, one for each child, found 1"),
    (
        "ahp",
        {"tables": [[[1, 2], [0.5, 2]]]},
        "tables[0][1][1] must be 1, as every child is as important as itself",
    ),
    (
        "ahp",
        {"tables": [[[1, 2, 6], [0.5, 1, 0.5], [0.1667, 3, 1]]]},
        "tables[0][1][2] must be 1/3, the reciprocal of tables[0][2][1], found 0.5",
    ),
    (
        "ahp",
        {"tables": [[[1, 3], [3, 1]]]},
        "must be 1/3, the reciprocal of",
    ),
    ("ahp", {"tables": [[[1, -3], [0, 1]]]}, "tables[0][0][1] must not be below 0, found -3"),
    (
        "ahp",
        {"tables": [[[1, 2, 0, 0], [0, 1, 0, 0], [0, 0, 1, 5], [0, 0, 0, 1]]]},
        "tables[0] does not link child 1 with child 3, 4",
    ),
    (
        "best_worst",
        {"best_to_others": [[1, 2, 4]], "others_to_worst": [[4, 1]]},
        "must have as many rows and numbers, found 1 x 3 and 1 x 2",
    ),
    (
        "best_worst",
        {"best_to_others": [[1, 0.5]], "others_to_worst": [[2, 1]]},
        "best_to_others[0][1] must be 1 or more, found 0.5",
    ),
    (
        "best_worst",
        {"best_to_others": [[2, 2, 4]], "others_to_worst": [[4, 2, 1]]},
        "best_to_others[0] must have a 1",
    ),
    (
        "best_worst",
        {"best_to_others": [[1, 2, 4]], "others_to_worst": [[4, 2, 3]]},
        "others_to_worst[0] must have a 1",
    ),
    (
        "best_worst",
        {"best_to_others": [[1, 2, 4]], "others_to_worst": [[5, 2, 1]]},
        "best_to_others[0][2] and others_to_worst[0][0] must be equal",
    ),
    (
        "best_worst",
        {"best_to_others": [[1, 9, 4]], "others_to_worst": [[4, 2, 1]]},
        "best_to_others[0][1] must not be above the best against the worst, 4",
    ),
    ("rank_sum", {"ranks": [[1, 2], [1, 2, 3]]}, "ranks[1] has 3 entries, ranks[0] has 2"),
    ("rank_sum", {"ranks": [[1, 4, 2]]}, "ranks[0][1] must be from 1 to 3, found 4"),
    ("rank_order_centroid", {"ranks": [[0, 1]]}, "ranks[0][0] must be from 1 to 2, found 0"),
    ("rank_reciprocal", {"ranks": [[]]}, "ranks must have a row for each person"),
    ("swara", {"ranks": [[1, 1]], "steps": [[0, 0]]}, "ranks[0] must have each place from 1 to 2 once"),
    ("swara", {"ranks": [[1, 2]], "steps": [[0, -0.1]]}, "steps[0][1] must be 0 or more, found -0.1"),
    ("swara", {"ranks": [[1, 2]], "steps": [[0, 0], [0, 0]]}, "must have as many rows and numbers"),
    ("swing", {"points": [[90, 60]]}, "the highest number of points[0] must be 100, found 90"),
    ("budget_allocation", {"points": [[70, 30], [70, 25]]}, "points[1] must sum to 100, found 95"),
    ("budget_allocation", {"points": [[110, -10]]}, "points[0][1] must be 0 or more, found -10"),
    ("ratings", {"ratings": [[5, 6]]}, "ratings[0][1] must be from 0 to 5, found 6"),
    ("ratings", {"ratings": [[5, 5], [0, 0]]}, "ratings[1] must have a number above 0"),
]


@pytest.mark.parametrize(("name", "given", "cause"), BAD, ids=[f"{name} {cause}" for name, _, cause in BAD])
def test_unfit_judgements_are_refused_with_their_place(name, given, cause):
    record, problems = made(name, given)
    assert record is None
    assert len(problems) == 1
    assert cause in problems[0].details["cause"]


def test_everything_that_is_wrong_with_a_table_is_told_at_once():
    _, problems = made("ahp", {"tables": [[[1, 2, 3], [2, 1, 4], [3, 4, 1]]]})
    assert problems[0].details["cause"].count("the reciprocal of") == 3
    _, problems = made("budget_allocation", {"points": [[-1] * 7]})
    assert problems[0].details["cause"].count("points[0]") == 5
    assert problems[0].details["cause"].endswith("; and 2 more")


def test_a_table_is_written_whole_or_by_one_half():
    whole = toml("tables = [[[1, 3, 5], [0.33, 1, 2], [0.2, 0.5, 1]]]")
    half = toml("tables = [[[1, 3, 5], [0, 1, 2], [0, 0, 1]]]")
    found = [weights("ahp", given, 3) for given in (whole, half)]
    assert_allclose(found[0].weights, found[1].weights, rtol=1e-12)
    assert found[1].missing == [0.0]


def test_a_budget_may_be_one_and_ratings_may_go_to_ten():
    assert_allclose(
        weights("budget_allocation", {"points": [[0.1, 0.2, 0.7]], "budget": 1}, 3).weights,
        [0.1, 0.2, 0.7],
        rtol=1e-12,
    )
    assert_allclose(weights("ratings", {"ratings": [[10, 6]], "top": 10}, 2).weights, [5 / 8, 3 / 8])


def test_judgements_of_a_panel_may_be_merged_before_they_become_weights():
    # 2 and 8 are 4
    tables = [[[1, 2], [0, 1]], [[1, 8], [0, 1]]]
    found = weights("ahp", {"tables": tables, "group": "judgements"}, 2)
    assert_allclose(found.weights, [0.8, 0.2], rtol=1e-12)


def test_the_geometric_mean_of_people_who_share_nothing_is_refused():
    given = {"points": [[100, 0], [0, 100]], "group": "geometric"}
    with pytest.raises(ValueError, match='every child gets 0 from somebody: take group = "arithmetic"'):
        weights("budget_allocation", given, 2)


@pytest.mark.parametrize("name", GOOD)
def test_weights_are_not_negative_and_sum_to_one(name):
    given, expected = GOOD[name]
    found = weights(name, given, len(expected)).weights
    assert found.dtype == np.float64
    assert (found >= 0).all()
    assert_allclose(found.sum(), 1.0, rtol=1e-14)
