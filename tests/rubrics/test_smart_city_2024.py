"""The evaluation of 2024: 24 rubrics, two stages, outside evidence, consistency; the example in exact fractions."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from scoring.codec.edition import load_scheme_files

DIMENSIONS = ("governance", "branding", "economy", "living", "society", "environment")
TYPES = ("academic", "ict_practitioner", "coordinating_ministry", "communication_ministry")
ASPECTS = ("policy", "technology_support", "governance", "service_programmes", "budget", "achievements")
STAGES = {"self_assessment": Fraction(4, 10), "presentation": Fraction(6, 10)}
SECURITY = {"01.01": 2, "01.10": 0, "01.71": 4, "02.71": None}
"""Scores of the KAMI statuses 2, 1 and 4; the result of 02.71 is of June 2022 and has expired."""
EARLIER = {"01.01": ("2.52", "2.35"), "01.10": (), "01.71": ("3.31", "3.27"), "02.71": ("2.90",)}
"""Earlier results that count beside this year, newest first."""


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def marks_of(folder, code):
    """Return the mean of each (criterion, stage), whose criterion belongs to one type."""
    found = {}
    for path in sorted((folder / "marks").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.pop("city") == code:
                    row.pop("evaluator")
                    stage = row.pop("stage")
                    for key, mark in row.items():
                        found.setdefault((key, stage), []).append(Fraction(Decimal(mark)))
    return {key: mean(marks) for key, marks in found.items()}


def in_fractions(folder, code):
    """Return the dimensions and the index of one city, computed from the tables without the engine."""
    marks = marks_of(folder, code)
    criteria = {
        key: sum(share * marks[key, stage] for stage, share in STAGES.items())
        for key in {key for key, _ in marks}
    }
    dimensions = {}
    for dimension in DIMENSIONS:
        rubrics = []
        for kind in TYPES:
            mine = [value for key, value in criteria.items() if key.startswith(f"{dimension}.{kind}.")]
            assert len(mine) in {0, 6}
            rubrics += [mean(mine)] if mine else []
        dimensions[dimension] = mean(rubrics)
    six = mean(list(dimensions.values()))
    years = [six, *(Fraction(Decimal(value)) for value in EARLIER[code])]
    consistency = sum(weight * value for weight, value in zip((3, 2, 1), years, strict=False)) / sum(
        (3, 2, 1)[: len(years)]
    )
    parts = [(Fraction(8, 10), six), (Fraction(1, 10), consistency)]
    if SECURITY[code] is not None:
        parts.append((Fraction(1, 10), Fraction(SECURITY[code])))
    return dimensions, sum(w * x for w, x in parts) / sum(w for w, _ in parts)


@pytest.mark.parametrize("code", list(SECURITY))
def test_dimensions_and_index_are_what_exact_fractions_give(code, library, example):
    dimensions, index = in_fractions(library / "smart-city-2024", code)
    scored = example("smart-city-2024")
    for dimension, value in dimensions.items():
        assert scored.score(code, f"dimension.{dimension}") == pytest.approx(float(value), abs=1e-12)
    assert scored.score(code, "index") == pytest.approx(float(index), abs=1e-12)


def test_each_dimension_has_a_rubric_of_six_aspects_for_each_evaluator_type(library):
    rubrics = load_scheme_files(library / "smart-city-2024").rubrics
    for dimension in DIMENSIONS:
        for kind in TYPES:
            rubric = rubrics[f"{dimension}.{kind}"]
            assert rubric.evaluators == (kind,)
            assert tuple(rubric.criteria) == ASPECTS
    assert len(rubrics) == 24 + 2  # and security, consistency


def test_no_two_rubrics_ask_the_same(library):
    rubrics = load_scheme_files(library / "smart-city-2024").rubrics
    asked = [criterion.guidance for rubric in rubrics.values() for criterion in rubric.criteria.values()]
    assert len(set(asked)) == len(asked) == 24 * 6 + 2


def test_every_mark_is_of_both_stages_and_of_the_rubrics_own_type(example):
    leaves = [leaf for leaf in example("smart-city-2024").result.structure.leaves if leaf.input == "marks"]
    assert len(leaves) == 24 * 6 * 2
    assert all(leaf.criterion.split(".")[1] == leaf.type for leaf in leaves)
    assert {leaf.stage for leaf in leaves} == set(STAGES)


def test_an_absent_type_passes_its_weight_to_the_others(example, changed):
    scored = example("smart-city-2024")
    others = [scored.score("02.71", f"living.{kind}") for kind in TYPES if kind != "coordinating_ministry"]
    assert np.isnan(scored.score("02.71", "living.coordinating_ministry"))
    assert scored.score("02.71", "dimension.living") == pytest.approx(sum(others) / 3)
    heavier = changed(
        "smart-city-2024", edition={"coordinating_ministry = 0.25": "coordinating_ministry = 25"}
    )
    assert heavier.score("02.71", "dimension.living") == pytest.approx(sum(others) / 3)
    # where the type is on the panel its weight counts: (25 x its score + 0.25 x each other) / 25.75
    kinds = {kind: scored.score("01.71", f"economy.{kind}") for kind in TYPES}
    weighted = 25 * kinds.pop("coordinating_ministry") + 0.25 * sum(kinds.values())
    assert heavier.score("01.71", "dimension.economy") == pytest.approx(weighted / 25.75)
    assert heavier.score("01.71", "dimension.economy") != pytest.approx(
        scored.score("01.71", "dimension.economy")
    )


def test_weights_of_types_are_set_in_the_edition(example, changed):
    scored = example("smart-city-2024")
    weights = {
        "academic": 0.4,
        "ict_practitioner": 0.3,
        "coordinating_ministry": 0.2,
        "communication_ministry": 0.1,
    }
    edition = {f"\n{kind} = 0.25": f"\n{kind} = {weight}" for kind, weight in weights.items()}
    expected = sum(weight * scored.score("01.71", f"economy.{kind}") for kind, weight in weights.items())
    other = changed("smart-city-2024", edition=edition)
    assert other.score("01.71", "dimension.economy") == pytest.approx(expected)


def test_a_panel_of_five_has_one_chair(library):
    with (library / "smart-city-2024" / "panels.csv").open(encoding="utf-8", newline="") as file:
        seats = list(csv.DictReader(file))
    for code in SECURITY:
        mine = [row for row in seats if row["city"] == code]
        assert len(mine) == 5
        assert sum(row["chair"] == "yes" for row in mine) == 1


def test_expired_evidence_counts_as_missing_and_is_flagged(example):
    scored = example("smart-city-2024")
    assert np.isnan(scored.score("02.71", "security"))
    flags = [(flag.column, flag.problem.code) for flag in scored.result.flags]
    assert flags == [("security.kami_status", "evidence-expired")]
    assert scored.score("01.71", "security") == 4
    assert scored.score("01.10", "security") == 0


def test_consistency_weighs_three_editions_3_2_1_and_skips_gaps(example):
    scored = example("smart-city-2024")
    now = {code: scored.score(code, "dimensions") for code in SECURITY}
    assert scored.score("01.71", "consistency") == pytest.approx((3 * now["01.71"] + 2 * 3.31 + 3.27) / 6)
    assert scored.score("01.01", "consistency") == pytest.approx((3 * now["01.01"] + 2 * 2.52 + 2.35) / 6)
    assert scored.score("02.71", "consistency") == pytest.approx((3 * now["02.71"] + 2 * 2.90) / 5)
    assert scored.score("01.10", "consistency") == pytest.approx(now["01.10"])


def test_the_aspects_are_a_second_tree_over_the_same_criteria(example):
    scored = example("smart-city-2024")
    marks = [
        scored.score("01.71", f"{dimension}.{kind}.budget") for dimension in DIMENSIONS for kind in TYPES
    ]
    assert scored.score("01.71", "aspect.budget") == pytest.approx(sum(marks) / 24)
    aspects = [scored.score("01.71", f"aspect.{aspect}") for aspect in ASPECTS]
    assert sum(aspects) / 6 == pytest.approx(scored.score("01.71", "dimensions"))


def test_a_city_that_withdrew_is_not_ranked(example):
    scored = example("smart-city-2024")
    assert scored.state("02.01") == "withdrawn"
    assert np.isnan(scored.rank("02.01", "index"))
