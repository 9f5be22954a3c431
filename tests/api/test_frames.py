"""Data frames in and out: of any library, with the same result as files, each column with its type."""

from __future__ import annotations

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import scoring
from scoring.errors import RejectedError

KINDS = {
    "cities": "cities.csv",
    "evaluators": "evaluators.csv",
    "panels": "panels.csv",
    "marks": "marks/all.csv",
    "measures": "measures.csv",
}


def frame_of(small, kind):
    """Return a table of the edition as text, with numbers where there are numbers."""
    frame = pl.read_csv(small.path / KINDS[kind], infer_schema=False)
    numbers = [name for name in ("mark", "value", "n") if name in frame.columns]
    return frame.with_columns(pl.col(name).cast(pl.Float64) for name in numbers)


LIBRARIES = {
    "polars": lambda frame: frame,
    "lazy polars": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pandas with objects": lambda frame: pd.DataFrame(
        frame.to_dict(as_series=False), dtype=object
    ).convert_dtypes(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "narwhals": nw.from_native,
    "lazy narwhals": lambda frame: nw.from_native(frame.lazy()),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_marks_of_a_frame_score_as_those_of_a_file(small, library):
    run = small.run(marks=LIBRARIES[library](frame_of(small, "marks")))
    assert run.ranking().equals(small.run().ranking())
    assert run.scores().equals(small.run().scores())
    assert run.quality().equals(small.run().quality())


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_table_may_be_a_frame_and_then_no_file_is_needed(small, library):
    expected = small.run()
    frames = {kind: LIBRARIES[library](frame_of(small, kind)) for kind in KINDS}
    for name in KINDS.values():
        small.remove(name)
    run = small.run(**frames)
    for table in ("ranking", "scores", "awards", "quality", "flags"):
        assert getattr(run, table)().equals(getattr(expected, table)())


def test_places_of_a_frame_name_its_row_and_column(small):
    run = small.run(marks=frame_of(small, "marks"))
    cells = {
        cell.evaluator: str(cell.place) for cell in run.explain("11.01").root.parts[0].parts[0].parts[0].cells
    }
    # the first two rows of the frame, whose fourth column is the mark; a frame has no header row
    assert cells == {"a1": "<marks frame>!D1", "a2": "<marks frame>!D2"}


def test_a_wrong_mark_in_a_frame_is_told_with_its_place(small, rendered):
    marks = frame_of(small, "marks").with_columns(mark=pl.col("mark") + 1)
    assert (
        rendered(small.open(marks=marks).run)[0] == "<marks frame>!D1  5 is above 4, the top of policy.plan"
    )


def test_a_code_that_lost_its_zero_in_a_frame_is_refused(small, rendered):
    measures = pd.DataFrame({"city": [11.10], "criterion": ["service.online"], "value": [50]})
    assert rendered(small.open(measures=measures).run) == [
        (
            "<measures frame>!A1  city is the number 11.1; codes are text, since a number loses its zeros; "
            "did you mean '11.10'?"
        )
    ]


def test_a_table_of_an_unknown_kind_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(TypeError, match=r"no table is called mark; there are cities, .*marks"):
        scoring.open(tmp_path / "nowhere", mark=pl.DataFrame())


@pytest.mark.parametrize("found", [{"city": ["11.01"]}, [1], 3, "marks.csv", pl.Series([1]), pd.Series([1])])
def test_what_is_no_frame_is_refused_with_its_type(small, found):
    with pytest.raises(TypeError, match=rf"{type(found).__qualname__} is no data frame"):
        small.open(marks=found)


def test_none_stands_for_the_files(small):
    assert small.run(marks=None).ranking().equals(small.run().ranking())


def test_a_frame_stands_in_the_manifest_and_a_replay_from_files_says_that_it_is_gone(small, tmp_path):
    out = small.run(marks=frame_of(small, "marks")).write(tmp_path / "run")
    assert [(item.code, item.details["name"]) for item in scoring.verify(out)] == [
        ("run-input-missing", "<marks frame>"),
        ("run-input-new", "marks/all.csv"),
    ]


TABLES = ("ranking", "scores", "awards", "quality", "flags")


@pytest.mark.parametrize("table", TABLES)
def test_pandas_and_pyarrow_get_the_rows_of_polars(small, table):
    run = small.run()
    rows = getattr(run, table)().rows(named=True)
    arrow = getattr(run, table)(backend="pyarrow")
    assert isinstance(arrow, pa.Table)
    assert arrow.to_pylist() == rows
    pandas = getattr(run, table)(backend="pandas")
    assert isinstance(pandas, pd.DataFrame)
    found = [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in pandas.to_dict("records")
    ]
    assert found == rows


@pytest.mark.parametrize("table", TABLES)
def test_columns_keep_their_type_where_all_of_them_is_missing(small, table):
    run = small.run()
    expected = {pl.String: pa.string(), pl.Int64: pa.int64(), pl.Float64: pa.float64()}
    arrow = getattr(run, table)(backend="pyarrow")
    assert [field.type for field in arrow.schema] == [expected[kind] for kind in getattr(run, table)().dtypes]
    pandas = getattr(run, table)(backend="pandas")
    numbers = [name for name, kind in getattr(run, table)().schema.items() if kind.is_numeric()]
    assert [name for name in pandas.columns if pd.api.types.is_numeric_dtype(pandas[name])] == numbers


def test_a_ranking_of_a_group_comes_as_any_frame(small):
    found = small.run().ranking("policy", "province", backend="pandas")
    # policy: 11.10 has 3, 11.01 2.75, both of Utara; 11.1A is alone in Selatan, where the other withdrew
    assert found[["member", "code"]].to_numpy().tolist() == [
        ["Selatan", "11.1A"],
        ["Selatan", "12.01"],
        ["Utara", "11.10"],
        ["Utara", "11.01"],
    ]
    assert found["rank"].fillna(0).tolist() == [1, 0, 1, 2]


@pytest.mark.parametrize("backend", ["duckdb", "nonsense", ""])
def test_a_library_that_is_not_known_is_refused(small, backend):
    with pytest.raises(ValueError, match=backend or "backend"):
        small.run().ranking(backend=backend)


def test_an_empty_frame_of_marks_is_an_empty_table(small, problems):
    empty = frame_of(small, "marks").head(0)
    assert problems(small.open(marks=empty).run, kind=RejectedError) == [("table-empty", "<marks frame>")]
