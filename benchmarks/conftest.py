"""Generated nations, and the table of what was measured."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from scoring.testing.nation.__main__ import main as write_nation

TABLE = Path(__file__).with_name("README.md")
START, END = "<!-- measured -->\n", "<!-- end -->\n"
ROWS = pytest.StashKey[list]()
BEYOND = 2
"""A ratio this many times the demand is a regression, whatever the noise of the machine."""


def pytest_configure(config):
    sys.path.insert(0, str(Path(__file__).parent))
    config.stash[ROWS] = []


@pytest.fixture(scope="session")
def nation(tmp_path_factory):
    """One edition of 231,300 marks in Parquet."""
    folder = tmp_path_factory.mktemp("nation") / "edition"
    write_nation([str(folder), "--full"])
    return folder


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory):
    """The same country as 514 workbooks of 72 rows."""
    folder = tmp_path_factory.mktemp("workbooks") / "edition"
    write_nation([str(folder), "--workbooks"])
    return folder


@pytest.fixture
def record(request):
    """Return a function that puts a row into the table, prints it, and fails far beyond the demand."""

    def add(what, ours, rival, ratio, demand):
        met = "yes" if ratio < demand else "no"
        row = f"| {what} | {ours} | {rival} | {ratio:.2f} | {demand:g} | {met} |"
        request.config.stash[ROWS].append(row)
        print(row)
        assert ratio < demand * BEYOND

    return add


def pytest_sessionfinish(session):
    rows = session.config.stash[ROWS]
    if rows and os.environ.get("SCORING_BENCH_WRITE"):
        before, rest = TABLE.read_text(encoding="utf-8").split(START)
        after = rest.split(END)[1]
        TABLE.write_text(before + START + table(rows) + END + after, encoding="utf-8")


def table(rows):
    """Return the measured rows as Markdown, with what they were measured on."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "polars", "python-calamine", "click")
    )
    head = "| what | scoring | rival | ratio | demanded below | met |\n|---|---|---|---|---|---|\n"
    return f"\nMeasured on {machine}; {packages}.\n\n{head}" + "\n".join(rows) + "\n\n"
