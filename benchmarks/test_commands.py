"""Whole commands against the shortest program that does the same part of the work."""

from __future__ import annotations

import sys

from processes import paired, python
from rivals import CLICK, FASTEXCEL_READ, POLARS_MEANS

SCORING = [sys.executable, "-m", "scoring"]


def shown(cost):
    return f"{cost.cpu:.2f} s, {cost.peak:.0f} MB"


def check(record, what, pair, demand):
    record(what, shown(pair.ours), shown(pair.rival), pair.ratio, demand)


def run(edition, out):
    """Return the command that scores an edition into a folder, which it clears first."""
    code = (
        "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True); from scoring.cli import main; "
        "sys.argv = ['scoring', 'run', sys.argv[2], '--out', sys.argv[1], '--quiet']; main()"
    )
    return python(code, str(out), str(edition))


def test_national_edition_from_parquet_to_all_files(nation, tmp_path, record):
    rival = python(POLARS_MEANS, str(nation), str(tmp_path / "rival.csv"))
    pair = paired(run(nation, tmp_path / "out"), rival)
    check(record, "231,300 marks: run with every file, against polars reading and averaging", pair, 3)


def test_514_workbooks_to_all_files(workbooks, tmp_path, record):
    rival = python(FASTEXCEL_READ, str(workbooks / "marks"))
    pair = paired(run(workbooks, tmp_path / "out"), rival)
    check(record, "514 workbooks: run with every file, against fastexcel reading every sheet", pair, 3)


def test_checking_514_workbooks(workbooks, record):
    ours = [*SCORING, "check", str(workbooks), "--quiet"]
    rival = python(FASTEXCEL_READ, str(workbooks / "marks"))
    check(record, "514 workbooks: check alone, against fastexcel reading every sheet", paired(ours, rival), 3)


def test_help_is_no_slower_than_click(record):
    pair = paired([*SCORING, "--help"], python(CLICK), rounds=9)
    check(record, "`scoring --help`, against `import click`", pair, 2.5)
