"""Every edition of the library, and the small workbook edition, give the same bytes as before.

This is byte stability: the expected files were written by the engine itself. That their numbers are right is shown
elsewhere (tests/rubrics against published results, tests/testing against an exact calculation). Workbooks and
Parquet are left out, as their bytes change with the libraries that write them. A change that is meant is written by
``make golden`` and explained in CHANGELOG.md under Results.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import scoring

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "expected"
EDITIONS = {folder.parent.name: folder.parent for folder in sorted((ROOT / "rubrics").glob("*/edition.toml"))}
EDITIONS["nation-workbooks"] = ROOT / "fixtures" / "nation" / "workbooks"
STABLE = (".csv", ".json", ".md")
NOT_STABLE = {"manifest.json", "log.json"}


@pytest.fixture(scope="module", params=EDITIONS)
def written(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("golden") / request.param
    scoring.open(EDITIONS[request.param]).run().write(out)
    files = {
        path.name: path.read_bytes()
        for path in sorted(out.iterdir())
        if path.suffix in STABLE and path.name not in NOT_STABLE
    }
    expected = GOLDEN / request.param
    if os.environ.get("SCORING_GOLDEN_WRITE"):
        expected.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (expected / name).write_bytes(content)
    return expected, files


def test_the_same_files_are_written(written):
    expected, files = written
    assert sorted(files) == sorted(path.name for path in expected.iterdir())


def test_every_file_has_the_same_bytes(written):
    expected, files = written
    assert [name for name, content in files.items() if content != (expected / name).read_bytes()] == []
