"""Reads everything an edition names, and either returns ratings or raises with all that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl
from attrs import define, field

from scoring.errors import Place, RejectedError, UnreadableError, problem
from scoring.intake.cells import Reading
from scoring.intake.cities import cities
from scoring.intake.files import Files, Hashed, Opened, Wanted
from scoring.intake.findings import Findings
from scoring.intake.gather import gather
from scoring.intake.history import history
from scoring.intake.layout import Layout
from scoring.intake.marks import MarkReader
from scoring.intake.measures import measures
from scoring.intake.people import Evaluators, Panels, evaluators, found_in, panels
from scoring.intake.readers import READERS
from scoring.intake.rules import Rules, rules
from scoring.intake.table import ROW, TABLE, Table, stacked
from scoring.intake.typed_tables import from_frame
from scoring.intake.words import FIELDS
from scoring.model.edition import Scheme
from scoring.model.method import Reader
from scoring.model.plan import Structure
from scoring.model.ratings import Cities, InputFile, Ratings
from scoring.model.source import Source


def read(
    folder: Path,
    scheme: Scheme,
    structure: Structure,
    *,
    frames: Mapping[str, pl.DataFrame] | None = None,
    readers: Sequence[Reader] = READERS,
) -> Ratings:
    """Read the tables of an edition and check them against its scheme.

    Parameters
    ----------
    folder : of the edition; its inputs are relative to it.
    scheme, structure : the edition and its columns.
    frames : long tables that stand instead of the files of a kind (``marks``, ``measures``, ``cities``, ...). Rows
        and columns count from 1 in their places, as in Parquet, which has no header row.
    readers : of files, by ending.

    Returns
    -------
    Ratings sorted as their classes say; the order of files, rows and columns does not change them.

    Raises
    ------
    UnreadableError
        If a file cannot be read; the problems of the others stand beside it.
    RejectedError
        If something in the files is wrong.
    """
    intake = _Intake(scheme=scheme, rules=rules(scheme.edition, structure), findings=Findings())
    ratings = intake.ratings(Path(folder), frames or {}, readers)
    problems = intake.findings.problems()
    if problems:
        raise (UnreadableError if intake.findings.unreadable else RejectedError)(problems)
    return ratings


@define
class _Intake:
    """One reading: the tables by kind, and what was found on the way."""

    scheme: Scheme
    rules: Rules
    findings: Findings
    opened: dict[str, list[Opened]] = field(factory=dict)
    hashed: dict[str, Hashed] = field(factory=dict)
    files: list[InputFile] = field(factory=list)

    def ratings(self, folder: Path, frames: Mapping[str, pl.DataFrame], readers: Sequence[Reader]) -> Ratings:
        """Read every kind in the order in which they need one another."""
        self._open(folder, frames, readers)
        edition = self.scheme.edition
        places = self._cities()
        codes = places.codes if self._whole("cities") else ()
        people = self._listed_people()
        known = {"city": codes, "criterion": self.rules.criteria}
        panel_table = self._table("panels", known)
        mark_table = self._table("marks", known, people.ids if people else None)
        people = people or self._found_people((panel_table, mark_table))
        seats = self._panels(panel_table, codes, people)
        marks = MarkReader(
            table=mark_table,
            rules=self.rules,
            cities=places if codes else _NO_CITIES,
            people=people,
            panels=seats,
            findings=self.findings,
        ).marks()
        return Ratings(
            cities=places,
            marks=marks,
            measures=measures(self._table("measures", known), self.rules, codes, edition, self.findings),
            past=history(self._table("history", known), self.rules, codes, edition, self.findings),
            files=tuple(sorted(self.files, key=lambda file: (file.path, file.kind))),
            notes=tuple(self.findings.notes),
        )

    def _open(self, folder: Path, frames: Mapping[str, pl.DataFrame], readers: Sequence[Reader]) -> None:
        edition, place = self.scheme.edition, Place(key="input")
        sources = [source for source in edition.inputs if source.kind not in frames]
        self.findings.add(
            *(
                problem("frame-unknown", place, found=kind, allowed=", ".join(FIELDS))
                for kind in frames
                if kind not in FIELDS
            )
        )
        count = sum(source.kind == "cities" for source in sources) + ("cities" in frames)
        files = Files(folder=folder, readers=readers, findings=self.findings)
        for item in files.open(
            [Wanted(source=source, headers=self._layout(source).headers()) for source in sources]
        ):
            if item.tables or not item.whole:
                self.opened.setdefault(item.source.kind, []).append(item)
        self.hashed = files.hashed
        for kind, frame in frames.items():
            if kind in FIELDS:
                self._take(kind, frame)
        if count != 1 or "cities" not in self.opened:
            self.findings.add(
                problem("cities-sources", place, found=min(count, len(self.opened.get("cities", ()))))
            )

    def _take(self, kind: str, frame: pl.DataFrame) -> None:
        """Take a data frame as the only source of its kind."""
        name = f"<{kind} frame>"
        content = from_frame(frame, name)
        self.findings.add(*content.faults)
        data = frame.write_csv().encode() if not content.faults else b""
        self.hashed[name] = Hashed(bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
        source = Source(kind=kind, path=name)  # type: ignore[arg-type]  # one of the kinds
        tables = tuple((name, table) for table in content.tables)
        self.opened[kind] = [Opened(source=source, tables=tables, whole=True)]

    def _layout(self, source: Source, ids: tuple[str, ...] | None = None) -> Layout:
        required = tuple(name for name, item in FIELDS[source.kind].items() if item.required)
        if source.kind == "evaluators" and len(self.rules.types) == 1:
            required = tuple(name for name in required if name != "type")
        return Layout(source=source, required=required, ids=ids)

    def _whole(self, kind: str) -> bool:
        """Tell whether there are tables of a kind, and all of them could be read."""
        return kind in self.opened and all(item.whole for item in self.opened[kind])

    def _table(
        self, kind: str, known: Mapping[str, Sequence[str]], people: tuple[str, ...] | None = None
    ) -> Table:
        """Return the rows of one kind from all its sources."""
        read = [self._source(item, known, people) for item in self.opened.get(kind, ())]
        table = stacked(kind, read, FIELDS[kind])
        self._count(table)
        return table

    def _source(
        self, item: Opened, known: Mapping[str, Sequence[str]], people: tuple[str, ...] | None
    ) -> Table:
        ids = self.rules.criteria if item.source.spread == "criterion" else people
        layout = self._layout(item.source, ids)
        laid = [layout.lay(table, file) for file, table in item.tables]
        for one in laid:
            self.findings.add(*one.problems)
        table = gather(item.source, laid)
        filled = np.bincount(table.numbers(TABLE), minlength=len(laid))
        for one, count in zip(laid, filled, strict=True):
            if not count and (one.blocks or not one.problems):
                self.findings.add(problem("table-empty", Place(file=one.origin.file, sheet=one.origin.sheet)))
        return Reading(table=table, layout=layout, findings=self.findings, known=known).values()

    def _count(self, table: Table) -> None:
        """Note the files of a table with the number of rows read from each."""
        rows = dict.fromkeys((origin.file for origin in table.origins), 0)
        held = table.numbers(TABLE) << 32 | table.numbers(ROW)
        wide = any(origin.spread for origin in table.origins)
        for position, count in enumerate(np.bincount((np.unique(held) if wide else held) >> 32)):
            rows[table.origins[position].file] += int(count)
        self.files += [
            InputFile(
                path=name,
                kind=table.kind,
                bytes=self.hashed[name].bytes,
                rows=count,
                sha256=self.hashed[name].sha256,
            )
            for name, count in rows.items()
        ]

    def _cities(self) -> Cities:
        table = self._table("cities", {})
        return cities(table, self.scheme.edition, self.findings)

    def _listed_people(self) -> Evaluators | None:
        """Return the evaluators of their table, None where there is no such table or it could not be read."""
        table = self._table("evaluators", {"type": self.rules.types})
        return evaluators(table, self.rules, self.findings) if self._whole("evaluators") else None

    def _found_people(self, tables: Sequence[Table]) -> Evaluators:
        """Return the evaluators that panels and marks name, where none are listed."""
        only_type = len(self.rules.types) == 1
        if "evaluators" not in self.opened and not only_type and any(len(table) for table in tables):
            place = Place(key="input")
            self.findings.add(problem("evaluators-source", place, allowed=", ".join(self.rules.types)))
        return found_in(tables, known=only_type)

    def _panels(self, table: Table, codes: tuple[str, ...], people: Evaluators) -> Panels | None:
        """Return who sits where; None where there is no table of panels, or a part of it is not known."""
        if "panels" not in self.opened:
            return None
        seats = panels(table, codes, people, self.findings)
        return seats if self._whole("panels") else None


_NO_CITIES = Cities(codes=(), names=(), states=())
