"""Running the command line inside the test, and the api replaced by one whose answers are known."""

import sys
from types import ModuleType
from typing import NamedTuple

import pytest

import scoring
from scoring.cli.ending import run


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys):
    """Run a command line; the environment is empty but for what is given."""

    def call(*words, **environ):
        capsys.readouterr()
        code = run(words, environ)
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def api(monkeypatch):
    """An empty `scoring.api`; the test says what its functions do."""
    module = ModuleType("scoring.api")
    monkeypatch.setitem(sys.modules, "scoring.api", module)
    monkeypatch.setattr(scoring, "api", module, raising=False)
    return module
