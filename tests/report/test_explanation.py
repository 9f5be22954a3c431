import re
from fractions import Fraction

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from scoring import report
from scoring.errors import Place
from scoring.model.explanation import Cell, Explanation, Part


def cell(evaluator, value, name, state="", stage=""):
    place = Place(file="marks.xlsx", sheet="impact", cell=name)
    return Cell(evaluator=evaluator, type="academic", stage=stage, value=value, state=state, place=place)


def leaf(name, depth, score, weight, effective, contribution, cells=()):
    return Part(
        id=name,
        kind="leaf",
        depth=depth,
        score=score,
        coverage=0.0 if score is None else 1.0,
        weight=weight,
        effective=effective,
        contribution=contribution,
        cells=cells,
    )


def city(code, scores, rank):
    """Return an explanation: the index is the mean of three criteria, one of them may be missing."""
    third = Fraction(1, 3)
    present = [Fraction(score) for score in scores if score is not None]
    share = Fraction(1, len(present)) if present else None
    leaves = tuple(
        leaf(
            f"part.c{at}",
            1,
            score,
            third,
            None if score is None else share,
            None if score is None else share * Fraction(score),
            (cell("a1", 3.0, "E17"), cell("a2", None, "E18", "recused"), cell("a3", None, "E19"))
            if at == 0
            else (),
        )
        for at, score in enumerate(scores)
    )
    index = float(sum(present) / len(present)) if present else None
    root = Part(
        id="index",
        kind="node",
        depth=0,
        score=index,
        coverage=len(present) / 3,
        weight=Fraction(1),
        effective=None if index is None else Fraction(1),
        contribution=None if index is None else sum(present) / len(present),
        parts=leaves,
    )
    return Explanation(code=code, name=f"Kota {code}", state="ranked", rank=rank, root=root)


def lines(explanation, language="en", decimals=4):
    return report.explanation_text(explanation, language=language, decimals=decimals).splitlines()


def last_number(line):
    return int(re.sub(r"[^\d-]", "", line.split()[-1]))


def test_the_way_from_the_index_to_the_cells():
    # 2, 3 and 3: 8/3 = 2.66667; thirds 0.66667, 1, 1 -> at two decimals 0.67 + 1.00 + 1.00 = 2.67
    assert lines(city("11.10", [2.0, 3.0, 3.0], 4.0), decimals=2) == [
        "11.10 Kota 11.10: ranked, rank 4, index 2.67",
        "",
        "part       weight  effective  score  coverage  contribution",
        "index                          2.67     100 %          2.67",
        "  part.c0    0.33       0.33   2.00     100 %          0.67",
        "    marks.xlsx!impact!E17  academic a1  3",
        "    marks.xlsx!impact!E18  academic a2  recused",
        "    marks.xlsx!impact!E19  academic a3  missing",
        "  part.c1    0.33       0.33   3.00     100 %          1.00",
        "  part.c2    0.33       0.33   3.00     100 %          1.00",
        "",
        (
            "Weights hold inside the parent; effective = after missing parts passed theirs on. "
            "Contributions add up exactly to 2.67."
        ),
    ]


def test_a_missing_part_has_no_number():
    found = lines(city("11.10", [2.0, None, 3.0], 4.0), "id", 2)
    assert found[0] == "11.10 Kota 11.10: diperingkat, peringkat 4, indeks 2,50"
    assert found[3].split() == ["index", "2,50", "67", "%", "2,50"]
    assert found[8].split() == ["part.c1", "0,33", "–", "–", "0", "%", "–"]


def test_a_city_without_an_index_is_explained_too():
    found = lines(city("11.10", [None, None, None], None))
    assert found[0] == "11.10 Kota 11.10: ranked, no index"
    assert "add up" not in found[-1]


@given(
    st.lists(st.integers(0, 400).map(lambda hundredths: hundredths / 100), min_size=3, max_size=3),
    st.integers(0, 4),
)
def test_the_contributions_shown_add_up_to_the_index_shown(scores, decimals):
    found = lines(city("1", scores, 1.0), decimals=decimals)
    parts = [last_number(line) for line in found if line.startswith("  part")]
    assert sum(parts) == last_number(found[3])


def test_they_add_up_at_every_level():
    # three children of 1/6 each below two of 1/2: 0.5 = 3 * 0.1667 needs one 0.1666
    sixth, half = Fraction(1, 6), Fraction(1, 2)
    branch = [
        Part(
            id=f"b{at}", kind="node", depth=1, score=1.0, coverage=1.0, weight=half, effective=half, contribution=half,
            parts=tuple(leaf(f"b{at}.{one}", 2, 1.0, Fraction(1, 3), Fraction(1, 3), sixth) for one in range(3)),
        )
        for at in range(2)
    ]  # fmt: skip
    root = Part(
        id="index", kind="node", depth=0, score=1.0, coverage=1.0, weight=Fraction(1), effective=Fraction(1),
        contribution=Fraction(1), parts=tuple(branch),
    )  # fmt: skip
    found = lines(Explanation(code="1", name="x", state="ranked", rank=1.0, root=root))
    shown = [last_number(line) for line in found[3:12]]
    assert shown[0] == 10000
    assert shown[1] == shown[5] == 5000
    assert sorted(shown[2:5]) == [1666, 1667, 1667]


