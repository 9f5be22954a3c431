"""An explanation as a table."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from scoring.model.explanation import Explanation, Part

COLUMNS: dict[str, type[pl.DataType]] = {
    "code": pl.String,
    "row": pl.String,
    "depth": pl.Int64,
    "parent": pl.String,
    "id": pl.String,
    "kind": pl.String,
    "score": pl.Float64,
    "coverage": pl.Float64,
    "weight": pl.Float64,
    "effective": pl.Float64,
    "contribution": pl.Float64,
    "exact_contribution": pl.String,
    "evaluator": pl.String,
    "type": pl.String,
    "stage": pl.String,
    "value": pl.Float64,
    "state": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
}


def explanation_rows(explanation: Explanation) -> pl.DataFrame:
    """Return one row for each part (``row`` = ``part``) and each raw value (``cell``), from the top down.

    Numbers are exact or the nearest floats; ``exact_contribution`` is the fraction, whose sum over the leaves is the
    index. With a second city its rows follow, told apart by ``code``.
    """
    cities = [explanation] if explanation.against is None else [explanation, explanation.against]
    rows = [row for city in cities for row in _rows(city.code, "", city.root)]
    return pl.DataFrame(rows, schema=COLUMNS)


def _rows(code: str, parent: str, part: Part) -> Iterator[dict[str, object]]:
    where = {"code": code, "id": part.id, "kind": part.kind}
    exact = part.contribution
    yield where | {
        "row": "part",
        "depth": part.depth,
        "parent": parent or None,
        "score": part.score,
        "coverage": part.coverage,
        "weight": float(part.weight),
        "effective": None if part.effective is None else float(part.effective),
        "contribution": None if exact is None else float(exact),
        "exact_contribution": None if exact is None else str(exact),
    }
    for cell in part.cells:
        yield where | {
            "row": "cell",
            "depth": part.depth + 1,
            "parent": part.id,
            "evaluator": cell.evaluator or None,
            "type": cell.type or None,
            "stage": cell.stage or None,
            "value": cell.value,
            "state": cell.state or None,
            "file": cell.place.file or None,
            "sheet": cell.place.sheet or None,
            "cell": cell.place.cell or None,
        }
    for child in part.parts:
        yield from _rows(code, part.id, child)
