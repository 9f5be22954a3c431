"""The fixture nation has the shape of the real one, whose published figures are the numbers expected here."""

import math
import re

import polars as pl
import pytest

YEARS = (2022, 2023, 2024)


def test_there_are_416_regencies_and_98_towns_in_38_provinces(table):
    cities = table(2024, "cities")
    assert dict(cities["kind"].value_counts().iter_rows()) == {"kabupaten": 416, "kota": 98}
    assert cities["province"].n_unique() == 38
    assert cities["name"].n_unique() == 514


def test_codes_are_text_in_order_and_some_end_in_zero(table):
    codes = table(2024, "cities")["code"].to_list()
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d\d\.\d\d", code) for code in codes)
    assert len([code for code in codes if code.endswith("0")]) > 20
    assert "11.10" in codes
    assert "11.01" in codes
    assert "11.1" not in codes


def test_some_regencies_and_towns_share_a_name(table):
    bare = table(2024, "cities")["name"].str.replace("^(Kabupaten|Kota) ", "")
    assert 15 <= 514 - bare.n_unique() <= 40


def test_cohorts_have_their_published_sizes(table):
    cohorts = dict(table(2024, "cities")["cohort"].drop_nulls().value_counts().iter_rows())
    assert cohorts == {
        "2017": 25, "2018": 50, "2019": 25, "2021": 41, "2022": 50, "2023": 50, "2024": 10,
    }  # fmt: skip


def test_populations_are_log_normal_and_fill_three_classes(table):
    people = table(2024, "cities")["population"]
    logs = [math.log(number) for number in people]
    mean = sum(logs) / 514
    assert abs(mean - 12.7) < 0.15
    assert 0.85 < math.sqrt(sum((log - mean) ** 2 for log in logs) / 513) < 1.1
    assert (people < 200_000).sum() > 100
    assert (people >= 1_000_000).sum() > 40
    assert people.is_between(27_000, 5_900_000).all()


@pytest.mark.parametrize(
    ("year", "ranked", "withdrawn", "not_assessable"),
    [(2022, 186, 1, 0), (2023, 235, 1, 0), (2024, 480, 3, 1)],
)
def test_states_are_as_planned(table, year, ranked, withdrawn, not_assessable):
    # 2022: 191 joined until then, 4 stay away, 1 withdraws; 2023: 241 - 5 - 1; 2024: 514 - 30 - 3 - 1
    found = dict(table(year, "cities")["state"].value_counts().iter_rows())
    assert found["ranked"] == ranked
    assert found["withdrawn"] == withdrawn
    assert found.get("not_assessable", 0) == not_assessable
    assert sum(found.values()) == 514


@pytest.mark.parametrize(("year", "teams"), [(2022, 4), (2023, 6), (2024, 8)])
def test_teams_of_six(table, year, teams):
    people = table(year, "evaluators")
    assert people.height == 6 * teams
    assert people["team"].value_counts()["count"].to_list() == [6] * teams
    assert set(people["type"]) == {"academic", "practitioner", "ministry", "auditor"}


@pytest.mark.parametrize("year", YEARS)
def test_every_panel_has_five_seats_and_one_chair(table, year):
    panels = table(year, "panels")
    seats = panels.group_by("city").agg(pl.col("evaluator").n_unique(), pl.col("chair").sum())
    assert set(seats["evaluator"]) == {5}
    assert set(seats["chair"]) == {1}
    states = table(year, "cities").filter(pl.col("state").is_in(["ranked", "withdrawn"]))
    assert sorted(seats["city"]) == states["code"].to_list()


@pytest.mark.parametrize("year", YEARS)
def test_marks_come_from_the_panel_once_a_cell_in_order(table, year):
    marks, panels = table(year, "marks"), table(year, "panels")
    keys = [name for name in ("city", "criterion", "stage", "evaluator") if name in marks.columns]
    assert marks.equals(marks.sort(keys))
    assert marks.select(keys).is_duplicated().sum() == 0
    assert marks.join(panels, on=["city", "evaluator"], how="anti").height == 0
    assert set(marks["mark"].drop_nulls()) == {1, 2, 3, 4}


def test_the_teams_are_linked_by_guests(table, planted):
    """Without a link the severity of a team could not be told from the quality of its cities."""
    team = dict(table(2024, "evaluators").select("evaluator", "team").iter_rows())
    seen = table(2024, "panels").with_columns(team=pl.col("evaluator").replace_strict(team))
    mixed = seen.group_by("city").agg(pl.col("team").n_unique()).filter(pl.col("team") > 1)
    assert sorted(mixed["city"]) == sorted(planted("guest", 2024)["city"])
    links = {frozenset(teams) for _, teams in seen.group_by("city").agg(pl.col("team").unique()).iter_rows()}
    joined = {"A"}
    for _ in range(8):
        joined |= {name for link in links if link & joined for name in link}
    assert joined == set("ABCDEFGH")
