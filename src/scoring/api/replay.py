"""Scoring again from the original inputs, and holding the outcome against what was written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from scoring._version import VERSION
from scoring.api.edition import open_edition
from scoring.api.run import Run
from scoring.api.writing import owners_used, rubric_files, write_run
from scoring.codec.edition import EDITION
from scoring.codec.messages import severity
from scoring.errors import Problem, ScoringError
from scoring.store.compare import compare_folders, compare_hashes
from scoring.store.current import Current, compare_inputs
from scoring.store.hashing import file_sha256
from scoring.store.manifest import Manifest, software
from scoring.store.reading import load


def verify(run: str | Path, edition: str | Path | None = None) -> list[Problem]:
    """Tell whether a run still holds.

    First the files of the run are held against its manifest; then what it was made from against what is there
    today; if that is the same, everything is scored again and compared byte by byte.

    Parameters
    ----------
    run : run folder.
    edition : folder of the edition, where it is no longer at the place that the manifest gives.

    Returns
    -------
    What does not hold; empty when every byte does. Other versions of the software are notes.

    Raises
    ------
    ScoringError
        If the folder is no run.
    """
    folder = Path(run)
    manifest = load(folder)
    found = compare_hashes(manifest, folder)
    source = Path(edition) if edition else folder / manifest.edition.path
    if not (source / EDITION).is_file():
        return [*found, *compare_inputs(manifest, _nothing())[:1]]
    return found + _replayed(folder, manifest, source)


def _replayed(folder: Path, manifest: Manifest, source: Path) -> list[Problem]:
    try:
        again = open_edition(source).run()
    except ScoringError as error:
        changed = _changed_files(manifest, source)
        return [*changed, *error.problems]
    changed = compare_inputs(manifest, _current(again, source))
    if any(severity(item) == "error" for item in changed):
        return changed
    with tempfile.TemporaryDirectory() as beside:
        target = write_run(again, Path(beside) / "again", edition_path=manifest.edition.path)
        return changed + compare_folders(folder, target)


def _current(run: Run, source: Path) -> Current:
    return Current(
        edition=file_sha256(source / EDITION),
        inputs={item.path: item.sha256 for item in run.result.ratings.files},
        rubrics={item.id: item.sha256 for item in rubric_files(run)},
        plugins=owners_used(run),
        software=_software(),
    )


def _software() -> Mapping[str, str]:
    return {"scoring": VERSION, **software()}


def _changed_files(manifest: Manifest, source: Path) -> list[Problem]:
    """Return the files that changed, for an edition that can no longer be scored."""
    paths = {item.path: item.path for item in manifest.inputs}
    rubrics = {item.id: item.path for item in manifest.rubrics if item.path}
    current = Current(
        edition=file_sha256(source / EDITION),
        inputs=_hashes(paths, source),
        rubrics=_hashes(rubrics, source)
        | {item.id: item.sha256 for item in manifest.rubrics if not item.path},
        plugins=manifest.plugins,
        software=_software(),
    )
    return compare_inputs(manifest, current)


def _hashes(paths: Mapping[str, str], source: Path) -> dict[str, str]:
    return {name: file_sha256(source / path) for name, path in paths.items() if (source / path).is_file()}


def _nothing() -> Current:
    return Current(edition="", software=_software())
