"""From the headers of a table to its fields: which column holds what, long or wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from scoring.errors import Place, Problem, problem
from scoring.intake.book.heading import plain
from scoring.intake.merged import unmerged
from scoring.intake.raw import Cells, RawTable, listed
from scoring.intake.table import OWN, Origin
from scoring.intake.words import FIELDS, LEFT_ASIDE, VALUE, Field
from scoring.model.nearest import nearest
from scoring.model.ratings import cell_name
from scoring.model.source import Source


@frozen(kw_only=True, eq=False)
class Block:
    """Rows that take every field from one column or from a constant.

    Parameters
    ----------
    cells : cells of each field, or the text that all of them hold.
    column : column number of the value, 0 for none.
    """

    cells: Mapping[str, Cells | str]
    column: int


@frozen(kw_only=True, eq=False)
class Laid:
    """A table with its fields found.

    Parameters
    ----------
    origin : where it is from.
    first, height : number of its first row, and of rows.
    blocks : one for a long table, one a value column for a wide one.
    problems : what is wrong with headers, constants and merged cells.
    """

    origin: Origin
    first: int
    height: int
    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()


_Columns = tuple[dict[str, int], list[int], list[Problem]]
"""The column of each field, the columns that are spread, and what is wrong with headers."""


@frozen(kw_only=True, eq=False)
class Layout:
    """How the tables of one source are laid out.

    Parameters
    ----------
    source : as the edition says.
    required : fields without which a row means nothing.
    ids : ids that headers may be in a wide table; None when any header is one.
    fields, value : the fields of the kind, and the one that stands for a row.
    """

    source: Source
    required: tuple[str, ...]
    ids: tuple[str, ...] | None = None
    fields: Mapping[str, Field] = field(init=False)
    value: str = field(init=False)
    _by_header: Mapping[str, str] = field(init=False)
    _sound: dict[tuple[str, ...], _Columns] = field(init=False, factory=dict)

    @fields.default
    def _default_fields(self) -> Mapping[str, Field]:
        return FIELDS[self.source.kind]

    @value.default
    def _default_value(self) -> str:
        return VALUE.get(self.source.kind, "")

    @_by_header.default
    def _default_by_header(self) -> Mapping[str, str]:
        """Return the field that each plain header means; a header that the source names means that alone."""
        spread = {self.source.spread, self.value} if self.source.spread else set()
        known = {
            header: name
            for name, item in self.fields.items()
            if name not in {*self.source.columns, *spread}
            for header in item.headers
        }
        return known | {plain(header): name for name, header in self.source.columns.items()}

    def headers(self) -> frozenset[str]:
        """Return the plain forms of all known headers."""
        known = {header for item in self.fields.values() for header in item.headers}
        return frozenset(known | {plain(header) for header in self.source.columns.values()})

    def lay(self, table: RawTable, file: str) -> Laid:
        """Find the fields of a table."""
        found, spread, problems = self._sound.get(table.headers) or self._columns(table, file)
        constants, wrong = self._constants(table, file)
        cells, merged = unmerged(table, file, (*found.values(), *spread), self._fillable(found))
        missing = self._missing(table, Place(file=file, sheet=table.sheet), {*found, *constants}, spread)
        doubled = [
            problem("constant-and-column", self._header_place(table, file, found[name]), field=name)
            for name in constants
            if name in found
        ]
        spread_out = (self.source.spread, self.value) if spread else ()
        columns = {name: at + 1 for name, at in found.items()}
        return Laid(
            origin=Origin(
                file=file,
                sheet=table.sheet,
                columns=dict.fromkeys(constants, 0) | columns | dict.fromkeys(spread_out, OWN),
                headers={name: table.headers[at] for name, at in found.items()},
                spread=self.source.spread,
            ),
            first=table.first,
            height=table.height,
            blocks=tuple(self._blocks(constants, found, spread, table.headers, cells)),
            problems=(*problems, *wrong, *doubled, *missing, *merged),
        )

    def _missing(
        self, table: RawTable, place: Place, given: set[str], spread: Sequence[int]
    ) -> Iterator[Problem]:
        """Yield the columns that are not there."""
        listed = ", ".join(header for header in table.headers if header)
        spread_out = {self.source.spread, self.value} if self.source.spread else set()
        for name in self.required:
            if name not in given | spread_out and name not in self.source.columns:
                allowed = ", ".join(self.fields[name].headers)
                yield problem("column-missing", place, field=name, allowed=allowed, found=listed)
        if self.source.spread and not spread:
            yield problem("columns-not-spread", place, spread=self.source.spread, found=listed)

    def _fillable(self, found: Mapping[str, int]) -> frozenset[int]:
        """Return the columns that may be filled down: those that say what a value belongs to."""
        if not self.source.fill_merged:
            return frozenset()
        return frozenset(at for name, at in found.items() if self.form(name) in {"id", "text"})

    def form(self, name: str) -> str:
        """Return what the cells of a field hold; a further column of the cities is text."""
        return self.fields[name].form if name in self.fields else "text"

    def _blocks(
        self,
        constants: Mapping[str, str],
        found: Mapping[str, int],
        spread: Sequence[int],
        headers: Sequence[str],
        cells: Sequence[Cells],
    ) -> Iterator[Block]:
        keys: dict[str, Cells | str] = {**constants, **{name: cells[at] for name, at in found.items()}}
        if not self.source.spread:
            yield Block(cells=keys, column=found.get(self.value, -1) + 1)
        for at in spread:
            yield Block(cells={**keys, self.source.spread: headers[at], self.value: cells[at]}, column=at + 1)

    def _columns(self, table: RawTable, file: str) -> _Columns:
        """Return the column of each field, the columns that are spread, and what is wrong with headers."""
        found: dict[str, int] = {}
        spread: list[int] = []
        problems: list[Problem] = []
        seen: dict[str, int] = {}
        for at, header in enumerate(table.headers):
            name = self._by_header.get(plain(header), "")
            if not header:
                problems += _without_header(table, file, at)
            elif self._is_id(header, name):
                spread.append(at)
                problems += self._twice(seen, header, at, table, file)
            elif name:
                problems += self._twice(seen, name, at, table, file)
                found.setdefault(name, at)
            elif self.source.kind == "cities":
                name = plain(header).replace(" ", "_")
                problems += self._twice(seen, name, at, table, file)
                found.setdefault(name, at)
            elif plain(header) not in LEFT_ASIDE[self.source.kind]:
                problems.append(self._unknown(header, self._header_place(table, file, at)))
        problems += self._not_there(table, file, found)
        if not problems and all(table.headers):
            # hundreds of tables have the same headers; those without any fault need one look
            self._sound[table.headers] = found, spread, problems
        return found, spread, problems

    def _is_id(self, header: str, name: str) -> bool:
        if not self.source.spread:
            return False
        if self.ids is None:
            return not name and plain(header) not in LEFT_ASIDE[self.source.kind]
        return header in self.ids

    def _unknown(self, header: str, place: Place) -> Problem:
        known = self._by_header
        near = nearest(header, self.ids or ()) if self.source.spread else ""
        return problem(
            "column-unknown",
            place,
            found=header,
            allowed=", ".join(sorted(self.fields)),
            nearest=near or nearest(plain(header), known),
        )

    def _not_there(self, table: RawTable, file: str, found: Mapping[str, int]) -> list[Problem]:
        """Find columns that the source names and the table does not have."""
        place = Place(file=file, sheet=table.sheet)
        return [
            problem(
                "column-named-missing",
                place,
                field=name,
                allowed=header,
                nearest=nearest(header, table.headers),
            )
            for name, header in self.source.columns.items()
            if name not in found
        ]

    def _constants(self, table: RawTable, file: str) -> tuple[dict[str, str], list[Problem]]:
        stem = file.rpartition("/")[2].rpartition(".")[0]
        place = Place(file=file, sheet=table.sheet)
        found = {
            name: text.replace("{stem}", stem).replace("{sheet}", table.sheet)
            for name, text in self.source.constants.items()
        }
        wrong = [
            problem(
                "constant-unknown",
                place,
                found=name,
                allowed=", ".join(self.fields),
                nearest=nearest(name, self.fields),
            )
            for name in found
            if name not in self.fields and self.source.kind != "cities"
        ]
        return found, wrong

    def _twice(self, seen: dict[str, int], name: str, at: int, table: RawTable, file: str) -> list[Problem]:
        """Note that a column stands for something, and find that another one did before."""
        if seen.setdefault(name, at) == at:
            return []
        place, other = self._header_place(table, file, at), cell_name(1, seen[name] + 1).rstrip("1")
        return [problem("column-twice", place, found=table.headers[at], field=name, other=other)]

    @staticmethod
    def _header_place(table: RawTable, file: str, at: int) -> Place:
        cell = cell_name(table.header, at + 1) if table.header else ""
        return Place(file=file, sheet=table.sheet, cell=cell)


def _without_header(table: RawTable, file: str, at: int) -> list[Problem]:
    cells = table.cells[at]
    filled = [row for row, cell in enumerate(listed(cells)) if cell is not None and cell != ""]
    if not filled:
        return []
    place = Place(file=file, sheet=table.sheet, cell=cell_name(table.first + filled[0], at + 1))
    return [problem("column-without-header", place, found=len(filled))]
