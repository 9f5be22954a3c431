"""Tables of weightings: read whole, or refused with file and cell."""

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_array_equal

from scoring import api

DESCRIPTION = {"method": "table", "order": "turn"}


@pytest.fixture
def table(small, tmp_path):
    """Write a table of weightings and return what draws from it."""

    def written(text, name="weights.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return lambda: api.uncertainty(small.open(), {**DESCRIPTION, "path": str(path)}, draws=4, threads=1)

    return written


def test_rows_become_weightings(table):
    found = table("expert,service,Policy\nAni,0.5,0.5\nBudi,3,1\n,,\n")()
    plan, draw = found.posed.ranked.plan, found.posed.offer.draw
    assert_array_equal(draw(0, plan.whole)[:2] / plan.whole, [[0.5, 0.5], [0.25, 0.75]])
    assert found.setting.n_draws == 4


def test_parquet_and_workbooks_are_read_too(table, tmp_path):
    frame = pl.DataFrame({"policy": [0.5, 1.0], "service": [0.5, 0.0]})
    for name, write in (("w.parquet", frame.write_parquet), ("w.xlsx", frame.write_excel)):
        write(tmp_path / name)
        found = table((tmp_path / name).read_bytes(), name)()
        assert_array_equal(found.posed.offer.draw(0, 100)[:2], np.array([[50.0, 50.0], [100.0, 0.0]]))


def test_the_hash_of_the_table_is_kept(table):
    first, same, other = (
        table(text)().posed.table
        for text in ("policy,service\n1,1\n", "policy,service\n1,1\n", "policy,service\n1,2\n")
    )
    assert first == same != other


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("policy\n1\n", [("weights-table-column", "")]),
        ("policy,service,polcy\n1,1,1\n", [("weights-table-unknown", "C1")]),
        ("policy,service,Policy\n1,1,1\n", [("weights-table-twice", "C1")]),
        (
            "policy,service\n1,x\n-1,1\n,1\n",
            [("weights-table-cell", "B2"), ("weights-table-cell", "A3"), ("weights-table-cell", "A4")],
        ),
        ("policy,service\n1,inf\nnan,1\n", [("weights-table-cell", "B2"), ("weights-table-cell", "A3")]),
        ('policy,service\n"0,5","0,5"\n', [("weights-table-cell", "A2"), ("weights-table-cell", "B2")]),
        ("policy,service\n0,0\n", [("weights-table-zero", "A2")]),
        ("policy,service\n", [("weights-table-empty", "")]),
        ("policy,service\n1,1,1\n", [("row-too-long", "C2")]),
        (b"\xff\xfe\x00", [("file-encoding-unknown", "")]),
        (b"", [("file-empty", "")]),
        (b"policy,service\n1,\x001\n", [("file-is-unknown", "")]),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(table, problems, text, told, tmp_path):
    found = problems(table(text))
    assert [code for code, _ in found] == [code for code, _ in told]
    for (_, place), (_, cell) in zip(found, told, strict=True):
        assert place.startswith(str(tmp_path / "weights.csv"))
        assert place.endswith(f"!{cell}") if cell else True


def test_a_table_that_is_not_there_is_told_with_the_nearest_name(table, rendered, small, tmp_path):
    table("policy,service\n1,1\n")
    description = {**DESCRIPTION, "path": str(tmp_path / "weigths.csv")}
    (told,) = rendered(lambda: api.uncertainty(small.open(), description))
    assert "did you mean 'weights.csv'?" in told


def test_a_hostile_name_steers_nothing(table, rendered):
    (told,) = [line for line in rendered(table("policy,service,\x1b[31m\n1,1,1\n")) if "31m" in line]
    assert "\x1b" not in told
