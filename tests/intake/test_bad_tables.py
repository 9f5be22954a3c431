"""A zoo of bad tables: each is found, named by file, sheet and cell, and said in one sentence."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from attrs import evolve, frozen

from scoring.errors import RejectedError
from scoring.intake import read
from scoring.model.edition import Scheme
from scoring.model.plan import Leaf
from scoring.model.rubric import Scale
from scoring.model.source import Source

MARKS = Source(kind="marks", path="marks.csv")
BOOK = Source(kind="marks", path="marks.xlsx")
PANELS = Source(kind="panels", path="panels.csv")
MEASURES = Source(kind="measures", path="measures.csv")
HISTORY = Source(kind="history", path="history.csv")
CITIES = Source(kind="cities", path="cities.csv")
PEOPLE = Source(kind="evaluators", path="evaluators.csv")
HEAD = "city,criterion,evaluator,mark\n"
GOOD = "11.01,gov.policy,ana,3\n"
NAMES = ["city", "criterion", "evaluator", "mark"]
NO_CITY = "there is no city '{}' in the cities of this edition"


@frozen
class Case:
    """Files by name (text of a csv, rows of a workbook's one sheet), the inputs, and the first lines."""

    name: str
    files: dict
    sources: tuple
    expected: tuple


def marks(name, rows, *expected, **changes):
    """Return a case of a csv of marks that has one good row."""
    source = Source(kind="marks", path="marks.csv", **changes)
    return Case(name, {"marks.csv": HEAD + GOOD + rows}, (source,), expected)


def table(name, text, *expected, **changes):
    """Return a case of a whole csv of marks."""
    return Case(name, {"marks.csv": text}, (Source(kind="marks", path="marks.csv", **changes),), expected)


def book(name, rows, *expected, **changes):
    """Return a case of a workbook of marks with one sheet S."""
    return Case(
        name, {"marks.xlsx": {"S": rows}}, (Source(kind="marks", path="marks.xlsx", **changes),), expected
    )


def other(name, kind, text, *expected, **changes):
    """Return a case of a csv of another kind."""
    source = Source(kind=kind, path=f"{kind}.csv", **changes)
    return Case(name, {f"{kind}.csv": text}, (source,), expected)


KNOWN = "city, criterion, evaluator, mark, stage, state"
CASES = (
    # ids
    marks("unknown city", "99.99,gov.policy,budi,3\n", "marks.csv!A3  " + NO_CITY.format("99.99")),
    marks(
        "code without its zero",
        "11.1,gov.policy,budi,3\n",
        "marks.csv!A3  " + NO_CITY.format("11.1") + "; did you mean '11.10'?",
    ),
    marks(
        "misspelt criterion",
        "11.02,gov.polcy,ana,3\n",
        "marks.csv!B3  there is no criterion 'gov.polcy'; did you mean 'gov.policy'?",
    ),
    marks(
        "misspelt evaluator",
        "11.02,gov.policy,cicci,3\n",
        "marks.csv!C3  there is no evaluator 'cicci'; did you mean 'cici'?",
    ),
    table(
        "unknown stage",
        "city,criterion,evaluator,stage,mark\n11.01,gov.service,ana,feld,3\n",
        "marks.csv!D2  there is no stage 'feld'; did you mean 'field'?",
    ),
    table(
        "stage left out",
        "city,criterion,evaluator,mark\n11.01,gov.service,ana,3\n",
        "marks.csv!D2  gov.service is marked in several stages, and the row names none; stages are desk, field",
    ),
    table(
        "stage in which the criterion is not marked",
        "city,criterion,evaluator,stage,mark\n11.01,gov.policy,ana,field,3\n",
        "marks.csv!D2  gov.policy is not marked in the stage field",
    ),
    marks("empty city", ",gov.policy,budi,3\n", "marks.csv!A3  city is empty"),
    marks("nothing but spaces for a city", "  ,gov.policy,budi,3\n", "marks.csv!A3  city is empty"),
    # numbers as text
    marks(
        "text in a number",
        "11.02,gov.policy,ana,delapan\n",
        "marks.csv!D3  mark: expected a number, found the text 'delapan'",
    ),
    marks(
        "decimal comma where a point is declared",
        '11.02,gov.policy,ana,"3,5"\n',
        "marks.csv!D3  mark: '3,5' has a decimal comma, but the edition declares a point",
    ),
    table(
        "point where a decimal comma is declared",
        "city;criterion;evaluator;mark\n11.01;gov.policy;ana;3,5\n11.02;gov.policy;ana;3.5\n",
        "marks.csv!D3  mark: '3.5' has a point, but the edition declares a decimal comma",
        decimal="comma",
    ),
    table(
        "signs between thousands",
        "city;criterion;evaluator;mark\n11.02;gov.policy;ana;1.234,5\n",
        "marks.csv!D2  mark: '1.234,5' has signs between thousands",
        decimal="comma",
    ),
    marks("percent", "11.02,gov.policy,ana,3%\n", "marks.csv!D3  mark: '3%' has a percent sign"),
    marks("nan", "11.02,gov.policy,ana,nan\n", "marks.csv!D3  mark: 'nan' is no finite number"),
    marks("infinity", "11.02,gov.policy,ana,-inf\n", "marks.csv!D3  mark: '-inf' is no finite number"),
    marks(
        "a digit of another script",
        "11.02,gov.policy,ana,٣\n",
        "marks.csv!D3  mark: expected a number, found the text '٣'",
    ),
    # the scale
    marks("above the scale", "11.02,gov.policy,ana,5\n", "marks.csv!D3  5 is above 4, the top of gov.policy"),
    marks(
        "a shade above the scale",
        "11.02,gov.policy,ana,4.000000001\n",
        "marks.csv!D3  4.000000001 is above 4, the top of gov.policy",
    ),
    marks(
        "below the scale",
        "11.02,gov.policy,ana,-1\n",
        "marks.csv!D3  -1 is below 0, the bottom of gov.policy",
    ),
    marks(
        "between the steps",
        "11.02,gov.policy,ana,2.3\n",
        "marks.csv!D3  2.3 is between the steps of gov.policy: from 0 to 4 in steps of 0.5",
    ),
    # rows against other tables
    marks(
        "a mark twice",
        "11.02,gov.policy,ana,3\n" + GOOD,
        "marks.csv!D4  evaluator ana marks gov.policy of city 11.01 twice; the first time at marks.csv!D2",
    ),
    Case(
        "a mark twice in two files",
        {"m/a.csv": HEAD + GOOD, "m/b.csv": HEAD + GOOD},
        (Source(kind="marks", path="m/*.csv"),),
        ("m/b.csv!D2  evaluator ana marks gov.policy of city 11.01 twice; the first time at m/a.csv!D2",),
    ),
    table(
        "an evaluator of a type that does not mark it",
        "city,criterion,evaluator,stage,mark\n11.01,gov.service,budi,desk,3\n",
        "marks.csv!C2  evaluator budi is of the type ministry, which does not mark gov.service",
    ),
    marks(
        "a mark for a measured criterion",
        "11.02,imp.index,ana,3\n",
        "marks.csv!B3  criterion imp.index takes no marks; its input is measure",
    ),
    marks(
        "a mark for a city that does not take part",
        "12.01,gov.policy,ana,3\n",
        "marks.csv!A3  city 12.01 does not take part, but has a mark",
    ),
    Case(
        "an evaluator who is not on the panel",
        {"marks.csv": HEAD + GOOD, "panels.csv": "city,evaluator\n11.01,budi\n"},
        (PANELS, MARKS),
        ("marks.csv!C2  evaluator ana is not on the panel of city 11.01",),
    ),
    table(
        "an unknown state of a mark",
        "city,criterion,evaluator,mark,state\n11.01,gov.policy,ana,,ill\n",
        "marks.csv!E2  state: 'ill' is none of recused, not_assessable",
    ),
    # headers
    table(
        "no column for the marks",
        "city,criterion,evaluator\n11.01,gov.policy,ana\n",
        "marks.csv  no column for mark (known headers: mark, nilai, skor, score); the columns are city, criterion, evaluator",
    ),
    table(
        "an unknown column",
        "city,criterion,evaluator,mark,stge\n11.01,gov.policy,ana,3,desk\n",
        f"marks.csv!E1  unknown column 'stge'; known are {KNOWN}; did you mean 'stage'?",
    ),
    table(
        "a header twice",
        "city,criterion,evaluator,mark,Nilai\n11.01,gov.policy,ana,3,4\n",
        "marks.csv!E1  column 'Nilai' is the second one for mark; column D is the first",
    ),
    table(
        "a column without a header",
        "city,criterion,evaluator,mark,\n11.01,gov.policy,ana,3,4\n11.02,gov.policy,ana,3,\n",
        "marks.csv!E2  a column with 1 filled cells has no header",
    ),
    table(
        "a column that the edition names",
        "city,criterion,evaluator,mark\n11.01,gov.policy,ana,3\n",
        "marks.csv  no column 'Marks', which the edition names for mark; did you mean 'mark'?",
        f"marks.csv!D1  unknown column 'mark'; known are {KNOWN}; did you mean 'marks'?",
        columns={"mark": "Marks"},
    ),
    table(
        "a constant beside a column",
        HEAD + GOOD,
        "marks.csv!C1  evaluator is given in this column and as a constant of the edition",
        constants={"evaluator": "ana"},
    ),
    table(
        "a constant that is no field",
        HEAD + GOOD,
        "marks.csv  the edition gives a constant 'evaluater', which is no field; known are city, criterion, evaluator, stage, mark, state; did you mean 'evaluator'?",
        constants={"evaluater": "ana"},
    ),
    table(
        "a wide table without a known criterion",
        "city,evaluator,gov.polcy\n11.01,ana,3\n",
        "marks.csv  none of the columns is a known criterion: city, evaluator, gov.polcy",
        f"marks.csv!C1  unknown column 'gov.polcy'; known are {KNOWN}; did you mean 'gov.policy'?",
        spread="criterion",
    ),
    table("no rows", HEAD, "marks.csv  has no rows"),
    table("rows of separators only", HEAD + ",,,\n,,,\n", "marks.csv  has no rows"),
    # text tables
    marks(
        "a row that is too long",
        "11.02,gov.policy,ana,3,5\n",
        "marks.csv!E3  the row has 5 cells, the header 4; the separator is ','",
    ),
    marks(
        "a quotation mark alone",
        '11.02,"gov.policy,ana,3\n',
        "marks.csv:3:1  the table is broken here: unexpected end of data [row-broken]",
    ),
    # cells of workbooks
    book(
        "a code typed as a number",
        [NAMES, [11.1, "gov.policy", "ana", 3]],
        "marks.xlsx!S!A2  city is the number 11.1; codes are text, since a number loses its zeros; did you mean '11.10'?",
    ),
    book(
        "a logical value in a mark",
        [NAMES, ["11.01", "gov.policy", "ana", True]],
        "marks.xlsx!S!D2  mark is true, a logical value",
    ),
    book(
        "a date in a mark",
        [NAMES, ["11.01", "gov.policy", "ana", dt.date(2025, 9, 1)]],
        "marks.xlsx!S!D2  mark is the date 2025-09-01",
    ),
    book(
        "an error value",
        [NAMES, ["11.01", "gov.policy", "ana", "#DIV/0!"], ["11.02", "gov.policy", "ana", 3]],
        "marks.xlsx!S!D2  mark holds the error value #DIV/0!",
    ),
    book(
        "a formula that was never computed",
        [NAMES, ["11.01", "gov.policy", "ana", 3], ["11.02", "gov.policy", "ana", "=1+1"]],
        "marks.xlsx!S!D3  mark is a formula without a stored result",
    ),
    book(
        "a formula for a code",
        [NAMES, ['=CONCAT("11",".01")', "gov.policy", "ana", 3]],
        "marks.xlsx!S!A2  city is a formula without a stored result",
    ),
    book(
        "a number as text in a workbook",
        [NAMES, ["11.01", "gov.policy", "ana", "tiga"], ["11.02", "gov.policy", "ana", 5]],
        "marks.xlsx!S!D2  mark: expected a number, found the text 'tiga'",
        "marks.xlsx!S!D3  5 is above 4, the top of gov.policy",
    ),
    # cities
    other(
        "a city twice",
        "cities",
        "code,name\n11.01,Alfa\n11.01,Beta\n",
        "cities.csv!A3  city 11.01 stands twice; the first time at cities.csv!A2",
    ),
    other(
        "an unknown state of a city",
        "cities",
        "code,name,status\n11.01,Alfa,gone\n",
        "cities.csv!C2  status: 'gone' is none of ranked, not_participating, withdrawn, not_assessable",
    ),
    other("a city without a name", "cities", "code,name\n11.01,\n", "cities.csv!B2  name is empty"),
    # evaluators and panels
    other(
        "an evaluator twice",
        "evaluators",
        "evaluator,type\nana,academic\nana,ministry\n",
        "evaluators.csv!A3  evaluator ana stands twice; the first time at evaluators.csv!A2",
    ),
    other(
        "an unknown evaluator type",
        "evaluators",
        "penilai,jenis penilai\nana,akademik\n",
        "evaluators.csv!B2  there is no evaluator type 'akademik'; did you mean 'academic'?",
    ),
    other(
        "a seat twice",
        "panels",
        "city,evaluator\n11.01,ana\n11.01,ana\n",
        "panels.csv!B3  evaluator ana stands twice on the panel of city 11.01; the first time at panels.csv!B2",
    ),
    other(
        "two chairs",
        "panels",
        "kota,penilai,ketua\n11.01,ana,ya\n11.01,budi,1\n",
        "panels.csv!C3  the panel of city 11.01 has a second chair; the first is at panels.csv!C2",
    ),
    other(
        "a chair that is neither yes nor no",
        "panels",
        "city,evaluator,chair\n11.01,ana,maybe\n",
        "panels.csv!C2  chair: 'maybe' is none of yes, no, ya, tidak, 1, 0",
    ),
    # measures
    other(
        "a measured value above the scale",
        "measures",
        "city,criterion,value\n11.01,imp.index,101\n",
        "measures.csv!C2  101 is above 100, the highest value of imp.index",
    ),
    other(
        "a measured value below the scale",
        "measures",
        "city,criterion,value\n11.01,imp.index,-0.5\n",
        "measures.csv!C2  -0.5 is below 0, the lowest value of imp.index",
    ),
    other(
        "a measured value for a marked criterion",
        "measures",
        "city,criterion,value\n11.01,gov.policy,3\n",
        "measures.csv!B2  criterion gov.policy takes no measured value; its input is marks",
    ),
    other(
        "a measured value twice",
        "measures",
        "city,criterion,value\n11.01,imp.index,1\n11.01,imp.index,2\n",
        "measures.csv!C3  imp.index of city 11.01 is given twice; the first time at measures.csv!C2",
    ),
    other(
        "half a respondent",
        "measures",
        "city,criterion,value,n\n11.01,imp.index,1,49.5\n",
        "measures.csv!D2  n: 49.5 is not a whole number of at least 0",
    ),
    other(
        "evidence without a source",
        "measures",
        "city,criterion,value,date\n11.01,imp.kami,400,2025-06-30\n",
        "measures.csv  a value of imp.kami must name its source",
    ),
    other(
        "evidence from a source that is not accepted",
        "measures",
        "city,criterion,value,date,source\n11.01,imp.kami,400,2025-06-30,BSN\n",
        "measures.csv!E2  'BSN' is no accepted source of imp.kami; accepted are BSSN; did you mean 'BSSN'?",
    ),
    other(
        "evidence without a date",
        "measures",
        "city,criterion,value,source,date\n11.01,imp.kami,400,BSSN,\n",
        "measures.csv!E2  a value of imp.kami must be dated: it counts for 365 days",
    ),
    other(
        "evidence of the last day but one",  # 2024-12-30 is 366 days before 2025-12-31
        "measures",
        "city,criterion,value,source,date\n11.01,imp.kami,400,BSSN,2024-12-30\n11.02,imp.kami,400,BSSN,2024-12-31\n",
        "measures.csv!E2  the result of 2024-12-30 for imp.kami is not within the 365 days before 2025-12-31",
    ),
    other(
        "evidence from the future",
        "measures",
        "city,criterion,value,source,date\n11.01,imp.kami,400,BSSN,2026-01-01\n",
        "measures.csv!E2  the result of 2026-01-01 for imp.kami is not within the 365 days before 2025-12-31",
    ),
    other(
        "a date that is two days",
        "measures",
        "city,criterion,value,date\n11.01,imp.index,40,03/04/2025\n11.02,imp.index,40,2025-02-31\n",
        "measures.csv!D2  date: '03/04/2025' is no date of the form 2025-12-31",
        "measures.csv!D3  date: '2025-02-31' is no date of the form 2025-12-31",
    ),
    # history
    other(
        "a result of an unknown node",
        "history",
        "city,year,node,value\n11.01,2024,indeks,3.1\n",
        "history.csv!C2  there is no node 'indeks' whose earlier results could be meant; did you mean 'index'?",
    ),
    other(
        "a result of this very year",
        "history",
        "city,year,value\n11.01,2025,3.1\n",
        "history.csv!B2  a result of 2025 is not earlier than this edition of 2025",
    ),
    other(
        "half a year",
        "history",
        "city,year,value\n11.01,2024.5,3.1\n",
        "history.csv!B2  year: 2024.5 is not a whole number of at least 0",
    ),
    other(
        "a result twice",
        "history",
        "city,year,value\n11.01,2024,3.1\n11.01,2024,3.2\n",
        "history.csv!C3  the result of city 11.01 in index for 2024 is given twice; the first time at history.csv!C2",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_wrong_is_said_with_its_place(desk, case):
    for name, content in case.files.items():
        if isinstance(content, str):
            desk.put(name, content)
        else:
            desk.book(name, content)
    assert desk.messages(*case.sources) == list(case.expected)


def test_everything_wrong_is_told_at_once(desk):
    desk.put("cities.csv", "code,name,state\n11.01,Alfa,\n11.02,Beta,gone\n")
    desk.put("marks.csv", HEAD + "11.01,gov.policy,ana,9\n11.01,gov.polcy,nobody,x\n")
    desk.put("history.csv", "city,year,value\n11.01,2030,1\n")
    found = desk.problems(CITIES, MARKS, HISTORY)
    assert [(item.place.file, item.code) for item in found] == [
        ("cities.csv", "word-unknown"),
        ("history.csv", "history-not-earlier"),
        ("marks.csv", "mark-above-scale"),
        ("marks.csv", "criterion-unknown"),
        ("marks.csv", "evaluator-unknown"),
        ("marks.csv", "number-text"),
    ]


def test_a_wholly_wrong_file_stays_readable_and_is_counted_in_full(desk):
    desk.put("marks.csv", HEAD + "11.01,gov.policy,ana,9\n" * 7 + "99.01,gov.policy,ana,3\n" * 1234)
    found = desk.problems(MARKS)
    assert [item.code for item in found].count("city-unknown") == 50
    rest = [dict(item.details) for item in found if item.code == "more-of-kind"]
    assert rest == [{"found": 1234 - 50, "of": "city-unknown"}]
    assert [item.place.cell for item in found if item.code == "city-unknown"] == [
        f"A{row}" for row in range(9, 59)
    ]


def test_the_rest_is_counted_for_each_file(desk):
    for name, count in (("a", 51), ("b", 50), ("c", 300)):
        desk.put(f"m/{name}.csv", HEAD + "".join(f"11.01,no.such{at},ana,3\n" for at in range(count)))
    found = desk.problems(Source(kind="marks", path="m/*.csv"))
    rest = {item.place.file: item.details["found"] for item in found if item.code == "more-of-kind"}
    assert rest == {"m/a.csv": 1, "m/c.csv": 250}


def test_steps_of_a_measured_value(desk):
    """From 10 in steps of 2.5: 12.5 and 15 are allowed, 14 is not; decided on decimals, so is 10.1 below."""
    scale = Scale(lowest=Decimal(10), step=Decimal("2.5"))
    leaves = (Leaf(id="imp.index", criterion="imp.index", input="measure", scale=scale),)
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves))
    desk.put(
        "measures.csv",
        "city,criterion,value\n11.01,imp.index,12.5\n11.02,imp.index,14\n11.10,imp.index,1e15\n",
    )
    assert desk.messages(MEASURES) == [
        "measures.csv!C3  14 is between the steps of imp.index: from 10 in steps of 2.5"
    ]


def test_tenths_are_steps_of_a_tenth(desk):
    """0.3 is not three times 0.1 as a binary fraction, but as a decimal."""
    scale = Scale(lowest=Decimal(0), highest=Decimal(1), step=Decimal("0.1"))
    leaves = (Leaf(id="imp.index", criterion="imp.index", input="measure", scale=scale),)
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves))
    cities = "".join(f"{n:02}.01,x\n" for n in range(11))
    desk.put("cities.csv", "code,name\n" + cities)
    desk.put(
        "measures.csv",
        "city,criterion,value\n" + "".join(f"{n:02}.01,imp.index,{n / 10}\n" for n in range(11)),
    )
    assert desk.read(CITIES, MEASURES).measures.value.tolist() == [n / 10 for n in range(11)]


