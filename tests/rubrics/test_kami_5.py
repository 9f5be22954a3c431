"""The information security index: points, gate, status."""

from __future__ import annotations

import csv
import runpy

import numpy as np
import pytest

import scoring

AREAS = {
    "governance": "tata_kelola", "risk": "risiko", "framework": "kerangka_kerja", "assets": "aset",
    "technology": "teknologi", "personal_data": "pelindungan_data_pribadi",
}  # fmt: skip
LEAST = {"governance": 16, "risk": 20, "framework": 24, "assets": 27, "technology": 14}
HIGHEST = {
    "governance": 126,
    "risk": 72,
    "framework": 192,
    "assets": 258,
    "technology": 186,
    "personal_data": 84,
}


@pytest.fixture
def points(library):
    """Return the rubric's function for areas of 3, 2 and 1 questions, of one city."""
    function = runpy.run_path(str(library / "kami-5" / "rubrics" / "gated_points.py"))["gated_points"]

    def of(answers, stages=(3, 2, 1)):
        values = np.array([answers], dtype=np.float64)
        return float(function(values, np.full(values.shape, 1 / values.shape[-1]), stages=stages)[0])

    return of


def test_every_area_has_its_questions_and_maximum(library, shared, example):
    with (shared / "indeks_kami_v5_structure.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["area"]: row for row in csv.DictReader(file)}
    names = [leaf.criterion for leaf in scoring.open(library / "kami-5").plan.structure.leaves]
    assert sum(not name.startswith("category.") for name in names) == 175
    for area, row in AREAS.items():
        for stage in (1, 2, 3):
            found = sum(name.startswith(f"{area}.stage{stage}_") for name in names)
            assert found == int(rows[row][f"questions_stage{stage}"])
        assert example("kami-5").score("01.71", area) == float(rows[row]["max_score"]) == HIGHEST[area]


def test_everything_in_full_is_918(example):
    assert example("kami-5").score("01.71", "kami") == 918


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([3, 3, 3, 3, 3, 3], 9 + 12 + 9),  # all in full: 3 x 3, 2 x 3 x 2, 3 x 3
        ([3, 3, 3, 3, 3, 0], 9 + 12),
        ([2, 2, 3, 3, 3, 3], 7 + 12 + 9),  # two "in part" pass
        ([2, 2, 2, 3, 3, 3], 6 + 12),  # three do not
        ([1, 3, 3, 3, 3, 3], 7 + 12),  # a "planned" does not, though it lacks two points like two "in part"
        ([0, 3, 3, 3, 3, 3], 6 + 12),
        ([3, 3, 3, 2, 2, 3], 9 + 8 + 9),  # 17 of 2 x 3 + 4 x 2 = 14
        ([3, 3, 3, 2, 1, 3], 9 + 6 + 9),  # 15
        ([2, 2, 3, 2, 2, 3], 7 + 8 + 9),  # 15
        ([2, 2, 3, 2, 1, 3], 7 + 6),  # 13 is below 14
        ([3, 3, 3, 1, 1, 3], 9 + 4),  # 13
        ([2, 3, 3, 2, 1, 3], 8 + 6 + 9),  # 14 just passes
        ([0, 0, 0, 0, 0, 3], 0),
    ],
)
def test_stage_3_counts_only_behind_the_gate(points, answers, expected):
    assert points(answers) == expected


def test_an_answer_that_counts_may_not_be_missing(points):
    assert np.isnan(points([np.nan, 3, 3, 3, 3, 3]))
    assert np.isnan(points([3, 3, 3, np.nan, 3, 3]))
    assert np.isnan(points([3, 3, 3, 3, 3, np.nan]))


def test_stage_3_need_not_be_answered_behind_a_closed_gate(points):
    assert points([1, 3, 3, 3, 3, np.nan]) == 7 + 12


def test_an_area_may_have_no_stage_3(points):
    assert points([3, 3, 3, 3], stages=(2, 2, 0)) == 6 + 12


