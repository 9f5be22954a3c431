"""Reads workbooks through a child process that is killed when a book takes too long, and started again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Any

import numpy as np

from scoring.errors import Place, problem
from scoring.intake.book.limits import MEMORY, TOGETHER
from scoring.intake.raw import Cells, Content, Merged, RawTable, Request, number_text
from scoring.intake.signature import mismatch
from scoring.model.ratings import Floats

SECONDS = 8.0
"""Time for one book, from the moment the engine waits for it."""

CHILD = "scoring.intake.book.child"
_LENGTH = 8
_GLANCE = 0.1


def read(requests: Iterable[Request]) -> Iterator[Content]:
    """Read workbooks; while one is checked here, the child already reads the next."""
    cells = 0
    for request, answer in _answers(requests):
        content = _content(request, answer)
        cells += sum(table.height * len(table.headers) for table in content.tables)
        full = {"code": "workbooks-too-many-cells", "details": {"allowed": TOGETHER}}
        yield content if cells <= TOGETHER else _content(request, full)


def _answers(requests: Iterable[Request]) -> Iterator[tuple[Request, Mapping[str, Any]]]:
    reader = _Child()
    waiting: Request | None = None
    try:
        for request in requests:
            if waiting:
                answer = reader.answer()
                reader.ask(request)
                yield waiting, answer
            else:
                reader.ask(request)
            waiting = request
        if waiting:
            yield waiting, reader.answer()
    finally:
        reader.end()


class _Child:
    """The process that parses books; it may die of any of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._refused: dict[str, Any] | None = None
        self._watch = _Watch()

    def ask(self, request: Request) -> None:
        """Hand a book over, or keep the answer that it is none."""
        suffix = PurePosixPath(request.name).suffix.lower()
        wrong = mismatch(request.data, suffix)
        self._refused = {"code": wrong, "details": {}} if wrong else None
        if wrong:
            return
        self._process = self._process or _start()
        line = {
            "size": len(request.data),
            "suffix": suffix,
            "sheets": request.sheets,
            "headers": sorted(request.headers),
        }
        # a child that dies while it is handed a book gives no answer, and that is found there
        with suppress(BrokenPipeError):
            _pipe(self._process.stdin).write(json.dumps(line).encode() + b"\n" + request.data)
            _pipe(self._process.stdin).flush()

    def answer(self) -> dict[str, Any]:
        """Return what the child says to the last book, or why it said nothing."""
        if self._refused or not self._process:
            return self._refused or {}
        with self._watch.over(self._process):
            output = _pipe(self._process.stdout)
            length, more = (int.from_bytes(output.read(_LENGTH), "big") for _ in range(2))
            payload = output.read(length + more)
        if length and len(payload) == length + more:
            answer: dict[str, Any] = json.loads(payload[:length])
            return {**answer, "numbers": np.frombuffer(payload, dtype=np.float64, offset=length)}
        self.end()
        if self._watch.late:
            return {"code": "workbook-slow", "details": {"allowed": f"{SECONDS:g}"}}
        return {"code": "workbook-memory", "details": {"allowed": MEMORY >> 20}}

    def end(self) -> None:
        """End the child and free what it holds."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):
                    _pipe(stream).close()


class _Watch:
    """Kills a process that takes too long; one thread a book would cost more than the book."""

    def __init__(self) -> None:
        self.late = False
        self._watched: tuple[subprocess.Popen[bytes], float] | None = None
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Watch over a process until the end of the block."""
        self.late, self._watched = False, (process, time.monotonic() + SECONDS)
        if not self._thread:
            self._thread = threading.Thread(target=self._run, args=(weakref.ref(self),), daemon=True)
            self._thread.start()
        try:
            yield
        finally:
            self._watched = None

    @staticmethod
    def _run(reference: weakref.ref[_Watch]) -> None:
        while watch := reference():
            watch.look()
            del watch
            time.sleep(_GLANCE)

    def look(self) -> None:
        """Kill the process if its time is over."""
        watched = self._watched
        if watched and time.monotonic() > watched[1]:
            self.late = True
            watched[0].kill()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("the child was started without pipes")
    return stream


def _start() -> subprocess.Popen[bytes]:
    """Start the child so that it finds this very package, and nothing of the folder the user stands in."""
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return subprocess.Popen(  # noqa: S603 our own program with no word from outside
        [sys.executable, "-P", "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )


def _content(request: Request, answer: Mapping[str, Any]) -> Content:
    place = Place(file=request.name)
    if "code" in answer:
        details = {"suffix": PurePosixPath(request.name).suffix.lower(), **answer["details"]}
        return Content(problems=(problem(answer["code"], place, **details),))
    numbers: Floats = answer["numbers"]
    tables = []
    for sheet in answer["tables"]:
        tables.append(_table(sheet, numbers))
        numbers = numbers[sum(cells for cells in sheet["columns"] if isinstance(cells, int)) :]
    return Content(tables=tuple(tables), sheets=tuple(answer["sheets"]), hidden=tuple(answer["hidden"]))


def _table(sheet: Mapping[str, Any], numbers: Floats) -> RawTable:
    """Return a sheet as a table; a column of numbers alone comes as their count and takes the next of them."""
    cells: list[Cells] = []
    at = 0
    for column in sheet["columns"]:
        count = column if isinstance(column, int) else 0
        cells.append(numbers[at : at + count] if isinstance(column, int) else column)
        at += count
    return RawTable(
        headers=tuple(map(_header, sheet["headers"])),
        cells=tuple(cells),
        first=sheet["header"] + 1,
        header=sheet["header"],
        sheet=sheet["name"],
        merged=tuple(
            Merged(top=top, left=left, bottom=bottom, right=right)
            for top, left, bottom, right in sheet["merged"]
        ),
    )


def _header(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Mapping):
        return "".join(cell.values())
    return number_text(cell) if isinstance(cell, float | int) else ""
