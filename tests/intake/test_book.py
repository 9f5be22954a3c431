"""The program that reads workbooks, run here without its limits so that every branch is seen."""

from __future__ import annotations

import datetime as dt
import io
import json
import math
from array import array

import pytest
import python_calamine
import xlsxwriter

from scoring.intake.book import archive, child
from scoring.intake.book.archive import RefusedError, parsed
from scoring.intake.book.sheet_xml import cells


def xlsx(*rows, name="S", extra=None):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, dt.datetime | dt.date | dt.time):
                    sheet.write_datetime(row, column, value, day)
                else:
                    sheet.write(row, column, value)
        if extra:
            extra(book, sheet)
    return stream.getvalue()


@pytest.fixture
def ask(monkeypatch):
    """Hand books to the program as the engine does, and return its answers."""
    monkeypatch.setattr(child, "_limit", lambda: None)

    def asked(*books, suffix=".xlsx", sheets=("",)):
        requests = io.BytesIO()
        for data in books:
            line = json.dumps({"size": len(data), "suffix": suffix, "sheets": sheets, "headers": []})
            requests.write(line.encode() + b"\n" + data)
        requests.seek(0)
        answers = io.BytesIO()
        child.main(requests, answers)
        answers.seek(0)
        found = []
        while length := answers.read(8):
            numbers = int.from_bytes(answers.read(8), "big")
            found.append(json.loads(answers.read(int.from_bytes(length, "big"))))
            found[-1]["numbers"] = array("d", answers.read(numbers)).tolist()
        return found

    return asked


def test_cells_keep_their_own_kind(ask):
    row = ["11.10", 3.5, True, dt.date(2025, 6, 30), dt.datetime(2025, 6, 30, 12), None]  # noqa: DTZ001 a workbook has no zones
    (found,) = ask(xlsx(["a", "b", "c", "d", "e", "f"], row))
    assert found["sheets"] == ["S"]
    (sheet,) = found["tables"]
    assert (sheet["header"], sheet["headers"]) == (1, ["a", "b", "c", "d", "e", "f"])
    assert sheet["columns"] == [
        ["11.10"],
        1,
        [True],
        [{"d": "2025-06-30"}],
        [{"d": "2025-06-30T12:00:00"}],
        [""],
    ]
    assert found["numbers"] == [3.5]


def test_columns_of_numbers_alone_come_beside_the_rest(ask):
    rows = [["a", "b", "c", "d"], [1, "x", 5, "y"], [2.5, 3, None, "z"], [None, None, 7, None]]
    (found,) = ask(xlsx(*rows))
    assert found["tables"][0]["columns"] == [3, ["x", 3, ""], 3, ["y", "z", ""]]
    assert [str(number) for number in found["numbers"]] == ["1.0", "2.5", "nan", "5.0", "nan", "7.0"]


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_a_number_that_is_none_does_not_pass_for_an_empty_cell(number):
    numbers = array("d")
    assert child._column((1.0, "", number), numbers) == (1.0, "", number)
    assert child._column((1.0, number), numbers) == (1.0, number)
    assert not numbers


def test_an_error_value_beyond_the_last_filled_cell_is_put_where_it_stands(ask):
    def extra(_, sheet):
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")

    (found,) = ask(xlsx(["a"], ["x"], extra=extra))
    assert found["tables"][0]["columns"] == [["x", ""], ["", ""], ["", {"e": "#DIV/0!"}]]


def test_several_books_are_answered_one_after_the_other(ask):
    good = xlsx(["a"])
    assert [("code" in answer) for answer in ask(good, b"PK\x03\x04cut off", good)] == [False, True, False]


def test_charts_are_no_sheets(ask):
    def extra(book, _):
        book.add_chartsheet("Chart")
        book.add_worksheet("Hidden").hide()

    (found,) = ask(xlsx(["a"], extra=extra))
    assert (found["sheets"], found["hidden"]) == (["S"], ["Hidden"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MemoryError(), "workbook-memory"),
        (python_calamine.PasswordError("locked"), "file-is-encrypted"),
        (BaseException("a panic of the reader"), "workbook-broken"),
    ],
)
def test_whatever_the_reader_raises_is_an_answer(ask, monkeypatch, error, code):
    def fail(*_):
        raise error

    monkeypatch.setattr(child, "_inspect", fail)
    assert [answer["code"] for answer in ask(xlsx(["a"]))] == [code]


def test_an_interrupt_ends_the_program(ask, monkeypatch):
    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(child, "_inspect", fail)
    with pytest.raises(KeyboardInterrupt):
        ask(xlsx(["a"]))


def test_cells_without_a_name_follow_the_one_before():
    part = b'<row r="2"><c><v>1</v></c><c r="D2"/><c t="s"><v>2</v></c></row><row><c/></row>'
    assert [(row, column) for row, column, *_ in cells(part)] == [(2, 1), (2, 4), (2, 5), (3, 1)]


def test_xml_that_does_not_parse_is_a_broken_book():
    with pytest.raises(RefusedError) as caught:
        parsed(b"<open>")
    assert caught.value.code == "workbook-broken"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"UNPACKED": 1000}, "workbook-unpacks-too-large"),
        ({"SUSPECT": 1000, "RATIO": 2}, "workbook-unpacks-too-large"),
        ({"SUSPECT": 1000, "RATIO": 1000}, ""),
        ({"MEMBERS": 3}, "workbook-too-many-parts"),
    ],
)
def test_an_archive_is_measured_before_it_is_unpacked(ask, monkeypatch, limits, code):
    for name, limit in limits.items():
        monkeypatch.setattr(archive, name, limit)
    assert [answer.get("code", "") for answer in ask(xlsx(["a"]))] == [code]
