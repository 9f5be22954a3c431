"""Writing a run folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from scoring import report
from scoring.api.guarding import guarded_writers
from scoring.api.run import Run
from scoring.codec.edition import EDITION, RUBRICS, SchemeFiles, Sources, load_scheme_files
from scoring.codec.records import dump_structure
from scoring.codec.references import NAME as REFERENCES
from scoring.codec.references import dump_references
from scoring.errors import Place, Problem, RejectedError, problem
from scoring.model.registry import Owner
from scoring.store.folder import RunFolder
from scoring.store.hashing import file_sha256, sha256
from scoring.store.manifest import EditionFile, Manifest, RubricFile, manifest_of


def write_run(run: Run, out: Path, *, edition_path: str = "") -> Path:
    """Write everything a run found, its rules and its manifest.

    Parameters
    ----------
    run : the run.
    out : folder that does not exist yet.
    edition_path : what the manifest says of where the edition lies; the way from `out` to it when empty.

    Raises
    ------
    ScoringError
        If the folder exists or cannot be written, a writer fails, or the rules of the edition were changed
        after it was opened.
    """
    files = load_scheme_files(run.folder)
    if edited := [*_edited(run, files)]:
        raise RejectedError(edited)
    with RunFolder(out) as folder:
        for name, content in report.files(run.result, guarded_writers(run.loaded.writers)):
            folder.add(name, content)
        folder.add("plan.json", dump_structure(run.result.structure).encode())
        if any(step.points for step in run.result.steps):
            folder.add(REFERENCES, dump_references(run.result.steps).encode())
        folder.snapshot(run.folder)
        folder.finish(_manifest(run, files.sources, edition_path or way(out, run.folder)))
    return out


def _edited(run: Run, files: SchemeFiles) -> Iterator[Problem]:
    """Yield the files that no longer hold the rules that were applied: their copy would be a lie."""
    scheme, loaded = run.plan.scheme, run.loaded
    wrong = [EDITION] if files.edition != scheme.edition else []
    wrong += [
        files.sources.file_of(name)
        for name, item in files.rubrics.items()
        if item != scheme.rubrics.get(name)
    ]
    if scheme.rubrics.keys() - files.rubrics.keys() - {*loaded.rubrics}:
        wrong.append(RUBRICS)
    code = {item.owner.name: item.owner.sha256 for item in loaded.statuses if not item.owner.distribution}
    now = {path.relative_to(run.folder).as_posix(): path for path in (run.folder / RUBRICS).rglob("*.py")}
    wrong += sorted(code.keys() ^ now.keys())
    wrong += [name for name in sorted(code.keys() & now.keys()) if file_sha256(now[name]) != code[name]]
    for name in wrong:
        yield problem("edition-edited", Place(file=str(run.folder / name)))


def way(out: Path, edition: Path) -> str:
    """Return the way from the run folder to the edition as the system walks it: links are not on it."""
    return Path(os.path.relpath(edition.resolve(), out.absolute().parent.resolve() / out.name)).as_posix()


def _manifest(run: Run, sources: Sources, edition_path: str) -> Manifest:
    edition = run.plan.edition
    return manifest_of(
        run.result,
        edition=EditionFile(
            id=edition.id, year=edition.year, path=edition_path, sha256=file_sha256(run.folder / EDITION)
        ),
        rubrics=rubric_files(run, sources),
        plugins=owners_used(run),
    )


def rubric_files(run: Run, sources: Sources) -> Iterator[RubricFile]:
    """Yield each rubric of the run with the hash of what it came from.

    Parameters
    ----------
    run : the run.
    sources : files of its edition.
    """
    for name, rubric in run.plan.scheme.rubrics.items():
        if path := sources.file_of(name):
            content = file_sha256(run.folder / path)
            yield RubricFile(id=name, version=rubric.version, sha256=content, path=path)
        else:
            # of the rubric itself: its package may keep it in any file
            content, owner = sha256(repr(rubric).encode()), str(run.loaded.rubrics.owners[name])
            yield RubricFile(id=name, version=rubric.version, sha256=content, owner=owner)


def owners_used(run: Run) -> tuple[Owner, ...]:
    """Return who brought the methods and rubrics of the run, and every reader and writer."""
    loaded, plan = run.loaded, run.plan
    owners = [*loaded.readers.owners.values(), *loaded.writers.owners.values()]
    owners += [loaded.rubrics.owners[name] for name in plan.scheme.rubrics if name in loaded.rubrics]
    owners += [rule.owner for rule, _ in plan.panels]
    owners += [step.rule.owner for step in plan.steps]
    weightings = run.loaded.registry.weightings
    owners += [weightings.owners[chosen.method] for chosen in run.result.weightings]
    for layer in plan.layers:
        owners += [function.owner for step in layer.leaves for function in step.pipeline]
        owners += [bound.owner for step in layer.folds for bound in (step.rule, *step.then)]
    return tuple(dict.fromkeys(owners))
