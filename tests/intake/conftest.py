"""A small edition with everything in it, and a desk to lay its tables on."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from attrs import evolve, frozen

from scoring.codec.messages import exit_code, render
from scoring.errors import Problem, ScoringError
from scoring.intake import read
from scoring.model.edition import Edition, EvaluatorType, Scheme, Stages
from scoring.model.plan import Leaf, Structure
from scoring.model.ratings import Ratings
from scoring.model.rubric import Evidence, History, Scale
from scoring.model.source import Source

MARKS = Scale(lowest=Decimal(0), highest=Decimal(4), step=Decimal("0.5"))
LEAVES = (
    Leaf(id="gov.policy@academic", criterion="gov.policy", type="academic", stage="desk", scale=MARKS),
    Leaf(id="gov.policy@ministry", criterion="gov.policy", type="ministry", stage="desk", scale=MARKS),
    Leaf(id="gov.service#desk", criterion="gov.service", type="academic", stage="desk", scale=MARKS),
    Leaf(id="gov.service#field", criterion="gov.service", type="academic", stage="field", scale=MARKS),
    Leaf(
        id="imp.index",
        criterion="imp.index",
        input="measure",
        scale=Scale(lowest=Decimal(0), highest=Decimal(100)),
    ),
    Leaf(
        id="imp.kami",
        criterion="imp.kami",
        input="measure",
        evidence=Evidence(sources=("BSSN",), valid_days=365),
    ),
    Leaf(id="imp.ratio", criterion="imp.ratio", input="measure"),
    Leaf(id="past.last", criterion="past.last", input="history", history=History(of="index", rule="last")),
)
STRUCTURE = Structure(leaves=LEAVES, folds=(), index="index", ranked=("index",))
EDITION = Edition(
    format="scoring-edition/1",
    id="trial",
    year=2025,
    stages=Stages(order=("desk", "field")),
    evaluator_types={"academic": EvaluatorType(), "ministry": EvaluatorType()},
)
CITIES = "code,name,state,province\n11.01,Alfa,,Aceh\n11.02,Beta,,Aceh\n11.10,Gama,withdrawn,Aceh\n12.01,Delta,not participating,Riau\n"
EVALUATORS = "evaluator,type\nana,academic\nbudi,ministry\ncici,academic\n"
SOURCES = {
    kind: Source(kind=kind, path=f"{kind}.csv")  # type: ignore[arg-type]
    for kind in ("cities", "evaluators", "panels", "marks", "measures", "history")
}


@frozen
class Desk:
    """Lays tables into a folder and reads them."""

    folder: Path
    edition: Edition = EDITION
    structure: Structure = STRUCTURE

    def put(self, name: str, content: str | bytes) -> Desk:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def book(self, name: str, sheets: Mapping[str, Sequence[Sequence[Any]]], **changes: Any) -> Desk:
        return self.put(name, workbook(sheets, **changes))

    def with_edition(self, **changes: Any) -> Desk:
        return evolve(self, edition=evolve(self.edition, **changes))

    def read(
        self, *sources: Source, frames: Mapping[str, pl.DataFrame] | None = None, **options: Any
    ) -> Ratings:
        """Read the cities, the evaluators and the sources."""
        for kind, text in (("cities", CITIES), ("evaluators", EVALUATORS)):
            if not (self.folder / f"{kind}.csv").exists():
                self.put(f"{kind}.csv", text)
        kinds = {source.kind for source in sources}
        base = tuple(SOURCES[kind] for kind in ("cities", "evaluators") if kind not in kinds)
        edition = evolve(self.edition, inputs=(*base, *sources))
        scheme = Scheme(edition=edition, rubrics={})
        return read(self.folder, scheme, self.structure, frames=frames, **options)

    def problems(self, *sources: Source, **options: Any) -> tuple[Problem, ...]:
        with pytest.raises(ScoringError) as caught:
            self.read(*sources, **options)
        assert caught.value.exit_code == exit_code(caught.value.problems)
        return caught.value.problems

    def messages(self, *sources: Source, **options: Any) -> list[str]:
        """Return the first lines of the English sentences; both languages must have one."""
        found = self.problems(*sources, **options)
        for item in found:
            assert render(item, language="id")
        return [render(item, language="en").splitlines()[0] for item in found]


def workbook(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    merged: Mapping[str, str] = {},
    hidden: Sequence[str] = (),
) -> bytes:
    """Return an xlsx book; text that begins with ``=`` is a formula without a stored result."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in merged:
            sheet.merge_cells(merged[name])
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)
