"""Packages that look installed: a folder on the path with modules and the metadata that pip would write."""

import sys
from textwrap import dedent

import pytest

import scoring.methods
from scoring.plugins import load


class Shelf:
    """A folder on ``sys.path`` in which packages are put."""

    def __init__(self, folder):
        self.folder = folder

    def put(self, distribution, entries, *, version="1.0", metadata=True, **modules):
        """Install a package: `entries` are entry points by name, `modules` sources by module name."""
        for name, source in modules.items():
            (self.folder / f"{name}.py").write_text(dedent(source), encoding="utf-8")
        info = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        points = "\n".join(f"{name} = {value}" for name, value in entries.items())
        (info / "entry_points.txt").write_text(f"[scoring]\n{points}\n", encoding="utf-8")
        if metadata:
            (info / "METADATA").write_text(
                f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", encoding="utf-8"
            )


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    yield Shelf(folder)
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(folder)):
            del sys.modules[name]


@pytest.fixture
def loaded():
    """Load the built-ins and all that is installed."""
    return lambda folder=None: load(scoring.methods.BUILT_INS, version="9.9", folder=folder)


@pytest.fixture
def status(loaded):
    """Return the status of the only plugin that is no built-in."""

    def only(folder=None):
        (found,) = [item for item in loaded(folder).statuses if item.owner.distribution != "scoring"]
        return found

    return only
