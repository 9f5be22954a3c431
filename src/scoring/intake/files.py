"""The files an edition names: found, hashed once, read each by the reader of its ending."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from attrs import define, field, frozen

from scoring.errors import Place, problem
from scoring.intake.book.names import wanted
from scoring.intake.findings import Findings
from scoring.intake.raw import Content, RawTable, Request
from scoring.model.method import Reader
from scoring.model.nearest import nearest
from scoring.model.source import Source

LARGEST = 2**30
"""Bytes of a file; more are not taken into memory."""


@frozen(kw_only=True, eq=False)
class Wanted:
    """A source of the edition and the known headers of its kind."""

    source: Source
    headers: frozenset[str]


@frozen(kw_only=True, eq=False)
class Opened:
    """The tables of one source.

    Parameters
    ----------
    source : of the edition.
    tables : file name and table, sorted by file, then in the order of the file.
    whole : whether all files that were found could be read.
    """

    source: Source
    tables: tuple[tuple[str, RawTable], ...]
    whole: bool


@frozen(kw_only=True)
class Hashed:
    """Size and hash of a file that was read."""

    bytes: int
    sha256: str


@define
class Files:
    """Reads the files of an edition.

    Parameters
    ----------
    folder : of the edition.
    readers : known readers; the last one that claims an ending reads it.
    findings : take what is wrong.
    hashed : size and hash by file, of those that were read.
    """

    folder: Path
    readers: Sequence[Reader]
    findings: Findings
    hashed: dict[str, Hashed] = field(factory=dict)

    def open(self, wanted_sources: Sequence[Wanted]) -> list[Opened]:
        """Read every file once, however many sources name it, and return the tables of each source."""
        found = [self._matches(item.source) for item in wanted_sources]
        asked: dict[tuple[str, str], list[Wanted]] = {}
        for item, names in zip(wanted_sources, found, strict=True):
            for name in names:
                asked.setdefault((name, item.source.encoding), []).append(item)
        contents = dict(self._read(asked))
        for content in contents.values():
            self.findings.stop(*content.problems)
            self.findings.add(*content.faults)
        return [
            self._opened(item.source, names, contents)
            for item, names in zip(wanted_sources, found, strict=True)
        ]

    def _matches(self, source: Source) -> list[str]:
        """Return the files that a source names, relative to the edition, sorted."""
        exact = self.folder / source.path
        if exact.is_dir():
            self.findings.stop(problem("file-is-folder", Place(file=source.path)))
            return []
        try:
            paths = (
                [exact]
                if exact.is_file()
                else [path for path in self.folder.glob(source.path) if path.is_file()]
            )
        except (ValueError, NotImplementedError, OSError) as error:
            self.findings.stop(problem("file-pattern", Place(file=source.path), reason=str(error)))
            return []
        names = sorted(_relative(path, self.folder) for path in paths)
        locks = (
            [name for name in names if PurePosixPath(name).name.startswith((".", "~$"))]
            if len(names) > 1
            else []
        )
        for name in locks:
            self.findings.note(problem("file-left-out", Place(file=name)))
        if not names and not source.optional:
            beside = [_relative(path, self.folder) for path in self.folder.rglob("*") if path.is_file()]
            self.findings.stop(
                problem(
                    "file-not-found",
                    Place(file=source.path),
                    kind=source.kind,
                    nearest=nearest(source.path, beside),
                )
            )
        return [name for name in names if name not in locks]

    def _read(
        self, asked: Mapping[tuple[str, str], Sequence[Wanted]]
    ) -> Iterator[tuple[tuple[str, str], Content]]:
        by_suffix = {suffix: reader for reader in self.readers for suffix in reader.suffixes}
        queues: dict[str, list[tuple[str, str]]] = {}
        for key in sorted(asked):
            suffix = PurePosixPath(key[0]).suffix.lower()
            if suffix in by_suffix:
                queues.setdefault(by_suffix[suffix].name, []).append(key)
            else:
                allowed = ", ".join(sorted(by_suffix))
                self.findings.stop(problem("file-suffix", Place(file=key[0]), found=suffix, allowed=allowed))
        for reader in dict.fromkeys(by_suffix.values()):
            keys = queues.get(reader.name, [])
            read: list[tuple[str, str]] = []
            try:
                for place, content in enumerate(reader.read(self._requests(keys, asked, read))):
                    yield read[place], content
            except Exception as error:
                error.add_note(
                    f"while the reader {reader.name} read {read[-1][0] if read else 'nothing yet'}"
                )
                raise

    def _requests(
        self,
        keys: Iterable[tuple[str, str]],
        asked: Mapping[tuple[str, str], Sequence[Wanted]],
        read: list[tuple[str, str]],
    ) -> Iterator[Request]:
        """Yield the files that have bytes; `read` is told which they are."""
        for key in keys:
            data = self._bytes(key[0])
            if data is None:
                continue
            read.append(key)
            yield Request(
                name=key[0],
                data=data,
                sheets=tuple(dict.fromkeys(item.source.sheet for item in asked[key])),
                encoding=key[1],
                headers=frozenset().union(*(item.headers for item in asked[key])),
            )

    def _bytes(self, name: str) -> bytes | None:
        """Return the bytes of a file and keep their hash; None, and a problem, where there are none."""
        try:
            with (self.folder / name).open("rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                data = stream.read() if size <= LARGEST else b""
        except PermissionError:
            self.findings.stop(problem("file-denied", Place(file=name)))
            return None
        except OSError as error:
            self.findings.stop(problem("file-system", Place(file=name), reason=error.strerror or str(error)))
            return None
        if size > LARGEST:
            large = problem("file-too-large", Place(file=name), found=size >> 20, allowed=LARGEST >> 20)
            self.findings.stop(large)
        elif not data:
            self.findings.stop(problem("file-empty", Place(file=name)))
        else:
            self.hashed[name] = Hashed(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        return data or None

    def _opened(
        self, source: Source, names: Sequence[str], contents: Mapping[tuple[str, str], Content]
    ) -> Opened:
        tables: list[tuple[str, RawTable]] = []
        whole = bool(names) or source.optional
        for name in names:
            content = contents.get((name, source.encoding), Content())
            chosen = self._chosen(source, name, content)
            tables += [(name, table) for table in chosen]
            whole = whole and bool(chosen)
        return Opened(source=source, tables=tuple(tables), whole=whole)

    def _chosen(self, source: Source, name: str, content: Content) -> list[RawTable]:
        """Return the tables of the sheets that a source wants."""
        if not content.sheets and not content.hidden:
            return list(content.tables)
        sheets = wanted(source.sheet, content.sheets, content.hidden)
        if not sheets:
            listed = ", ".join((*content.sheets, *content.hidden))
            code = "sheet-missing" if source.sheet else "sheet-not-named"
            near = nearest(source.sheet, (*content.sheets, *content.hidden))
            self.findings.add(
                problem(code, Place(file=name), found=source.sheet, allowed=listed, nearest=near)
            )
        if content.hidden:
            self.findings.note(problem("sheet-hidden", Place(file=name), found=", ".join(content.hidden)))
        return [table for table in content.tables if table.sheet in sheets]


def _relative(path: Path, folder: Path) -> str:
    """Return the path as the user knows it, with ``/``."""
    text, above = str(path), f"{folder}{os.sep}"
    inside = text.removeprefix(above) if text.startswith(above) else os.path.relpath(path, folder)
    return inside.replace(os.sep, "/")
