import csv
import io

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from scoring import report
from scoring.report import comma

# What each hostile text must be in a CSV, by the rule in the README of a run folder: a leading ' before what a
# spreadsheet would run, hidden characters as their codes.
HOSTILE = {
    "=1+1": "'=1+1",
    "+cmd|' /C calc'!A0": "'+cmd|' /C calc'!A0",
    "-2+3": "'-2+3",
    "@SUM(A1:A9)": "'@SUM(A1:A9)",
    "\t=1+1": "'\\x09=1+1",
    "\r=1+1": "'\\x0d=1+1",
    "\n=1+1": "'\\x0a=1+1",
    '=HYPERLINK("http://evil.example","x")': '\'=HYPERLINK("http://evil.example","x")',
    "＝1+1": "'＝1+1",
    "Kota\x1b[31m\x1b]8;;http://evil.example\x07": "Kota\\x1b[31m\\x1b]8;;http://evil.example\\x07",
    "</script><script>alert(1)</script>": "</script><script>alert(1)</script>",
    "Kota\u202egnp": "Kota\\u202egnp",
    "Kota\x85": "Kota\\x85",
    'Kota "Satu", Dua; Tiga': 'Kota "Satu", Dua; Tiga',
    "Kota Dua": "Kota Dua",
    "Baubau-Barat": "Baubau-Barat",
}


def written(result, name):
    files = dict(
        next(item for item in report.WRITERS if item.name == "csv").write(report.tables(result, "en"))
    )
    return files[f"{name}.csv"]


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize(("name", "expected"), HOSTILE.items())
def test_a_hostile_name_is_inert_text(named, name, expected):
    for table in ("ranking", "rankings", "awards", "quality"):
        assert rows(written(named(name), table))[0]["name"] == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_brings_no_control_character(named, name):
    content = written(named(name), "ranking").decode()
    assert not [sign for sign in content if sign != "\n" and (ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0)]
    assert "\u202e" not in content


def test_a_negative_number_stays_a_number(sample):
    assert rows(written(sample, "ranking"))[0]["improvement"] == "-0.07"


def test_published_numbers_have_the_decimals_of_the_edition(sample):
    first, _, third, fourth, _ = rows(written(sample, "ranking"))
    assert (first["index"], first["score_governance"], first["last"]) == ("3.13", "3.50", "3.20")
    assert third["index"] == "3.00"
    assert fourth["index"] == ""
    assert rows(written(sample, "scores"))[0]["published"] == "2.00"


def test_exact_numbers_are_not_rounded(sample):
    assert rows(written(sample, "ranking"))[0]["index_exact"] == "3.125"


def test_no_decimals_means_no_point(publishing):
    result = evolve(publishing(decimals=0), published=publishing().published.round())
    assert rows(written(result, "ranking"))[0]["index"] == "3"


def test_codes_stay_as_they_are(sample):
    assert [row["code"] for row in rows(written(sample, "ranking"))] == [
        "11.01",
        "11.10",
        "12.01",
        "12.02",
        "12.03",
    ]


def test_lines_end_with_a_line_feed(sample):
    content = written(sample, "ranking")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.count(b"\n") == 6


def test_the_raw_cells_are_not_among_the_csv_files(sample):
    files = dict(report.WRITERS[0].write(report.tables(sample, "en")))
    assert sorted(files) == [
        f"{name}.csv" for name in ("awards", "flags", "quality", "ranking", "rankings", "scores")
    ]


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1), st.integers(0, 6))
def test_a_rounded_number_is_written_with_its_decimals(units, decimals):
    # the expected text comes from whole numbers alone: the digits of the units, with a point put in
    frame = pl.DataFrame({"a": [unit / 10**decimals for unit in units]})
    digits = [str(abs(unit)).zfill(decimals + 1) for unit in units]
    cut = [(text[:-decimals] + "." + text[-decimals:]) if decimals else text for text in digits]
    expected = [("-" if unit < 0 else "") + text for unit, text in zip(units, cut, strict=True)]
    assert frame.select(comma.decimal_text("a", decimals))["a"].to_list() == expected


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1), st.integers(0, 6))
def test_a_number_with_more_decimals_is_written_in_full(values, decimals):
    frame = pl.DataFrame({"a": values}, schema={"a": pl.Float64})
    found = frame.select(comma.decimal_text("a", decimals))["a"].to_list()
    assert [float(text) for text in found] == values


def test_a_missing_number_stays_empty():
    frame = pl.DataFrame({"a": [None, 1.5]}, schema={"a": pl.Float64})
    assert frame.select(comma.decimal_text("a", 2))["a"].to_list() == [None, "1.50"]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_exact_numbers_come_back_from_the_file(values):
    content = comma.csv(pl.DataFrame({"score": values}, schema={"score": pl.Float64}), 2)
    assert [float(line) for line in content.decode().splitlines()[1:]] == values
