"""The files that say how to score: edition.toml and the rubrics beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve, frozen

from scoring.codec.keys import at, without
from scoring.codec.misfit import Misfit
from scoring.codec.strict import fit
from scoring.codec.toml import Document, read_toml
from scoring.errors import Place, Problem, RejectedError, ScoringError, problem
from scoring.model.edition import Edition
from scoring.model.rubric import Rubric

EDITION, RUBRICS = "edition.toml", "rubrics"
_OF_RUBRIC = "rubric:"
STRANGE_KEYS = {"misspelt-key", "unknown-key", "no-keys"}

T = TypeVar("T")


@frozen(kw_only=True)
class Sources:
    """The files as they were read, to find the line of a problem that was found later.

    Parameters
    ----------
    edition : edition.toml; None when it could not be read.
    rubrics : file by id of the rubric.
    """

    edition: Document | None = None
    rubrics: Mapping[str, Document]

    def locate(self, found: Problem) -> Problem:
        """Return the problem with file, line and column.

        A place without file and with a key is one in edition.toml; the file ``rubric:<id>`` is that
        rubric's. Any other place, and a rubric from a package, stays as it is.
        """
        place = found.place
        if place.sheet or place.cell or place.line or not (place.key or place.file.startswith(_OF_RUBRIC)):
            return found
        document = self._document(place.file)
        return evolve(found, place=document.locate(place.key)) if document else found

    def file_of(self, rubric: str) -> str:
        """Return the file of a rubric, relative to the edition; "" for one that is not among the files."""
        document = self.rubrics.get(rubric)
        return document.shown if document else ""

    def _document(self, file: str) -> Document | None:
        if file.startswith(_OF_RUBRIC):
            return self.rubrics.get(file.removeprefix(_OF_RUBRIC))
        return None if file else self.edition


@frozen(kw_only=True)
class SchemeFiles:
    """What the files of an edition say, as far as it could be read.

    Parameters
    ----------
    edition : the edition; None when its file says anything that cannot be. A key too many is left out.
    rubrics : the rubrics by id, likewise, in the order of the ids.
    complete : whether there is a record of every file.
    sources : where everything stands.
    problems : everything that is wrong in the files, file by file, in the order of the lines.
    """

    edition: Edition | None
    rubrics: Mapping[str, Rubric]
    sources: Sources
    problems: tuple[Problem, ...]
    complete: bool = True


def load_scheme_files(folder: Path) -> SchemeFiles:
    """Read edition.toml and every TOML file below ``rubrics/``, in the order of their paths.

    Nothing is raised for what is wrong in the files: all of it is in `SchemeFiles.problems`.
    """
    edition = (
        _load(folder / EDITION, EDITION, Edition)
        if folder.is_dir()
        else _Loaded(problems=(_no_folder(folder),))
    )
    loaded = [_load(folder / name, name, Rubric) for name in _rubric_files(folder)]
    rubrics, files, clashes = _by_id(loaded)
    return SchemeFiles(
        edition=edition.record,
        rubrics=rubrics,
        sources=Sources(edition=edition.document, rubrics=files),
        problems=(*edition.problems, *(found for item in loaded for found in item.problems), *clashes),
        complete=not clashes and all(item.record is not None for item in (edition, *loaded)),
    )


def load_rubric(path: Path, *, shown: str = "") -> Rubric:
    """Read one rubric file.

    Parameters
    ----------
    path : the file.
    shown : name of the file for people; the path when left out.

    Raises
    ------
    UnreadableError, RejectedError
        With everything that is wrong in the file.
    """
    loaded = _made(read_toml(path, shown=shown or str(path), any_number=True), Rubric)
    if loaded.problems:
        raise RejectedError(loaded.problems)
    rubric: Rubric = loaded.record
    return rubric


@frozen(kw_only=True)
class _Loaded:
    """A file as far as it could be read."""

    record: Any = None
    document: Document | None = None
    problems: tuple[Problem, ...] = ()


def _load(path: Path, shown: str, cls: type) -> _Loaded:
    try:
        document = read_toml(path, shown=shown, any_number=True)
    except ScoringError as error:
        return _Loaded(problems=error.problems)
    return _made(document, cls)


def _strange(document: Document, item: Misfit) -> bool:
    """Tell whether what is wrong is a key too many that holds one value; a whole table would be missed."""
    return item.code in STRANGE_KEYS and not isinstance(at(document.data, item.path), dict | list)


def _made(document: Document, cls: type) -> _Loaded:
    record, misfits = fit(cls, document.data)
    if misfits and all(_strange(document, item) for item in misfits):
        # a key too many hides nothing: what hangs together wrongly can still be looked for
        record, _ = fit(cls, without(document.data, [item.path for item in misfits]))
    found = sorted(map(document.problem, misfits), key=lambda item: (item.place.line, item.place.column))
    return _Loaded(record=record, document=document, problems=tuple(found))


def _rubric_files(folder: Path) -> list[str]:
    root = folder / RUBRICS
    names = (
        Path(at, name).relative_to(folder).as_posix() for at, _, files in os.walk(root) for name in files
    )
    return sorted(name for name in names if name.lower().endswith(".toml"))


def _by_id(loaded: Iterable[_Loaded]) -> tuple[dict[str, Rubric], dict[str, Document], list[Problem]]:
    """Return rubrics and files by id, in the order of the ids; of two with the same id the first, with a problem."""
    rubrics: dict[str, Rubric] = {}
    files: dict[str, Document] = {}
    clashes = []
    for item in loaded:
        if item.record is None or item.document is None:
            continue
        name = item.record.id
        if name in files:
            place = item.document.locate("id")
            clashes.append(problem("rubric-id-twice", place, found=name, other=files[name].shown))
        else:
            rubrics[name], files[name] = item.record, item.document
    return {name: rubrics[name] for name in sorted(rubrics)}, files, clashes


def _no_folder(folder: Path) -> Problem:
    return problem("edition-no-folder", Place(file=str(folder)))
