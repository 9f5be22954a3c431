"""Workbooks made to kill the reader: each is named in time, and the good ones beside it are read."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from scoring.codec.messages import render
from scoring.errors import UnreadableError
from scoring.intake import READERS, Request, books
from scoring.model.source import Source

SECONDS, MEMORY = 10, 2 * 2**20  # kilobytes, as the system counts the largest child

TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
RELS = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>%s</sheetData></worksheet>'
HEADER = "".join(
    f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
    for column, name in zip("ABCD", ("city", "criterion", "evaluator", "mark"), strict=True)
)


def packed(rows, **more):
    """Return an xlsx book with the XML of its one sheet's rows."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS,
    }
    parts["xl/worksheets/sheet1.xml"] = SHEET % rows if isinstance(rows, str) else rows
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | more).items():
            archive.writestr(name, part)
    return stream.getvalue()


def row(number, city="11.01", mark="3"):
    texts = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in zip("ABC", (city, "gov.policy", "ana"), strict=True)
    )
    return f'<row r="{number}">{texts}<c r="D{number}"><v>{mark}</v></c></row>'


FIRST = f'<row r="1">{HEADER}</row>'
GOOD = FIRST + row(2)


def far(cell, attributes=""):
    return packed(GOOD + f'<row r="1048576"><c r="{cell}"{attributes}><v>1</v></c></row>')


def bomb():
    """Return a book of less than a megabyte that unpacks to 400, written without ever holding it."""
    stream = io.BytesIO(packed(GOOD))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/s.xml", "w") as part,
    ):
        for _ in range(400):
            part.write(bytes(2**20))
    assert len(stream.getvalue()) < 2**20
    return stream.getvalue()


def lying():
    """Return a book whose sheet unpacks to far more than its directory says."""
    data = bytearray(packed(GOOD + "<!--" + "0" * 50_000_000 + "-->"))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/worksheets/sheet1.xml"))
    data[entry + 24 : entry + 28] = struct.pack("<I", 5000)
    return bytes(data)


def entities():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE worksheet [<!ENTITY e0 "boom">{levels}]>' + SHEET % (GOOD + "<!-- -->")
    return packed((text.replace("gov.policy", "&e9;")).encode())


def many_parts():
    return packed(GOOD, **{f"junk/{n}.xml": "" for n in range(10_001)})


HOSTILE = {
    "far cell": (lambda: far("XFD1048576"), "workbook-far-cell"),
    "far cell in another namespace": (
        lambda: packed(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
            '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'.encode()
        ),
        "workbook-far-cell",
    ),
    "far cell without a name": (
        lambda: packed(FIRST + '<row r="900000">' + "<c><v>1</v></c>" * 16000 + "</row>"),
        "workbook-far-cell",
    ),
    "far cell in single quotes": (
        lambda: packed(GOOD + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
        "workbook-far-cell",
    ),
    "far formula": (
        lambda: packed(GOOD + '<row r="1048576"><c r="XFD1048576"><f>1</f></c></row>'),
        "workbook-far-cell",
    ),
    "zip bomb": (bomb, "workbook-unpacks-too-large"),
    "small zip bomb": (
        lambda: packed(GOOD + "<!--" + " " * 60_000_000 + "-->"),
        "workbook-unpacks-too-large",
    ),
    "lying zip bomb": (lying, "workbook-broken"),
    "entity bomb": (entities, "workbook-entities"),
    "many parts": (many_parts, "workbook-too-many-parts"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_book_is_named_in_time_and_the_good_ones_beside_it_are_read(desk, name):
    make, code = HOSTILE[name]
    desk.put("m/a.xlsx", packed(FIRST + row(2))).put("m/b.xlsx", make()).put(
        "m/c.xlsx", packed(FIRST + row(2, "11.02", "9"))
    )
    source = Source(kind="marks", path="m/*.xlsx")
    start = time.monotonic()
    found = desk.problems(source)
    assert time.monotonic() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY
    assert [(item.place.file, item.code) for item in found] == [
        ("m/b.xlsx", code),
        ("m/c.xlsx", "mark-above-scale"),
    ]


def test_a_hostile_book_ends_with_the_exit_code_of_a_file_that_cannot_be_read(desk):
    desk.put("marks.xlsx", far("XFD1048576"))
    with pytest.raises(UnreadableError) as caught:
        desk.read(Source(kind="marks", path="marks.xlsx"))
    assert caught.value.exit_code == 3


def test_cells_that_are_only_formatted_far_off_do_no_harm(desk):
    styled = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    desk.put("marks.xlsx", packed(GOOD + styled))
    assert desk.read(Source(kind="marks", path="marks.xlsx")).marks.mark.tolist() == [3]


def test_a_long_sheet_is_no_far_cell(desk):
    desk.put("marks.xlsx", packed(GOOD + '<row r="200000"><c r="D200000"><v>1</v></c></row>'))
    assert [item.code for item in desk.problems(Source(kind="marks", path="marks.xlsx"))] == [
        "cell-empty"
    ] * 3


@pytest.mark.parametrize(("mode", "code"), [("die", "workbook-memory"), ("hang", "workbook-slow")])
def test_a_child_that_dies_or_hangs_is_started_again_for_the_next_book(monkeypatch, mode, code):
    """The first child stands for a book that nothing foresaw: it dies as on an abort, or never answers."""
    honest, started = books._start, []

    def start():
        started.append(1)
        if len(started) > 1:
            return honest()
        program = {"die": "import os; input(); os.abort()", "hang": "import time; time.sleep(60)"}[mode]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )

    monkeypatch.setattr(books, "_start", start)
    monkeypatch.setattr(books, "SECONDS", 1.0)
    requests = [Request(name=f"{name}.xlsx", data=packed(GOOD)) for name in "abc"]
    start = time.monotonic()
    first, *others = list(books.read(requests))
    assert time.monotonic() - start < SECONDS
    assert [item.code for item in first.problems] == [code]
    assert all(
        render(first.problems[0], language=language).startswith("a.xlsx  ") for language in ("id", "en")
    )
    assert [len(content.tables) for content in others] == [1, 1]
    assert len(started) == 2


def test_memory_of_the_child_is_limited():
    """Without any look at the book, a far cell ends the child by its limit and not the machine."""
    program = (
        "import io, sys, python_calamine\n"
        "from scoring.intake.book.child import _limit\n"
        "_limit()\n"
        "book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))\n"
        "book.get_sheet_by_index(0).to_python()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=far("XFD1048576"), capture_output=True, check=False
    )
    assert done.returncode != 0


def children():
    """Return the processes that this one started and that are still there, those of other tests too."""
    lists = [*Path("/proc/self/task").glob("*/children")]
    if not lists:
        pytest.skip("only Linux lists the children of a process")
    return {int(number) for path in lists for number in path.read_text().split()}


def test_no_child_is_left_behind(desk):
    desk.put("marks.xlsx", packed(GOOD))
    before = children()
    desk.read(Source(kind="marks", path="marks.xlsx"))
    assert children() - before == set()


def test_the_child_imports_no_table_library():
    program = "import scoring.intake.book.child, sys; print(sorted({'polars', 'numpy', 'attrs'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_built_in_readers_claim_every_ending_once():
    endings = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(endings) == len(set(endings))
