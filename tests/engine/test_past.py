"""Nodes of earlier editions that are named and that the history table does not have."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import scoring
from scoring.codec.messages import render
from scoring.errors import RejectedError

LIBRARY = Path(__file__).parents[2] / "rubrics"


@pytest.fixture
def edition(tmp_path):
    return Path(shutil.copytree(LIBRARY / "smart-city-2024", tmp_path / "edition"))


def renamed(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_misspelt_node_of_an_earlier_edition_is_named_with_the_nearest(edition):
    rubric = next(
        path
        for path in (edition / "rubrics").rglob("*.toml")
        if "[criterion" in path.read_text() and "history" in path.read_text()
    )
    renamed(rubric, 'of = "index"', 'of = "indeks"')
    with pytest.raises(RejectedError) as caught:
        scoring.open(edition).read()
    (found,) = caught.value.problems
    assert found.code == "unknown-past-node"
    first = render(found).splitlines()[0]
    assert "the history table has no rows of 'indeks'; it has: index; did you mean 'index'?" in first
    assert first.startswith(f"rubrics/{rubric.name}:")


def test_without_any_history_nothing_is_missing(edition):
    history = next(edition.glob("history.csv"))
    assert not np.isnan(scoring.open(edition).run().result.last).all()
    toml = edition / "edition.toml"
    text = toml.read_text(encoding="utf-8")
    start = text.index('kind = "history"')
    block = text.rindex("[[input]]", 0, start)
    end = text.find("\n[", start)
    toml.write_text(text[:block] + text[end + 1 :], encoding="utf-8")
    history.unlink()
    assert np.isnan(scoring.open(edition).run().result.last).all()
