"""The same marks give the same bytes, in whatever order of rows, columns and files they come."""

from __future__ import annotations

import json
import random
import shutil
from io import BytesIO

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

import scoring

TABLES = ("cities", "evaluators", "panels", "marks", "measures", "history")
WORKBOOKS = {"ranking.id.xlsx", "ranking.en.xlsx"}
LOG = "log.json"
"""The only file with times in it."""
OTHER_INPUTS = {"cells.parquet", *WORKBOOKS, "manifest.json"}
"""What names input files, their hashes, or the cells of marks. All other files are equal to the byte."""
OTHER_PLACES = {*OTHER_INPUTS, "flags.csv", "flags.parquet", "ranking.json"}
"""What besides names the cells of measures, which are flagged."""
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def province(tmp_path_factory, nation):
    """Two provinces of the nation of 2024, all tables as CSV: stages, four evaluator types, history, flags, gates."""
    folder = tmp_path_factory.mktemp("province") / "edition"
    shutil.copytree(nation.folder, folder)
    cities = pl.read_csv(folder / "cities.csv", infer_schema=False).filter(
        pl.col("code").str.contains(r"^1[19]\.")
    )
    assert cities.height > 20
    cities.write_csv(folder / "cities.csv")
    for name in ("panels", "measures", "history"):
        rows = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        rows.filter(pl.col("city").is_in(cities["code"].implode())).write_csv(folder / f"{name}.csv")
    marks = pl.read_parquet(folder / "marks.parquet")
    marks.filter(pl.col("city").is_in(cities["code"].implode())).write_csv(folder / "marks.csv")
    (folder / "marks.parquet").unlink()
    rules = (folder / "edition.toml").read_text(encoding="utf-8")
    (folder / "edition.toml").write_text(rules.replace("marks.parquet", "marks*.csv"), encoding="utf-8")
    return folder


def written(folder, out):
    return contents(scoring.open(folder).run().write(out))


def contents(run):
    files = [path for path in run.rglob("*") if path.is_file() and path.name != LOG]
    return {path.relative_to(run).as_posix(): path.read_bytes() for path in files}


def different(first, second):
    assert first.keys() == second.keys()
    return {name for name in first if first[name] != second[name]}


@pytest.fixture(scope="module")
def expected(province):
    return written(province, province.parent / "expected")


def test_two_runs_write_the_same_bytes(province, expected):
    assert different(expected, written(province, province.parent / "again")) == set()


def test_an_opened_edition_that_runs_twice_writes_the_same_bytes(province, expected):
    edition = scoring.open(province)
    edition.run()
    out = edition.run().write(province.parent / "twice")
    assert (out / "cells.parquet").read_bytes() == expected["cells.parquet"]
    assert (out / "manifest.json").read_bytes() == expected["manifest.json"]


def shuffled(name, folder, seed, *, rows=True, columns=False):
    """Shuffle the rows or the columns of a table."""
    frame = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
    if rows:
        frame = frame.sample(fraction=1, shuffle=True, seed=seed)
    if columns:
        frame = frame.select(random.Random(seed).sample(frame.columns, len(frame.columns)))  # noqa: S311
    frame.write_csv(folder / f"{name}.csv")


def sheets(content):
    """Return the rows of every sheet of a workbook but the two that name places and files."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert len(book.sheet_names) > 5
    return {
        name: book.get_sheet_by_name(name).to_python()
        for name in book.sheet_names
        if name not in {"Data remarks", "Catatan data", "Metadata"}
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("columns", [False, True])
def test_rows_in_another_order_change_places_only(province, expected, tmp_path, seed, columns):
    copy = shutil.copytree(province, tmp_path / "edition")
    for name in TABLES:
        shuffled(name, copy, seed, columns=columns)
    found = written(copy, tmp_path / "expected")
    assert different(expected, found) == OTHER_PLACES
    for name in WORKBOOKS:
        assert sheets(found[name]) == sheets(expected[name])
    first, second = (json.loads(files["ranking.json"]) for files in (expected, found))
    assert {key for key in first if first[key] != second[key]} == {"flags"}


def test_columns_in_another_order_change_places_only(province, expected, tmp_path):
    copy = shutil.copytree(province, tmp_path / "edition")
    for name in TABLES:
        shuffled(name, copy, 5, rows=False, columns=True)
    assert different(expected, written(copy, tmp_path / "expected")) == OTHER_PLACES


@pytest.mark.parametrize("seed", SEEDS)
def test_marks_in_several_files_change_cells_only(province, expected, tmp_path, seed):
    copy = shutil.copytree(province, tmp_path / "edition")
    marks = pl.read_csv(copy / "marks.csv", infer_schema=False).sample(fraction=1, shuffle=True, seed=seed)
    (copy / "marks.csv").unlink()
    for number, start in enumerate(range(0, marks.height, 1000)):
        marks[start : start + 1000].write_csv(copy / f"marks-{(number * 7 + seed) % 10}-{number}.csv")
    # flags are of measures here, which stay where they were
    assert different(expected, written(copy, tmp_path / "expected")) == OTHER_INPUTS


def test_files_with_other_names_change_places_only(province, expected, tmp_path):
    copy = shutil.copytree(province, tmp_path / "edition")
    (copy / "marks.csv").rename(copy / "marks-z.csv")
    assert different(expected, written(copy, tmp_path / "expected")) == OTHER_INPUTS


def test_rubrics_in_other_files_change_the_copy_of_the_rules_only(province, expected, tmp_path):
    copy = shutil.copytree(province, tmp_path / "edition")
    rubrics = sorted((copy / "rubrics").iterdir())
    for number, path in enumerate(reversed(rubrics)):
        path.rename(copy / "rubrics" / f"{number:02}.toml")
    found = written(copy, tmp_path / "expected")
    rules = {name for name in {*expected, *found} if name.startswith("edition/rubrics/")}
    assert {name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)} == (
        rules | {"manifest.json"}
    )


def test_the_same_edition_in_another_place_changes_nothing(province, expected, tmp_path):
    copy = shutil.copytree(province, tmp_path / "edition")
    assert different(expected, written(copy, tmp_path / "expected")) == set()


def test_another_place_of_the_run_changes_the_way_to_the_edition_only(province, expected, tmp_path):
    found = written(province, tmp_path / "far" / "run")
    assert different(expected, found) == {"manifest.json"}


def test_tables_as_frames_in_another_order_give_the_same_scores(province, expected, tmp_path):
    frames = {name: pl.read_csv(province / f"{name}.csv", infer_schema=False) for name in TABLES}
    typed = {"mark": pl.Float64, "value": pl.Float64, "of": pl.Float64, "n": pl.Float64, "year": pl.Int64}
    frames = {
        name: frame.cast({key: kind for key, kind in typed.items() if key in frame.columns}).reverse()
        for name, frame in frames.items()
    }
    run = scoring.open(province, **frames).run()
    out = run.write(tmp_path / "run")
    assert different(expected, contents(out)) == OTHER_PLACES
