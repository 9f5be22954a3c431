"""The rows of one kind, from all its files, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import polars as pl
from attrs import evolve, frozen

from scoring.errors import Place
from scoring.intake.findings import LISTED, Findings, Order
from scoring.model.ratings import Bools, Ints, Places, cell_name

TABLE, ROW, COLUMN = "@table", "@row", "@column"
OWN = -1


@frozen(kw_only=True)
class Origin:
    """One sheet or file that rows come from.

    Parameters
    ----------
    file, sheet : names.
    columns : column number of each field; 0 for a constant, `OWN` where it is that of the row's value.
    headers : header of each field as written.
    spread : ``criterion`` or ``evaluator`` for a wide table.
    """

    file: str
    sheet: str = ""
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    spread: str = ""


@frozen(kw_only=True, eq=False)
class Table:
    """Rows of one kind.

    Parameters
    ----------
    kind : what the rows are.
    frame : ``@table`` (position in `origins`), ``@row`` and ``@column`` (of the value, 0 for none) and the fields.
    origins : where rows come from.
    """

    kind: str
    frame: pl.DataFrame
    origins: tuple[Origin, ...]

    def __len__(self) -> int:
        return self.frame.height

    def numbers(self, name: str) -> Ints:
        """Return a column of whole numbers."""
        return self.frame[name].to_numpy().astype(np.int64, copy=False)

    def spot(self, item: int, field: str) -> tuple[Order, Place]:
        """Return the place of a field in one row, and what it is sorted by; a constant has no cell."""
        table, row, own = (int(self.frame[name][item]) for name in (TABLE, ROW, COLUMN))
        origin = self.origins[table]
        column = origin.columns.get(field, 0)
        column = own if column == OWN else column
        cell = cell_name(row, column) if column else ""
        return (origin.sheet, row, column), Place(file=origin.file, sheet=origin.sheet, cell=cell)

    def place(self, item: int, field: str) -> Place:
        """Return the place of a field in one row."""
        return self.spot(item, field)[1]

    def header(self, item: int, field: str) -> str:
        """Return the header above a field, or the field's name."""
        return self.origins[int(self.frame[TABLE][item])].headers.get(field) or field

    def order(self, items: Ints) -> Ints:
        """Return rows sorted by file, sheet, row and column."""
        rank = np.empty(len(self.origins), dtype=np.int64)
        rank[
            sorted(range(len(self.origins)), key=lambda at: (self.origins[at].file, self.origins[at].sheet))
        ] = np.arange(len(self.origins))
        keys = (self.numbers(COLUMN)[items], self.numbers(ROW)[items], rank[self.numbers(TABLE)[items]])
        return items[np.lexsort(keys)]

    def one_a_spot(self, items: Ints, field: str) -> Ints:
        """Return the first of the rows that share the place of a field, in the order of `items`.

        A constant stands once for its whole table, an id of a wide table once for its row.
        """
        columns = np.array([origin.columns.get(field, 0) for origin in self.origins])[
            self.numbers(TABLE)[items]
        ]
        row = np.where(columns == 0, 0, self.numbers(ROW)[items])
        own = np.where(columns == OWN, self.numbers(COLUMN)[items], 0)
        spots = np.column_stack([self.numbers(TABLE)[items], row, own])
        return items[np.sort(np.unique(spots, axis=0, return_index=True)[1])]

    def report(
        self,
        findings: Findings,
        code: str,
        wrong: Bools | pl.Series,
        field: str,
        details: Callable[[int], Mapping[str, object]],
    ) -> None:
        """Add a problem for every place that is wrong; rows may share one.

        Parameters
        ----------
        findings : takes them.
        code : of the problem.
        wrong : shape (n_rows,).
        field : whose cell is the place.
        details : details of the problem of a row.
        """
        items = np.flatnonzero(wrong.to_numpy() if isinstance(wrong, pl.Series) else wrong)
        if not len(items):
            return
        items = self.one_a_spot(self.order(items), field)
        names = [*dict.fromkeys(origin.file for origin in self.origins)]
        number = {name: at for at, name in enumerate(names)}
        files = np.array([number[origin.file] for origin in self.origins])[self.numbers(TABLE)[items]]
        starts = np.flatnonzero(np.diff(files, prepend=-1))
        for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
            listed = items[start : min(start + LISTED, end)].tolist()
            first = [self.spot(item, field) for item in listed]
            findings.many(
                code, names[files[start]], int(end - start), first, [details(item) for item in listed]
            )

    def places(self, items: Ints) -> Places:
        """Return the places of the values of some rows."""
        files = {name: at for at, name in enumerate(sorted({origin.file for origin in self.origins}))}
        sheets = {
            name: at for at, name in enumerate(sorted({origin.sheet for origin in self.origins} - {""}))
        }
        file = np.array([files[origin.file] for origin in self.origins], dtype=np.int64)
        sheet = np.array([sheets.get(origin.sheet, -1) for origin in self.origins], dtype=np.int64)
        table = self.numbers(TABLE)[items]
        return Places(
            files=tuple(files),
            sheets=tuple(sheets),
            file=fixed(file[table]),
            sheet=fixed(sheet[table]),
            row=fixed(self.numbers(ROW)[items]),
            column=fixed(self.numbers(COLUMN)[items]),
        )

    def with_fields(self, **fields: pl.Series) -> Table:
        """Return the table with some fields replaced."""
        return evolve(self, frame=self.frame.with_columns(**fields))

    def only(self, keep: Bools) -> Table:
        """Return the table with some of its rows."""
        return self if keep.all() else evolve(self, frame=self.frame.filter(pl.Series(keep)))


def fixed(array: np.ndarray) -> np.ndarray:
    """Return the array in C order, read-only."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def stacked(kind: str, tables: Sequence[Table], fields: Iterable[str]) -> Table:
    """Return the rows of several tables as one; a field that a table does not have is null there."""
    names = tuple(fields)
    offset, frames = 0, []
    for table in tables:
        frames.append(table.frame.with_columns(pl.col(TABLE) + offset))
        offset += len(table.origins)
    frame = (
        pl.concat(frames, how="diagonal")
        if frames
        else pl.DataFrame(schema=dict.fromkeys((TABLE, ROW, COLUMN), pl.Int64))
    )
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in frame.columns]
    return Table(
        kind=kind,
        frame=frame.with_columns(absent).rechunk(),
        origins=tuple(origin for table in tables for origin in table.origins),
    )
