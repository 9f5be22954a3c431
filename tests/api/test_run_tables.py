"""The tables of a run: rankings of nodes and groups, scores, awards, quality, flags."""

from __future__ import annotations

import pytest

from scoring.errors import RejectedError


def test_the_national_ranking_has_a_row_a_city_the_unranked_last(small):
    ranking = small.run().ranking()
    # published with two decimals: 3.4, 2.45 and 1; the band is high from 3 on
    assert ranking.select("rank", "code", "name", "state", "index", "band_grade").rows() == [
        (1, "11.10", "Kota Sepuluh", "ranked", 3.4, "high"),
        (2, "11.01", "Kota Satu", "ranked", 2.45, "low"),
        (3, "11.1A", "Kota Sebelas", "ranked", 1.0, "low"),
        (None, "12.01", "Kota Mundur", "withdrawn", None, None),
    ]


def test_attributes_stay_text_and_an_empty_one_is_missing(small):
    ranking = small.run().ranking().sort("code")
    assert ranking.select("code", "city_population", "city_province").rows() == [
        ("11.01", "1000", "Utara"),
        ("11.10", None, "Utara"),
        ("11.1A", "500", "Selatan"),
        ("12.01", "700", "Selatan"),
    ]


def test_a_node_is_ranked_in_the_nation(small):
    found = small.run().ranking("policy")
    assert found.select("node", "group", "member", "rank", "size", "code", "score").rows() == [
        ("policy", "nation", "nation", 1, 3, "11.10", 3.0),
        ("policy", "nation", "nation", 2, 3, "11.01", 2.75),
        ("policy", "nation", "nation", 3, 3, "11.1A", 1.0),
        ("policy", "nation", "nation", None, 3, "12.01", None),
    ]


def test_a_group_without_a_node_ranks_the_index(small):
    run = small.run()
    assert run.ranking(group="province").equals(run.ranking("index", "province"))
    assert run.ranking(group="province").select("member", "rank", "size", "code").rows() == [
        ("Selatan", 1, 1, "11.1A"),
        ("Selatan", None, 1, "12.01"),
        ("Utara", 1, 2, "11.10"),
        ("Utara", 2, 2, "11.01"),
    ]


@pytest.mark.parametrize(
    ("node", "group", "text"),
    [
        (
            "polcy",
            "nation",
            "'polcy in nation' is not ranked; ranked are: index, policy; in: nation, province; did you mean 'policy'?",
        ),
        (
            "policy",
            "provinces",
            "'policy in provinces' is not ranked; ranked are: index, policy; in: nation, province; did you mean 'province'?",
        ),
        (
            "service",
            "nation",
            "'service in nation' is not ranked; ranked are: index, policy; in: nation, province",
        ),
        (
            None,
            "province ",
            "'index in province ' is not ranked; ranked are: index, policy; in: nation, province; did you mean 'province'?",
        ),
    ],
)
def test_a_ranking_that_there_is_not_is_refused_with_those_there_are(small, rendered, node, group, text):
    assert rendered(small.run().ranking, node, group) == [text]


def test_scores_have_a_row_for_every_city_and_criterion_rubric_and_node(small):
    scores = small.run().scores()
    nodes = ["service.online", "policy.plan", "policy.law", "service", "policy", "index"]
    assert scores.height == 4 * len(nodes)
    assert sorted(scores["node"].unique()) == sorted(nodes)
    found = {
        row["node"]: (row["kind"], row["score"], row["coverage"])
        for row in scores.rows(named=True)
        if row["code"] == "11.1A"
    }
    # the law has no mark: half of the policy rests on data, which is 0.6 * 0.5 + 0.4 of the index
    assert found == {
        "service.online": ("criterion", 1.0, 1.0),
        "policy.plan": ("criterion", 1.0, 1.0),
        "policy.law": ("criterion", None, 0.0),
        "service": ("rubric", 1.0, 1.0),
        "policy": ("rubric", 1.0, 0.5),
        "index": ("node", 1.0, 0.7),
    }


def test_awards_name_node_group_and_winner(small):
    assert small.run().awards().select("award", "node", "group", "rank", "code", "published").rows() == [
        ("best", "index", "nation", 1, "11.10", 3.4)
    ]


def test_quality_counts_marks_and_measures(small):
    quality = small.run().quality()
    columns = (
        "code",
        "marks_expected",
        "marks_given",
        "marks_recused",
        "marks_not_assessable",
        "marks_missing",
    )
    # three sit in 11.01, two criteria each, and a2 left one out; a2 is recused in 11.10 and marked one criterion, of
    # which nothing counts: of his two marks one is recused, one missing; 11.1A could not be assessed once
    assert quality.select(columns).rows() == [
        ("11.01", 6, 5, 0, 0, 1),
        ("11.10", 6, 4, 1, 0, 1),
        ("11.1A", 2, 1, 0, 1, 0),
        ("12.01", 2, 1, 0, 0, 1),
    ]
    # one measure is expected of each city that takes part
    assert quality.select("code", "measures_expected", "measures_given", "measures_missing").rows() == [
        ("11.01", 1, 1, 0),
        ("11.10", 1, 1, 0),
        ("11.1A", 1, 1, 0),
        ("12.01", 0, 0, 0),
    ]


def test_flags_tell_what_is_remarkable_with_its_place(small):
    assert small.run().flags().is_empty()
    small.replace(
        "rubrics/service.toml", "[criterion.online]", "[criterion.online]\nsample = { minimum = 50 }"
    )
    flags = small.run().flags()
    # 11.01 has a sample of 40, the others none
    assert flags.select("code", "column", "flag", "file", "cell").rows() == [
        (code, "service.online", "sample-small", "measures.csv", f"C{row}")
        for code, row in (("11.01", 2), ("11.10", 3), ("11.1A", 4))
    ]
    assert small.run().quality()["flags"].to_list() == [1, 1, 1, 0]


def test_tables_are_made_once(small):
    run = small.run()
    assert run.tables() is run.tables()


def test_flags_speak_the_first_language_of_the_edition(small):
    small.replace(
        "rubrics/service.toml", "[criterion.online]", "[criterion.online]\nsample = { minimum = 50 }"
    )
    small.replace("edition.toml", "decimals = 2", 'decimals = 2\nlanguages = ["en"]')
    english = small.run().flags()["message"][0]
    small.replace("edition.toml", 'languages = ["en"]', 'languages = ["id"]')
    assert english != small.run().flags()["message"][0]
    assert "40" in english


def test_a_ranked_node_needs_not_be_named_for_the_index_to_be_ranked(small):
    small.replace("edition.toml", 'ranked = ["index", "policy"]', 'ranked = ["policy"]')
    small.replace("edition.toml", 'nodes = ["index"]', 'nodes = ["policy"]')
    run = small.run()
    assert run.ranking("index")["code"].to_list() == run.ranking()["code"].to_list()
    with pytest.raises(RejectedError):
        run.ranking("service")
