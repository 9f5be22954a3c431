"""Scores that count only under a condition, and predicates."""

from decimal import Decimal

import pytest

from scoring.errors import RejectedError
from scoring.model.edition import Band, Gate, Publish, Requirement


def limits(**numbers):
    return {name: Decimal(number) for name, number in numbers.items()}


def gated(bench, gate, **tables):
    rules = bench.scheme(
        [bench.measured("basic", "p", "q"), bench.measured("extra", "p")],
        nodes={"index": bench.node({"basic": "0.5", "extra": "0.5"})},
        gates=(gate,),
    )
    return bench.found(rules, **tables)


BASICS = [
    ("1", "basic.p", 2),
    ("1", "basic.q", 2),
    ("1", "extra.p", 4),
    ("2", "basic.p", 1),
    ("2", "basic.q", 2),
    ("2", "extra.p", 4),
    ("3", "extra.p", 4),
]


def at_least(node, number):
    return Requirement(node=node, at_least=Decimal(number))


def test_a_gate_that_is_not_met_makes_the_score_missing(bench):
    found = gated(bench, Gate(on="extra", require=(at_least("basic", "2"),)), measures=BASICS)
    # 2: basic is 1.5; 3: a missing score meets no condition
    assert found.scores("extra") == {"1": 4.0, "2": None, "3": None}
    assert found.scores("index") == {"1": 3.0, "2": 1.5, "3": None}


def test_a_gate_may_give_another_score(bench):
    found = gated(
        bench, Gate(on="extra", require=(at_least("basic", "2"),), otherwise=Decimal("0.5")), measures=BASICS
    )
    assert found.scores("extra") == {"1": 4.0, "2": 0.5, "3": 0.5}
    assert found.scores("index") == {"1": 3.0, "2": 1.0, "3": 0.5}


def test_a_missing_score_behind_a_gate_stays_missing(bench):
    found = gated(
        bench,
        Gate(on="extra", require=(at_least("basic", "2"),), otherwise=Decimal(0)),
        measures=[("1", "basic.p", 1)],
    )
    assert found.scores("extra") == {"1": None}


def test_a_gate_on_a_criterion_looks_at_other_criteria(bench):
    found = gated(bench, Gate(on="basic.q", require=(at_least("basic.p", "2"),)), measures=BASICS)
    assert found.scores("basic.q") == {"1": 2.0, "2": None, "3": None}
    assert found.scores("basic") == {"1": 2.0, "2": 1.0, "3": None}


def test_a_gate_on_the_index_looks_at_a_city(bench):
    gate = Gate(on="index", require=(Requirement(city="kind", among=("kota", "kabupaten")),))
    found = gated(bench, gate, measures=BASICS[:6], kind={"1": "kota", "2": "capital"})
    assert found.scores("index") == {"1": 3.0, "2": None}
    assert found.states() == {"1": "ranked", "2": "incomplete"}


def test_all_conditions_of_a_gate_must_hold(bench):
    gate = Gate(
        on="index", require=(at_least("basic", "1.5"), Requirement(city="name", among=("Kota 2", "Kota 3")))
    )
    found = gated(bench, gate, measures=BASICS)
    assert found.scores("index") == {"1": None, "2": 2.75, "3": None}


def test_the_limit_of_a_condition_is_decided_on_decimals(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={"index": bench.node(["a"]), "points": bench.node(["a.*"], aggregation=bench.use("sum"))},
        gates=(Gate(on="index", require=(at_least("points", "4.2"),)),),
    )
    assert 1.4 + 1.4 + 1.4 < 4.2
    measures = [("1", f"a.{key}", 1.4) for key in "pqr"] + [
        ("2", f"a.{key}", value) for key, value in zip("pqr", (1.4, 1.4, 1.39), strict=True)
    ]
    found = bench.found(rules, measures=measures)
    assert found.scores("index")["1"] is not None
    assert found.scores("index")["2"] is None