def test_an_edition_has_one_table_of_cities(desk):
    desk.put("cities.csv", "code,name\n11.01,Alfa\n").put("more.csv", "code,name\n11.02,Beta\n")
    assert desk.messages(CITIES, Source(kind="cities", path="more.csv")) == [
        "input  an edition has exactly one input of kind cities, not 2 [cities-sources]"
    ]


def test_several_evaluator_types_need_a_table_of_evaluators(tmp_path, desk):
    desk.put("cities.csv", "code,name\n11.01,Alfa\n").put("marks.csv", HEAD + GOOD)
    scheme = Scheme(edition=evolve(desk.edition, inputs=(CITIES, MARKS)), rubrics={})
    with pytest.raises(RejectedError) as caught:
        read(tmp_path, scheme, desk.structure)
    assert [item.code for item in caught.value.problems] == ["evaluators-source"]


def test_hostile_text_is_escaped_and_breaks_nothing(desk):
    desk.put("cities.csv", 'code,name\n"=1+1\x1b[31m",<script>\n"../../etc",x\n')
    desk.put("marks.csv", HEAD + "\x1b]0;owned,gov.policy,ana,3\n")
    assert desk.messages(CITIES, MARKS) == ["marks.csv!A2  " + NO_CITY.format("\\x1b]0;owned")]
