import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from scoring.testing.nation import complete, generate, write, write_complete
from scoring.testing.nation.items import COMPONENTS

SMALL = {"n_cities": 60, "n_evaluators": 24}


def frames(nation):
    for year, tables in nation.editions.items():
        for name in ("cities", "evaluators", "panels", "marks", "measures", "history"):
            yield f"{year} {name}", getattr(tables, name)
    yield "truth", nation.truth


def test_the_same_seed_gives_the_same_tables_and_another_seed_others():
    one, again, other = (generate(seed=seed, **SMALL) for seed in (0, 0, 1))
    for (_, left), (_, right) in zip(frames(one), frames(again), strict=True):
        assert_frame_equal(left, right)
    differing = {
        name
        for (name, left), (_, right) in zip(frames(one), frames(other), strict=True)
        if not left.equals(right)
    }
    assert differing >= {"2022 marks", "2024 cities", "2024 panels", "2024 measures", "2024 history", "truth"}


@pytest.mark.parametrize("seed", range(4))
def test_a_small_nation_has_everything_planted(seed):
    truth = generate(seed=seed, **SMALL).truth
    kinds = set(truth.filter(pl.col("year") == 2024)["kind"])
    assert kinds >= {
        "withdrawn", "not_assessable", "incomplete", "missing", "recused", "first_timer", "expired",
        "small_sample", "absent_type", "published",
    }  # fmt: skip
    assert truth.filter(pl.col("kind") == "tie").height >= 4


def test_a_large_nation_gets_longer_codes_where_two_digits_do_not_do():
    from scoring.testing.nation.land import draw_land

    land = draw_land(3, 5140)
    assert len(set(land.codes)) == len(set(land.names)) == 5140
    assert {len(code) for code in land.codes} == {5, 7}
    assert list(land.codes) == sorted(land.codes)


@pytest.mark.parametrize(("cities", "evaluators"), [(59, 48), (514, 23)])
def test_too_small_a_nation_is_refused(cities, evaluators):
    with pytest.raises(ValueError, match="at least 60 cities and 24 evaluators"):
        generate(seed=1, n_cities=cities, n_evaluators=evaluators)


def test_the_complete_edition_has_231300_marks():
    tables = complete(seed=2024, components=COMPONENTS)
    assert tables.marks.height == 514 * 18 * 5 * 5
    assert tables.marks["criterion"].n_unique() == 90
    assert set(tables.cities["state"]) == {"ranked"}


def test_workbooks_of_the_complete_edition_have_72_rows_and_five_evaluators(tmp_path):
    tables = complete(seed=5, components=COMPONENTS[1:], **SMALL)
    write_complete(tables, tmp_path, components=COMPONENTS[1:], books=True)
    books = sorted((tmp_path / "marks").glob("*.xlsx"))
    assert [path.stem for path in books] == tables.cities["code"].to_list()
    (sheet,) = openpyxl.load_workbook(books[0]).worksheets
    header, *rows = sheet.iter_rows(values_only=True)
    assert header[0] == "Kriteria"
    assert list(header[1:]) == tables.panels.filter(pl.col("city") == books[0].stem)["evaluator"].to_list()
    assert len(rows) == 72
    found = {
        (row[0], evaluator, mark) for row in rows for evaluator, mark in zip(header[1:], row[1:], strict=True)
    }
    own = tables.marks.filter(pl.col("city") == books[0].stem).select("criterion", "evaluator", "mark")
    assert found == set(own.rows())


def test_writing_twice_gives_the_same_bytes(tmp_path):
    nation = generate(seed=9, **SMALL)
    for name in ("one", "two"):
        write(nation, tmp_path / name)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two


def test_the_small_workbooks_hold_the_marks_of_their_province(tmp_path):
    nation = generate(seed=9, **SMALL)
    write(nation, tmp_path)
    found = [
        (path.stem, *row[:2], sheet.title, row[2], row[3])
        for path in sorted((tmp_path / "workbooks" / "marks").glob("*.xlsx"))
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows(min_row=4, max_col=4, values_only=True)
    ]
    marks = nation.editions[2024].marks
    own = marks.filter(pl.col("city").is_in([row[0] for row in found])).with_columns(
        pl.col("state").replace({"recused": "mengundurkan diri", "not_assessable": "tidak dapat dinilai"})
    )
    assert sorted(found, key=str) == sorted(own.rows(), key=str)
    assert len(found) > 200