def test_gates_go_through_one_another_in_the_order_of_their_needs(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={"index": bench.node(["a.r"])},
        gates=(
            Gate(on="a.r", require=(at_least("a.q", "1"),)),
            Gate(on="a.q", require=(at_least("a.p", "1"),)),
        ),
    )
    found = bench.found(
        rules,
        measures=[
            ("1", "a.p", 0),
            ("1", "a.q", 2),
            ("1", "a.r", 3),
            ("2", "a.p", 1),
            ("2", "a.q", 2),
            ("2", "a.r", 3),
        ],
    )
    # of city 1, p closes q, and the missing q closes r
    assert found.scores("a.r") == {"1": None, "2": 3.0}


def test_two_gates_on_one_score_must_both_be_met(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        index="a.r",
        gates=(
            Gate(on="a.r", require=(at_least("a.p", "1"),), otherwise=Decimal(1)),
            Gate(on="a.r", require=(at_least("a.q", "1"),)),
        ),
    )
    rows = {"1": (1, 1), "2": (0, 1), "3": (1, 0), "4": (0, 0)}
    measures = [
        (code, f"a.{key}", value)
        for code, (p, q) in rows.items()
        for key, value in (("p", p), ("q", q), ("r", 4))
    ]
    assert bench.found(rules, measures=measures).scores("a.r") == {"1": 4.0, "2": 1.0, "3": None, "4": None}


PREDICATES = limits(kurang="1", cukup="1.8", baik="2.6", sangat_baik="3.5", memuaskan="4.2")


def banded(bench, band, parts, **edition):
    """Score the sums of parts and return the bands."""
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={"index": bench.node(["a.p", "a.q", "a.r"], aggregation=bench.use("sum"))},
        bands={"predicate": band},
        **edition,
    )
    measures = [
        (code, f"a.{key}", value)
        for code, values in parts.items()
        for key, value in zip("pqr", values, strict=True)
    ]
    return bench.found(rules, measures=measures).bands("predicate")


def test_predicates_begin_at_their_limit_as_decimals(bench):
    parts = {
        "1": (1.4, 1.4, 1.4),
        "2": (1.4, 1.4, 1.39),
        "3": (1.75, 1.74, 0.01),
        "4": (0.6, 0.6, 0.6),
        "5": (0.3, 0.3, 0.39),
        "6": (0.1, 0.2, 0.7),
    }
    found = banded(bench, Band(of="index", limits=PREDICATES), parts)
    assert found == {
        "1": "memuaskan",
        "2": "sangat_baik",
        "3": "sangat_baik",
        "4": "cukup",
        "5": "",
        "6": "kurang",
    }


@pytest.mark.parametrize(
    ("parts", "band"),
    [
        ((20.01, 19.98, 20.01), "inovatif"),
        ((20.1, 19.9, 20.01), "sangat"),
        ((11.65, 11.65, 11.7), "inovatif"),
        ((4.99, 10.1, 19.9), "kurang"),
        ((0, 0, 0), ""),
    ],
)
def test_bands_of_regional_innovation(bench, parts, band):
    found = banded(
        bench, Band(of="index", limits=limits(kurang="0.01", inovatif="35.00", sangat="60.01")), {"1": parts}
    )
    assert found == {"1": band}


def test_bands_of_the_exact_and_of_the_published_score_differ(bench):
    parts = {"1": (1.4, 1.4, 1.396), "2": (1.4, 1.4, 1.394)}  # 4.196 is published as 4.20, 4.194 as 4.19
    assert banded(bench, Band(of="index", limits=PREDICATES), parts) == {
        "1": "sangat_baik",
        "2": "sangat_baik",
    }
    published = banded(bench, Band(of="index", limits=PREDICATES, basis="published"), parts)
    assert published == {"1": "memuaskan", "2": "sangat_baik"}
    cut = banded(
        bench, Band(of="index", limits=PREDICATES, basis="published"), parts, publish=Publish(rounding="down")
    )
    assert cut == {"1": "sangat_baik", "2": "sangat_baik"}


def test_a_city_that_misses_a_condition_gets_the_lowest_band(bench):
    band = Band(of="index", limits=PREDICATES, require=(at_least("a.q", "1"),))
    found = banded(bench, band, {"1": (2, 1, 1.5), "2": (3, 0.9, 1), "3": (0.1, 0.1, 0.1), "4": (1, 0, 0.5)})
    assert found == {"1": "memuaskan", "2": "kurang", "3": "", "4": "kurang"}


