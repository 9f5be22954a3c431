"""Explaining a city: found by code or name, and every contribution adds up exactly to its index."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from scoring.errors import RejectedError
from scoring.report import explanation_rows, explanation_text


def walk(part):
    yield part
    for child in part.parts:
        yield from walk(child)


def leaves(part):
    return [item for item in walk(part) if not item.parts]


def contribution(part):
    """Return the sum of the contributions of the leaves, as an exact fraction."""
    return sum((item.contribution for item in leaves(part) if item.contribution is not None), Fraction(0))


def test_the_way_from_the_index_to_the_cells(small):
    found = small.run().explain("11.01")
    assert (found.code, found.name, found.state, found.rank, found.against) == (
        "11.01",
        "Kota Satu",
        "ranked",
        2.0,
        None,
    )
    rows = {
        item.id: (item.kind, item.depth, item.score, item.weight, item.effective) for item in walk(found.root)
    }
    half, fifth = Fraction(1, 2), Fraction(1, 5)
    # scores as calculated at the top of conftest.py
    assert rows == {
        "index": ("node", 0, pytest.approx(2.45), 1, 1),
        "policy": ("rubric", 1, 2.75, 3 * fifth, 3 * fifth),
        "policy.plan": ("types", 2, 2.5, half, half),
        "policy.plan@academic": ("leaf", 3, 3.0, Fraction(3, 4), Fraction(3, 4)),
        "policy.plan@ministry": ("leaf", 3, 1.0, Fraction(1, 4), Fraction(1, 4)),
        "policy.law": ("types", 2, 3.0, half, half),
        "policy.law@academic": ("leaf", 3, 3.0, Fraction(3, 4), Fraction(3, 4)),
        "policy.law@ministry": ("leaf", 3, 3.0, Fraction(1, 4), Fraction(1, 4)),
        "service": ("rubric", 1, 2.0, 2 * fifth, 2 * fifth),
        "service.online": ("leaf", 2, 2.0, 1, 1),
    }


def test_contributions_are_the_terms_of_the_weighted_mean(small):
    parts = {item.id: item for item in leaves(small.run().explain("11.01").root)}
    # 0.6 * 0.5 * 0.75 * 3 = 0.675, 0.6 * 0.5 * 0.25 * 1 = 0.075, the law the same with 3: 0.675 and 0.225,
    # 0.4 * 2 = 0.8; together 2.45. The index is the float next to 2.45, so each is as near to its term as that
    expected = {
        "policy.plan@academic": 0.675,
        "policy.plan@ministry": 0.075,
        "policy.law@academic": 0.675,
        "policy.law@ministry": 0.225,
        "service.online": 0.8,
    }
    assert {name: float(part.contribution) for name, part in parts.items()} == pytest.approx(
        expected, rel=1e-14
    )


def test_every_cell_has_evaluator_value_state_and_place(small):
    found = small.run().explain("11.10")
    cells = {
        item.id: [(cell.evaluator, cell.value, cell.state, str(cell.place)) for cell in item.cells]
        for item in leaves(found.root)
    }
    assert cells == {
        "policy.plan@academic": [
            ("a1", 4.0, "", "marks/all.csv!D8"),
            ("a2", None, "recused", "marks/all.csv!D9"),
        ],
        "policy.plan@ministry": [("m1", 4.0, "", "marks/all.csv!D10")],
        "policy.law@academic": [("a1", 2.0, "", "marks/all.csv!D11")],
        "policy.law@ministry": [("m1", 2.0, "", "marks/all.csv!D12")],
        "service.online": [("", 100.0, "", "measures.csv!C3")],
    }


def test_a_missing_criterion_passes_its_weight_on(small):
    parts = {item.id: item for item in walk(small.run().explain("11.1A").root)}
    assert (parts["policy.law"].score, parts["policy.law"].effective, parts["policy.law"].contribution) == (
        None,
    ) * 3
    assert parts["policy.plan"].effective == 1
    # the plan alone makes the policy: 0.6 * 1 of the index, by the academic, since no one else sat there
    assert float(parts["policy.plan@academic"].contribution) == pytest.approx(0.6)
    assert [cell.state for cell in parts["policy.law@academic"].cells] == ["not_assessable"]


def test_a_withdrawn_city_has_cells_and_no_contributions(small):
    found = small.run().explain("12.01")
    assert (found.state, found.rank, found.root.score, found.root.contribution) == (
        "withdrawn",
        None,
        None,
        None,
    )
    assert {item.contribution for item in walk(found.root)} == {None}
    assert [cell.value for item in leaves(found.root) for cell in item.cells] == [4.0]


@pytest.mark.parametrize("city", ["11.10", "Kota Sepuluh", "kota sepuluh", "KOTA SEPULUH"])
def test_a_city_is_found_by_code_and_by_name_in_any_case(small, city):
    assert small.run().explain(city).code == "11.10"


def test_a_code_is_not_a_number(small, rendered):
    # 11.1 is neither 11.10 nor 11.1A
    (line,) = rendered(small.run().explain, "11.1")
    assert line.startswith("there is no city '11.1'")


def test_a_code_comes_before_a_name(small):
    small.replace("cities.csv", "Kota Satu", "11.10")
    assert small.run().explain("11.10").name == "Kota Sepuluh"


def test_a_name_that_several_cities_bear_is_refused_with_their_codes(small, problems):
    small.replace("cities.csv", "Kota Sebelas", "Kota SATU")
    with pytest.raises(RejectedError) as caught:
        small.run().explain("kota satu")
    (found,) = caught.value.problems
    assert (found.code, found.details["found"], found.details["allowed"]) == (
        "city-name-shared",
        "kota satu",
        "11.01, 11.1A",
    )


@pytest.mark.parametrize(
    ("city", "nearest"), [("Kota Sepulu", "Kota Sepuluh"), ("11,10", "11.10"), ("xyz", ""), ("", "")]
)
def test_an_unknown_city_is_told_with_the_nearest(small, city, nearest):
    with pytest.raises(RejectedError) as caught:
        small.run().explain(city)
    (found,) = caught.value.problems
    assert (found.code, found.details["found"], found.details["nearest"]) == ("unknown-city", city, nearest)


def test_against_puts_a_second_city_beside_the_first(small):
    found = small.run().explain("11.01", against="Kota Sepuluh")
    assert (found.code, found.against.code, found.against.against) == ("11.01", "11.10", None)
    assert found.against.root == small.run().explain("11.10").root
    text = explanation_text(found, language="en")
    # 2.45 - 3.4
    assert "-0.9500" in text.replace("−", "-")
    rows = explanation_rows(found)
    assert rows["code"].unique().sort().to_list() == ["11.01", "11.10"]


def test_an_unknown_second_city_is_refused(small):
    with pytest.raises(RejectedError) as caught:
        small.run().explain("11.01", against="Kota Dua")
    assert [item.code for item in caught.value.problems] == ["unknown-city"]


def test_the_rows_of_an_explanation_hold_the_exact_contributions(small):
    rows = explanation_rows(small.run().explain("11.01"))
    parts = rows.filter(pl.col("row") == "part")
    top = parts.row(0, named=True)
    bottom = parts.filter(~pl.col("id").is_in(parts["parent"].drop_nulls().implode()))
    assert sum(map(Fraction, bottom["exact_contribution"]), Fraction(0)) == Fraction(top["score"])


def test_contributions_add_up_exactly_for_every_ranked_city_of_the_nation(nation):
    ranked = nation.ranking().filter(pl.col("rank").is_not_null())
    assert ranked.height == 479
    for code, index in ranked.select("code", "index_exact").iter_rows():
        root = nation.explain(code).root
        assert contribution(root) == Fraction(index), code
        assert all(
            sum((child.contribution or Fraction(0) for child in part.parts), Fraction(0)) == part.contribution
            for part in walk(root)
            if part.parts and part.contribution is not None
        ), code


PART = re.compile(r"^(?P<indent> *)\S+ .* %  +(?P<contribution>–|-?\d+\.\d+)$")


def printed(text):
    """Return depth and printed contribution of every part of an explanation."""
    rows = [match for line in text.splitlines() if (match := PART.match(line))]
    return [
        (len(row["indent"]) // 2, None if row["contribution"] == "–" else Decimal(row["contribution"]))
        for row in rows
    ]


@pytest.mark.parametrize("decimals", [2, 4])
def test_printed_contributions_add_up_to_the_printed_index(nation, decimals):
    ranked = nation.ranking().filter(pl.col("rank").is_not_null())
    for code, index in ranked.select("code", "index_exact").gather_every(25).iter_rows():
        rows = printed(explanation_text(nation.explain(code), language="en", decimals=decimals))
        lowest = [
            value
            for (depth, value), (below, _) in zip(rows, [*rows[1:], (0, None)], strict=True)
            if below <= depth and value is not None
        ]
        assert len(lowest) > 100
        assert rows[0] == (0, sum(lowest)), code
        assert abs(rows[0][1] - Decimal(index)) <= Decimal(1).scaleb(-decimals) / 2


def test_every_cell_of_the_nation_is_reached_by_explaining_its_city(nation):
    cells = nation.tables().cells.filter(pl.col("kind") != "history")
    for code in nation.ranking()["code"].gather_every(60):
        reached = sorted(str(cell.place) for leaf in leaves(nation.explain(code).root) for cell in leaf.cells)
        places = (
            cells.filter(pl.col("code") == code).select(pl.col("file") + "!" + pl.col("cell")).to_series()
        )
        outside = {"history.csv"}
        assert [place for place in reached if place.split("!")[0] not in outside] == sorted(places)


STEPS = """
[[step]]
id = "fill"
impute = "column_mean"
of = ["service.online"]

