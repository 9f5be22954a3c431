"""Files that cannot be read, or not as the edition says: named, told apart, and all in one pass."""

from __future__ import annotations

import importlib
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
from attrs import frozen

from scoring.errors import RejectedError, UnreadableError
from scoring.model.source import Source

MARKS = Source(kind="marks", path="marks.csv")
BOOK = Source(kind="marks", path="marks.xlsx")
HEAD = "city,criterion,evaluator,mark\n"
GOOD = HEAD + "11.01,gov.policy,ana,3\n"
NAMES = ["city", "criterion", "evaluator", "mark"]
ROW = ["11.01", "gov.policy", "ana", 3]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = b"<html><table><tr><td>city</td></tr></table></html>"


def archive(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "/"), text)
    return stream.getvalue()


def parquet(**columns):
    stream = io.BytesIO()
    pl.DataFrame(columns).write_parquet(stream)
    return stream.getvalue()


ODS = archive(
    mimetype="application/vnd.oasis.opendocument.spreadsheet",
    **{"content.xml": "<office:document-content/>"},
)


@frozen
class Case:
    """A file that cannot be read, and the first line that says so."""

    name: str
    path: str
    data: bytes
    expected: str


CASES = (
    Case("empty", "m.csv", b"", "m.csv  is empty (0 bytes)"),
    Case("empty book", "m.xlsx", b"", "m.xlsx  is empty (0 bytes)"),
    Case(
        "cp1252",
        "m.csv",
        GOOD.encode() + "11.02,gov.policy,andré,3\n".encode("cp1252"),
        "m.csv:3:22  is not written in utf-8; cp1252 would fit [file-encoding]",
    ),
    Case(
        "utf-16",
        "m.csv",
        GOOD.encode("utf-16"),
        "m.csv:1:1  is not written in utf-8; utf-16 would fit [file-encoding]",
    ),
    Case(
        "neither",
        "m.csv",
        GOOD.encode() + b"\x81\x8d,,,\n",
        "m.csv:3:1  is not written in utf-8 [file-encoding-unknown]",
    ),
    Case(
        "nul",
        "m.csv",
        GOOD.encode() + b"a" * 5000 + b"\x00",
        "m.csv:3:0  holds a NUL character and is no text table [file-nul]",
    ),
    Case("html as xls as xlsx", "m.xlsx", HTML, "m.xlsx  is a web page (HTML), not a .xlsx file"),
    Case(
        "html as csv", "m.csv", b"\n  <!DOCTYPE HTML>" + HTML, "m.csv  is a web page (HTML), not a .csv file"
    ),
    Case(
        "xml spreadsheet as xlsx",
        "m.xlsx",
        b'<?xml version="1.0"?><Workbook/>',
        "m.xlsx  is an XML document, not a .xlsx file",
    ),
    Case("csv as xlsx", "m.xlsx", GOOD.encode(), "m.xlsx  is a text file, not a .xlsx file"),
    Case(
        "xls as xlsx",
        "m.xlsx",
        OLE,
        "m.xlsx  is a workbook of the old kind (.xls) under a name that ends in .xlsx",
    ),
    Case(
        "encrypted xlsx",
        "m.xlsx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "m.xlsx  is protected by a password",
    ),
    Case("pdf as xlsx", "m.xlsx", b"%PDF-1.7\n", "m.xlsx  is a PDF document, not a .xlsx file"),
    Case(
        "zip as xlsx",
        "m.xlsx",
        archive(readme="x"),
        "m.xlsx  is a zip archive without the table that a name ending in .xlsx promises",
    ),
    Case(
        "document as xlsx",
        "m.xlsx",
        archive(**{"word__document.xml": "<w/>"}),
        "m.xlsx  is a zip archive without the table that a name ending in .xlsx promises",
    ),
    Case(
        "ods as xlsx", "m.xlsx", ODS, "m.xlsx  is a workbook of the kind .ods under a name that ends in .xlsx"
    ),
    Case(
        "xlsx as csv",
        "m.csv",
        archive(**{"xl__workbook.xml": "<workbook/>"}),
        "m.csv  is a zip archive without the table that a name ending in .csv promises",
    ),
    Case("parquet as csv", "m.csv", parquet(city=["11.01"]), "m.csv  is a Parquet file, not a .csv file"),
    Case("csv as parquet", "m.parquet", GOOD.encode(), "m.parquet  is a text file, not a .parquet file"),
    Case(
        "bytes as parquet",
        "m.parquet",
        bytes(range(256)),
        "m.parquet  is not a .parquet file: its first bytes belong to no known kind",
    ),
    Case(
        "old workbook",
        "m.xls",
        OLE,
        "m.xls  the ending '.xls' belongs to no reader; known are .csv, .ods, .parquet, .tsv, .txt, .xlsb, .xlsm, .xlsx",
    ),
    Case(
        "no workbook part",
        "m.xlsx",
        archive(**{"xl__workbook.xml": "<workbook"}),
        "m.xlsx  is a broken workbook: ",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_that_cannot_be_read_is_named_with_its_cause(desk, case):
    desk.put(case.path, case.data)
    (found,) = desk.messages(Source(kind="marks", path=case.path))
    assert found == case.expected or (case.expected.endswith(": ") and found.startswith(case.expected))


def test_a_book_that_is_cut_off_is_told_from_one_that_is_broken(desk):
    desk.book("marks.xlsx", {"S": [NAMES, ROW]})
    whole = (desk.folder / "marks.xlsx").read_bytes()
    desk.put("marks.xlsx", whole[:-100])
    assert desk.messages(BOOK) == ["marks.xlsx  is cut off: the end of the workbook is not there"]
    sheet = whole.index(b"xl/worksheets/sheet1.xml") + 60
    desk.put("marks.xlsx", whole[:sheet] + bytes(40) + whole[sheet + 40 :])
    (found,) = desk.messages(BOOK)
    assert found.startswith("marks.xlsx  is a broken workbook: ")


def test_a_cut_off_parquet_file_is_broken(desk):
    data = parquet(city=["11.01"] * 1000)
    desk.put("marks.parquet", data[: len(data) // 2])
    (found,) = desk.messages(Source(kind="marks", path="marks.parquet"))
    assert found.startswith("marks.parquet  is a broken Parquet file: ")


def test_files_that_cannot_be_read_do_not_hide_what_is_wrong_in_the_others(desk):
    desk.put("m/a.xlsx", HTML).put("m/b.csv", HEAD + "11.01,gov.policy,ana,9\n").put("m/c.parquet", b"")
    found = desk.problems(Source(kind="marks", path="m/*"))
    assert [item.code for item in found] == ["file-is-html", "mark-above-scale", "file-empty"]
    with pytest.raises(UnreadableError):
        desk.read(Source(kind="marks", path="m/*"))


def test_unreadable_cities_do_not_make_every_mark_wrong(desk):
    desk.put("cities.csv", b"").put("marks.csv", HEAD + "11.01,gov.policy,ana,9\n")
    codes = [item.code for item in desk.problems(Source(kind="cities", path="cities.csv"), MARKS)]
    assert codes == ["file-empty", "mark-above-scale"]


def test_unreadable_evaluators_do_not_make_every_mark_wrong(desk):
    desk.put("evaluators.csv", b"").put("marks.csv", HEAD + "11.01,gov.policy,ana,9\n")
    codes = [item.code for item in desk.problems(Source(kind="evaluators", path="evaluators.csv"), MARKS)]
    assert codes == ["file-empty", "mark-above-scale"]


def test_a_missing_file_is_named_with_the_nearest_one_there_is(desk):
    desk.put("mark.csv", GOOD)
    assert desk.messages(MARKS) == [
        "marks.csv  no such file for the marks of this edition; did you mean 'mark.csv'?"
    ]


def test_a_pattern_without_files_is_an_error_unless_it_is_optional(desk):
    assert desk.messages(Source(kind="marks", path="m/*.xlsx")) == [
        "m/*.xlsx  no such file for the marks of this edition"
    ]
    assert len(desk.read(Source(kind="marks", path="m/*.xlsx", optional=True)).marks.mark) == 0


def test_a_pattern_outside_of_everything_is_an_error(desk):
    (found,) = desk.problems(Source(kind="marks", path="/*/*.nothing"))
    assert (found.code, found.place.file) == ("file-pattern", "/*/*.nothing")


def test_a_folder_is_no_file(desk):
    (desk.folder / "m").mkdir()
    assert desk.messages(Source(kind="marks", path="m")) == ["m  is a folder, not a file"]


def test_an_encoding_that_does_not_exist_is_an_error(desk):
    desk.put("marks.csv", GOOD)
    source = Source(kind="marks", path="marks.csv", encoding="utf-9")
    assert desk.messages(source) == ["marks.csv  there is no encoding 'utf-9'"]
    source = Source(kind="marks", path="marks.csv", encoding="hex")
    assert desk.messages(source) == ["marks.csv  there is no encoding 'hex'"]


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "Permission denied"), "file-denied"), (OSError(5, "I/O error"), "file-system")],
)
def test_a_file_that_the_system_refuses_is_named(desk, monkeypatch, error, code):
    desk.put("marks.csv", GOOD)
    honest = Path.open

    def refuse(path, *mode, **named):
        if path.name == "marks.csv":
            raise error
        return honest(path, *mode, **named)

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = desk.problems(MARKS)
    assert (found.code, found.place.file) == (code, "marks.csv")


