"""What becomes of each kind of table when nothing is wrong."""

from __future__ import annotations

import hashlib
import math
from decimal import Decimal

import polars as pl
import pytest
from attrs import evolve

from scoring.intake import READERS, Content, RawTable
from scoring.model.edition import EvaluatorType, Group
from scoring.model.method import Reader
from scoring.model.rubric import Evidence
from scoring.model.source import Source

MARKS = Source(kind="marks", path="marks.csv")
PANELS = Source(kind="panels", path="panels.csv")
MEASURES = Source(kind="measures", path="measures.csv")
HISTORY = Source(kind="history", path="history.csv")
CITIES = Source(kind="cities", path="cities.csv")
HEAD = "city,criterion,evaluator,stage,mark,state\n"


def rows(marks):
    """Return marks as tuples of words, NaN as None."""
    return [
        (
            int(city),
            marks.criteria[criterion],
            marks.stages[stage],
            marks.evaluators[evaluator],
            None if math.isnan(mark) else float(mark),
            bool(chair),
            int(state),
        )
        for city, criterion, stage, evaluator, mark, chair, state in zip(
            marks.city,
            marks.criterion,
            marks.stage,
            marks.evaluator,
            marks.mark,
            marks.chair,
            marks.state,
            strict=True,
        )
    ]


def test_marks_are_sorted_by_city_criterion_stage_and_evaluator(desk):
    lines = (
        "11.02,gov.service,cici,field,1,",
        "11.02,gov.service,ana,field,2,",
        "11.02,gov.service,cici,desk,3,",
        "11.02,gov.policy,cici,,4,",
        "11.01,gov.service,cici,field,0,",
    )
    desk.put("marks.csv", HEAD + "\n".join(lines))
    assert rows(desk.read(MARKS).marks) == [
        (0, "gov.service", "field", "cici", 0, False, 0),
        (1, "gov.policy", "desk", "cici", 4, False, 0),
        (1, "gov.service", "desk", "cici", 3, False, 0),
        (1, "gov.service", "field", "ana", 2, False, 0),
        (1, "gov.service", "field", "cici", 1, False, 0),
    ]


def test_evaluators_keep_their_types_and_stages_the_edition_s_order(desk):
    desk.put("marks.csv", HEAD + "11.01,gov.policy,ana,,3,\n")
    marks = desk.read(MARKS).marks
    assert marks.evaluators == ("ana", "budi", "cici")
    assert marks.types == ("academic", "ministry", "academic")
    assert marks.stages == ("desk", "field")
    assert marks.criteria == ("gov.policy", "gov.service")


def test_a_recused_member_of_a_panel_has_no_mark(desk):
    desk.put(
        "panels.csv", "city,evaluator,chair,recused\n11.01,ana,ya,\n11.01,budi,tidak,yes\n11.01,cici,,0\n"
    )
    desk.put(
        "marks.csv", HEAD + "11.01,gov.policy,ana,,3,\n11.01,gov.policy,budi,,4,\n11.01,gov.policy,cici,,,\n"
    )
    assert rows(desk.read(PANELS, MARKS).marks) == [
        (0, "gov.policy", "desk", "ana", 3, True, 0),
        (0, "gov.policy", "desk", "budi", None, False, 1),
        (0, "gov.policy", "desk", "cici", None, False, 0),
    ]


def test_a_mark_beside_a_state_does_not_count(desk):
    desk.put(
        "marks.csv",
        HEAD + "11.01,gov.policy,ana,,3,Mengundurkan diri\n11.01,gov.policy,budi,,,tidak dapat dinilai\n",
    )
    assert rows(desk.read(MARKS).marks) == [
        (0, "gov.policy", "desk", "ana", None, False, 1),
        (0, "gov.policy", "desk", "budi", None, False, 2),
    ]


