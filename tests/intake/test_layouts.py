"""The same marks in every layout and format are the same ratings."""

from __future__ import annotations

import datetime as dt
import io
from itertools import product

import numpy as np
import polars as pl
import pytest
from attrs import evolve

from scoring.model.plan import Leaf, Structure
from scoring.model.ratings import Ratings
from scoring.model.source import Source

CITIES = ("11.01", "11.02", "11.10")
CRITERIA = ("gov.policy", "gov.service")
PEOPLE = ("ana", "cici")
# one mark a (city, criterion, evaluator), by hand; None is missing, a text is a state
VALUES = (3, 2.5, 4, None, 0, 1.5, "recused", 2, 3.5, "not_assessable", 1, 0.5)
ROWS = [(*key, value) for key, value in zip(product(CITIES, CRITERIA, PEOPLE), VALUES, strict=True)]
NAMES = ("city", "criterion", "evaluator", "mark")
NUMBER = [np.nan if value is None or isinstance(value, str) else value for value in VALUES]
STATE = [{"recused": 1, "not_assessable": 2}.get(value, 0) for value in VALUES]


@pytest.fixture
def desk(desk):
    """An edition whose two criteria are marked in one stage by academics."""
    leaves = [leaf for leaf in desk.structure.leaves if leaf.criterion == "gov.policy"][:1]
    both = tuple(evolve(leaves[0], id=name, criterion=name) for name in CRITERIA)
    structure = Structure(leaves=both, folds=(), index="index", ranked=("index",))
    return evolve(desk, structure=structure)


def arrays(ratings: Ratings, *, places: bool = False) -> dict:
    """Return everything in ratings as bytes and tuples."""
    marks = ratings.marks
    found = {
        "cities": (ratings.cities.codes, ratings.cities.names, ratings.cities.states),
        "names": (marks.evaluators, marks.types, marks.criteria, marks.stages),
    }
    columns = ("city", "criterion", "stage", "evaluator", "mark", "chair", "state")
    found |= {name: getattr(marks, name).tobytes() for name in columns}
    if places:
        found |= {
            f"place {name}": getattr(marks.places, name).tobytes()
            for name in ("file", "sheet", "row", "column")
        }
        found["files"] = (marks.places.files, marks.places.sheets)
    return found


def long_text(separator=",", decimal="."):
    def cell(value):
        return (
            "" if value is None else str(value).replace(".", decimal) if not isinstance(value, str) else value
        )

    rows = [separator.join((*key, cell(value))) for *key, value in ROWS]
    return "\n".join((separator.join(NAMES), *rows)) + "\n"


def written(value):
    return "" if value is None else str(value)


def check(ratings: Ratings) -> None:
    """Compare with the marks above, written out by hand."""
    marks = ratings.marks
    np.testing.assert_array_equal(marks.mark, NUMBER)
    assert marks.state.tolist() == STATE
    assert [CITIES[at] for at in marks.city] == [row[0] for row in ROWS]
    assert [marks.criteria[at] for at in marks.criterion] == [row[1] for row in ROWS]
    assert [marks.evaluators[at] for at in marks.evaluator] == [row[2] for row in ROWS]
    for array in (
        marks.city,
        marks.criterion,
        marks.stage,
        marks.evaluator,
        marks.mark,
        marks.chair,
        marks.state,
    ):
        assert array.flags.c_contiguous
        assert not array.flags.writeable


def test_a_long_text_table(desk):
    desk.put("marks.csv", long_text())
    ratings = desk.read(Source(kind="marks", path="marks.csv"))
    check(ratings)
    assert str(ratings.marks.places.at(0)) == "marks.csv!D2"


