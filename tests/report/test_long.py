import polars as pl
from attrs import evolve

from scoring import report
from scoring.report.long import members


def test_a_ranking_of_the_nation_holds_every_city(sample):
    table = report.tables(sample, "en").rankings
    nation = table.filter((pl.col("node") == "index") & (pl.col("group") == "nation"))
    assert nation.select("rank", "size", "code").rows() == [
        (1, 3, "11.01"),
        (1, 3, "11.10"),
        (3, 3, "12.01"),
        (None, 3, "12.02"),
        (None, 3, "12.03"),
    ]


def test_a_city_without_a_class_is_in_no_class(sample):
    table = report.tables(sample, "en").rankings
    size = table.filter((pl.col("node") == "index") & (pl.col("group") == "size"))
    assert size.select("member", "rank", "code").rows() == [
        ("small", 1, "11.01"),
        ("small", 2, "12.01"),
        ("large", 1, "11.10"),
        ("large", None, "12.03"),
    ]


def test_classes_come_in_the_order_of_the_edition_and_provinces_by_name(sample):
    assert members(sample, "size") == ("small", "large")
    assert members(sample, "province") == ("Aceh", "Riau")


def test_every_ranked_node_and_group_is_there_once(sample):
    table = report.tables(sample, "en").rankings
    found = table.select("node", "group").unique(maintain_order=True).rows()
    assert found == list(sample.rankings)


def test_scores_and_published_scores_are_those_of_the_node(sample):
    table = report.tables(sample, "en").rankings
    row = table.row(
        by_predicate=(pl.col("node") == "society")
        & (pl.col("group") == "nation")
        & (pl.col("code") == "11.10"),
        named=True,
    )
    assert (row["score"], row["published"]) == (2.0, 2.0)


def test_scores_hold_criteria_rubrics_and_nodes_of_every_city_by_code(sample):
    table = report.tables(sample, "en").scores
    assert table.height == 5 * 5
    assert table["code"].to_list()[:6] == ["11.01"] * 5 + ["11.10"]
    assert table["node"].to_list()[:5] == [name for name in sample.ids if "@" not in name]
    assert table["kind"].to_list()[:5] == ["criterion", "criterion", "rubric", "rubric", "node"]
    third = table.filter(pl.col("code") == "12.01")
    assert third["score"].to_list() == [None, 3, 3, None, 3]
    assert third["coverage"].to_list() == [0, 0.5, 0.5, 0, 0.375]


def test_awards_name_winner_and_score(sample):
    table = report.tables(sample, "en").awards
    assert table.rows()[2] == (
        "best",
        "governance",
        "province",
        "Riau",
        1,
        "12.01",
        "Kabupaten Tiga",
        3.0,
        3.0,
    )


def test_no_award_is_an_empty_table_with_all_columns(sample):
    full = report.tables(sample, "en").awards
    empty = report.tables(evolve(sample, winners=()), "en").awards
    assert empty.is_empty()
    assert empty.schema == full.schema
