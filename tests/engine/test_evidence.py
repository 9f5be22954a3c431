"""Samples and outside evidence: what is flagged, what is missing, and where it stands."""

import datetime as dt

import pytest

from scoring.model.rubric import Evidence, Sample


def measured(bench, rows, edition=None, **demands):
    rules = bench.scheme(bench.measured("a", ("p", demands), "q"), index="a", **(edition or {}))
    return bench.found(rules, measures=rows)


def of_sample(size):
    return (float("nan"), size)


SIZES = [
    ("1", "a.p", 3.5, *of_sample(49)),
    ("2", "a.p", 3.5, *of_sample(50)),
    ("3", "a.p", 3.5),
    ("4", "a.q", 2, *of_sample(1)),
]


def test_a_small_sample_is_flagged_and_counts(bench):
    found = measured(bench, SIZES, sample=Sample(minimum=50))
    assert found.scores("a.p") == {"1": 3.5, "2": 3.5, "3": 3.5, "4": None}
    assert found.flags() == [("1", "a.p", "sample-small"), ("3", "a.p", "sample-small")]


def test_a_small_sample_is_missing_where_the_rubric_says_so(bench):
    found = measured(bench, SIZES, sample=Sample(minimum=50, below="missing"))
    assert found.scores("a.p") == {"1": None, "2": 3.5, "3": None, "4": None}
    assert found.coverage("a") == {"1": 0.0, "2": 0.5, "3": 0.0, "4": 0.5}
    assert found.flags() == [("1", "a.p", "sample-small"), ("3", "a.p", "sample-small")]


def test_a_flag_names_the_cell_and_the_numbers(bench):
    found = measured(bench, SIZES, sample=Sample(minimum=50))
    first, second = (flag.problem for flag in found.result.flags)
    assert (str(first.place), dict(first.details)) == (
        "measures.csv!D2",
        {"criterion": "a.p", "found": "49", "allowed": 50},
    )
    assert (str(second.place), second.details["found"]) == ("measures.csv!D4", "none given")


def dated(date):
    return (float("nan"), float("nan"), date, "BSSN")


# the edition's day is 31 December 2024; 366 days before it lies 31 December 2023
DATES = {
    "1": "2024-12-31", "2": "2023-12-31", "3": "2023-12-30", "4": "2025-01-01", "5": "2024-02-29",
}  # fmt: skip
ROWS = [(code, "a.p", 600, *dated(date)) for code, date in DATES.items()]


@pytest.mark.parametrize(("rule", "kept"), [("flag", 600.0), ("missing", None)])
def test_evidence_counts_from_its_date_through_its_last_day(bench, rule, kept):
    found = measured(bench, ROWS, evidence=Evidence(valid_days=366, expired=rule))
    # a result of a later day is as little valid as an old one
    assert found.scores("a.p") == {"1": 600.0, "2": 600.0, "3": kept, "4": kept, "5": 600.0}
    assert found.flags() == [("3", "a.p", "evidence-expired"), ("4", "a.p", "evidence-expired")]
    assert found.result.flags[0].problem.details["found"] == "2023-12-30"


def test_the_day_of_the_edition_may_be_named(bench):
    found = measured(
        bench,
        ROWS,
        edition={"date": dt.date(2024, 6, 30)},
        evidence=Evidence(valid_days=182, expired="missing"),
    )
    # 182 days before 30 June 2024 lies 31 December 2023 (30 + 31 + 30 + 31 + 29 + 31 = 182)
    assert found.scores("a.p") == {"1": None, "2": 600.0, "3": None, "4": None, "5": 600.0}


def test_evidence_without_a_term_does_not_grow_old(bench):
    found = measured(bench, [("1", "a.p", 600, *dated("1999-01-01"))], evidence=Evidence())
    assert found.scores("a.p") == {"1": 600.0}
    assert found.flags() == []


def test_no_days_are_valid_on_the_day_itself(bench):
    found = measured(bench, ROWS, evidence=Evidence(valid_days=0, expired="missing"))
    assert [code for code, score in found.scores("a.p").items() if score is not None] == ["1"]


def test_a_value_that_fails_both_demands_has_both_flags(bench):
    rows = [("1", "a.p", 3, float("nan"), 10, "2020-01-01", "survey")]
    found = measured(bench, rows, sample=Sample(minimum=50), evidence=Evidence(valid_days=1, expired="flag"))
    assert found.flags() == [("1", "a.p", "evidence-expired"), ("1", "a.p", "sample-small")]
    assert found.scores("a.p") == {"1": 3.0}


def test_a_city_that_does_not_take_part_is_not_flagged(bench):
    rules = bench.scheme(bench.measured("a", ("p", {"sample": Sample(minimum=50)})), index="a")
    assert bench.found(rules, measures=SIZES[:1], states={"1": "withdrawn"}).flags() == []


def test_a_missing_value_is_not_flagged(bench):
    found = measured(bench, [("1", "a.p", float("nan"), *of_sample(3))], sample=Sample(minimum=50))
    assert found.flags() == []
