"""Reading a table of weightings, such as experts gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from attrs import evolve

from scoring.api.guarding import guarded_readers
from scoring.errors import Place, Problem, RejectedError, UnreadableError, problem
from scoring.intake.book.heading import plain
from scoring.intake.files import Files, Wanted
from scoring.intake.findings import Findings
from scoring.intake.numbers import parsed
from scoring.intake.raw import RawTable, listed, series, shown
from scoring.model.nearest import nearest
from scoring.model.ratings import Floats, cell_name
from scoring.model.source import Source
from scoring.plugins import Loaded

LABELS = frozenset({"expert", "name", "pakar", "ahli", "nama"})
"""Headers of a column that only says whose weightings they are."""


class Weightings(NamedTuple):
    """Weightings that were read, shape (n_rows, n_items), and the hash of their file."""

    weights: Floats
    sha256: str


def read_weightings(path: Path, items: Sequence[str], loaded: Loaded) -> Weightings:
    """Return the weightings of a table.

    Parameters
    ----------
    path : text table, workbook or Parquet file: a column for each item, a row a weighting. A column ``expert`` may
        say whose they are.
    items : ids of what is weighted.
    loaded : plugins, for their readers.

    Raises
    ------
    ScoringError
        With everything that is wrong, each with its cell.
    """
    findings = Findings()
    files = Files(folder=path.parent, readers=guarded_readers(loaded.readers), findings=findings)
    table = _opened(path, items, files)
    weights = None if table is None else _weights(table, items, str(path), findings)
    if wrong := findings.problems():
        error = UnreadableError if findings.unreadable else RejectedError
        raise error(evolve(item, place=evolve(item.place, file=str(path))) for item in wrong)
    if weights is None or not len(weights):
        raise RejectedError([problem("weights-table-empty", Place(file=str(path)))])
    return Weightings(weights, files.hashed[path.name].sha256)


def _opened(path: Path, items: Sequence[str], files: Files) -> RawTable | None:
    source = Source(kind="measures", path=path.name)
    if not path.exists():
        beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
        files.findings.stop(problem("weights-table-missing", nearest=nearest(path.name, beside)))
        return None
    headers = frozenset(map(plain, items)) | LABELS
    (opened,) = files.open([Wanted(source=source, headers=headers)])
    return opened.tables[0][1] if opened.tables else None


def _weights(table: RawTable, items: Sequence[str], file: str, findings: Findings) -> Floats | None:
    columns = _columns(table, items, file, findings)
    if len(columns) < len(items):
        return None
    cells = [series(listed(table.cells[columns[item]])) for item in items]
    filled = np.stack([column.is_not_null().to_numpy() for column in cells], axis=1)
    weights = np.empty(filled.shape)
    for at, (item, column) in enumerate(zip(items, cells, strict=True)):
        numbers, _ = parsed(column, "point")
        weights[:, at] = numbers.fill_null(np.nan).to_numpy()
        unfit = np.flatnonzero(filled.any(axis=1) & ~(weights[:, at] >= 0))
        texts = column.to_list()
        for row in unfit:
            place = Place(
                file=file, sheet=table.sheet, cell=cell_name(table.first + int(row), columns[item] + 1)
            )
            findings.add(problem("weights-table-cell", place, found=shown(texts[row])))
    for row in np.flatnonzero((weights == 0).all(axis=1)):
        place = Place(file=file, sheet=table.sheet, cell=cell_name(table.first + int(row), 1))
        findings.add(problem("weights-table-zero", place))
    return weights[filled.any(axis=1)]


def _columns(table: RawTable, items: Sequence[str], file: str, findings: Findings) -> dict[str, int]:
    """Return the column of each item; what is missing, unknown or twice there is told."""
    by_plain = {plain(item): item for item in items}
    found: dict[str, int] = {}
    for at, header in enumerate(table.headers):
        place = Place(file=file, sheet=table.sheet, cell=cell_name(table.header or 1, at + 1))
        item = by_plain.get(plain(header), "")
        if item in found:
            findings.add(problem("weights-table-twice", place, found=header))
        elif item:
            found[item] = at
        elif plain(header) not in LABELS:
            findings.add(*_unknown(header, place, items))
    lacking = [item for item in items if item not in found]
    where, headers = Place(file=file, sheet=table.sheet), ", ".join(table.headers)
    findings.add(*(problem("weights-table-column", where, found=item, allowed=headers) for item in lacking))
    return found


def _unknown(header: str, place: Place, items: Sequence[str]) -> Iterator[Problem]:
    allowed, near = ", ".join(items), nearest(header, items)
    yield problem("weights-table-unknown", place, found=header, allowed=allowed, nearest=near)
