"""Whole commands against the shortest program that does the same part of the work."""

from __future__ import annotations

import shutil
import sys

from processes import paired, python
from rivals import CLICK, FASTEXCEL_READ, POLARS_MEANS

SCORING = [sys.executable, "-m", "scoring"]


def shown(cost):
    return f"{cost.cpu:.2f} s, {cost.peak:.0f} MB"


def check(record, what, pair, limit):
    record(what, shown(pair.ours), shown(pair.rival), pair.ratio, limit)
    assert pair.ratio < limit


def test_national_edition_from_parquet_to_all_files(nation, tmp_path, record):
    out = tmp_path / "out"
    clear = "import shutil, subprocess, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"
    run = python(
        f"{clear}; from scoring.cli import main; sys.argv = ['scoring', 'run', sys.argv[2], '--out', sys.argv[1], '--quiet']; main()",
        str(out),
        str(nation),
    )
    rival = python(POLARS_MEANS, str(nation), str(tmp_path / "rival.csv"))
    check(
        record,
        "231,300 marks: run with every file, against polars reading and averaging",
        paired(run, rival),
        3,
    )
    shutil.rmtree(out)


def test_checking_514_workbooks(workbooks, record):
    ours = [*SCORING, "check", str(workbooks), "--quiet"]
    rival = python(FASTEXCEL_READ, str(workbooks / "marks"))
    check(record, "514 workbooks: check, against fastexcel reading every sheet", paired(ours, rival), 3)


def test_help_is_no_slower_than_click(record):
    pair = paired([*SCORING, "--help"], python(CLICK), rounds=9)
    check(record, "`scoring --help`, against `import click`", pair, 2.5)
