"""Writing the folder of a study: its tables, plots and manifest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring.api.variants import Workshop
from scoring.api.writing import way
from scoring.codec.edition import EDITION
from scoring.report.study import Study, files
from scoring.store.folder import RunFolder
from scoring.store.hashing import file_sha256
from scoring.store.manifest import EditionFile, StudyManifest, software


def write_study(
    study: Study, workshop: Workshop, out: Path, *, settings: Mapping[str, Any], seed: int | None = None
) -> Path:
    """Write a study; its folder appears whole or not at all.

    Parameters
    ----------
    study : what was found.
    workshop : the edition with its tables.
    out : folder that does not exist yet.
    settings : what was asked for, as JSON values.
    seed : of random draws.

    Raises
    ------
    ScoringError
        If the folder exists or cannot be written.
    """
    edition, folder = workshop.edition.scheme.edition, workshop.edition.folder
    made = EditionFile(
        id=edition.id, year=edition.year, path=way(out, folder), sha256=file_sha256(folder / EDITION)
    )
    with RunFolder(out) as target:
        for name, content in files(study):
            target.add(name, content)
        target.snapshot(folder)
        target.finish(
            StudyManifest(
                kind=study.kind,
                software=software(),
                edition=made,
                inputs=workshop.ratings.files,
                settings=settings,
                seed=seed,
            )
        )
    return out
