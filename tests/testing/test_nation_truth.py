"""What the truth says was planted stands in the tables."""

import polars as pl
import pytest

YEARS = (2022, 2023, 2024)


def label(marks: pl.DataFrame) -> pl.Expr:
    return (pl.col("criterion") + "#" + pl.col("stage")) if "stage" in marks.columns else pl.col("criterion")


@pytest.mark.parametrize("year", YEARS)
def test_empty_cells_are_the_planted_ones_and_three_in_a_hundred(table, planted, year):
    marks = table(year, "marks")
    empty = marks.filter(pl.col("mark").is_null() & pl.col("state").is_null())
    found = empty.select("city", "evaluator", label(marks).alias("item")).rows()
    assert sorted(found) == sorted(planted("missing", year).select("city", "evaluator", "item").rows())
    assert 0.028 < len(found) / marks.height < 0.032


@pytest.mark.parametrize("year", YEARS)
def test_recused_evaluators_gave_no_mark_in_that_city(table, planted, year):
    marks = table(year, "marks")
    found = marks.filter(pl.col("state") == "recused")
    assert found["mark"].is_null().all()
    pairs = planted("recused", year).select("city", "evaluator")
    assert pairs.height == 8
    assert sorted(found.select("city", "evaluator").unique().rows()) == sorted(pairs.rows())
    assert marks.join(pairs, on=["city", "evaluator"]).height == found.height


@pytest.mark.parametrize("year", YEARS)
def test_absent_types_have_no_seat(table, planted, year):
    kinds = table(year, "panels").join(table(year, "evaluators"), on="evaluator")
    absent = planted("absent_type", year)
    assert absent.height > 100
    assert absent.join(kinds, left_on=["city", "item"], right_on=["city", "type"]).height == 0
    cities = kinds["city"].n_unique()
    assert kinds.select("city", "type").unique().height + absent.height == 4 * cities


def test_some_cities_have_nobody_who_marks_the_budget(table):
    marks = table(2024, "marks")
    with_budget = marks.filter(pl.col("criterion") == "output.budget.realisation")["city"].n_unique()
    assert 0 < marks["city"].n_unique() - with_budget < 100


def test_withdrawn_cities_have_marks_and_the_one_not_assessable_has_none(table, planted):
    marked = set(table(2024, "marks")["city"])
    assert len(planted("withdrawn", 2024)) == 3
    assert set(planted("withdrawn", 2024)["city"]) <= marked
    assert not set(planted("not_assessable", 2024)["city"]) & marked
    assert len(planted("not_assessable", 2024)) == 1


def test_the_incomplete_city_has_only_its_quick_win(table, planted):
    (city,) = planted("incomplete", 2024)["city"]
    assert set(table(2024, "cities").filter(pl.col("code") == city)["state"]) == {"ranked"}
    criteria = table(2024, "marks").filter(pl.col("city") == city)["criterion"]
    assert set(criteria.str.split(".").list.first()) == {"quick_win"}
    assert table(2024, "measures").filter(pl.col("city") == city).height == 0
    assert city not in planted("score", 2024)["city"]


@pytest.mark.parametrize("year", YEARS)
def test_first_timers_have_no_past_and_all_but_one_a_first_state(table, planted, year):
    first = planted("first_timer", year)
    assert not set(first["city"]) & set(table(year, "history")["city"])
    measured = table(year, "measures").filter(pl.col("criterion") == "baseline.first_state.readiness")["city"]
    assert sorted(measured) == sorted(first.filter(pl.col("value") == 1)["city"])
    assert first.filter(pl.col("value") == 0).height == 1


def test_readiness_stands_on_and_just_below_the_limits_of_its_bands(table):
    measures = table(2024, "measures")
    ready = set(measures.filter(pl.col("criterion") == "baseline.first_state.readiness")["value"])
    assert ready >= {60.0, 59.99, 40.0, 39.99, 80.0}