def test_a_sheet_that_is_missing_is_named_with_those_that_are_there(desk):
    desk.book("marks.xlsx", {"Nilai": [NAMES, ROW], "Catatan": [["x"]]})
    source = Source(kind="marks", path="marks.xlsx", sheet="Nila")
    assert desk.messages(source) == [
        "marks.xlsx  has no sheet 'Nila', only Nilai, Catatan; did you mean 'Nilai'?"
    ]


def test_several_sheets_need_a_name(desk):
    desk.book("marks.xlsx", {"A": [NAMES, ROW], "B": [["x"]]})
    assert desk.messages(BOOK) == [
        "marks.xlsx  has several sheets, and the edition does not say which one: A, B"
    ]


def test_an_empty_sheet_has_no_rows(desk):
    desk.book("marks.xlsx", {"A": []})
    assert "marks.xlsx!A  has no rows" in desk.messages(BOOK)


def test_merged_cells_are_an_error_and_their_empty_cells_are_not_told_again(desk):
    rows = [NAMES, ROW, [None, "gov.policy", "budi", 3], [None, "gov.policy", "cici", 3]]
    desk.book("marks.xlsx", {"S": rows}, merged={"S": "A2:A4"})
    assert desk.messages(BOOK) == ["marks.xlsx!S!A2:A4  merged cells: only the first one holds the value"]


