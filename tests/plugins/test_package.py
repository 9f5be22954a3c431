"""The rubric package of the documents, really built, installed, used and removed, without a network."""

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "fixtures" / "rubric-package"
LIST = """
import json, scoring.methods
from scoring.plugins import load
found = load(scoring.methods.BUILT_INS, version="0")
print(json.dumps({
    "statuses": {str(item.owner): [item.hooks, item.records, [problem.code for problem in item.problems]] for item in found.statuses},
    "rubrics": {name: [list(found.rubrics[name].criteria), str(found.rubrics.owners[name])] for name in found.rubrics},
}))
"""
OWNER = "cycling (scoring-cycling 1.0)"


EDITION = """
format = "scoring-edition/1"
id = "cycling"
year = 2024
index = "mobility.cycling"
rubrics = ["mobility.cycling"]
[[input]]
kind = "cities"
path = "cities.csv"
[[input]]
kind = "evaluators"
path = "evaluators.csv"
[[input]]
kind = "marks"
path = "marks.csv"
"""
TABLES = {
    "cities.csv": "code,name\n11.01,Kota Satu\n11.02,Kota Dua\n",
    "evaluators.csv": "evaluator\ne1\n",
    "marks.csv": "code,criterion,evaluator,mark\n"
    "11.01,mobility.cycling.lanes,e1,4\n11.01,mobility.cycling.parking,e1,2\n11.01,mobility.cycling.policy,e1,1\n"
    "11.02,mobility.cycling.lanes,e1,1\n11.02,mobility.cycling.parking,e1,4\n11.02,mobility.cycling.policy,e1,4\n",
}
SCORE = """
import json, sys, scoring
frame = scoring.open(sys.argv[1]).run().scores()
print(json.dumps(frame.rows(named=True), default=str))
"""


@pytest.fixture
def python(tmp_path):
    """An environment of its own that sees all that is installed here."""
    folder = tmp_path / "environment"
    venv.create(folder, symlinks=True, with_pip=False)
    executable = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    (own,) = folder.glob("Lib/site-packages" if sys.platform == "win32" else "lib/python*/site-packages")
    # a plain path in a .pth file would not have its own .pth files read, and an editable install is one
    (own / "parent.pth").write_text(
        f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n", encoding="utf-8"
    )
    return executable


def run(python, *arguments):
    done = subprocess.run([python, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pip(python, *arguments):
    return run(python, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments)


def listing(python):
    return json.loads(run(python, "-c", LIST))


def scores(python, folder):
    """Score an edition that names the rubric; returns the index by city."""
    folder.mkdir()
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    rows = json.loads(run(python, "-c", SCORE, str(folder)))
    return {row["code"]: row["score"] for row in rows if row["node"] == "mobility.cycling"}


def test_the_package_is_a_module_and_a_rubric():
    files = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert files == ["pyproject.toml", "scoring_cycling/__init__.py", "scoring_cycling/cycling.toml"]


def test_the_package_is_installed_used_and_removed(python, tmp_path):
    copy = tmp_path / "rubric-package"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert OWNER not in listing(python)["statuses"]

    pip(python, "install", "--no-index", "--no-deps", "--no-build-isolation", str(copy))
    found = listing(python)
    assert found["statuses"][OWNER] == [["scoring_rubrics"], ["rubric mobility.cycling"], []]
    assert found["rubrics"]["mobility.cycling"] == [["lanes", "parking", "policy"], OWNER]

    # 0.5 * 4 + 0.3 * 2 + 0.2 * 1 = 2.8; 0.5 * 1 + 0.3 * 4 + 0.2 * 4 = 2.5
    assert scores(python, tmp_path / "edition") == {"11.01": pytest.approx(2.8), "11.02": pytest.approx(2.5)}

    text = run(python, "-m", "scoring", "plugins")
    (line,) = [line.split() for line in text.splitlines() if "scoring-cycling" in line]
    assert line == ["cycling", "scoring-cycling", "1.0", "sound", "rubrics", "1"]
    assert "mobility.cycling" in text

    pip(python, "uninstall", "--yes", "scoring-cycling")
    found = listing(python)
    assert OWNER not in found["statuses"]
    assert "mobility.cycling" not in found["rubrics"]
