"""The second opinion itself, against results worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.testing.nation import exact
from scoring.testing.nation.dimensions import DIMENSIONS
from scoring.testing.nation.exact import Inputs, city_scores, published

KEYS = [item.key for item in DIMENSIONS]


def plain_city(year: int, mark: int, stages: tuple[str, str]) -> Inputs:
    """Return a city to which one academic and one auditor give the same mark everywhere."""
    raw = Inputs()
    first, last = stages
    for key in KEYS:
        for part in next(item for item in DIMENSIONS if item.key == key).parts:
            for kind in ("academic", "auditor"):
                raw.marks[f"outcome.{key}.{part}", first, kind] = [mark]
                raw.marks[f"impact.{key}.{part}", last, kind] = [mark]
        raw.measures[f"outcome.{key}.programmes"] = (Fraction(9), Fraction(12))
        raw.measures[f"impact.{key}.survey"] = (Fraction(3), None)
    for name in ("policy", "institution"):
        for stage in dict.fromkeys(stages):
            raw.marks[f"output.foundation.{name}", stage, "academic"] = [mark]
    for name in ("creativity", "innovation", "replication"):
        for stage in dict.fromkeys(stages):
            raw.marks[f"quick_win.{name}", stage, "academic"] = [mark]
    raw.marks["output.budget.realisation", first, "auditor"] = [mark]
    return raw


def test_a_first_timer_of_2022():
    raw = plain_city(2022, 2, ("", ""))
    raw.measures["baseline.first_state.readiness"] = (Fraction(60), None)
    found = city_scores(2022, raw)
    # outcome of a dimension: 3 x 0.2 x 2 + 0.4 x 4 x 9/12 = 1.2 + 1.2 = 2.4
    # impact: (2 + 2 + 2 + s) / 4 with s = 1 + (3 - 1) x 3/4 = 2.5 -> 8.5 / 4 = 2.125
    # dimension: 0.6 x 2.4 + 0.4 x 2.125 = 2.29; output 2, quick win 2; readiness 60 -> 3
    # index: 0.1 x 3 + 0.2 x 2 + 0.3 x 2.4 + 0.2 x 2.125 + 0.2 x 2 = 0.3 + 0.4 + 0.72 + 0.425 + 0.4 = 2.245
    assert found["outcome"] == Fraction("2.4")
    assert found["impact"] == Fraction("2.125")
    assert found["dimension.living"] == Fraction("2.29")
    assert found["baseline"] == 3
    assert found["index"] == Fraction("2.245")
    assert published(Fraction("2.245")) == Decimal("2.25")


def test_a_city_with_a_past_in_2024():
    raw = plain_city(2024, 2, ("document", "presentation"))
    raw.measures["output.security.status"] = (Fraction(3), None)
    raw.past.update({2021: Fraction(2), 2023: Fraction("2.4")})
    found = city_scores(2024, raw)
    # output: 0.6 x 2 + 0.2 x 2 + 0.2 x 3.25 = 2.25
    # achievement: (20 x 2.25 + 30 x 2.4 + 20 x 2.125 + 20 x 2) / 90 = (45 + 72 + 42.5 + 40) / 90 = 199.5 / 90
    achievement = Fraction("199.5") / 90
    assert found["output"] == Fraction("2.25")
    assert found["achievement"] == achievement
    # improvement: achievement - 2.4 = -0.18333..; mark 1 + 3 x (0.5 - 0.18333..) = 1.95
    # consistency over 2023 and 2021: (3 x 2.4 + 2 x 2) / 5 = 2.24
    # baseline: 0.7 x 1.95 + 0.3 x 2.24 = 1.365 + 0.672 = 2.037
    assert found["baseline"] == Fraction("2.037")
    # the index is 0.2037 + 0.45 + 0.72 + 0.425 + 0.4, that is 2.1987
    assert found["index"] == Fraction("2.1987")


def test_types_pass_their_weight_on_and_stages_are_weighted():
    raw = Inputs()
    raw.marks["x.y", "document", "academic"] = [4, 3]  # 3.5, weight 0.35
    raw.marks["x.y", "document", "ministry"] = [1]  # weight 0.25
    raw.marks["x.y", "presentation", "auditor"] = [2]
    document = (Fraction("0.35") * Fraction("3.5") + Fraction("0.25") * 1) / Fraction("0.60")
    assert exact._marked(2024, raw, "x.y") == Fraction("0.4") * document + Fraction("0.6") * 2


def test_the_quick_win_counts_in_full_only_with_foundations():
    raw = plain_city(2024, 4, ("document", "presentation"))
    for name in list(raw.marks):
        if name[0].startswith("output."):
            raw.marks[name] = [1]
    raw.measures["output.security.status"] = (Fraction(4), None)
    # output: 0.8 x 1 + 0.2 x 4 = 1.6, below 1.75
    assert city_scores(2024, raw)["quick_win"] == 1
    raw.marks["output.budget.realisation", "document", "auditor"] = [2]
    # 0.6 x 1 + 0.2 x 2 + 0.2 x 4 = 1.8
    assert city_scores(2024, raw)["quick_win"] == 4


def test_the_median_of_academics_in_2023_and_of_the_quick_win_in_2024():
    assert exact._consensus(2023, "impact.living.health", "academic", [1, 4, 4]) == 4
    assert exact._consensus(2023, "impact.living.health", "auditor", [1, 4, 4]) == 3
    assert exact._consensus(2024, "quick_win.innovation", "auditor", [1, 2, 3, 4]) == Fraction(5, 2)
    assert exact._consensus(2024, "impact.living.health", "academic", [1, 4, 4]) == 3


def test_too_little_is_no_index():
    raw = Inputs(marks={("quick_win.innovation", "document", "academic"): [3]})
    assert city_scores(2024, raw)["index"] is None


@pytest.mark.parametrize(
    ("ready", "score"), [("0", 1), ("39.99", 1), ("40", 2), ("59.99", 2), ("60", 3), ("79.99", 3), ("80", 4)]
)
def test_limits_of_readiness_are_inclusive(ready, score):
    raw = Inputs(measures={"baseline.first_state.readiness": (Fraction(ready), None)})
    assert exact._baseline(2024, raw, None) == score


@pytest.mark.parametrize(("score", "shown"), [("3.315", "3.32"), ("3.31499", "3.31"), ("2.5", "2.5")])
def test_halves_are_rounded_up(score, shown):
    assert published(Fraction(score)) == Decimal(shown)
