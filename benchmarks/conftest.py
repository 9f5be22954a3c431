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
MEASURED, PEERS = "measured", "measured against peers"
PEERS_FOLDER = Path(__file__).with_name("peers")
ROWS = pytest.StashKey[dict]()
BEYOND = 2
"""A ratio this many times the demand is a regression, whatever the noise of the machine."""


def pytest_configure(config):
    sys.path.insert(0, str(Path(__file__).parent))
    config.stash[ROWS] = {MEASURED: [], PEERS: []}


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
        _record(request, MEASURED, [what, ours, rival], ratio, demand)

    return add


@pytest.fixture
def record_peers(request):
    """Return the like for the table of the packages that have the same methods; slower than they are is a failure."""

    def add(shown, rival, ratio, demand):
        _record(request, PEERS, [*shown, rival], ratio, demand, beyond=max(1, demand * BEYOND))

    return add


def _record(request, table, shown, ratio, demand, *, beyond=None):
    met = "yes" if ratio < demand else "no"
    cells = [*map(str, shown), _figure(ratio), _figure(demand), met]
    row = f"| {' | '.join(cells)} |"
    request.config.stash[ROWS][table].append(row)
    print(row)
    assert ratio < (beyond or demand * BEYOND)


def _figure(ratio):
    return f"{ratio:.2f}" if ratio >= 1 else f"{ratio:.2g}"


def pytest_sessionfinish(session):
    if not os.environ.get("SCORING_BENCH_WRITE"):
        return
    for name, rows in session.config.stash[ROWS].items():
        start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        before, rest = TABLE.read_text(encoding="utf-8").split(start)
        if rows:
            after = rest.split(end)[1]
            written = f"{before}{start}\n{HEADS[name]()}" + "\n".join(rows) + f"\n\n{end}{after}"
            TABLE.write_text(written, encoding="utf-8")


def _head():
    """Return what was measured on, and the columns."""
    columns = "| what | scoring | rival | ratio | demanded below | met |\n|---|---|---|---|---|---|\n"
    return f"{_measured_on('numpy', 'polars', 'python-calamine', 'click')}.\n\n{columns}"


def _head_of_peers():
    pins = (PEERS_FOLDER / "requirements.in").read_text(encoding="utf-8").split()
    packages = [pin.replace("==", " ") for pin in pins]
    columns = ["what", "scoring", "scikit-criteria", "pymcdm", "pyrepo-mcda", "pyDecision"]
    columns += ["against", "ratio", "demanded below", "met"]
    lines = [f"{_measured_on('numpy', 'scipy')}; {', '.join(packages)}.", ""]
    return "\n".join([*lines, f"| {' | '.join(columns)} |", "|---" * len(columns) + "|", ""])


def _measured_on(*packages):
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"Measured on {machine}; " + ", ".join(f"{name} {version(name)}" for name in packages)


HEADS = {MEASURED: _head, PEERS: _head_of_peers}
