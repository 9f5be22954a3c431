"""Results of earlier editions: the last one, improvement, several years with gaps."""

from decimal import Decimal

import pytest

from scoring.model.edition import Improvement, Publish
from scoring.model.rubric import History


def of_history(bench, history, past, current=(), year=2024):
    """Score a criterion of history beside a measured one that stands for this year."""
    rules = bench.scheme(
        [bench.rubric("h", ("x", {"input": "history", "history": history})), bench.measured("now", "p")],
        year=year,
        nodes={"index": bench.node({"h": "0.5", "now": "0.5"})},
    )
    codes = sorted({row[0] for row in past} | {code for code, _ in current} | {"9"})
    found = bench.found(
        rules, past=past, measures=[(code, "now.p", value) for code, value in current], cities=codes
    )
    return found.scores("h.x")


def numbers(*parts):
    return tuple(Decimal(part) for part in parts)


# 1 took part every year, 2 left out 2022, 3 began in 2022 and left out 2023, 4 took part this year only
PAST = [
    ("1", "index", 2021, 1.0), ("1", "index", 2022, 2.0), ("1", "index", 2023, 4.0),
    ("2", "index", 2021, 1.0), ("2", "index", 2023, 4.0),
    ("3", "index", 2022, 2.0),
    ("1", "other", 2023, 3.9), ("1", "index", 2024, 0.1), ("1", "index", 2025, 0.2),
]  # fmt: skip


def test_the_last_result_is_the_newest_before_this_edition(bench):
    found = of_history(bench, History(of="index", rule="last"), PAST)
    assert found == {"1": 4.0, "2": 4.0, "3": 2.0, "9": None}
    assert of_history(bench, History(of="index", rule="last"), PAST, year=2023) == {
        "1": 2.0,
        "2": 1.0,
        "3": 2.0,
        "9": None,
    }
    assert of_history(bench, History(of="other", rule="last"), PAST)["1"] == 3.9


def test_improvement_is_this_score_less_the_last_and_missing_for_a_first_timer(bench):
    current = [("1", 4.5), ("2", 3.0), ("3", 2.0), ("4", 3.5)]
    found = of_history(bench, History(of="index", rule="improvement", current="now"), PAST, current)
    assert found == {"1": 0.5, "2": -1.0, "3": 0.0, "4": None, "9": None}


def test_an_improvement_without_a_score_of_this_year_is_missing(bench):
    found = of_history(bench, History(of="index", rule="improvement", current="now"), PAST, [("2", 3.0)])
    assert found == {"1": None, "2": -1.0, "3": None, "9": None}


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        # 1: (3 * 4 + 2 * 2 + 1 * 1) / 6; 2, skipping the gap: (3 * 4 + 2 * 1) / 5, holding it: (3 * 4 + 1 * 1) / 4
        ("skip", {"1": 17 / 6, "2": 14 / 5, "3": 2.0, "9": None}),
        ("hold", {"1": 17 / 6, "2": 13 / 4, "3": 2.0, "9": None}),
    ],
)
def test_years_three_two_one_without_this_year(bench, gaps, expected):
    found = of_history(bench, History(of="index", rule="years", weights=numbers(3, 2, 1), gaps=gaps), PAST)
    assert found == {
        code: value if value is None else pytest.approx(value) for code, value in expected.items()
    }


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        # 1: (3 * 3 + 2 * 4 + 1 * 2) / 6 = 19/6
        # 2: 3, 4 and the gap of 2022: skipped (3 * 3 + 2 * 4 + 1 * 1) / 6 = 3, held (3 * 3 + 2 * 4) / 5 = 3.4
        # 3: 3, the gap of 2023, 2: skipped (3 * 3 + 2 * 2) / 5 = 2.6, held (3 * 3 + 1 * 2) / 4 = 2.75
        # 4: this year alone; 5 has neither
        ("skip", {"1": 19 / 6, "2": 3.0, "3": 2.6, "4": 3.0, "9": None}),
        ("hold", {"1": 19 / 6, "2": 3.4, "3": 2.75, "4": 3.0, "9": None}),
    ],
)
def test_years_three_two_one_with_this_year(bench, gaps, expected):
    history = History(of="index", rule="years", current="now", weights=numbers(3, 2, 1), gaps=gaps)
    found = of_history(bench, history, PAST, [(code, 3) for code in "1234"])
    assert found == {
        code: value if value is None else pytest.approx(value) for code, value in expected.items()
    }


def test_a_city_that_pauses_this_year_keeps_its_earlier_years(bench):
    history = History(of="index", rule="years", current="now", weights=numbers(3, 2, 1), gaps="hold")
    # only city 4 has this year; 1: (2 * 4 + 1 * 2) / 3
    assert of_history(bench, history, PAST, [("4", 3)])["1"] == pytest.approx(10 / 3)
    skipping = History(of="index", rule="years", current="now", weights=numbers(3, 2, 1))
    assert of_history(bench, skipping, PAST, [("4", 3)])["1"] == pytest.approx(17 / 6)


def test_a_result_older_than_the_weights_reach_does_not_count_when_gaps_are_held(bench):
    old = [("1", "index", 2019, 4.0)]
    assert (
        of_history(bench, History(of="index", rule="years", weights=numbers(3, 2, 1), gaps="hold"), old)["1"]
        is None
    )
    assert (
        of_history(bench, History(of="index", rule="years", weights=numbers(3, 2, 1), gaps="skip"), old)["1"]
        == 4.0
    )


