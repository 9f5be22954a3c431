import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pyarrow.parquet
import pytest

from scoring import report

PRINT_HASHES = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from conftest import result
from scoring import report
for name, content in report.files(result()):
    print(name, hashlib.sha256(content).hexdigest())
"""


def written(result):
    return dict(report.WRITERS[1].write(report.tables(result, "en")))


def test_tables_come_back_as_they_were(sample):
    tables = report.tables(sample, "en")
    files = written(sample)
    names = ("ranking", "rankings", "scores", "awards", "quality", "flags", "cells")
    assert sorted(files) == sorted(f"{name}.parquet" for name in names)
    for name in names:
        assert pl.read_parquet(io.BytesIO(files[f"{name}.parquet"])).equals(getattr(tables, name))


def test_another_reader_finds_texts_numbers_and_nulls(sample):
    table = pyarrow.parquet.read_table(io.BytesIO(written(sample)["ranking.parquet"])).to_pylist()
    assert table[0]["code"] == "11.01"
    assert table[0]["index_exact"] == 3.125
    assert table[3]["index"] is None


def test_texts_are_kept_as_they_are(named):
    table = pl.read_parquet(io.BytesIO(written(named("=1+1\x1b"))["ranking.parquet"]))
    assert table["name"][0] == "=1+1\x1b"


def test_files_are_compressed_with_zstd(sample):
    meta = pyarrow.parquet.ParquetFile(io.BytesIO(written(sample)["scores.parquet"])).metadata
    assert meta.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("threads", ["1", "3"])
def test_every_file_has_the_same_bytes_in_another_process(sample, threads):
    environment = {
        **os.environ,
        "POLARS_MAX_THREADS": threads,
        "PYTHONHASHSEED": threads,
        "TZ": "Asia/Jayapura",
    }
    here = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", PRINT_HASHES, here],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    mine = [f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in report.files(sample)]
    assert done.stdout.splitlines() == mine