def test_stages_that_do_not_match_the_criteria_stop_the_run(library, changed):
    text = (library / "kami-5" / "rubrics" / "risk.toml").read_text(encoding="utf-8")
    with pytest.raises(scoring.ScoringError) as caught:
        changed("kami-5", {"rubrics/risk.toml": text.replace("[10, 4, 2]", "[10, 4, 3]")})
    assert [item.code for item in caught.value.problems] == ["plugin-method-failed"]
    assert "17 questions, but 16 criteria" in str(caught.value)


def test_answers_of_the_category_are_only_1_2_and_5(library, changed):
    path = "answers/01.71.csv"
    text = (library / "kami-5" / path).read_text(encoding="utf-8")
    with pytest.raises(scoring.ScoringError) as caught:
        changed("kami-5", {path: text.replace("category.question_01,5", "category.question_01,3")})
    assert [item.code for item in caught.value.problems] == ["score-undefined"]


@pytest.mark.parametrize(
    ("code", "points", "category", "status"),
    [
        # all in part: 48 + 36 + 68 + 130 + 88 + 56
        ("01.01", 426, "high", "kerangka_dasar"),
        # the same, but risk 8 x 3 + 2 x 2 + 4 x 6 + 2 x 9 = 70 behind the open gate
        ("01.10", 460, "low", "cukup_baik"),
        ("01.71", 918, "strategic", "baik"),
        # governance 7 x 3 + 1 + 8 x 6 = 70 without stage 3: 918 - 56
        ("02.01", 862, "strategic", "cukup_baik"),
        # 918 - 186, technology has no point
        ("02.71", 732, "high", "tidak_layak"),
    ],
)
def test_the_example_has_points_category_and_status_as_added_up_by_hand(
    code, points, category, status, example
):
    scored = example("kami-5")
    assert scored.score(code, "kami") == points
    assert scored.band(code, "category") == category
    assert scored.band(code, "status") == status


def test_the_category_follows_the_sum_of_ten_answers(bands_at):
    labels = bands_at("kami-5", "category", {"category": [10, 15, 16, 34, 35, 50]})
    assert labels == ("low", "low", "high", "high", "strategic", "strategic")


@pytest.mark.parametrize(
    ("category", "limits"), [(10, (248, 444, 761)), (16, (388, 647, 829)), (35, (473, 761, 865))]
)
def test_the_status_follows_the_limits_of_the_category(category, limits, bands_at):
    basic, fair, good = limits
    totals = [0, basic - 1, basic, fair - 1, fair, good - 1, good, 918]
    areas = {area: [float(least)] * len(totals) for area, least in LEAST.items()}
    labels = bands_at("kami-5", "status", {"kami": totals, "category": [category] * len(totals), **areas})
    names = ("tidak_layak", "kerangka_dasar", "cukup_baik", "baik")
    assert labels == tuple(name for name in names for _ in range(2))


@pytest.mark.parametrize("area", LEAST)
def test_an_area_below_its_least_points_makes_the_lowest_status(area, bands_at):
    areas = {name: [float(least), float(least)] for name, least in LEAST.items()}
    areas[area][0] -= 1
    labels = bands_at("kami-5", "status", {"kami": [850.0, 850.0], "category": [10.0, 10.0], **areas})
    assert labels == ("tidak_layak", "baik")


def test_faults_of_numbered_questions_are_reported_together_with_their_files(library, changed):
    risk, framework = (
        (library / "kami-5" / "rubrics" / f"{name}.toml").read_text(encoding="utf-8")
        for name in ("risk", "framework")
    )
    files = {
        "rubrics/risk.toml": risk.replace("count = 10", "count = 0"),
        "rubrics/framework.toml": framework + "stage1_01 = {}\n",
    }
    with pytest.raises(scoring.ScoringError) as caught:
        changed("kami-5", files)
    found = {(item.place.file, item.code) for item in caught.value.problems}
    assert found == {("rubrics/framework.toml", "refused"), ("rubrics/risk.toml", "too-low")}