def test_an_empty_cell_is_a_missing_mark_only_where_a_mark_is_due(desk):
    """budi is of the ministry, which does not mark gov.service; cici did not see 11.02."""
    desk.put(
        "marks.csv",
        "city,criterion,stage,ana,budi,cici\n11.01,gov.policy,desk,3,2,1\n11.01,gov.service,desk,,,4\n11.02,gov.policy,desk,1,,\n11.02,gov.service,desk,,,\n",
    )
    source = Source(kind="marks", path="marks.csv", spread="evaluator")
    found = [row[:5] for row in rows(desk.read(source).marks)]
    assert found == [
        (0, "gov.policy", "desk", "ana", 3),
        (0, "gov.policy", "desk", "budi", 2),
        (0, "gov.policy", "desk", "cici", 1),
        (0, "gov.service", "desk", "ana", None),
        (0, "gov.service", "desk", "cici", 4),
        (1, "gov.policy", "desk", "ana", 1),
        (1, "gov.service", "desk", "ana", None),
    ]


def test_panels_say_whose_empty_cells_are_missing_marks(desk):
    desk.put("marks.csv", "city,criterion,stage,ana,budi,cici\n11.01,gov.policy,desk,3,,\n")
    desk.put("panels.csv", "city,evaluator\n11.01,ana\n11.01,cici\n")
    source = Source(kind="marks", path="marks.csv", spread="evaluator")
    found = [(row[3], row[4]) for row in rows(desk.read(PANELS, source).marks)]
    assert found == [("ana", 3), ("cici", None)]


def test_a_row_that_names_its_evaluator_is_a_missing_mark(desk):
    desk.put("marks.csv", HEAD + "11.01,gov.policy,ana,,,\n")
    assert rows(desk.read(MARKS).marks) == [(0, "gov.policy", "desk", "ana", None, False, 0)]


def test_marks_of_a_city_that_withdrew_are_kept(desk):
    desk.put("marks.csv", HEAD + "11.10,gov.policy,ana,,3,\n12.01,gov.policy,ana,,,\n")
    ratings = desk.read(MARKS)
    assert ratings.cities.states == ("ranked", "ranked", "withdrawn", "not_participating")
    assert [row[:1] + row[4:5] for row in rows(ratings.marks)] == [(2, 3), (3, None)]


def test_a_single_evaluator_type_needs_no_table(desk):
    leaves = tuple(evolve(leaf, type="academic") for leaf in desk.structure.leaves if leaf.type == "academic")
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves))
    desk = desk.with_edition(evaluator_types={"academic": EvaluatorType()})
    desk.put("marks.csv", HEAD + "11.01,gov.policy,zaki,,3,\n11.01,gov.policy,adi,,3,\n")
    desk.put("evaluators.csv", "evaluator\n")
    marks = desk.read(MARKS, Source(kind="evaluators", path="no.csv", optional=True)).marks
    assert (marks.evaluators, marks.types) == (("adi", "zaki"), ("academic", "academic"))


def test_cities_are_sorted_and_keep_their_attributes_as_text(desk):
    desk.book(
        "cities.xlsx",
        {
            "S": [
                ["Kode", "Nama", "Status", "Provinsi", "Penduduk", "Nilai KAMI", "Angkatan"],
                ["11.10", "Gama", "mundur", "Aceh", 1234567, 2.5, 2017],
                ["11.01", "Alfa", None, None, None, "x", "2018"],
            ]
        },
    )
    cities = desk.read(Source(kind="cities", path="cities.xlsx")).cities
    assert cities.codes == ("11.01", "11.10")
    assert cities.names == ("Alfa", "Gama")
    assert cities.states == ("ranked", "withdrawn")
    assert cities.attributes == {
        "cohort": ("2018", "2017"),
        "nilai_kami": ("x", "2.5"),
        "population": ("", "1234567"),
        "province": ("", "Aceh"),
    }


