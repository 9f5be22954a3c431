"""Scoring again from the original inputs, and holding the outcome against what was written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from scoring._version import VERSION
from scoring.api.edition import open_edition
from scoring.api.listing import plugins
from scoring.api.run import Run
from scoring.api.writing import owners_used, rubric_files, write_run
from scoring.codec.edition import EDITION, load_scheme_files
from scoring.codec.messages import severity
from scoring.errors import Place, Problem, ScoringError, problem
from scoring.store.compare import compare_folders, compare_hashes
from scoring.store.current import Current, compare_inputs
from scoring.store.hashing import file_sha256
from scoring.store.manifest import NAME, Manifest, software, text
from scoring.store.reading import load

ENGINE = "scoring"
"""Distribution of the built-in methods."""


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
        return [*found, problem("run-edition-missing", Place(file=str(source / EDITION)))]
    return found + _replayed(folder, manifest, source)


def _replayed(folder: Path, manifest: Manifest, source: Path) -> list[Problem]:
    try:
        again = open_edition(source).run()
    except ScoringError as error:
        return [*_changes(manifest, _broken(manifest, source)), *error.problems]
    changed = _changes(manifest, _current(again, source))
    if any(severity(item) == "error" for item in changed):
        return changed
    with tempfile.TemporaryDirectory() as beside:
        target = write_run(again, Path(beside) / "again", edition_path=manifest.edition.path)
        if changed:
            _same_versions(manifest, target / NAME)
        return changed + compare_folders(folder, target)


def _changes(manifest: Manifest, current: Current) -> list[Problem]:
    """Return what is not the same any more; built-in methods come with the engine, whose version is a note."""
    if manifest.engine == VERSION:
        return compare_inputs(manifest, current)
    others = [item for item in manifest.plugins if item.distribution != ENGINE]
    own = [item for item in current.plugins if item.distribution == ENGINE]
    return compare_inputs(evolve(manifest, plugins=(*others, *own)), current)


def _same_versions(manifest: Manifest, again: Path) -> None:
    """Write the versions of the run into the manifest of its replay: another one is a note, not a difference."""
    mine = load(again.parent)
    told = evolve(mine, engine=manifest.engine, software=manifest.software, plugins=manifest.plugins)
    again.write_bytes(text(told))


def _current(run: Run, source: Path) -> Current:
    return Current(
        edition=file_sha256(source / EDITION),
        inputs={item.path: item.sha256 for item in run.result.ratings.files},
        rubrics={item.id: item.sha256 for item in rubric_files(run, load_scheme_files(source).sources)},
        plugins=owners_used(run),
        software=_software(),
    )


def _software() -> Mapping[str, str]:
    return {"scoring": VERSION, **software()}


def _broken(manifest: Manifest, source: Path) -> Current:
    """Return what there is of an edition that can no longer be scored."""
    paths = {item.path: item.path for item in manifest.inputs}
    rubrics = {item.id: item.path for item in manifest.rubrics if item.path}
    recorded = {(item.distribution, item.name) for item in manifest.plugins}
    owners = [item.owner for item in plugins(source)]
    return Current(
        edition=file_sha256(source / EDITION),
        inputs=_hashes(paths, source),
        rubrics=_hashes(rubrics, source)
        | {item.id: item.sha256 for item in manifest.rubrics if not item.path},
        plugins=tuple(item for item in owners if (item.distribution, item.name) in recorded),
        software=_software(),
    )


def _hashes(paths: Mapping[str, str], source: Path) -> dict[str, str]:
    return {name: file_sha256(source / path) for name, path in paths.items() if (source / path).is_file()}
