"""Workbooks of the kinds ods and xlsb, and those that other programs wrote."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
import xlsxwriter

from scoring.intake import Request, books
from scoring.model.source import Source

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ODS = f"""<office:document-content xmlns:office="{OFFICE}office:1.0" xmlns:table="{OFFICE}table:1.0" xmlns:text="{OFFICE}text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="S">%s<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'


def text(value, attributes=""):
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{value}</text:p></table:table-cell>'


def number(value):
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def ods(*rows):
    """Return an ods book of one sheet S with two empty rows on top; a string is a row of raw cells."""
    head = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS % (head + body))
    return stream.getvalue()


HEADER = "".join(map(text, ("city", "criterion", "evaluator", "mark")))
KEYS = text("11.01") + text("gov.policy") + text("ana")
MARKS = Source(kind="marks", path="marks.ods")


def test_an_ods_book(desk):
    desk.put("marks.ods", ods(HEADER, KEYS + number(3.5)))
    marks = desk.read(MARKS).marks
    assert marks.mark.tolist() == [3.5]
    assert str(marks.places.at(0)) == "marks.ods!S!D4"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            "cell-error",
        ),
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>',
            "cell-error",
        ),
        ('<table:table-cell table:formula="of:=1+1"/>', "cell-uncached"),
        (
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
            "cell-boolean",
        ),
        (
            '<table:table-cell office:value-type="date" office:date-value="2025-09-01"><text:p>01/09/25</text:p></table:table-cell>',
            "cell-date",
        ),
    ],
)
def test_cells_of_an_ods_book_that_are_no_numbers(desk, cell, code):
    desk.put("marks.ods", ods(HEADER, KEYS + cell))
    (found,) = desk.problems(MARKS)
    assert (found.code, str(found.place)) == (code, "marks.ods!S!D4")


def test_merged_cells_of_an_ods_book(desk):
    merged = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    rows = (
        HEADER,
        text("11.01", merged) + text("gov.policy") + text("ana") + number(3),
        "<table:covered-table-cell/>" + text("gov.policy") + text("budi") + number(2),
    )
    desk.put("marks.ods", ods(*rows))
    assert desk.messages(MARKS) == ["marks.ods!S!A4:A5  merged cells: only the first one holds the value"]
    source = Source(kind="marks", path="marks.ods", fill_merged=True)
    assert desk.read(source).marks.mark.tolist() == [3, 2]


@pytest.mark.parametrize(
    "row",
    [
        '<table:table-row table:number-rows-repeated="1048570">{}</table:table-row>'.format(
            number(1).replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="1000"')
        ),
        f'<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="1000"/>{number(1)}</table:table-row>',
    ],
    ids=["repeated", "far"],
)
def test_a_far_or_repeated_cell_of_an_ods_book(desk, row):
    desk.put("marks.ods", ods(HEADER, KEYS + number(3), "</table:table-row>" + row + "<table:table-row>"))
    assert [item.code for item in desk.problems(MARKS)] == ["workbook-far-cell"]


def record(kind, content):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = (
        bytes([len(content)])
        if len(content) < 128
        else bytes([len(content) & 0x7F | 0x80, len(content) >> 7])
    )
    return head + size + content


def wide(value):
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def xlsb(*rows, far=0):
    """Return an xlsb book of one sheet S; a cell is text, a number, or ("error", code)."""
    sheet = record(129, b"") + record(148, bytes(16)) + record(145, b"")
    for at, row in enumerate(rows):
        place = at if at + 1 < len(rows) or not far else far
        sheet += record(0, struct.pack("<II", place, 0) + bytes(17))
        for column, value in enumerate(row):
            start = struct.pack("<II", column, 0)
            if isinstance(value, str):
                sheet += record(6, start + wide(value))
            elif isinstance(value, tuple):
                sheet += record(3, start + bytes([value[1]]))
            else:
                sheet += record(5, start + struct.pack("<d", value))
    sheet += record(146, b"") + record(130, b"")
    book = (
        record(131, b"")
        + record(153, bytes(12))
        + record(143, b"")
        + record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("S"))
    )
    book += record(144, b"") + record(132, b"")
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{relation}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return stream.getvalue()


NAMES = ("city", "criterion", "evaluator", "mark")
BINARY = Source(kind="marks", path="marks.xlsb")