def test_an_attribute_that_is_cut_into_classes_must_be_a_number(desk):
    sizes = Group(column="population", limits={"small": Decimal(0), "large": Decimal(100000)})
    desk = desk.with_edition(groups={"size": sizes})
    desk.put("cities.csv", "kode;nama;penduduk\n11.01;Alfa;1.234.567\n11.02;Beta;1234,5\n")
    source = Source(kind="cities", path="cities.csv", decimal="comma")
    assert desk.messages(source) == ["cities.csv!C2  penduduk: '1.234.567' has signs between thousands"]
    desk.put("cities.csv", "kode;nama;penduduk\n11.01;Alfa;1234567\n11.02;Beta;1234,5\n")
    assert desk.read(source).cities.attributes["population"] == ("1234567", "1234.5")


def test_measures_keep_denominator_sample_date_and_source(desk):
    desk.put(
        "measures.csv",
        "kota;kriteria;nilai;rencana;responden;tanggal;sumber\n11.02;imp.ratio;7;10;;;\n11.01;imp.kami;400;;;2025-06-30;BSSN\n11.01;imp.index;55,5;;49;;survei\n11.02;imp.index;;;;;\n",
    )
    measures = desk.read(Source(kind="measures", path="measures.csv", decimal="comma")).measures
    assert measures.criteria == ("imp.index", "imp.kami", "imp.ratio")
    assert measures.city.tolist() == [0, 0, 1, 1]
    assert measures.criterion.tolist() == [0, 1, 0, 2]
    assert [str(value) for value in measures.value] == ["55.5", "400.0", "nan", "7.0"]
    assert [str(value) for value in measures.of] == ["nan", "nan", "nan", "10.0"]
    assert [str(value) for value in measures.n] == ["49.0", "nan", "nan", "nan"]
    assert measures.date == ("", "2025-06-30", "", "")
    assert measures.source == ("survei", "BSSN", "", "")
    assert str(measures.places.at(0)) == "measures.csv!C4"


@pytest.mark.parametrize("rule", ["flag", "missing"])
def test_expired_evidence_is_left_to_the_engine_unless_it_is_refused(desk, rule):
    leaves = tuple(
        evolve(leaf, evidence=evolve(leaf.evidence, expired=rule)) if leaf.evidence else leaf
        for leaf in desk.structure.leaves
    )
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves))
    desk.put("measures.csv", "city,criterion,value,date,source\n11.01,imp.kami,400,2020-01-01,BSSN\n")
    assert desk.read(MEASURES).measures.date == ("2020-01-01",)


def test_evidence_is_dated_against_the_edition_s_day(desk):
    import datetime as dt

    desk.put("measures.csv", "city,criterion,value,date,source\n11.01,imp.kami,400,2024-12-30,BSSN\n")
    desk = desk.with_edition(date=dt.date(2025, 12, 30))
    assert desk.read(MEASURES).measures.date == ("2024-12-30",)


def test_history_is_sorted_and_a_row_without_a_value_is_no_result(desk):
    desk.put(
        "history.csv",
        "kota,tahun,simpul,indeks\n11.02,2024,index,3.2\n11.01,2024,index,3.1\n11.01,2023,,2.9\n11.02,2023,,\n",
    )
    past = desk.read(HISTORY).past
    assert past.nodes == ("index",)
    assert past.node.tolist() == [0, 0, 0]
    assert past.year.tolist() == [2023, 2024, 2024]
    assert past.city.tolist() == [0, 0, 1]
    assert past.value.tolist() == [2.9, 3.1, 3.2]


