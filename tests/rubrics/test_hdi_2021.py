"""The human development index of UNDP against all values, ranks and groups of Human Development Report 2021/2022."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest

NAMED = {"Low": "low", "Medium": "medium", "High": "high", "Very High": "very_high"}


@pytest.fixture
def published(library):
    with (library / "hdi-2021" / "published.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_all_countries_have_their_published_value_and_rank(example, published):
    # UNDP, Human Development Report 2021/2022, Table 1: hdi_2021 and hdi_rank_2021 of its file of time series
    scored = example("hdi-2021")
    assert len(published) == 191
    assert {code: scored.published(code, "hdi") for code in published} == {
        code: float(row["hdi"]) for code, row in published.items()
    }
    assert {code: scored.rank(code, "hdi") for code in published} == {
        code: int(row["rank"]) for code, row in published.items()
    }


def test_all_countries_have_their_published_group(example, published):
    # Technical note 1: low below 0.550, medium below 0.700, high below 0.800
    scored = example("hdi-2021")
    found = {code: scored.band(code, "group") for code in published}
    assert found == {code: NAMED[row["group"]] for code, row in published.items()}


def test_countries_without_a_published_value_have_none(example, published):
    scored = example("hdi-2021")
    others = set(scored.result.ratings.cities.codes) - set(published)
    assert others == {"MCO", "NRU", "PRK", "SOM"}
    assert {scored.state(code) for code in others} == {"incomplete"}
    assert all(np.isnan(scored.score(code, "hdi")) for code in others)


def test_the_formula_of_technical_note_1_written_out_for_indonesia(example):
    health, expected, mean = (67.5703 - 20) / 65, 13.74889386 / 18, 8.556509972 / 15
    income = math.log(11466.06836 / 100) / math.log(75000 / 100)
    scored = example("hdi-2021")
    assert scored.score("IDN", "health") == pytest.approx(health, rel=1e-12)
    assert scored.score("IDN", "education") == pytest.approx((expected + mean) / 2, rel=1e-12)
    assert scored.score("IDN", "income") == pytest.approx(income, rel=1e-12)
    index = (health * (expected + mean) / 2 * income) ** (1 / 3)
    assert scored.score("IDN", "hdi") == pytest.approx(index, rel=1e-12)
    assert scored.published("IDN", "hdi") == 0.705


def test_schooling_and_income_beyond_their_posts_count_as_the_posts(example):
    scored = example("hdi-2021")
    assert scored.score("AUS", "education.expected_schooling") == 1  # 21.05 years
    assert scored.score("QAT", "income") == 1  # 87,134 dollars
    assert scored.score("LIE", "income") == 1  # 146,830 dollars


def test_posts_belong_to_the_criteria_in_the_order_of_the_step(changed, published):
    kept = 'of = ["health.life_expectancy", "education.expected_schooling", "education.mean_schooling"]'
    turned = 'of = ["education.mean_schooling", "education.expected_schooling", "health.life_expectancy"]'
    scored = changed(
        "hdi-2021",
        edition={kept: turned, "[20, 0, 0]": "[0, 0, 20]", "[85, 18, 15]": "[15, 18, 85]"},
    )
    assert all(scored.published(code, "hdi") == float(row["hdi"]) for code, row in published.items())
