"""Any small table of marks comes back from every format as it went in."""

from __future__ import annotations

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.intake import read
from scoring.model.edition import Edition, Scheme
from scoring.model.plan import Leaf, Structure
from scoring.model.rubric import Scale
from scoring.model.source import Source

CODES = ("11.01", "11.10", "1e5", "007")
CRITERIA = ("a.b", "a.c", "Ü.ß")
PEOPLE = ("1", "=ana", "x;y", 'q"r', "Ibu Siti")
NAMES = ("city", "criterion", "evaluator", "mark")
SCALE = Scale(lowest=Decimal(-100), highest=Decimal(100))
STRUCTURE = Structure(
    leaves=tuple(Leaf(id=name, criterion=name, type="panel", scale=SCALE) for name in CRITERIA),
    folds=(),
    index="index",
    ranked=("index",),
)
KEYS = st.tuples(st.sampled_from(CODES), st.sampled_from(CRITERIA), st.sampled_from(PEOPLE))
MARK = st.none() | st.floats(-100, 100) | st.integers(-100, 100) | st.decimals(-100, 100, places=2).map(float)
TABLES = st.dictionaries(KEYS, MARK, min_size=1, max_size=12)


def as_csv(rows):
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(NAMES)
    writer.writerows((*key, "" if mark is None else repr(mark)) for key, mark in rows)
    return stream.getvalue().encode()


def as_parquet(rows):
    stream = io.BytesIO()
    columns = list(zip(*(key for key, _ in rows), strict=True))
    mark = pl.Series([mark for _, mark in rows], dtype=pl.Float64, strict=False)
    pl.DataFrame({**dict(zip(NAMES[:3], columns, strict=True)), "mark": mark}).write_parquet(stream)
    return stream.getvalue()


def as_book(rows):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([NAMES, *((*key, mark) for key, mark in rows)]):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
    return stream.getvalue()


@settings(max_examples=40, deadline=None)
@given(TABLES, st.randoms())
def test_marks_come_back_from_every_format(table, random):
    rows = list(table.items())
    random.shuffle(rows)
    expected = [
        (*key, table[key])
        for key in sorted(
            table, key=lambda key: (sorted(CODES).index(key[0]), sorted(CRITERIA).index(key[1]), key[2])
        )
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "cities.csv").write_text("code,name\n" + "".join(f"{code},{code}\n" for code in CODES))
        for name, make in (("m.csv", as_csv), ("m.parquet", as_parquet), ("m.xlsx", as_book)):
            (path / name).write_bytes(make(rows))
            inputs = (Source(kind="cities", path="cities.csv"), Source(kind="marks", path=name))
            edition = Edition(format="scoring-edition/1", id="t", year=2025, inputs=inputs)
            marks = read(path, Scheme(edition=edition, rubrics={}), STRUCTURE).marks
            found = [
                (sorted(CODES)[city], marks.criteria[criterion], marks.evaluators[evaluator])
                for city, criterion, evaluator in zip(
                    marks.city, marks.criterion, marks.evaluator, strict=True
                )
            ]
            assert found == [row[:3] for row in expected]
            # a workbook stores 16 digits at most
            written = [np.nan if row[3] is None else row[3] for row in expected]
            tolerance = 1e-14 if name.endswith("xlsx") else 0
            np.testing.assert_allclose(marks.mark, written, rtol=tolerance, atol=0)
