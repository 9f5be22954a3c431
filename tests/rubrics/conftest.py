"""Editions of the rubric library, run as they stand or with other tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attrs import frozen

import scoring

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "rubrics"
SHARED = ROOT.parent / "shared" / "data"


@frozen
class Scored:
    """A run, asked by city code and column."""

    run: Any

    @property
    def result(self) -> Any:
        return self.run.result

    def at(self, table: np.ndarray, code: str, column: str) -> float:
        return float(table[self.result.ratings.cities.codes.index(code), self.result.column(column)])

    def score(self, code: str, column: str) -> float:
        return self.at(self.result.scores, code, column)

    def published(self, code: str, column: str) -> float:
        return self.at(self.result.published, code, column)

    def coverage(self, code: str, column: str) -> float:
        return self.at(self.result.coverage, code, column)

    def rank(self, code: str, column: str, group: str = "nation") -> float:
        return float(self.result.rankings[column, group].rank[self._place(code)])

    def band(self, code: str, band: str) -> str:
        return self.result.bandings[band].labels[self._place(code)]

    def state(self, code: str) -> str:
        return self.result.states[self._place(code)]

    def improvement(self, code: str) -> float:
        return float(self.result.improvement[self._place(code)])

    def _place(self, code: str) -> int:
        return self.result.ratings.cities.codes.index(code)


@cache
def run_of(name: str) -> Scored:
    return Scored(scoring.open(LIBRARY / name).run())


@pytest.fixture
def example() -> Callable[[str], Scored]:
    """Return the run of an edition of the library as it stands."""
    return run_of


@pytest.fixture
def library() -> Path:
    return LIBRARY


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Scored]:
    """Return the run of a copy of an edition with other files, or with pieces of edition.toml replaced."""

    def run(
        name: str, files: Mapping[str, str] | None = None, edition: Mapping[str, str] | None = None
    ) -> Scored:
        folder = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(LIBRARY / name, folder)
        for path, text in (files or {}).items():
            (folder / path).write_text(text, encoding="utf-8")
        rules = folder / "edition.toml"
        text = rules.read_text(encoding="utf-8")
        for old, new in (edition or {}).items():
            assert old in text
            text = text.replace(old, new)
        rules.write_text(text, encoding="utf-8")
        return Scored(scoring.open(folder).run())

    return run


@pytest.fixture
def shared() -> Path:
    """Return the folder of third-party facts that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("shared data is not beside this checkout")
    return SHARED


@pytest.fixture
def bands_at() -> Callable[..., tuple[str, ...]]:
    """Return the labels of one band table for given values of its node."""
    from scoring.engine.bands import bandings
    from scoring.model.ratings import Cities

    def labels(name: str, band: str, values: Mapping[str, list[float]]) -> tuple[str, ...]:
        plan = scoring.open(LIBRARY / name).plan
        length = len(next(iter(values.values())))
        scores = np.full((length, len(plan.ids)), np.nan)
        for column, numbers in values.items():
            scores[:, plan.place[column]] = numbers
        cities = Cities(
            codes=tuple(f"{city:05}" for city in range(length)),
            names=("",) * length,
            states=("ranked",) * length,
        )
        return bandings(plan, cities, scores, scores)[band].labels

    return labels
