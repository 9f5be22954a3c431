"""From the tables of a run folder back to the ratings they were made from."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import polars as pl

from scoring.engine.cells import STATES
from scoring.model.ratings import Cities, Floats, Ints, Marks, Measures, Past, Places, Ratings

CITY = "city_"
CELL = re.compile(r"([A-Z]*)([0-9]*)")


def ratings_of(ranking: pl.DataFrame, cells: pl.DataFrame) -> Ratings:
    """Return the ratings of a run.

    Parameters
    ----------
    ranking : the run's wide ranking, one row a city.
    cells : the run's raw values with their places.
    """
    cities = _cities(ranking.sort("code"))
    parts = {kind: cells.filter(pl.col("kind") == kind) for kind in ("mark", "measure", "history")}
    return Ratings(
        cities=cities,
        marks=_marks(parts["mark"], cities),
        measures=_measures(parts["measure"], cities),
        past=_past(parts["history"], cities),
    )


def _cities(rows: pl.DataFrame) -> Cities:
    states = rows["state"].replace("incomplete", "ranked")
    return Cities(
        codes=tuple(rows["code"]),
        names=tuple(rows["name"]),
        states=tuple(states),
        attributes={
            name.removeprefix(CITY): tuple(rows[name].fill_null(""))
            for name in rows.columns
            if name.startswith(CITY)
        },
    )


def _marks(rows: pl.DataFrame, cities: Cities) -> Marks:
    people = rows.select("evaluator", "type").unique().sort("evaluator")
    criteria, stages = _known(rows["id"]), _known(rows["stage"].fill_null(""))
    return Marks(
        evaluators=tuple(people["evaluator"]),
        types=tuple(people["type"]),
        criteria=criteria,
        stages=stages,
        city=_places_in(rows["code"], cities.codes),
        criterion=_places_in(rows["id"], criteria),
        stage=_places_in(rows["stage"].fill_null(""), stages),
        evaluator=_places_in(rows["evaluator"], tuple(people["evaluator"])),
        mark=_floats(rows["value"]),
        chair=rows["chair"].fill_null(value=False).to_numpy().astype(np.bool_),
        state=_places_in(rows["state"].fill_null(""), STATES),
        places=_places(rows),
    )


def _measures(rows: pl.DataFrame, cities: Cities) -> Measures:
    criteria = _known(rows["id"])
    return Measures(
        criteria=criteria,
        city=_places_in(rows["code"], cities.codes),
        criterion=_places_in(rows["id"], criteria),
        value=_floats(rows["value"]),
        of=_floats(rows["of"]),
        n=_floats(rows["n"]),
        date=tuple(rows["date"].fill_null("")),
        source=tuple(rows["source"].fill_null("")),
        places=_places(rows),
    )


def _past(rows: pl.DataFrame, cities: Cities) -> Past:
    nodes = _known(rows["id"])
    return Past(
        nodes=nodes,
        city=_places_in(rows["code"], cities.codes),
        node=_places_in(rows["id"], nodes),
        year=rows["year"].fill_null(0).to_numpy().astype(np.int64),
        value=_floats(rows["value"]),
        places=_places(rows),
    )


def _known(column: pl.Series) -> tuple[str, ...]:
    return tuple(column.unique().sort())


def _places_in(column: pl.Series, known: Sequence[str]) -> Ints:
    """Return the position of each text among the known ones."""
    place = {name: position for position, name in enumerate(known)}
    return np.array([place[name] for name in column], dtype=np.int64)


def _floats(column: pl.Series) -> Floats:
    return column.cast(pl.Float64).fill_null(np.nan).to_numpy().astype(np.float64)


def _places(rows: pl.DataFrame) -> Places:
    files, sheets = _known(rows["file"].fill_null("")), _known(rows["sheet"].fill_null(""))
    spots = [_spot(cell or "") for cell in rows["cell"]]
    return Places(
        files=files,
        sheets=sheets,
        file=_places_in(rows["file"].fill_null(""), files),
        sheet=_places_in(rows["sheet"].fill_null(""), sheets),
        row=np.array([row for row, _ in spots], dtype=np.int64),
        column=np.array([column for _, column in spots], dtype=np.int64),
    )


def _spot(cell: str) -> tuple[int, int]:
    """Return row and column of a cell name.

    >>> _spot("E17"), _spot("AB1")
    ((17, 5), (1, 28))
    """
    found = CELL.fullmatch(cell)
    letters, digits = found.groups() if found else ("", "")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits or 0), column