def test_files_are_hashed_and_counted(desk):
    desk.put("marks.csv", HEAD + "11.01,gov.policy,ana,,3,\n,,,,,\n11.02,gov.policy,ana,,3,\n")
    desk.book(
        "both.xlsx",
        {
            "panels": [["city", "evaluator"], ["11.01", "ana"], ["11.02", "ana"]],
            "past": [["city", "year", "value"], ["11.01", 2024, 3]],
        },
    )
    files = desk.read(
        MARKS,
        Source(kind="panels", path="both.xlsx", sheet="panels"),
        Source(kind="history", path="both.xlsx", sheet="past"),
    ).files
    assert [(file.path, file.kind, file.rows) for file in files] == [
        ("both.xlsx", "history", 1),
        ("both.xlsx", "panels", 2),
        ("cities.csv", "cities", 4),
        ("evaluators.csv", "evaluators", 3),
        ("marks.csv", "marks", 2),
    ]
    for file in files:
        data = (desk.folder / file.path).read_bytes()
        assert (file.bytes, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_wide_table_counts_its_rows_and_not_its_cells(desk):
    desk.put(
        "marks.csv", "city,evaluator,gov.policy,gov.service,stage\n11.01,cici,3,4,desk\n11.02,cici,3,4,desk\n"
    )
    files = desk.read(Source(kind="marks", path="marks.csv", spread="criterion")).files
    assert {file.path: file.rows for file in files}["marks.csv"] == 2


def test_a_book_is_read_once_however_many_inputs_name_it(desk, monkeypatch):
    from scoring.intake import books

    desk.book(
        "both.xlsx",
        {
            "panels": [["city", "evaluator"], ["11.01", "ana"]],
            "past": [["city", "year", "value"], ["11.01", 2024, 3]],
        },
    )
    asked, honest = [], books.read

    def read(requests):
        return honest(asked.append(request) or request for request in requests)

    readers = tuple(evolve(reader, read=read) if reader.name == "workbook" else reader for reader in READERS)
    desk.read(
        Source(kind="panels", path="both.xlsx", sheet="panels"),
        Source(kind="history", path="both.xlsx", sheet="past"),
        readers=readers,
    )
    assert [(request.name, request.sheets) for request in asked] == [("both.xlsx", ("panels", "past"))]


def test_frames_stand_instead_of_the_files_of_their_kind(desk):
    frame = pl.DataFrame({"city": ["11.01"], "criterion": ["gov.policy"], "evaluator": ["ana"], "mark": [4]})
    ratings = desk.read(Source(kind="marks", path="does-not-exist.csv"), frames={"marks": frame})
    assert ratings.marks.mark.tolist() == [4]
    assert str(ratings.marks.places.at(0)) == "<marks frame>!D1"
    assert [file.path for file in ratings.files] == ["<marks frame>", "cities.csv", "evaluators.csv"]


def test_the_hash_of_a_frame_is_that_of_its_cells(desk):
    frame = pl.DataFrame(
        {"city": ["11.01", "11.02"], "criterion": "gov.policy", "evaluator": "ana", "mark": [4, 3]}
    )
    pieces = pl.concat([frame[:1], frame[1:]], rechunk=False)
    one, two = (desk.read(frames={"marks": item}).files[0] for item in (frame, pieces))
    assert one == two
    other = desk.read(frames={"marks": frame.with_columns(mark=pl.lit(4))}).files[0]
    assert other.sha256 != one.sha256


def test_a_reader_from_outside_reads_the_files_of_its_ending(desk):
    """A format of one mark a line, with cells given as plain lists."""

    def read(requests):
        for request in requests:
            cells = tuple(zip(*(line.split("|") for line in request.data.decode().splitlines()), strict=True))
            yield Content(
                tables=(
                    RawTable(
                        headers=("city", "criterion", "evaluator", "mark"), cells=cells, first=1, header=0
                    ),
                )
            )

    bars = Reader(name="bars", suffixes=(".bars",), read=read)
    desk.put("marks.bars", "11.01|gov.policy|ana|3\n11.02|gov.policy|ana|3.5")
    ratings = desk.read(Source(kind="marks", path="marks.bars"), readers=(*READERS, bars))
    assert ratings.marks.mark.tolist() == [3, 3.5]
    assert str(ratings.marks.places.at(1)) == "marks.bars!D2"


def test_an_exception_of_a_reader_from_outside_names_reader_and_file(desk):
    def read(requests):
        for request in requests:
            raise ZeroDivisionError(request.name)
        yield Content()

    desk.put("marks.bars", "x")
    with pytest.raises(ZeroDivisionError) as caught:
        desk.read(
            Source(kind="marks", path="marks.bars"),
            readers=(*READERS, Reader(name="bars", suffixes=(".bars",), read=read)),
        )
    assert caught.value.__notes__ == ["while the reader bars read marks.bars"]


def test_constants_beside_typed_columns(desk):
    frame = pl.DataFrame({"city": ["11.01", "11.02"], "criterion": "gov.policy", "mark": [3, -99]})
    frame.write_parquet(desk.folder / "ana.parquet")
    source = Source(kind="marks", path="ana.parquet", constants={"evaluator": "{stem}"}, missing=("-99", "-"))
    assert [row[3:5] for row in rows(desk.read(source).marks)] == [("ana", 3), ("ana", None)]


def test_columns_that_only_some_files_have(desk):
    desk.put("m/a.csv", "city,criterion,evaluator,mark\n11.01,gov.policy,ana,3\n")
    desk.put("m/b.csv", "city,criterion,evaluator,mark,stage,state\n11.01,gov.policy,budi,2,desk,recused\n")
    desk.book(
        "m/c.xlsx", {"S": [["city", "criterion", "evaluator", "mark"], ["11.01", "gov.policy", "cici", 1]]}
    )
    pl.DataFrame(
        {"city": ["11.02"], "criterion": "gov.policy", "evaluator": "ana", "mark": [0.5]}
    ).write_parquet(desk.folder / "m" / "d.parquet")
    found = [row[3:] for row in rows(desk.read(Source(kind="marks", path="m/*")).marks)]
    assert found == [
        ("ana", 3, False, 0),
        ("budi", None, False, 1),
        ("cici", 1, False, 0),
        ("ana", 0.5, False, 0),
    ]


def test_a_result_without_a_limit_of_days_needs_no_date(desk):
    leaves = tuple(
        evolve(leaf, evidence=Evidence()) if leaf.evidence else leaf for leaf in desk.structure.leaves
    )
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves))
    desk.put("measures.csv", "city,criterion,value,source\n11.01,imp.kami,400,anyone\n")
    assert desk.read(MEASURES).measures.source == ("anyone",)