def test_a_band_may_require_something_of_the_city(bench):
    band = Band(of="index", limits=PREDICATES, require=(Requirement(city="code", among=("1",)),))
    assert banded(bench, band, {"1": (2, 2, 2), "2": (2, 2, 2)}) == {"1": "memuaskan", "2": "kurang"}


KAMI = {
    "low": limits(tidak_layak="0", dasar="248", cukup="444", baik="761"),
    "high": limits(tidak_layak="0", dasar="388", cukup="647", baik="829"),
    "strategic": limits(tidak_layak="0", dasar="473", cukup="761", baik="865"),
}


def test_limits_depend_on_a_column_of_the_cities(bench):
    rules = bench.scheme(
        bench.measured("a", "p"), index="a", bands={"status": Band(of="a", by="city.system", limits_by=KAMI)}
    )
    rows = {
        "1": ("low", 761),
        "2": ("low", 760),
        "3": ("high", 761),
        "4": ("strategic", 761),
        "5": ("strategic", 472),
        "6": ("high", 387),
        "7": ("strategic", None),
    }
    found = bench.found(
        rules,
        cities=list(rows),
        measures=[(code, "a.p", value) for code, (_, value) in rows.items() if value is not None],
        system={code: kind for code, (kind, _) in rows.items()},
    )
    assert found.bands("status") == {
        "1": "baik",
        "2": "cukup",
        "3": "cukup",
        "4": "cukup",
        "5": "tidak_layak",
        "6": "tidak_layak",
        "7": "",
    }


def test_limits_depend_on_an_earlier_band(bench):
    bands = {
        "category": Band(of="a.p", limits=limits(low="10", high="16", strategic="35")),
        "status": Band(of="a.q", by="band.category", limits_by=KAMI),
    }
    rules = bench.scheme(bench.measured("a", "p", "q"), index="a", bands=bands)
    rows = {"1": (15, 761), "2": (16, 761), "3": (34.99, 388), "4": (35, 388), "5": (None, None)}
    measures = [
        (code, f"a.{key}", value)
        for code, pair in rows.items()
        for key, value in zip("pq", pair, strict=True)
        if value is not None
    ]
    found = bench.found(rules, measures=measures, cities=list(rows))
    assert found.bands("category") == {"1": "low", "2": "high", "3": "high", "4": "strategic", "5": ""}
    assert found.bands("status") == {"1": "baik", "2": "cukup", "3": "dasar", "4": "tidak_layak", "5": ""}


def test_the_lowest_band_for_a_missed_condition_is_that_of_the_category(bench):
    tables = {"small": limits(c="0", b="10"), "large": limits(d="5", a="20")}
    band = Band(of="a", by="city.size", limits_by=tables, require=(at_least("a.q", "1"),))
    rules = bench.scheme(
        bench.measured("a", "p", "q", aggregation=bench.use("sum")), index="a", bands={"grade": band}
    )
    rows = {"1": ("small", 30, 1), "2": ("small", 30, 0), "3": ("large", 30, 0), "4": ("large", 4, 0)}
    found = bench.found(
        rules,
        measures=[
            (code, f"a.{key}", value)
            for code, (_, *pair) in rows.items()
            for key, value in zip("pq", pair, strict=True)
        ],
        size={code: size for code, (size, *_) in rows.items()},
    )
    assert found.bands("grade") == {"1": "b", "2": "c", "3": "d", "4": ""}


def test_a_scored_city_of_an_unknown_category_is_a_problem_and_every_one_is_named(bench):
    rules = bench.scheme(
        bench.measured("a", "p"), index="a", bands={"status": Band(of="a", by="city.system", limits_by=KAMI)}
    )
    tables = bench.ratings(
        measures=[("1", "a.p", 5), ("2", "a.p", 5), ("4", "a.p", 5)],
        cities=["1", "2", "3", "4"],
        system={"1": "low", "2": "Low"},
    )
    with pytest.raises(RejectedError) as caught:
        bench.run(rules, tables)
    assert [(item.code, item.details["city"], item.details["found"]) for item in caught.value.problems] == [
        ("band-category-unknown", "2 Kota 2", "Low"),
        ("band-category-unknown", "4 Kota 4", ""),
    ]
    assert caught.value.problems[0].details["allowed"] == "low, high, strategic"
