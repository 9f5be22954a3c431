"""Writing a run folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from attrs import evolve

from scoring import report
from scoring.api.run import Run
from scoring.codec.edition import EDITION, load_scheme_files
from scoring.codec.records import dump_structure
from scoring.errors import PluginError, ScoringError, problem
from scoring.model.method import Owner, Register, Writer
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
        If the folder exists or cannot be written.
    """
    with RunFolder(out) as folder:
        for name, content in report.files(run.result, _guarded(run.loaded.writers)):
            folder.add(name, content)
        folder.add("plan.json", dump_structure(run.result.structure).encode())
        folder.snapshot(run.folder)
        folder.finish(_manifest(run, edition_path or _way(out, run.folder)))
    return out


def _guarded(writers: Register[Writer]) -> Iterator[Writer]:
    """Yield the writers so that whatever one raises names its owner."""
    for name, writer in writers.methods.items():
        yield evolve(writer, write=partial(_written, writer, str(writers.owners[name])))


def _written(writer: Writer, owner: str, tables: report.Tables) -> list[tuple[str, bytes]]:
    try:
        return list(writer.write(tables))
    except ScoringError:
        raise
    except Exception as error:
        cause = f"{type(error).__name__}: {error}"
        raise PluginError(
            [problem("plugin-writer-failed", owner=owner, name=writer.name, cause=cause)]
        ) from error


def _way(out: Path, edition: Path) -> str:
    return Path(os.path.relpath(edition.resolve(), out.absolute())).as_posix()


def _manifest(run: Run, edition_path: str) -> Manifest:
    edition = run.plan.edition
    return manifest_of(
        run.result,
        edition=EditionFile(
            id=edition.id, year=edition.year, path=edition_path, sha256=file_sha256(run.folder / EDITION)
        ),
        rubrics=rubric_files(run),
        plugins=owners_used(run),
    )


def rubric_files(run: Run) -> Iterator[RubricFile]:
    """Yield each rubric of the run with the hash of what it came from."""
    sources = load_scheme_files(run.folder).sources
    for name, rubric in run.plan.scheme.rubrics.items():
        if path := sources.file_of(name):
            yield RubricFile(
                id=name, version=rubric.version, sha256=file_sha256(run.folder / path), path=path
            )
        else:
            owner = run.loaded.rubrics.owners[name]
            content = sha256(
                repr(rubric).encode()
            )  # of the rubric itself: its package may keep it in any file
            yield RubricFile(id=name, version=rubric.version, sha256=content, owner=str(owner))


def owners_used(run: Run) -> tuple[Owner, ...]:
    """Return who brought the methods and rubrics of the run, and every reader and writer."""
    loaded, plan = run.loaded, run.plan
    owners = [*loaded.readers.owners.values(), *loaded.writers.owners.values()]
    owners += [loaded.rubrics.owners[name] for name in plan.scheme.rubrics if name in loaded.rubrics]
    owners += [rule.owner for rule, _ in plan.panels]
    for layer in plan.layers:
        owners += [function.owner for step in layer.leaves for function in step.pipeline]
        owners += [bound.owner for step in layer.folds for bound in (step.rule, *step.then)]
    return tuple(dict.fromkeys(owners))
