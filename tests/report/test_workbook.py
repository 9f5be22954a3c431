import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import python_calamine
from attrs import evolve

from scoring import report
from scoring.model.edition import Group
from scoring.model.text import Text
from scoring.report.workbook.sheet import Titles

# openpyxl does not know the extension in which data bars keep their colours
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unknown extension"),
    pytest.mark.filterwarnings("ignore:Conditional Formatting extension"),
]
HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "{=1+1}",
    "http://evil.example",
    "mailto:a@b.c",
    "internal:Sheet1!A1",
    "Kota\x1b[31m",
    "</script><t>&amp;",
    "</t></is></c></row></sheetData>",
    "_x003D_1+1",
    "12",
    " lead and trail ",
    "x" * 40_000,
    "\ufffe\uffff",
]
VISIBLE = {"\t": "\\x09", "\r": "\\x0d", "\x1b": "\\x1b", "\ufffe": "\ufffd", "\uffff": "\ufffd"}


def written(result, language="en"):
    ((name, content),) = report.WRITERS[3].write(report.tables(result, language))
    assert name == f"ranking.{language}.xlsx"
    return content


def opened(result, language="en"):
    return openpyxl.load_workbook(io.BytesIO(written(result, language)))


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_sheets_have_translated_names(sample):
    assert opened(sample).sheetnames == [
        "Ranking", "Province", "Size", "Parts", "Awards", "Data quality", "Data remarks", "Weights", "Metadata",
    ]  # fmt: skip
    assert opened(sample, "id").sheetnames == [
        "Peringkat", "Provinsi", "Ukuran", "Bagian", "Penghargaan", "Mutu data", "Catatan data", "Bobot", "Metadata",
    ]  # fmt: skip


def test_the_ranking_has_numbers_texts_and_empty_cells(sample):
    rows = values(opened(sample)["Ranking"])
    assert rows[0] == [
        "Rank", "Code", "City", "State", "Index", "Index (exact)", "Coverage", "Predicate", "Last result",
        "Improvement", "Rank of improvement", "Province", "Rank: Province", "Size", "Rank: Size", "Population", "note",
    ]  # fmt: skip
    assert rows[1] == [
        1, "11.01", "Kota Satu", "ranked", 3.13, 3.125, 1, "Good", 3.2, -0.07, 1, "Aceh", 1, "Small", 1, 500, None,
    ]  # fmt: skip
    assert rows[4] == [
        None, "12.02", "Kota Empat", "incomplete", None, None, 0, None, None, None, None, "Riau", None, None, None,
        None, "first time",
    ]  # fmt: skip


def test_the_same_in_indonesian(sample):
    rows = values(opened(sample, "id")["Peringkat"])
    assert rows[0][:5] == ["Peringkat", "Kode", "Kota/kabupaten", "Status", "Indeks"]
    assert rows[5][3] == "mengundurkan diri"
    assert rows[1][7] == "Baik"


def test_groups_parts_awards_quality_and_weights(sample):
    book = opened(sample)
    assert values(book["Size"])[1:] == [
        ["Small", 1, "11.01", "Kota Satu", 3.13, 1],
        ["Small", 2, "12.01", "Kabupaten Tiga", 3, 3],
        ["Large", 1, "11.10", "Kota Dua", 3.13, 1],
        ["Large", None, "12.03", "Kabupaten Lima", None, None],
    ]
    assert values(book["Parts"])[0][4:] == ["Governance", "Rank: Governance", "Society", "Rank: Society"]
    assert values(book["Parts"])[3] == [3, "12.01", "Kabupaten Tiga", 3, 3, 3, None, None]
    assert values(book["Awards"])[3] == [
        "Best",
        "Governance",
        "Province",
        "Riau",
        1,
        "12.01",
        "Kabupaten Tiga",
        3,
    ]
    assert values(book["Data quality"])[3][:9] == ["12.01", "Kabupaten Tiga", "ranked", 0.375, 2, 1, 1, 0, 0]
    assert values(book["Weights"])[1:4] == [
        ["Sample index", "Governance", 0.75, "3/4", "weighted_mean"],
        ["Sample index", "Society", 0.25, "1/4", "weighted_mean"],
        ["Governance", "Public service", 1, "1", "weighted_mean"],
    ]


def test_metadata_names_rules_rubrics_and_inputs(sample):
    found = dict(values(opened(sample)["Metadata"])[1:])
    assert found["Edition"] == "Sample edition"
    assert found["Publication"] == "2 decimals, half rounded up"
    assert found["Rubric governance"] == "version 1; 1 criteria; decree 1/2024"
    assert found["marks.xlsx"] == f"7 rows of marks; sha256 {'a' * 64}"


def test_number_formats_have_the_decimals_of_the_edition(sample, publishing):
    sheet = opened(sample)["Ranking"]
    assert {name: sheet[f"{name}2"].number_format for name in "ABEFGIJ"} == {
        "A": "0",
        "B": "@",
        "E": "0.00",
        "F": "0.000000",
        "G": "0%",
        "I": "0.00",
        "J": "+0.00;[Red]-0.00;0.00",
    }
    assert opened(publishing(decimals=0))["Ranking"]["E2"].number_format == "0"


def test_half_ranks_show_their_half(publishing):
    assert opened(publishing(ties="average"))["Ranking"]["A2"].number_format == "0.0"


def test_header_and_names_stay_in_view_and_can_be_filtered(sample):
    for sheet in opened(sample):
        assert sheet.freeze_panes.endswith("2"), sheet.title
        assert sheet.auto_filter.ref == sheet.dimensions, sheet.title
        assert sheet.print_title_rows == "$1:$1", sheet.title
    assert opened(sample)["Ranking"].freeze_panes == "D2"


