"""The evaluation of 2022 and 2023: Kota Kediri's published result, and the example in exact fractions."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

KEDIRI = "35.71"
DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")
TYPES = {
    "a1": "A",
    "a2": "A",
    "a3": "P",
    "a4": "P",
    "a5": "M",
    "b1": "A",
    "b2": "A",
    "b3": "A",
    "b4": "P",
    "b5": "P",
}
"""Evaluators of the example: academics, practitioners and one ministry."""


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exact(text):
    return Fraction(Decimal(text))


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def test_kediri_2022_has_its_published_index(example):
    # 0.1 x 3.60 + 0.2 x 3.21 + 0.3 x 3.23 + 0.2 x (2.75 + 2.75 + 3.5 + 3.33 + 3.33 + 2.75) / 6 + 0.2 x 3.65
    #   = 0.36 + 0.642 + 0.969 + 0.2 x 3.068333... + 0.73 = 3.314666...
    scored = example("smart-city-2023")
    assert scored.score(KEDIRI, "index") == pytest.approx(3.314667, abs=5e-7)
    assert scored.published(KEDIRI, "index") == 3.31


def test_kediri_2022_has_its_published_impact_and_improvement(example):
    scored = example("smart-city-2023")
    assert scored.published(KEDIRI, "impact") == 3.07
    assert scored.improvement(KEDIRI) == 0.25


def test_kediri_2022_equals_the_published_row(example, shared):
    row = next(row for row in rows(shared / "smartcity_published_results.csv") if row["code"] == KEDIRI)
    scored = example("smart-city-2023")
    assert scored.published(KEDIRI, "index") == float(row["index_published"])
    assert scored.improvement(KEDIRI) == float(row["improvement"])
    for component in ("baseline", "output", "outcome", "impact", "quick_win"):
        assert scored.published(KEDIRI, component) == float(row[component])
    for dimension in DIMENSIONS:
        assert scored.published(KEDIRI, f"impact.{dimension}") == float(row[f"pillar_{dimension}"])


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        # 0.36 + 0.642 + 0.3 x 3.23 + 0.3 x 3.068333 + 0.1 x 3.65 = 3.2565
        ("outcome = 0.30, impact = 0.30, quick_win = 0.10", 3.26),
        # as shares of 120: (0.36 + 0.642 + 0.4 x 3.23 + 0.3 x 3.068333 + 0.2 x 3.65) / 1.2 = 3.2871
        ("outcome = 0.40, impact = 0.30, quick_win = 0.20", 3.29),
    ],
)
def test_other_weights_of_the_press_do_not_give_the_published_index(weights, expected, changed):
    official = "outcome = 0.30, impact = 0.20, quick_win = 0.20 }"
    scored = changed("smart-city-2023", edition={official: weights + ' }\nweights = "shares"'})
    assert scored.published(KEDIRI, "index") == expected != 3.31


def test_dimensions_are_ranked_by_themselves_and_rest_on_outcome_and_impact(example):
    scored = example("smart-city-2023")
    for dimension in DIMENSIONS:
        parts = [scored.score("01.71", f"{part}.{dimension}") for part in ("outcome", "impact")]
        assert scored.score("01.71", f"dimension.{dimension}") == pytest.approx(sum(parts) / 2)
        assert scored.rank("01.71", f"dimension.{dimension}") >= 1
        assert np.isnan(
            scored.score(KEDIRI, f"dimension.{dimension}")
        )  # its outcome by dimension is not known


def test_each_dimension_has_three_sub_dimensions_in_both_parts(example):
    scored = example("smart-city-2023")
    for part, others in (("outcome", set()), ("benefit", {"survey"})):
        found = {}
        for leaf in scored.result.structure.leaves:
            rubric, _, key = leaf.criterion.rpartition(".")
            if rubric.startswith(f"{part}."):
                found.setdefault(rubric.removeprefix(f"{part}."), set()).add(key)
        assert set(found) == set(DIMENSIONS)
        assert all(len(keys - others) == 3 for keys in found.values())


def test_a_city_that_takes_part_for_the_first_time_is_judged_by_its_first_state(example):
    scored = example("smart-city-2023")
    assert np.isnan(scored.score("01.10", "baseline.progress"))
    assert scored.score("01.10", "baseline") == scored.score("01.10", "baseline.first_state")
    assert np.isnan(scored.improvement("01.10"))


def test_a_city_with_a_past_is_judged_by_its_progress(example):
    # 4 x (achievement - 3.12 + 0.5) with the last index 3.12
    scored = example("smart-city-2023")
    progress = 4 * (scored.score("01.71", "achievement") - 3.12 + 0.5)
    assert scored.score("01.71", "baseline") == pytest.approx(progress)


def test_a_survey_of_too_few_is_flagged_and_a_city_that_does_not_take_part_is_not_ranked(example):
    scored = example("smart-city-2023")
    flags = [(flag.column, flag.problem.code, flag.problem.details["found"]) for flag in scored.result.flags]
    assert flags == [("benefit.economy.survey", "sample-small", "38")]
    assert scored.state("02.01") == "not_participating"
    assert np.isnan(scored.rank("02.01", "index"))


@pytest.mark.parametrize("code", ["01.01", "01.10", "01.71", "02.71"])
def test_the_index_is_what_exact_fractions_give(code, library, example):
    index, parts = in_fractions(library / "smart-city-2023", code)
    scored = example("smart-city-2023")
    for component, value in parts.items():
        assert scored.score(code, component) == pytest.approx(float(value), abs=1e-12)
    assert scored.score(code, "index") == pytest.approx(float(index), abs=1e-12)


def in_fractions(folder, code):
    """Return index and components of one city, computed from the tables without the engine."""
    marks = marks_of(folder, code)
    measures = {row["criterion"]: row for row in rows(folder / "measures.csv") if row["city"] == code}
    past = {
        int(row["year"]): exact(row["value"]) for row in rows(folder / "history.csv") if row["city"] == code
    }
    parts = {
        "output": mean([marks[f"foundations.{key}"] for key in ("policy", "institutions", "budget")]),
        "outcome": mean([outcome(measures, dimension) for dimension in DIMENSIONS]),
        "impact": mean([impact(marks, measures, dimension) for dimension in DIMENSIONS]),
        "quick_win": mean([marks["flagship.creativity"], marks["flagship.innovation"]]),
    }
    shares = {"output": 20, "outcome": 30, "impact": 20, "quick_win": 20}
    achievement = sum(parts[key] * share for key, share in shares.items()) / 90
    if past:
        progress = 4 * (achievement - past[max(past)] + Fraction(1, 2))
        parts["baseline"] = min(Fraction(4), max(Fraction(0), progress))
    else:
        parts["baseline"] = marks["baseline.first_state.readiness"]
    return achievement * Fraction(9, 10) + parts["baseline"] / 10, parts


def marks_of(folder, code):
    """Return the mark of each criterion: mean inside a type, then mean of the types that are present."""
    sheet = [row for row in rows(folder / "marks.csv") if row["kota"] == code]
    found = {}
    for key in list(sheet[0])[2:]:
        types = {}
        for row in sheet:
            if row[key]:
                types.setdefault(TYPES[row["penilai"]], []).append(exact(row[key]))
        found[key] = mean([mean(values) for values in types.values()])
    return found


def outcome(measures, dimension):
    mine = [row for key, row in measures.items() if key.startswith(f"outcome.{dimension}.")]
    return mean([4 * min(Fraction(1), exact(row["value"]) / exact(row["of"])) for row in mine])


def impact(marks, measures, dimension):
    mine = [value for key, value in marks.items() if key.startswith(f"benefit.{dimension}.")]
    return mean([*mine, exact(measures[f"benefit.{dimension}.survey"]["value"]) - 1])
