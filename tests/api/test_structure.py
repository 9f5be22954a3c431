"""The structure of the small edition, whose scores can be followed by hand; children of the index: policy, service.

11.01  policy 2.75  service 2  index 2.45     11.10  policy 3  service 4  index 3.4     11.1A  policy 1  service 1  index 1
"""

import json
from math import asin, pi

import polars as pl
import pytest
from openpyxl import load_workbook

from scoring import api

NATION_WIDE = 'children = { policy = 0.6, service = 0.4 }\naggregation = "topsis"'


def looked(small):
    return api.structure(small.open())


def test_weights_go_down_the_tree_and_end_at_the_criteria(small):
    found = looked(small).weights().select("column", "parent", "level", "weight", "effective").rows()
    assert found == [
        ("index", None, 0, 1.0, 1.0),
        ("policy", "index", 1, 0.6, 0.6),
        ("service", "index", 1, 0.4, 0.4),
        ("policy.plan", "policy", 2, 0.5, 0.3),
        ("policy.law", "policy", 2, 0.5, 0.3),
        ("service.online", "service", 2, 1.0, 0.4),
    ]


def test_weights_that_a_method_chose_are_those_that_are_told(small):
    chosen = 'children = ["policy", "service"]\nweighting = "standard_deviation"'
    small.replace("edition.toml", "children = { policy = 0.6, service = 0.4 }", chosen)
    rows = looked(small).weights().filter(pl.col("parent") == "index").to_dicts()
    # spreads of 2.75, 3, 1 and of 2, 4, 1, each from 0 to 1: squares 2.375 / 2**2 and 14 / 3 / 3**2
    first, second = (2.375 / 4) ** 0.5, (14 / 27) ** 0.5
    assert [row["weight"] for row in rows] == pytest.approx(
        [first / (first + second), second / (first + second)]
    )
    assert {row["method"] for row in rows} == {"standard_deviation"}


def test_correlations_of_any_columns_with_any(small):
    found = looked(small)
    (row,) = found.correlations(1).to_dicts()
    # deviations 0.5, 0.75, -1.25 and -1/3, 5/3, -4/3: products 2.75, squares 2.375 and 14/3
    value = 2.75 / (2.375 * 14 / 3) ** 0.5
    assert (row["first"], row["second"], row["cities"]) == ("policy", "service", 3)
    assert row["value"] == pytest.approx(value)
    # with one degree of freedom the chance is 1 - 2 asin(r) / pi
    assert row["p_value"] == pytest.approx(1 - 2 * asin(value) / pi)
    against = found.correlations(1, 0, rule="spearman").select("first", "second", "value", "look").rows()
    assert against == [("policy", "index", 1.0, "high"), ("service", "index", 1.0, "high")]
    types = found.correlations(["policy.plan@academic"], ["policy.plan@ministry"])
    assert types["cities"].to_list() == [2]


def test_inside_a_group_a_single_city_has_no_correlation(small):
    rows = looked(small).correlations(1, group="province").select("member", "value", "cities").rows()
    assert rows == [("Selatan", None, 1), ("Utara", 1.0, 2)]


def test_alpha_and_components_of_nodes_with_several_children(small):
    found = looked(small)
    # twice one less variances by variance of the sum: 2 (1 - (2.375 + 14/3) / (2.375 + 14/3 + 2 * 2.75))
    alpha = 2 * (1 - (2.375 + 14 / 3) / (2.375 + 14 / 3 + 5.5))
    rows = found.alpha().to_dicts()
    assert {row["node"] for row in rows} == {"index", "policy"}
    assert found.alpha("index")["alpha"].to_list() == pytest.approx([alpha, alpha])
    value = 2.75 / (2.375 * 14 / 3) ** 0.5
    first = found.components("index").filter(pl.col("component") == 1)
    assert first["eigenvalue"].to_list() == pytest.approx([1 + value] * 2)
    assert found.adequacy("index")["kmo"].to_list() == pytest.approx([0.5])


