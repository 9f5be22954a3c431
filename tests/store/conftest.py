"""An edition on disk and the manifest of an imagined run of it."""

from __future__ import annotations

import pytest

from scoring.model.ratings import InputFile
from scoring.model.registry import Owner
from scoring.store import EditionFile, Manifest, RubricFile


@pytest.fixture
def manifest() -> Manifest:
    return Manifest(
        engine="0.1.0",
        software={"python": "3.11.7", "polars": "2.1.0"},
        edition=EditionFile(id="contoh-2024", year=2024, path="../edition", sha256="e" * 64),
        rubrics=(
            RubricFile(id="governance", version="1", sha256="1" * 64, path="rubrics/governance.toml"),
            RubricFile(id="society", version="2", sha256="2" * 64, owner="regions (regions-rubrics 1.2)"),
        ),
        plugins=(Owner(name="regions", distribution="regions-rubrics", version="1.2", sha256="3" * 64),),
        inputs=(
            InputFile(path="cities.csv", kind="cities", bytes=10, rows=2, sha256="4" * 64),
            InputFile(path="marks.csv", kind="marks", bytes=20, rows=4, sha256="5" * 64),
        ),
        settings={"publish": {"decimals": 2, "tolerance": "1E-9"}},
        rows={"cities": 2, "marks": 4},
    )


@pytest.fixture
def edition(tmp_path):
    folder = tmp_path / "edition"
    (folder / "rubrics" / "deep" / "__pycache__").mkdir(parents=True)
    for name in ("edition.toml", "rubrics/governance.toml", "rubrics/deep/gates.py"):
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    (folder / "rubrics" / "deep" / "__pycache__" / "gates.pyc").write_bytes(b"no source")
    (folder / "marks.csv").write_text("not a rule\n", encoding="utf-8")
    return folder
