"""Distance to a benchmark, with unreported indicators left out: the published cases and every limit."""

from __future__ import annotations

import numpy as np
import pytest


def test_four_reported_indicators_of_1_3_4_1_points(example):
    # published case: 9 of 16 points are 56.25 %, band 33-66
    scored = example("u4ssc")
    points = [
        scored.score("01.71", f"society.education.{key}")
        for key in ("student_ict", "enrolment", "literacy", "degrees")
    ]
    assert points == [1, 3, 4, 1]
    assert scored.score("01.71", "society.education") == 56.25
    assert scored.band("01.71", "education") == "from_33"


def test_three_of_four_reported_with_3_4_2_points(example):
    # published case: 9 of 12 points are 75 %, band 66-95
    scored = example("u4ssc")
    points = [
        scored.score("01.01", f"society.education.{key}") for key in ("enrolment", "literacy", "student_ict")
    ]
    assert points == [3, 4, 2]
    assert np.isnan(scored.score("01.01", "society.education.degrees"))
    assert scored.score("01.01", "society.education") == 75
    assert scored.band("01.01", "education") == "from_66"
    assert scored.coverage("01.01", "society.education") == 0.75


@pytest.mark.parametrize(
    ("percent", "points"),
    [(0, 1), (32.99, 1), (33, 2), (65.99, 2), (66, 3), (94.99, 3), (95, 4), (100, 4), (140, 4)],
)
def test_limits_of_the_points_are_inclusive_below(percent, points, changed):
    # benchmarks 100 and, of degrees, 40,000; of unemployment 3 with 20 as the worst
    rows = [
        f"01.01,society.education.literacy,{percent}",
        f"01.01,society.education.degrees,{percent * 400}",
        f"01.01,economy.employment.unemployment,{max(0, 20 - percent * 0.17):.6f}",
    ]
    scored = changed("u4ssc", {"measures.csv": "\n".join(["city,criterion,value", *rows]) + "\n"})
    for criterion in (
        "society.education.literacy",
        "society.education.degrees",
        "economy.employment.unemployment",
    ):
        assert scored.score("01.01", criterion) == points


def test_bands_of_a_group_are_inclusive_below(bands_at):
    values = [25, 32.99, 33, 65.99, 66, 94.99, 95, 100]
    labels = bands_at("u4ssc", "society", {"society": values})
    assert labels == tuple(name for name in ("below_33", "from_33", "from_66", "from_95") for _ in range(2))


def test_a_dimension_counts_points_and_not_percentages_of_categories(example):
    # society of 01.01: education 2, 3, 4, health 3 and 1 points: 13 of 4 x 5; the categories' 75 and 50 would give 62.5
    scored = example("u4ssc")
    assert scored.score("01.01", "society.health") == 50
    assert scored.score("01.01", "society") == pytest.approx(65)


def test_a_city_that_reported_nothing_has_no_score(example):
    scored = example("u4ssc")
    assert np.isnan(scored.score("02.01", "u4ssc"))
    assert np.isnan(scored.rank("02.01", "u4ssc"))
    assert scored.state("02.01") == "incomplete"