def test_importance_of_children_and_of_criteria(small):
    rows = looked(small).importance().filter(pl.col("node") == "index").to_dicts()
    assert [(row["scope"], row["column"]) for row in rows] == [
        ("children", "policy"),
        ("children", "service"),
        ("criteria", "policy.plan"),
        ("criteria", "policy.law"),
        ("criteria", "service.online"),
    ]
    assert [row["nominal"] for row in rows] == pytest.approx([0.6, 0.4, 0.3, 0.3, 0.4])
    assert all(row["linear"] <= row["main"] + 1e-12 for row in rows)
    assert looked(small).importance("policy")["column"].to_list() == ["policy.plan", "policy.law"]


def test_strengths_of_one_city_by_code_or_name(small):
    found = looked(small)
    rows = found.strengths("11.10", of=1, top=1).select("kind", "column", "rank", "size", "score").rows()
    assert rows == [("strength", "policy", 1.0, 3, 3.0), ("weakness", "policy", 1.0, 3, 3.0)]
    assert found.strengths("kota sepuluh", of=1, top=1).rows() == found.strengths("11.10", of=1, top=1).rows()
    assert found.strengths()["code"].unique().sort().to_list() == ["11.01", "11.10", "11.1A"]


def test_what_the_ranking_is_without_each_part(small):
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,25")
    rows = {row["column"]: row for row in looked(small).removal().to_dicts()}
    # index 2.45, 0.6 * 3 + 0.4 * 1 = 2.2 and 1; by policy alone 2.75, 3, 1: the first two change places
    row = rows["service"]
    assert (row["mover_code"], row["before"], row["after"]) == ("11.01", 1, 2)
    assert (row["average_shift"], row["spearman"]) == (pytest.approx(2 / 3), pytest.approx(0.5))
    # by service alone 2, 1, 1: the last two are level
    assert (rows["policy"]["mover_code"], rows["policy"]["before"], rows["policy"]["after"]) == (
        "11.1A",
        3,
        2,
    )


def test_an_only_part_cannot_be_left_out_and_says_so(small):
    (row,) = looked(small).removal("service").to_dicts()
    assert row["failed"].startswith("without service.online nothing")
    assert row["cities"] == 0


def test_a_mean_keeps_every_order_and_topsis_answers_too(small):
    assert set(looked(small).reversal()["found"].to_list()) == {0}
    small.replace("edition.toml", "children = { policy = 0.6, service = 0.4 }", NATION_WIDE)
    found = looked(small).reversal()
    assert found["cities"].to_list() == [3] * 7
    assert found.filter(pl.col("check").is_in(["dominance", "circles"]))["found"].to_list() == [0, 0]
    assert looked(small).reversal(most=2)["cities"].to_list() == [2] * 7


def test_whoever_turns_and_whoever_made_them_turn_is_named(small):
    rule = 'children = { policy = 0.65, service = 0.35 }\naggregation = { method = "weighted_sum", scaling = "maximum" }'
    small.replace("edition.toml", "children = { policy = 0.6, service = 0.4 }", rule)
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,37.5")
    small.replace("measures.csv", "11.1A,service.online,25", "11.1A,service.online,100")
    # 11.01 (2.75, 2), 11.10 (3, 1.5), 11.1A (1, 4): 0.65 * 2.75 / 3 + 0.35 * 2 / 4 = 0.771 against 0.65 + 0.131 = 0.781;
    # without the third 0.596 + 0.35 = 0.946 against 0.65 + 0.2625 = 0.912
    found = looked(small).reversal(each=True).filter(pl.col("check") == "leave_one_out")
    named = found.select("cause_code", "first_code", "second_name", "before", "after").rows()
    assert named == [("11.1A", "11.01", "Kota Sepuluh", -1, 1)]


def test_differences_in_the_last_bits_are_none(nation):
    found = api.structure(api.open_edition(nation.folder)).reversal("output")
    assert set(found["found"].to_list()) == {0}


def test_a_criterion_of_which_less_is_better_is_turned_round(small):
    small.replace(
        "rubrics/service.toml", "scale = { lowest = 0, highest = 100 }", 'aggregation = "weighted_sum"'
    )
    linear = 'value = { method = "linear", raw = [0, 100], score = [0, 4] }'
    small.replace("rubrics/service.toml", linear, 'direction = "lower"')
    (row,) = looked(small).correlations(["service.online"], ["service"]).to_dicts()
    assert row["value"] == pytest.approx(1)
    best = looked(small).ranks(["service.online"]).row(0)
    assert best[0] == "11.1A"