def test_an_xlsb_book(desk):
    desk.put("marks.xlsb", xlsb(NAMES, ("11.01", "gov.policy", "ana", 3.5)))
    marks = desk.read(BINARY).marks
    assert marks.mark.tolist() == [3.5]
    assert str(marks.places.at(0)) == "marks.xlsb!S!D2"


def test_an_error_value_of_an_xlsb_book(desk):
    desk.put("marks.xlsb", xlsb(NAMES, ("11.01", "gov.policy", "ana", ("error", 0x2A))))
    assert desk.messages(BINARY) == ["marks.xlsb!S!D2  mark holds the error value #N/A"]


def test_a_far_cell_of_an_xlsb_book(desk):
    row = ["11.01"] * 40
    desk.put("marks.xlsb", xlsb(NAMES, row, far=1_048_575))
    assert [item.code for item in desk.problems(BINARY)] == ["workbook-far-cell"]


def test_an_xlsb_part_that_is_cut_off_is_broken(desk):
    data = xlsb(NAMES, ("11.01", "gov.policy", "ana", 3))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part + b"\x85" if name.endswith("sheet1.bin") else part)
    desk.put("marks.xlsb", stream.getvalue())
    assert [item.code for item in desk.problems(BINARY)] == ["workbook-broken"]


def written_by_xlsxwriter(formula_value):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, NAMES)
        sheet.write_row(1, 0, ("11.01", "gov.policy", "ana"))
        if formula_value is None:
            sheet.write_formula(1, 3, "=1+1")
        else:
            sheet.write_formula(1, 3, "=1+1", None, formula_value)
    return stream.getvalue()


def changed(data, old, new):
    """Return the book with something else in its sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            assert (old in part) == name.startswith("xl/worksheets/sheet")
            after.writestr(name, part.replace(old, new))
    return stream.getvalue()


def test_the_zero_that_a_program_stores_for_a_formula_it_did_not_compute_is_no_mark(desk):
    desk.put("marks.xlsx", written_by_xlsxwriter(None))
    (found,) = desk.problems(Source(kind="marks", path="marks.xlsx"))
    assert (found.code, str(found.place)) == ("cell-uncached", "marks.xlsx!S!D2")


def test_a_stored_result_of_a_formula_is_a_mark(desk):
    desk.put("marks.xlsx", written_by_xlsxwriter(2))
    assert desk.read(Source(kind="marks", path="marks.xlsx")).marks.mark.tolist() == [2]


def test_an_empty_text_as_the_result_of_a_formula_is_a_missing_mark(desk):
    desk.put("marks.xlsx", changed(written_by_xlsxwriter("nothing"), b"<v>nothing</v>", b"<v></v>"))
    marks = desk.read(Source(kind="marks", path="marks.xlsx")).marks
    assert [str(mark) for mark in marks.mark] == ["nan"]


def test_sheets_with_entities_in_their_names_are_told_apart(desk):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, value in (("A & B", "=1"), ("<C>", 3)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, NAMES)
            sheet.write_row(1, 0, ("11.01", "gov.policy", "ana" if value == 3 else "budi", value))
    desk.put("marks.xlsx", stream.getvalue())
    (found,) = desk.problems(Source(kind="marks", path="marks.xlsx", sheet="*"))
    assert (found.code, str(found.place)) == ("cell-uncached", "marks.xlsx!A & B!D2")


def test_formulas_beside_the_table_do_no_harm(desk):
    desk.book(
        "marks.xlsx",
        {"S": [["Total", None, None, None, "=SUM(D3:D9)"], NAMES, ("11.01", "gov.policy", "ana", 3)]},
    )
    assert desk.read(Source(kind="marks", path="marks.xlsx")).marks.mark.tolist() == [3]


def test_all_requests_are_answered_in_order():
    good = xlsb(NAMES, ("11.01", "gov.policy", "ana", 3))
    requests = [Request(name=f"{at}.xlsb", data=good if at % 3 else b"%PDF") for at in range(9)]
    answers = list(books.read(requests))
    assert [bool(answer.problems) for answer in answers] == [at % 3 == 0 for at in range(9)]
    assert [answer.problems[0].place.file for answer in answers[::3]] == ["0.xlsb", "3.xlsb", "6.xlsb"]
    assert list(books.read([])) == []