@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (";", "."), ("\t", ","), (",", ".")])
def test_separators_and_decimal_signs(desk, separator, decimal):
    desk.put("marks.csv", long_text(separator, decimal))
    sign = "comma" if decimal == "," else "point"
    check(desk.read(Source(kind="marks", path="marks.csv", decimal=sign)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(desk, encoding):
    desk.put("marks.csv", long_text().encode(encoding))
    check(
        desk.read(Source(kind="marks", path="marks.csv", encoding="utf-8" if "sig" in encoding else encoding))
    )


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n"])
def test_line_ends_and_blank_lines(desk, end):
    desk.put("marks.csv", long_text().replace("\n", end))
    check(desk.read(Source(kind="marks", path="marks.csv")))


def test_quoted_cells_and_titles_above_the_header(desk):
    head, *rows = long_text().splitlines()
    quoted = [",".join(f'"{cell}"' for cell in row.split(",")) for row in rows]
    desk.put("marks.csv", "\n".join(['"Survei, 2025",,,', ",,,", head, *quoted]))
    ratings = desk.read(Source(kind="marks", path="marks.csv"))
    check(ratings)
    assert str(ratings.marks.places.at(1)) == "marks.csv!D5"


def test_the_separator_is_that_of_the_header_and_not_of_a_title(desk):
    desk.put("marks.csv", "Survei, tahun 2025, akhir\n" + long_text(";", ","))
    check(desk.read(Source(kind="marks", path="marks.csv", decimal="comma")))


def test_parquet_counts_rows_from_its_first_row_of_data(desk):
    keys = pl.DataFrame([key for *key, _ in ROWS], schema=NAMES[:3], orient="row")
    marks = [None if isinstance(value, str) else value for value in VALUES]
    frame = keys.with_columns(
        mark=pl.Series(marks, dtype=pl.Float64, strict=False),
        state=pl.Series([value if isinstance(value, str) else "" for value in VALUES]),
    )
    stream = io.BytesIO()
    frame.write_parquet(stream)
    desk.put("marks.parquet", stream.getvalue())
    ratings = desk.read(Source(kind="marks", path="marks.parquet"))
    check(ratings)
    assert str(ratings.marks.places.at(0)) == "marks.parquet!D1"


@pytest.mark.parametrize("kind", [pl.Float32, pl.Float64, pl.Decimal(10, 2), pl.String])
def test_number_types_of_parquet(desk, kind):
    marks = pl.Series([2.5, 0.5, 4], dtype=pl.Float64).cast(kind)
    frame = pl.DataFrame({"city": list(CITIES), "criterion": "gov.policy", "evaluator": "ana", "mark": marks})
    assert desk.read(frames={"marks": frame}).marks.mark.tolist() == [2.5, 0.5, 4]


def test_a_32_bit_float_is_the_decimal_it_was_written_as(desk):
    leaf = desk.structure.leaves[0]
    from decimal import Decimal

    from scoring.model.rubric import Scale

    fine = evolve(leaf, scale=Scale(lowest=Decimal(0), highest=Decimal("4.1"), step=Decimal("0.1")))
    desk = evolve(desk, structure=evolve(desk.structure, leaves=(fine,)))
    mark = pl.Series([4.1], dtype=pl.Float32)
    frame = pl.DataFrame(
        {"city": ["11.01"], "criterion": [leaf.criterion], "evaluator": ["ana"], "mark": mark}
    )
    assert desk.read(frames={"marks": frame}).marks.mark.tolist() == [4.1]


def test_categories_are_text(desk):
    frame = pl.DataFrame([(*key, None) for *key, _ in ROWS], schema=NAMES, orient="row").with_columns(
        pl.col("city").cast(pl.Categorical), pl.col("criterion").cast(pl.Enum(CRITERIA)), mark=pl.lit(3)
    )
    assert desk.read(frames={"marks": frame}).marks.mark.tolist() == [3] * 12


def test_a_long_workbook_with_titles_and_indonesian_headers(desk):
    rows = [
        ["Survei 2025"],
        [],
        ["Kode Kota", "KRITERIA", "penilai", "Nilai", "Catatan"],
        *([*row, "x"] for row in ROWS),
    ]
    desk.book("marks.xlsx", {"S": rows})
    ratings = desk.read(Source(kind="marks", path="marks.xlsx"))
    check(ratings)
    assert str(ratings.marks.places.at(0)) == "marks.xlsx!S!D4"


def test_cells_of_every_kind_above_the_header(desk):
    titles = [[dt.date(2025, 9, 1), True, 3.5], [None, "=1+1"], ["Nilai"]]
    desk.book("marks.xlsx", {"S": [*titles, NAMES, *ROWS]})
    check(desk.read(Source(kind="marks", path="marks.xlsx")))


def test_wide_by_criterion(desk):
    by_row = {(city, person): {} for city, _, person, _ in ROWS}
    for city, criterion, person, value in ROWS:
        by_row[city, person][criterion] = value
    rows = [["city", "evaluator", *CRITERIA], *([*key, *cells.values()] for key, cells in by_row.items())]
    desk.book("marks.xlsx", {"S": rows})
    ratings = desk.read(Source(kind="marks", path="marks.xlsx", spread="criterion"))
    check(ratings)
    # 11.01 gov.service cici: second row of data, second criterion
    assert str(ratings.marks.places.at(3)) == "marks.xlsx!S!D3"


def test_wide_by_evaluator(desk):
    rows = {(city, criterion): {} for city, criterion, *_ in ROWS}
    for city, criterion, person, value in ROWS:
        rows[city, criterion][person] = written(value)
    lines = [
        ",".join(("kota", "kriteria", *PEOPLE)),
        *(",".join((*key, *cells.values())) for key, cells in rows.items()),
    ]
    desk.put("marks.csv", "\n".join(lines))
    check(desk.read(Source(kind="marks", path="marks.csv", spread="evaluator")))


def test_one_book_a_city_and_one_sheet_an_evaluator(desk):
    for city in CITIES:
        sheets = {
            person: [
                ["kriteria", "nilai"],
                *([row[1], row[3]] for row in ROWS if (row[0], row[2]) == (city, person)),
            ]
            for person in PEOPLE
        }
        desk.book(f"marks/{city}.xlsx", sheets)
    source = Source(
        kind="marks", path="marks/*.xlsx", sheet="*", constants={"city": "{stem}", "evaluator": "{sheet}"}
    )
    ratings = desk.read(source)
    check(ratings)
    assert str(ratings.marks.places.at(11)) == "marks/11.10.xlsx!cici!B3"


def test_formats_side_by_side(desk):
    third = len(ROWS) // 3
    desk.put(
        "m/a.csv",
        "\n".join([",".join(NAMES), *(",".join((*key, written(value))) for *key, value in ROWS[:third])]),
    )
    desk.book("m/b.xlsx", {"S": [NAMES, *ROWS[third : 2 * third]]})
    frame = pl.DataFrame(
        [(*key, written(value)) for *key, value in ROWS[2 * third :]], schema=NAMES, orient="row"
    )
    frame.write_parquet(desk.folder / "m" / "c.parquet")
    check(desk.read(Source(kind="marks", path="m/*")))


def test_all_layouts_are_the_same_bytes(desk):
    desk.put("a.csv", long_text()).put("b.csv", long_text(";", ","))
    desk.book("c.xlsx", {"S": [NAMES, *ROWS]})
    one, *others = (
        arrays(desk.read(source))
        for source in (
            Source(kind="marks", path="a.csv"),
            Source(kind="marks", path="b.csv", decimal="comma"),
            Source(kind="marks", path="c.xlsx"),
        )
    )
    assert all(other == one for other in others)


def test_the_order_of_rows_and_columns_does_not_matter(desk):
    generator = np.random.default_rng(5)
    head, *rows = (line.split(",") for line in long_text().splitlines())
    desk.put("marks.csv", long_text())
    expected = arrays(desk.read(Source(kind="marks", path="marks.csv")))
    for _ in range(5):
        columns = generator.permutation(len(head))
        lines = [head, *(rows[at] for at in generator.permutation(len(rows)))]
        desk.put("marks.csv", "\n".join(",".join(line[at] for at in columns) for line in lines))
        assert arrays(desk.read(Source(kind="marks", path="marks.csv"))) == expected


def test_the_order_of_sources_does_not_matter_to_a_single_byte(desk):
    paths = [f"m/{city}.csv" for city in CITIES]
    for city, path in zip(CITIES, paths, strict=True):
        desk.put(
            path,
            "\n".join(
                [
                    ",".join(NAMES),
                    *(",".join((*key, written(value))) for *key, value in ROWS if key[0] == city),
                ]
            ),
        )
    sources = [Source(kind="marks", path=path) for path in paths]
    expected = arrays(desk.read(*sources), places=True)
    assert arrays(desk.read(*reversed(sources)), places=True) == expected
    assert arrays(desk.read(Source(kind="marks", path="m/*.csv")), places=True) == expected


def test_problems_do_not_depend_on_the_order_of_sources(desk):
    desk.put("a.csv", long_text()).put("b.csv", long_text())
    sources = [Source(kind="marks", path=path) for path in ("a.csv", "b.csv")]
    assert desk.messages(*sources) == desk.messages(*reversed(sources))


def test_merged_cities_are_filled_down_where_the_edition_says_so(desk):
    rows = [NAMES, *ROWS[:4]]
    rows = [rows[0], rows[1], *((None, *row[1:]) for row in rows[2:])]
    desk.book("marks.xlsx", {"S": rows}, merged={"S": "A2:A5"})
    marks = desk.read(Source(kind="marks", path="marks.xlsx", fill_merged=True)).marks
    assert marks.city.tolist() == [0] * 4


def test_merged_titles_do_no_harm(desk):
    desk.book("marks.xlsx", {"S": [["Survei", None], NAMES, *ROWS]}, merged={"S": "A1:D1"})
    check(desk.read(Source(kind="marks", path="marks.xlsx")))


def test_headers_that_the_edition_names(desk):
    desk.put(
        "marks.csv", long_text().replace("city,criterion,evaluator,mark", "Wilayah,Butir,Asesor 1,Angka")
    )
    columns = {"city": "wilayah", "criterion": "BUTIR", "evaluator": "Asesor_1", "mark": "Angka"}
    check(desk.read(Source(kind="marks", path="marks.csv", columns=columns)))


def test_words_for_a_missing_value(desk):
    desk.put("marks.csv", long_text().replace("cici,\n", "cici,t.a.\n"))
    check(desk.read(Source(kind="marks", path="marks.csv", missing=("t.a.", "-"))))


def test_hidden_sheets_are_named_and_not_read(desk):
    desk.book("marks.xlsx", {"S": [NAMES, *ROWS], "old": [NAMES, *ROWS]}, hidden=("old",))
    ratings = desk.read(Source(kind="marks", path="marks.xlsx"))
    check(ratings)
    assert [(item.code, item.place.file, item.details["found"]) for item in ratings.notes] == [
        ("sheet-hidden", "marks.xlsx", "old")
    ]


def test_a_hidden_sheet_is_read_when_it_is_named(desk):
    desk.book("marks.xlsx", {"S": [["x"]], "Data": [NAMES, *ROWS]}, hidden=("Data",))
    check(desk.read(Source(kind="marks", path="marks.xlsx", sheet="data")))


def test_a_file_that_a_program_keeps_beside_an_open_book_is_left_out(desk):
    desk.book("m/a.xlsx", {"S": [NAMES, *ROWS]}).put("m/~$a.xlsx", b"owner")
    ratings = desk.read(Source(kind="marks", path="m/*.xlsx"))
    check(ratings)
    assert [(item.code, item.place.file) for item in ratings.notes] == [("file-left-out", "m/~$a.xlsx")]


def test_an_ending_in_capitals(desk):
    desk.book("MARKS.XLSX", {"S": [NAMES, *ROWS]})
    check(desk.read(Source(kind="marks", path="MARKS.XLSX")))


def test_dates_are_dates_in_every_format(desk):
    leaf = Leaf(id="imp.index", criterion="imp.index", input="measure")
    desk = evolve(desk, structure=evolve(desk.structure, leaves=(leaf,)))
    day = dt.date(2025, 6, 30)
    desk.book("a.xlsx", {"S": [["kota", "kriteria", "nilai", "tanggal"], ["11.01", "imp.index", 3, day]]})
    desk.put("b.csv", "kota,kriteria,nilai,tanggal\n11.01,imp.index,3,2025-06-30\n")
    frame = pl.DataFrame({"kota": ["11.01"], "kriteria": "imp.index", "nilai": 3, "tanggal": [day]})
    for ratings in (
        desk.read(Source(kind="measures", path="a.xlsx")),
        desk.read(Source(kind="measures", path="b.csv")),
        desk.read(frames={"measures": frame}),
    ):
        assert ratings.measures.date == ("2025-06-30",)


def test_an_edition_without_evaluator_types_needs_no_table_of_evaluators(desk):
    leaves = tuple(evolve(leaf, type="panel", stage="") for leaf in desk.structure.leaves)
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves)).with_edition(
        evaluator_types={}, stages=None
    )
    desk.put("evaluators.csv", "evaluator\nana\ncici\n").put("marks.csv", long_text())
    for sources in (
        (Source(kind="marks", path="marks.csv"),),
        (Source(kind="marks", path="marks.csv"), Source(kind="evaluators", path="none.csv", optional=True)),
    ):
        marks = desk.read(*sources).marks
        assert (marks.evaluators, marks.types, marks.stages) == (PEOPLE, ("panel", "panel"), ("",))