@pytest.mark.parametrize("year", YEARS)
def test_small_samples_are_the_planted_ones(table, planted, year):
    survey = table(year, "measures").filter(pl.col("criterion").str.ends_with(".survey"))
    assert survey["value"].is_between(1, 5).all()
    small = survey.filter(pl.col("n") < 50)
    item = pl.col("criterion").str.split(".").list.get(1).alias("item")
    assert sorted(small.select("city", item, "n").rows()) == sorted(
        planted("small_sample", year).select("city", "item", "value").rows()
    )
    assert small.height > 50


def test_results_older_than_730_days_are_the_planted_ones(table, planted):
    status = table(2024, "measures").filter(pl.col("criterion") == "output.security.status")
    assert set(status["source"]) == {"badan_siber"}
    day = pl.col("date").str.to_date()
    old = status.filter((pl.date(2024, 11, 25) - day).dt.total_days() > 730)
    assert sorted(old["city"]) == sorted(planted("expired", 2024)["city"])
    assert old.height > 50
    assert not set(status["city"]) & set(planted("unreported", 2024)["city"])


def test_done_is_never_more_than_planned(table):
    programmes = table(2024, "measures").filter(pl.col("criterion").str.ends_with(".programmes"))
    assert programmes.height == 6 * 482  # 480 that take part, one of them empty-handed, and 3 that withdrew
    assert (programmes["value"] <= programmes["of"]).all()
    assert programmes["of"].is_between(3, 12).all()


@pytest.mark.parametrize("year", YEARS)
def test_twins_have_the_same_marks_measures_past_and_scores(table, planted, year):
    sets = planted("tie").group_by("item").agg("city")
    assert sorted(len(cities) for cities in sets["city"]) == [2, 2, 3]
    for cities in sets["city"]:
        for name in ("marks", "measures", "history"):
            rows = table(year, name)
            first, *others = (rows.filter(pl.col("city") == city).drop("city") for city in cities)
            assert all(other.equals(first) for other in others)


def test_twins_tie_in_the_index(planted):
    scores = dict(
        planted("score", 2024).filter(pl.col("item") == "index").select("city", "value").iter_rows()
    )
    for cities in planted("tie").group_by("item").agg("city")["city"]:
        assert len({scores[city] for city in cities}) == 1


@pytest.mark.parametrize("year", [2023, 2024])
def test_history_is_what_the_edition_before_published(table, planted, year):
    before = table(year, "history").filter(pl.col("year") == year - 1)
    known = planted("published", year - 1).rename({"item": "node"})
    joined = before.join(known, on=["city", "node"])
    assert joined.height == before.height > 1000
    assert (joined["value"] == joined["value_right"]).all()


def test_history_has_gaps(table):
    past = table(2024, "history").filter(pl.col("node") == "index")
    years = past.group_by("city").agg(pl.col("year").sort())
    found = {tuple(item) for item in years["year"]}
    assert found >= {(2021, 2022, 2023), (2022, 2023), (2023,), (2021, 2023), (2021, 2022)}


def test_strict_evaluators_mark_lower_than_their_panels(table, planted):
    """Severity can be recovered: an evaluator's mean distance from the panels follows the planted value."""
    marks = table(2024, "marks").drop_nulls("mark")
    cell = pl.col("mark").mean().over("city", "criterion", "stage")
    mean = marks.with_columns(gap=pl.col("mark") - cell).group_by("evaluator").agg(pl.col("gap").mean())
    joined = mean.join(planted("severity"), on="evaluator")
    assert joined.height == 48
    # inside a team the gap shows severity only against five colleagues; -0.8 leaves room for that
    assert joined.select(pl.corr("gap", "value")).item() < -0.8


def test_better_cities_get_better_marks(table, planted):
    mean = table(2024, "marks").group_by("city").agg(pl.col("mark").mean())
    level = planted("quality", 2024).group_by("city").agg(pl.col("value").mean())
    assert mean.join(level, on="city").select(pl.corr("mark", "value")).item() > 0.7