def test_merged_marks_are_an_error_even_where_keys_may_be_filled(desk):
    rows = [NAMES, ROW, ["11.02", "gov.policy", "ana", None]]
    desk.book("marks.xlsx", {"S": rows}, merged={"S": "D2:D3"})
    source = Source(kind="marks", path="marks.xlsx", fill_merged=True)
    assert desk.messages(source) == ["marks.xlsx!S!D2:D3  merged cells: only the first one holds the value"]


def test_cells_merged_across_columns_are_an_error(desk):
    rows = [NAMES, ROW, ["11.02", "gov.policy", "ana", None]]
    desk.book("marks.xlsx", {"S": rows}, merged={"S": "C3:D3"})
    source = Source(kind="marks", path="marks.xlsx", fill_merged=True)
    assert desk.messages(source) == ["marks.xlsx!S!C3:D3  merged cells: only the first one holds the value"]


def test_a_parquet_column_that_is_no_cell_is_an_error(desk):
    data = parquet(city=["11.01"], criterion=["gov.policy"], evaluator=["ana"], mark=[[3.0]])
    desk.put("marks.parquet", data)
    assert desk.messages(Source(kind="marks", path="marks.parquet")) == [
        "marks.parquet  column 'mark' has the type List(Float64), which is no cell"
    ]


def test_a_code_that_parquet_holds_as_a_number_is_refused(desk):
    desk.put("marks.parquet", parquet(city=[11.1], criterion=["gov.policy"], evaluator=["ana"], mark=[3]))
    assert desk.messages(Source(kind="marks", path="marks.parquet")) == [
        "marks.parquet!A1  city is the number 11.1; codes are text, since a number loses its zeros; did you mean '11.10'?"
    ]


@pytest.mark.parametrize(
    ("module", "limit", "path", "code"),
    [
        ("files", "LARGEST", "marks.csv", "file-too-large"),
        ("typed_tables", "ROWS", "marks.parquet", "file-too-many-rows"),
        ("books", "TOGETHER", "marks.xlsx", "workbooks-too-many-cells"),
    ],
)
def test_what_is_beyond_a_limit_is_not_read(desk, monkeypatch, module, limit, path, code):
    """The limit is lowered to two: two rows, two bytes, two cells."""
    keys = {"city": ["11.01"] * 3, "criterion": ["gov.policy"] * 3, "evaluator": ["ana", "budi", "cici"]}
    desk.put("marks.csv", GOOD).put("marks.parquet", parquet(**keys, mark=[1, 2, 3]))
    desk.book("marks.xlsx", {"S": [NAMES, ROW]})
    source = Source(kind="marks", path=path)
    assert len(desk.read(source).marks.mark) > 0
    monkeypatch.setattr(importlib.import_module(f"scoring.intake.{module}"), limit, 2)
    found = [item for item in desk.problems(source) if item.place.file == path]
    assert [item.code for item in found] == [code]


def test_a_frame_of_no_known_kind_is_an_error(desk):
    (found,) = desk.problems(frames={"scores": pl.DataFrame({"city": ["11.01"]})})
    assert found.code == "frame-unknown"


def test_a_frame_has_places_too(desk):
    frame = pl.DataFrame(
        {"city": ["11.01"] * 2, "criterion": "gov.policy", "evaluator": ["ana", "budi"], "mark": [9, 3]}
    )
    with pytest.raises(RejectedError) as caught:
        desk.read(frames={"marks": frame})
    assert [str(item.place) for item in caught.value.problems] == ["<marks frame>!D1"]
