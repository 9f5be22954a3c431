"""A run folder that appears whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self, TypeVar

from attrs import define, evolve, field

from scoring.errors import Place, RejectedError, UnreadableError, problem
from scoring.store.hashing import sha256
from scoring.store.manifest import LOG, NAME, Manifest, Output, StudyManifest, canonical, text

M = TypeVar("M", Manifest, StudyManifest)
LOG_SCHEMA = "scoring-log/1"
SNAPSHOT = "edition"
SNAPSHOT_OF = (".toml", ".py")


@define
class RunFolder:
    """Writes a run beside its target and puts it there at the end.

    Use it as a context manager: leaving it without `finish`, by an error or by an interrupt, removes what was written.

    Parameters
    ----------
    target : the run folder to be; it must not exist.

    Raises
    ------
    RejectedError
        The target exists, or a file is added twice, outside the folder or under a name of the store.
    UnreadableError
        A file or folder cannot be written, or the edition cannot be read.
    """

    target: Path
    _beside: Path = field(init=False)
    _outputs: list[Output] = field(factory=list, init=False)
    _made: list[Path] = field(factory=list, init=False)
    _finished: bool = field(default=False, init=False)
    _started: dt.datetime = field(factory=lambda: dt.datetime.now(dt.UTC), init=False)

    def __attrs_post_init__(self) -> None:
        self.target = Path(os.path.abspath(self.target))  # noqa: PTH100 - a link at the end is not followed
        mark = secrets.token_hex(4)
        self._beside = self.target.with_name(f".{self.target.name}.{mark}.partial")

    def __enter__(self) -> Self:
        self._refuse_existing()
        try:
            self._make()
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._finished:
            self._clear()

    def add(self, path: str, content: bytes) -> None:
        """Write one file.

        Parameters
        ----------
        path : relative to the run folder, with ``/``.
        content : its bytes.
        """
        self._check(path)
        self._write(path, content)
        self._outputs.append(Output(path=path, bytes=len(content), sha256=sha256(content)))

    def snapshot(self, edition: Path) -> None:
        """Copy ``edition.toml`` and the rubrics (TOML and Python files) of an edition into ``edition/``."""
        try:
            found = {file.relative_to(edition): file.read_bytes() for file in _rules(edition)}
        except OSError as error:
            place = Place(file=str(error.filename or edition))
            wrong = problem("run-edition-unreadable", place, cause=error.strerror or str(error))
            raise UnreadableError([wrong]) from error
        for path, content in found.items():
            self.add(f"{SNAPSHOT}/{path.as_posix()}", content)

    def finish(self, manifest: M, *, log: Mapping[str, object] | None = None) -> M:
        """Write log and manifest, put the folder in its place, and return the manifest with its outputs.

        Parameters
        ----------
        manifest : of the run; its outputs are filled in.
        log : what else is worth keeping and may differ from run to run, as JSON values.
        """
        complete = evolve(manifest, outputs=tuple(sorted(self._outputs, key=lambda item: item.path)))
        times = {"started": _stamp(self._started), "ended": _stamp(dt.datetime.now(dt.UTC))}
        self._write(LOG, canonical({"schema": LOG_SCHEMA, **times, **(log or {})}))
        self._write(NAME, text(complete))
        self._refuse_existing()
        with self._writing():
            self._beside.rename(self.target)
        self._finished = True
        return complete

    def _make(self) -> None:
        with self._writing():
            for folder in reversed([item for item in self.target.parents if not item.exists()]):
                folder.mkdir()
                self._made.append(folder)
            self._beside.mkdir()

    def _clear(self) -> None:
        if self._beside.exists():
            shutil.rmtree(self._beside)
        for folder in reversed(self._made):
            with suppress(OSError):  # somebody else put something there
                folder.rmdir()

    def _refuse_existing(self) -> None:
        if os.path.lexists(self.target):
            raise RejectedError([problem("run-folder-exists", Place(file=str(self.target)))])

    def _check(self, path: str) -> None:
        parts = PurePosixPath(path).parts
        sound = path == "/".join(parts) and not {"", "..", ".", "/"}.intersection(parts) and "\\" not in path
        if not sound or not parts or "\0" in path:
            raise RejectedError([problem("run-output-outside", output=path)])
        if path in (NAME, LOG) or any(_same(path, item.path) for item in self._outputs):
            raise RejectedError([problem("run-output-twice", output=path)])

    def _write(self, path: str, content: bytes) -> None:
        with self._writing():
            place = self._beside.joinpath(*path.split("/"))
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            place = Place(file=str(self.target))
            wrong = problem("run-folder-not-writable", place, cause=error.strerror or str(error))
            raise UnreadableError([wrong]) from error


def _same(first: str, second: str) -> bool:
    """Tell whether two paths are one file on a disk that does not know upper case from lower."""
    return first.casefold() == second.casefold()


def _rules(edition: Path) -> Iterator[Path]:
    yield edition / "edition.toml"
    rubrics = edition / "rubrics"
    yield from sorted((edition / "references").rglob("*.json"))
    yield from sorted(
        file for file in rubrics.rglob("*") if file.name.lower().endswith(SNAPSHOT_OF) and file.is_file()
    )


def _stamp(time: dt.datetime) -> str:
    return time.isoformat(timespec="seconds")