def test_a_score_set_by_a_gate_stands_for_itself():
    child = leaf("gated.a", 2, None, Fraction(1), None, None)
    gated = evolve(leaf("gated", 1, 2.0, Fraction(1), Fraction(1), Fraction(2)), kind="node", parts=(child,))
    root = evolve(leaf("index", 0, 2.0, Fraction(1), Fraction(1), Fraction(2)), kind="node", parts=(gated,))
    one = Explanation(code="1", name="x", state="ranked", rank=1.0, root=root)
    other = evolve(
        one,
        code="2",
        root=evolve(
            root,
            score=1.0,
            contribution=Fraction(1),
            parts=(evolve(gated, score=1.0, contribution=Fraction(1)),),
        ),
    )
    found = lines(evolve(one, against=other), decimals=1)
    assert found[-2].split() == ["gated", "2.0", "1.0", "+1.0"]


def test_two_cities_are_compared_by_criterion_the_largest_difference_first():
    # thirds of (2-3, 3-3, 4-1) = -1/3, 0, +1; indices 3 and 7/3
    pair = evolve(city("11.01", [2.0, 3.0, 4.0], 1.0), against=city("11.10", [3.0, 3.0, 1.0], 2.0))
    assert lines(pair, decimals=2)[-7:] == [
        "11.01 (3.00) against 11.10 (2.33): difference +0.67",
        "",
        "criterion  11.01  11.10  difference",
        "part.c2     4.00   1.00       +1.00",
        "part.c0     2.00   3.00       -0.33",
        "part.c1     3.00   3.00       +0.00",
        "total       3.00   2.33       +0.67",
    ]


@given(
    st.lists(st.sampled_from([None, 0.0, 1.25, 2.5, 3.75]), min_size=3, max_size=3).filter(any),
    st.lists(st.sampled_from([None, 0.0, 1.1, 3.3]), min_size=3, max_size=3).filter(any),
    st.integers(0, 3),
)
def test_the_differences_shown_add_up_to_the_difference_shown(first, second, decimals):
    pair = evolve(city("1", first, 1.0), against=city("2", second, 2.0))
    found = lines(pair, decimals=decimals)[-5:]
    assert found[-1].startswith("total")
    assert sum(last_number(line) for line in found[1:4]) == last_number(found[4])


def test_a_city_without_index_cannot_be_compared():
    pair = evolve(city("1", [2.0, 3.0, 4.0], 1.0), against=city("2", [None, None, None], None))
    assert lines(pair)[-1] == "1 and 2 cannot be compared: one of them has no index."


def test_hostile_names_do_not_reach_the_terminal():
    found = report.explanation_text(
        evolve(city("1", [1.0, 1.0, 1.0], 1.0), name="x\x1b[31m\nrank 1"), language="en"
    )
    assert "\x1b" not in found
    assert found.startswith("1 x\\x1b[31m\\x0arank 1: ranked")


def test_rows_hold_parts_and_cells_with_exact_contributions():
    pair = evolve(city("1", [2.0, 3.0, 3.0], 1.0), against=city("2", [1.0, None, 1.0], 2.0))
    table = report.explanation_rows(pair)
    first = table.filter(code="1")
    assert first["row"].to_list() == ["part", "part", "cell", "cell", "cell", "part", "part"]
    leaves = first.filter(row="part", kind="leaf")
    assert sum(Fraction(text) for text in leaves["exact_contribution"]) == Fraction(8, 3)
    assert leaves["parent"].to_list() == ["index"] * 3
    cells = first.filter(row="cell")
    assert cells.select("value", "state", "file", "sheet", "cell").rows() == [
        (3.0, None, "marks.xlsx", "impact", "E17"),
        (None, "recused", "marks.xlsx", "impact", "E18"),
        (None, None, "marks.xlsx", "impact", "E19"),
    ]
    missing = table.row(
        by_predicate=(pl.col("code") == "2") & (pl.col("id") == "part.c1"),
        named=True,
    )
    assert (missing["score"], missing["contribution"], missing["effective"]) == (None, None, None)


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [(3.0, "3", "3"), (3.25, "3.25", "3,25"), (1e16, "10000000000000000", "10000000000000000")],
)
def test_a_raw_value_is_shown_in_full(value, english, indonesian):
    one = city("1", [1.0, 1.0, 1.0], 1.0)
    first = evolve(one.root.parts[0], cells=(cell("a1", value, "B2"),))
    one = evolve(one, root=evolve(one.root, parts=(first, *one.root.parts[1:])))
    assert lines(one)[5].endswith(f"academic a1  {english}")
    assert lines(one, "id")[5].endswith(f"academic a1  {indonesian}")