def test_an_edition_of_measured_values_alone(desk):
    leaves = tuple(leaf for leaf in desk.structure.leaves if leaf.input == "measure")
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves))
    desk = desk.with_edition(evaluator_types={}, stages=None)
    desk.put("measures.csv", "city,criterion,value\n11.01,imp.index,40\n").put(
        "marks.csv", HEAD + "11.01,imp.index,ana,,3,\n"
    )
    optional = Source(kind="evaluators", path="none.csv", optional=True)
    ratings = desk.read(optional, MEASURES)
    assert (len(ratings.marks.mark), ratings.marks.criteria, ratings.marks.evaluators) == (0, (), ())
    assert [item.code for item in desk.problems(optional, MARKS)] == ["criterion-not-marked"]


def test_evaluators_that_no_table_lists_are_those_in_the_headers(desk):
    leaves = tuple(evolve(leaf, type="panel") for leaf in desk.structure.leaves if leaf.type == "academic")
    desk = evolve(desk, structure=evolve(desk.structure, leaves=leaves)).with_edition(evaluator_types={})
    desk.put("marks.csv", "city,criterion,stage,zaki,note,adi\n11.01,gov.policy,desk,3,x,2\n")
    optional = Source(kind="evaluators", path="none.csv", optional=True)
    marks = desk.read(optional, Source(kind="marks", path="marks.csv", spread="evaluator")).marks
    assert (marks.evaluators, marks.mark.tolist()) == (("adi", "zaki"), [2, 3])