def test_columns_are_as_wide_as_their_texts(named):
    sheet = opened(named("Kabupaten Kepulauan Siau Tagulandang Biaro"))["Ranking"]
    assert sheet.column_dimensions["C"].width == pytest.approx(44, abs=1)
    for column in "ABC":
        header = sheet[f"{column}1"].value
        assert sheet.column_dimensions[column].width >= len(header) + 3


def test_the_index_has_bars_and_parts_have_colours(sample):
    book = opened(sample)
    rules = {
        str(area.sqref): [rule.type for rule in area.rules] for area in book["Ranking"].conditional_formatting
    }
    assert rules == {"E2:E6": ["dataBar"]}
    kinds = {rule.type for area in book["Parts"].conditional_formatting for rule in area.rules}
    assert kinds == {"dataBar", "colorScale"}


def plain(text):
    """Return a text as a spreadsheet shows it: these readers leave ``_x005F_``, the code of ``_``, as it is."""
    return text.replace("_x005F_", "_")


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_inert_text(named, name):
    content = written(named(name))
    book = openpyxl.load_workbook(io.BytesIO(content))
    expected = "".join(VISIBLE.get(sign, sign) for sign in name)[:32_767]
    assert plain(values(book["Ranking"])[1][2]) == expected
    for sheet in book:
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f" or cell.hyperlink]
    assert b"<f>" not in b"".join(parts(content).values())
    calamine = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert plain(calamine.get_sheet_by_name("Ranking").to_python(skip_empty_area=False)[1][2]) == expected


@pytest.mark.parametrize(
    "name", ["=1+1", "[a]:b*c?d/e\\f", "History", "x" * 60, "Ranking", '&C&"x"', "a\x1bb", "'q'", ""]
)
def test_names_of_the_edition_cannot_break_the_workbook(sample, name):
    text = Text(id=name, en=name)
    groups = {
        "province": Group(column="province", name=text),
        "size": evolve(sample.scheme.edition.groups["size"], name=text),
    }
    edition = evolve(sample.scheme.edition, name=text, groups=groups)
    book = opened(evolve(sample, scheme=evolve(sample.scheme, edition=edition)))
    assert len({title.casefold() for title in book.sheetnames}) == 9
    assert all(0 < len(title) <= 31 for title in book.sheetnames)
    assert values(book["Ranking"])[1][1] == "11.01"


@pytest.mark.parametrize("length", [1, 200])
def test_a_name_in_the_footer_is_no_command(sample, length):
    edition = evolve(sample.scheme.edition, name=Text(en='A & B&C"x"' * length))
    footer = parts(written(evolve(sample, scheme=evolve(sample.scheme, edition=edition))))[
        "xl/worksheets/sheet1.xml"
    ]
    text = (
        re.search(rb"<oddFooter>(.*?)</oddFooter>", footer)[1]
        .decode()
        .replace("&amp;", "&")
        .replace("&quot;", '"')
    )
    assert len(text) <= 255
    # what is left when every written-out && is taken away are the four commands that are meant
    assert re.findall("&.", text.replace("&&", "")) == ["&L", "&R", "&P", "&N"]


def test_titles_are_told_apart_by_a_number():
    titles = Titles()
    found = [titles.own(title) for title in ("Ranking", "ranking", "x" * 40, "x" * 40, "History", "//", "??")]
    assert found == ["Ranking", "ranking 2", "x" * 31, "x" * 29 + " 2", "History 2", "-", "- 2"]


def test_many_remarks_are_cut_and_say_so(sample):
    sheet = opened(evolve(sample, flags=sample.flags * 1005))["Data remarks"]
    assert sheet["A1001"].value == "12.01"
    assert sheet["A1002"].value is None
    assert sheet["A1003"].value == "… and 5 more in flags.csv"


def test_no_remarks_means_no_sheet(sample):
    assert "Data remarks" not in opened(evolve(sample, flags=())).sheetnames


def test_nothing_won_leaves_a_header(sample):
    assert values(opened(evolve(sample, winners=()))["Awards"]) == [
        ["Award", "Part", "Group", "Within", "Rank", "Code", "City", "Score"]
    ]


def test_an_attribute_with_classes_is_a_number(sample):
    limits = {"few": Decimal(0)}
    edition = evolve(
        sample.scheme.edition,
        groups={**sample.scheme.edition.groups, "size": Group(column="population", limits=limits)},
    )
    rows = values(opened(evolve(sample, scheme=evolve(sample.scheme, edition=edition)))["Ranking"])
    assert [row[rows[0].index("Population")] for row in rows[1:]] == [500, 1500, 900, None, 2000]


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def test_no_time_but_that_of_the_edition_stands_in_the_file(sample):
    first = written(sample)
    assert written(sample) == first
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        assert {item.date_time for item in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    dates = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", parts(first)["docProps/core.xml"])
    assert set(dates) == {b"2024-12-31T00:00:00Z"}


def test_every_cell_has_the_format_of_its_column(sample):
    xml = parts(written(sample))["xl/worksheets/sheet1.xml"].decode()
    columns = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]* style="(\d+)"', xml)
    styles = [style for first, last, style in columns for _ in range(int(last) - int(first) + 1)]
    second_row = re.search(r'<row r="2">(.*?)</row>', xml)[1]
    assert re.findall(r' s="(\d+)"', second_row) == styles
    assert '<dimension ref="A1:Q6"/>' in xml
