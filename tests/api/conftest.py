"""A small edition on disk whose numbers can be followed by hand, and ways to change it.

Two evaluator types mark policy.plan and policy.law from 0 to 4, online services are counted in percent, and the
index is 0.6 policy + 0.4 service:

    policy  = 0.5 plan + 0.5 law, each 0.75 academic + 0.25 ministry
    service = percent / 25                       (linear: 0 -> 0, 100 -> 4)

    11.01   plan 0.75 * (4 + 2)/2 + 0.25 * 1 = 2.5     law 0.75 * 3 + 0.25 * 3 = 3      service 50 / 25 = 2
            policy 0.5 * 2.5 + 0.5 * 3 = 2.75          index 0.6 * 2.75 + 0.4 * 2 = 2.45
    11.10   plan 0.75 * 4 + 0.25 * 4 = 4               law 0.75 * 2 + 0.25 * 2 = 2      service 100 / 25 = 4
            policy 0.5 * 4 + 0.5 * 2 = 3               index 0.6 * 3 + 0.4 * 4 = 3.4
    11.1A   plan academic 1 alone = 1                  law missing, so policy = 1       service 25 / 25 = 1
            index 0.6 * 1 + 0.4 * 1 = 1
    12.01   withdrew
"""

from __future__ import annotations

import shutil
import sys
from math import isnan
from pathlib import Path

import pytest
from attrs import frozen

import scoring
from scoring.codec.messages import render

ROOT = Path(__file__).parents[2]

EDITION = """\
format = "scoring-edition/1"
id = "small"
year = 2024
name = { id = "Kecil", en = "Small" }

[[input]]
kind = "cities"
path = "cities.csv"

[[input]]
kind = "evaluators"
path = "evaluators.csv"

[[input]]
kind = "panels"
path = "panels.csv"

[[input]]
kind = "marks"
path = "marks/*.csv"

[[input]]
kind = "measures"
path = "measures.csv"

[evaluator_type.academic]
weight = 0.75

[evaluator_type.ministry]
weight = 0.25

[node.index]
children = { policy = 0.6, service = 0.4 }

[group.province]
column = "province"

[band.grade]
of = "index"
limits = { low = 0, high = 3 }

[award.best]
nodes = ["index"]

[publish]
decimals = 2
ranked = ["index", "policy"]
"""

POLICY = """\
format = "scoring-rubric/1"
id = "policy"
name = { id = "Kebijakan", en = "Policy" }
scale = { lowest = 0, highest = 4, step = 1 }

[criterion.plan]
weight = 0.5

[criterion.law]
weight = 0.5
"""

SERVICE = """\
format = "scoring-rubric/1"
id = "service"
input = "measure"
scale = { lowest = 0, highest = 100 }

[criterion.online]
value = { method = "linear", raw = [0, 100], score = [0, 4] }
"""

CITIES = """\
code,name,state,province,population
11.01,Kota Satu,,Utara,1000
11.10,Kota Sepuluh,,Utara,
11.1A,Kota Sebelas,,Selatan,500
12.01,Kota Mundur,withdrawn,Selatan,700
"""

EVALUATORS = """\
evaluator,type
a1,academic
a2,academic
m1,ministry
"""

PANELS = """\
city,evaluator,chair,recused
11.01,a1,yes,
11.01,a2,,
11.01,m1,,
11.10,a1,,
11.10,a2,,yes
11.10,m1,yes,
11.1A,a1,,
12.01,a1,,
"""

MARKS = """\
city,criterion,evaluator,mark,state
11.01,policy.plan,a1,4,
11.01,policy.plan,a2,2,
11.01,policy.plan,m1,1,
11.01,policy.law,a1,3,
11.01,policy.law,a2,,
11.01,policy.law,m1,3,
11.10,policy.plan,a1,4,
11.10,policy.plan,a2,0,
11.10,policy.plan,m1,4,
11.10,policy.law,a1,2,
11.10,policy.law,m1,2,
11.1A,policy.plan,a1,1,
11.1A,policy.law,a1,,not_assessable
12.01,policy.plan,a1,4,
"""

MEASURES = """\
city,criterion,value,n,date,source
11.01,service.online,50,40,2024-03-01,portal
11.10,service.online,100,,,
11.1A,service.online,25,,,
"""

FILES = {
    "edition.toml": EDITION,
    "rubrics/policy.toml": POLICY,
    "rubrics/service.toml": SERVICE,
    "cities.csv": CITIES,
    "evaluators.csv": EVALUATORS,
    "panels.csv": PANELS,
    "marks/all.csv": MARKS,
    "measures.csv": MEASURES,
}


@frozen
class Folder:
    """An edition on disk."""

    path: Path

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, whole."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a piece of a file that stands in it once."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def append(self, name: str, text: str) -> None:
        self.write(name, self.read(name) + text)

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def copy(self, path: Path) -> Folder:
        """Return a copy of the edition in another place."""
        return Folder(Path(shutil.copytree(self.path, path)))

    def open(self, **frames):
        return scoring.open(self.path, **frames)

    def run(self, **frames):
        return self.open(**frames).run()


@pytest.fixture
def small(tmp_path):
    """The small edition, in a folder of its own."""
    folder = Folder(tmp_path / "small")
    for name, text in FILES.items():
        folder.write(name, text)
    return folder


@pytest.fixture
def problems():
    """Return what is told of an error that a function must raise: code and place of every problem."""

    def told(function, *words, kind=scoring.ScoringError, **named):
        with pytest.raises(kind) as caught:
            function(*words, **named)
        assert type(caught.value) is kind or kind is scoring.ScoringError
        return [(item.code, str(item.place)) for item in caught.value.problems]

    return told


@pytest.fixture
def rendered():
    """Return the first line of the English text of every problem of an error that a function must raise."""

    def told(function, *words, **named):
        with pytest.raises(scoring.ScoringError) as caught:
            function(*words, **named)
        return [render(item).splitlines()[0] for item in caught.value.problems]

    return told


@pytest.fixture
def column():
    """Return the exact score of a node by city code; None where it is missing."""

    def scores(run, node="index"):
        result = run.result
        numbers = result.scores[:, result.column(node)].tolist()
        codes = result.ratings.cities.codes
        return {code: None if isnan(number) else number for code, number in zip(codes, numbers, strict=True)}

    return scores


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Put a package on the path, with the metadata that pip would write."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)

    def put(distribution, source, version="1.0"):
        module = distribution.replace("-", "_")
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
        info = folder / f"{module}-{version}.dist-info"
        info.mkdir()
        (info / "entry_points.txt").write_text(f"[scoring]\n{module} = {module}\n", encoding="utf-8")
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", encoding="utf-8"
        )

    yield put
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture(scope="session")
def nation():
    """The run of the fixture nation of 2024."""
    return scoring.open(ROOT / "fixtures" / "nation" / "2024").run()


@pytest.fixture(scope="session")
def rubric_library():
    return ROOT / "rubrics"