[[step]]
id = "double"
treat = { method = "denominate", scale = 2 }
of = ["service.online"]
"""


def test_what_steps_made_of_a_value_stands_behind_its_cell(small):
    small.replace("measures.csv", "11.1A,service.online,25,,,\n", "")
    small.replace("measures.csv", "city,criterion,value,n", "city,criterion,value,of,n")
    small.replace("measures.csv", "50,40", "50,2,40")
    small.replace("measures.csv", "100,,,", "100,4,,,")
    small.append("edition.toml", STEPS)
    run = small.run()

    def made(city):
        (leaf,) = (part for part in run.explain(city).root.parts[1].parts if part.id == "service.online")
        return [(cell.evaluator, cell.type, cell.value, cell.state) for cell in leaf.cells]

    # 50 * 2 / 2 = 50; 100 * 2 / 4 = 50; the mean (50 + 100) / 2 = 75 has no denominator and is lost again
    assert made("11.10") == [("", "", 100, ""), ("double", "denominate", 50, "treated")]
    assert made("11.01") == [("", "", 50, "")]
    assert made("11.1A") == [
        ("fill", "column_mean", 75, "imputed"),
        ("double", "denominate", None, "treated"),
    ]
    counts = run.quality().select("code", "measures_missing", "measures_imputed", "measures_treated").rows()
    assert counts == [("11.01", 0, 0, 0), ("11.10", 0, 0, 1), ("11.1A", 1, 1, 1), ("12.01", 0, 0, 0)]