def test_a_weighting_chooses_anew_for_other_cities_and_where_it_cannot_there_is_no_answer(small):
    chosen = 'children = ["policy", "service"]\nweighting = "critic"'
    small.replace("edition.toml", "children = { policy = 0.6, service = 0.4 }", chosen)
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,50")
    rows = {row["check"]: row for row in looked(small).reversal().to_dicts()}
    # service is 2 for the first two: without the third it is the same everywhere
    assert rows["leave_one_out"]["unscored"] == 1
    assert rows["pairs"]["unscored"] == 1


def test_ranks_of_columns_can_be_merged(small):
    found = looked(small).ranks(1)
    assert found.rows() == [
        ("11.10", "Kota Sepuluh", 1.0, 1.0),
        ("11.01", "Kota Satu", 2.0, 2.0),
        ("11.1A", "Kota Sebelas", 3.0, 3.0),
        ("12.01", "Kota Mundur", None, None),
    ]
    assert api.merge(found).ranks()["rank"].to_list() == [1, 2, 3, None]


def test_trends_of_the_history_table(nation):
    found = api.structure(api.open_edition(nation.folder))
    rows = found.trends("index")
    assert rows.height == 233
    one = rows.filter(pl.col("code") == "46.19").to_dicts()[0]
    # a single earlier year: both rates are of the same two numbers
    assert one["cagr"] == pytest.approx(one["last"] / one["first"] - 1)
    assert one["percent"] == pytest.approx(100 * one["cagr"])
    assert set(found.trends()["node"].unique()) == set(found.workshop.ratings.past.nodes)


def test_what_is_wrong_with_the_question_is_told(small, problems):
    found = looked(small)
    for ask, code in (
        (lambda: found.correlations(5), "structure-no-level"),
        (lambda: found.correlations(["polic"]), "unknown-node"),
        (lambda: found.correlations(1, rule="pearsn"), "structure-no-rule"),
        (lambda: found.correlations(1, group="provinc"), "unknown-group"),
        (lambda: found.alpha("service.online"), "structure-no-children"),
        (lambda: found.strengths("Kota Dua"), "unknown-city"),
        (lambda: found.trends("indx"), "unknown-node"),
        (lambda: found.tables(["weight"]), "structure-no-section"),
        (lambda: found.reversal(most=1), "structure-few-cities"),
        (lambda: found.reversal("nowhere"), "structure-no-children"),
    ):
        assert [item for item, _ in problems(ask)] == [code]


def test_a_name_of_two_cities_is_refused(small, problems):
    small.replace("cities.csv", "Kota Sebelas", "Kota Satu")
    assert [code for code, _ in problems(looked(small).strengths, "Kota Satu")] == ["city-name-shared"]


def test_the_folder_holds_the_sections_that_were_asked_for(small, tmp_path):
    found = looked(small)
    out = found.write(tmp_path / "study", ["weights", "components", "reversal"], node="index")
    names = {path.name for path in out.iterdir()}
    assert {"weights.csv", "adequacy.parquet", "components.csv", "reversals.csv", "structure.json"} <= names
    assert "alpha.csv" not in names
    assert pl.read_parquet(out / "weights.parquet").equals(found.weights())
    data = json.loads((out / "structure.json").read_text())
    assert (data["schema"], data["figures"]["node"]) == ("scoring-structure/1", "index")
    assert load_workbook(out / "structure.xlsx").sheetnames[0] == "weights"
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["settings"] == {"sections": ["weights", "components", "reversal"], "node": "index"}
    assert set(found.tables()) == {
        "weights",
        "importance",
        "correlations",
        "alpha",
        "adequacy",
        "components",
        "removal",
        "strengths",
        "trends",
    }
    assert (found.write(tmp_path / "all") / "trends.csv").exists()


def test_an_infinite_figure_is_empty_in_every_table(small):
    for code, old, percent in (("11.01", "50", 68.75), ("11.10", "100", 75), ("11.1A", "25", 25)):
        small.replace("measures.csv", f"{code},service.online,{old}", f"{code},service.online,{percent}")
    # service is 2.75, 3 and 1 like policy: one follows from the other
    (row,) = looked(small).adequacy("index").to_dicts()
    assert (row["kmo"], row["chi_squared"]) == (None, None)