def test_uneven_years_of_the_programme_count_as_they_are(bench):
    # surveys of 2023, 2021 and 2020 stand 3:2:1 when gaps are skipped: (3 * 3 + 2 * 2 + 1 * 1) / 6 = 14 / 6
    past = [
        ("1", "survey", 2023, 3.0),
        ("1", "survey", 2021, 2.0),
        ("1", "survey", 2020, 1.0),
        ("1", "survey", 2018, 4.0),
    ]
    assert of_history(bench, History(of="survey", rule="years", weights=numbers(3, 2, 1)), past)[
        "1"
    ] == pytest.approx(14 / 6)


def test_history_goes_through_value_functions_and_may_fall(bench):
    steps = (bench.use("linear", raw=[-1, 1], score=[0, 4]),)
    rules = bench.scheme(
        [
            bench.rubric(
                "h",
                (
                    "x",
                    {
                        "input": "history",
                        "value": steps,
                        "history": History(of="index", rule="improvement", current="now"),
                    },
                ),
            ),
            bench.measured("now", "p"),
        ],
        nodes={"index": bench.node(["h", "now"])},
    )
    found = bench.found(
        rules,
        past=[("1", "index", 2023, 3.0), ("2", "index", 2023, 1.0)],
        measures=[("1", "now.p", 2.5), ("2", "now.p", 3.0)],
    )
    # -0.5 is a quarter of the way from -1 to 1; +2 is clipped to the top
    assert found.scores("h.x") == {"1": pytest.approx(1.0), "2": pytest.approx(4.0)}


def improving(bench, values, past, basis="published", of="", **publish):
    rules = bench.scheme(
        bench.measured("a", "p"),
        index="a",
        improvement=Improvement(of=of, basis=basis),
        publish=Publish(**publish),
    )
    return bench.found(rules, measures=[(code, "a.p", value) for code, value in values.items()], past=past)


def test_improvement_of_published_results(bench):
    # 3.555 is published as 3.56, less 3.31: 0.25 and no unit in the last place beside it
    found = improving(
        bench,
        {"1": 3.555, "2": 3.1, "3": 2.0},
        [("1", "a", 2023, 3.31), ("2", "a", 2023, 3.3), ("1", "a", 2022, 9)],
    )
    assert found.improvement() == {"1": 0.25, "2": -0.2, "3": None}
    assert found.result.improvement_rank.tolist()[:2] == [1.0, 2.0]
    assert found._by_code(found.result.last) == {"1": 3.31, "2": 3.3, "3": None}


def test_improvement_of_exact_results(bench):
    found = improving(bench, {"1": 3.555}, [("1", "a", 2023, 3.31)], basis="exact")
    assert found.improvement() == {"1": pytest.approx(0.245)}


def test_an_earlier_result_with_more_decimals_is_rounded_for_the_published_difference(bench):
    # 3.56 - 3.31 = 0.25, although 3.555 - 3.3149 = 0.2401
    assert improving(bench, {"1": 3.555}, [("1", "a", 2023, 3.3149)]).improvement() == {"1": 0.25}
    # 3.56 - 3.32 = 0.24, although 3.56 - 3.315 would be rounded to 0.25
    assert improving(bench, {"1": 3.555}, [("1", "a", 2023, 3.315)]).improvement() == {"1": 0.24}
    # cut, not rounded: 3.55 - 3.31, although 3.55 - 3.319 = 0.231
    cut = improving(bench, {"1": 3.555}, [("1", "a", 2023, 3.319)], rounding="down")
    assert cut.improvement() == {"1": 0.24}


def test_improvement_of_another_node_than_the_index(bench):
    rules = bench.scheme(
        [bench.measured("a", "p"), bench.measured("b", "p")],
        nodes={"index": bench.node(["a", "b"])},
        improvement=Improvement(of="b"),
    )
    found = bench.found(
        rules,
        measures=[("1", "a.p", 1), ("1", "b.p", 3)],
        past=[("1", "index", 2023, 1), ("1", "b", 2023, 2.5)],
    )
    assert found.improvement() == {"1": 0.5}


def test_equal_improvements_share_a_rank(bench):
    values = {"1": 80.3, "2": 63.37, "3": 0.3, "4": 5.0}
    past = [("1", "a", 2023, 80.1), ("2", "a", 2023, 63.17), ("3", "a", 2023, 0.1), ("4", "a", 2023, 5.0)]
    assert len({80.3 - 80.1, 63.37 - 63.17, 0.3 - 0.1}) > 1  # binary differences of what is 0.2 each time
    for basis in ("published", "exact"):
        found = improving(bench, values, past, basis=basis)
        assert found.result.improvement_rank.tolist() == [1.0, 1.0, 1.0, 4.0]


def test_without_the_wish_there_is_no_improvement(bench):
    found = bench.found(bench.scheme(bench.measured("a", "p"), index="a"), measures=[("1", "a.p", 1)])
    assert (found.result.last, found.result.improvement, found.result.improvement_rank) == (None, None, None)


def test_a_withdrawn_city_has_a_last_result_and_no_improvement(bench):
    rules = bench.scheme(bench.measured("a", "p"), index="a", improvement=Improvement())
    found = bench.found(
        rules, measures=[("1", "a.p", 4)], past=[("1", "a", 2023, 3)], states={"1": "withdrawn"}
    )
    assert found.result.last.tolist() == [3.0]
    assert found.improvement() == {"1": None}
