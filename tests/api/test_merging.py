"""Merging rankings of frames; the rules themselves are tested with the kernels."""

import pandas as pd
import polars as pl
import pytest

from scoring import api

# three of five put a first, two b; a is last for the two
VOTES = pl.DataFrame(
    {
        "code": ["a", "b", "c"],
        "v1": [1, 2, 3],
        "v2": [1, 2, 3],
        "v3": [1, 2, 3],
        "v4": [3, 1, 2],
        "v5": [3, 1, 2],
    }
)


def order(found):
    return found.ranks()["code"].to_list(), found.ranks()["rank"].to_list()


def test_majorities_and_mean_places_differ_as_condorcet_and_borda_did():
    # Borda: a 2 + 2 + 2 + 0 + 0 = 6, b 1 + 1 + 1 + 2 + 2 = 7, c 0 + 0 + 0 + 1 + 1 = 2, divided by five
    borda = api.merge(VOTES)
    assert order(borda) == (["b", "a", "c"], [1, 2, 3])
    assert borda.ranks()["points"].to_list() == pytest.approx([1.4, 1.2, 0.4])
    for rule in ("copeland", "kemeny"):
        assert order(api.merge(VOTES, rule)) == (["a", "b", "c"], [1, 2, 3]), rule


def test_kemeny_tells_its_distance_and_has_no_points():
    found = api.merge(VOTES, "kemeny")
    # the two others turn the pairs (a, b) and (a, c): 2 * 2 / 5
    assert found.figures["exact"]
    assert found.figures["distance"] == pytest.approx(0.8)
    assert found.ranks().columns == ["code", "rank"]
    assert api.merge(VOTES).figures == {}


def test_reciprocal_places_and_medians_by_hand():
    # means of reciprocals: a (3 + 2 / 3) / 5, b (3 / 2 + 2) / 5, c (3 / 3 + 2 / 2) / 5
    found = api.merge(VOTES, "rank_position")
    assert order(found) == (["a", "b", "c"], [1, 2, 3])
    assert found.ranks()["points"].to_list() == pytest.approx([11 / 15, 0.7, 0.4])
    assert order(api.merge(VOTES, "median")) == (["a", "b", "c"], [1, 2, 3])


def test_weights_are_of_columns_by_name():
    weights = {"v5": 10.0, "v1": 1.0, "v2": 1.0, "v3": 1.0, "v4": 0.0}
    assert order(api.merge(VOTES, "copeland", weights)) == (["b", "c", "a"], [1, 2, 3])


def test_names_stay_and_a_city_that_nobody_ranks_stands_last_without_a_rank():
    frame = pd.DataFrame(
        {"code": ["1", "2", "3"], "name": ["A", "B", "C"], "x": [2, None, 1.0], "y": [1.0, None, 2]}
    )
    found = api.merge(frame).ranks()
    assert found.columns == ["code", "name", "rank", "points"]
    assert found.select("code", "name", "rank").rows() == [("1", "A", 1.0), ("3", "C", 1.0), ("2", "B", None)]


@pytest.mark.parametrize(
    ("frame", "rule", "weights", "codes"),
    [
        (VOTES.drop("code"), "borda", None, ["merge-no-code"]),
        (VOTES.select("code"), "borda", None, ["merge-nothing"]),
        (pl.concat([VOTES, VOTES[:1]]), "borda", None, ["merge-code-twice"]),
        (VOTES.with_columns(v1=pl.lit(0)), "borda", None, ["merge-wrong-rank"]),
        (VOTES.with_columns(v1=pl.lit("first")), "borda", None, ["merge-wrong-rank"]),
        (VOTES.with_columns(v1=pl.lit(float("inf"))), "borda", None, ["merge-wrong-rank"]),
        (VOTES, "bordo", None, ["structure-no-rule"]),
        (VOTES, "borda", {"v1": 1.0}, ["merge-wrong-weights"]),
        (VOTES, "borda", dict.fromkeys(VOTES.columns[1:], 0.0), ["merge-wrong-weights"]),
        (VOTES, "borda", dict.fromkeys(VOTES.columns[1:], 1.0) | {"v1": -1.0}, ["merge-wrong-weights"]),
        (
            VOTES.with_columns(v1=pl.lit(0)),
            "bordo",
            {},
            ["merge-wrong-rank", "structure-no-rule", "merge-wrong-weights"],
        ),
    ],
)
def test_what_cannot_be_merged_is_told_all_at_once(frame, rule, weights, codes, problems):
    found = problems(api.merge, frame, rule, weights)
    assert [code for code, _ in found] == codes


def test_every_sentence_can_be_made(rendered):
    assert rendered(api.merge, VOTES.drop("code")) == [
        "the rankings have no column 'code'; the columns are: v1, v2, v3, v4, v5"
    ]
    assert rendered(api.merge, VOTES, "borda", {"v1": 1.0}) == [
        "weights for v1 1; each ranking (v1, v2, v3, v4, v5) needs one, none negative and not all zero"
    ]
