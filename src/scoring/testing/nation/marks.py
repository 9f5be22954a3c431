"""The marks: true quality, seen by people who are strict or mild, have tastes, and leave gaps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from attrs import evolve, frozen

from scoring.testing.nation.items import WHOLE, Item
from scoring.testing.nation.people import SEATS, Panels
from scoring.testing.nation.record import Land, People
from scoring.testing.nation.streams import Bools, Floats, Ints, bell, order, uniform

LOWEST, HIGHEST = 1, 4
DIFFICULTY, PAIR, NOISE = 0.2, 0.12, 0.45
"""Spread of the criteria, of an evaluator's liking for a city, and of the single mark, in levels."""
MISSING = 0.03
RECUSED, NOT_ASSESSABLE = 8, 12
"""Evaluators who recuse themselves from one city, and single marks that cannot be given."""
STATES = ("", "recused", "not_assessable")


@frozen(kw_only=True, eq=False)
class Sheet:
    """All marks of one year, one cell for each city, seat and item.

    Parameters
    ----------
    cities : positions of the cities, shape (n,).
    items : what is marked.
    seats : position of the evaluator, shape (n, 5).
    chair : seat of the chair, shape (n,).
    mark : the mark that was given or would have been, shape (n, 5, n_items).
    asked : whether the cell exists at all, same shape.
    missing : whether it was left empty, same shape.
    state : position in `STATES`, same shape.
    """

    cities: Ints
    items: tuple[Item, ...]
    seats: Ints
    chair: Ints
    mark: Ints
    asked: Bools
    missing: Bools
    state: Ints


def draw_sheet(
    seed: int, year: int, *, items: Sequence[Item], cities: Ints, land: Land, people: People, panels: Panels,
    quality: Floats,
) -> Sheet:  # fmt: skip
    """Draw the marks of one year; twins get the same."""
    shape = (land.size, SEATS, len(items))
    seats = panels.seats[cities]
    seen = _seen(seed, year, items=items, people=people, panels=panels, quality=quality)
    seen = seen + NOISE * bell(seed, shape, "noise", year)
    mark = np.clip(np.floor(seen + 0.5), LOWEST, HIGHEST).astype(np.int64)
    missing = uniform(seed, shape, "missing", year) < MISSING
    types = np.array(people.types)[seats]
    asked = np.stack([np.isin(types, item.types) if item.types else types != "" for item in items], axis=-1)
    return Sheet(
        cities=cities, items=tuple(items), seats=seats, chair=panels.chair[cities],
        mark=mark[land.twin][cities], asked=asked, missing=missing[land.twin][cities],
        state=np.zeros((len(cities), SEATS, len(items)), dtype=np.int64),
    )  # fmt: skip


def _seen(
    seed: int, year: int, *, items: Sequence[Item], people: People, panels: Panels, quality: Floats
) -> Floats:
    """Return what an evaluator sees before the noise of the single mark, shape (n_cities, 5, n_items)."""
    dimension = np.array([item.dimension for item in items])
    whole = _mean(quality)
    level = np.where(dimension == WHOLE, whole[:, None], quality[:, np.maximum(dimension, 0)])
    taste = np.where(dimension == WHOLE, 0.0, people.taste[:, np.maximum(dimension, 0)])
    hard = DIFFICULTY * (2 * uniform(seed, (len(items),), "difficulty", year) - 1)
    pair = PAIR * bell(seed, panels.seats.shape, "pair", year)
    severity = people.severity[panels.seats] + pair
    return level[:, None, :] - severity[:, :, None] + taste[panels.seats] - hard


def _mean(quality: Floats) -> Floats:
    """Return the mean over the dimensions, added in their order so that its last bit is the same everywhere."""
    total = quality[:, 0]
    for place in range(1, quality.shape[1]):
        total = total + quality[:, place]
    return total / quality.shape[1]


def recuse(seed: int, year: int, sheet: Sheet, barred: Ints) -> Sheet:
    """Let some evaluators recuse themselves from a city, and some marks be impossible.

    Parameters
    ----------
    barred : positions of cities that stay as they are (twins).
    """
    state = sheet.state.copy()
    free = [
        place
        for place in order(seed, len(sheet.cities), "recused", year)
        if sheet.cities[place] not in barred
    ]
    for turn, place in enumerate(free[:RECUSED]):
        state[place, turn % SEATS, :] = 1
    for turn, place in enumerate(free[RECUSED : RECUSED + NOT_ASSESSABLE]):
        state[place, turn % SEATS, turn % len(sheet.items)] = 2
    return evolve(sheet, state=state, missing=sheet.missing & (state == 0))


def keep_only(sheet: Sheet, cities: Ints, prefix: str) -> Sheet:
    """Leave some cities nothing but the criteria whose id begins with `prefix`."""
    kept = np.array([item.criterion.startswith(prefix) for item in sheet.items])
    here = np.isin(sheet.cities, cities)
    return evolve(sheet, asked=sheet.asked & (kept | ~here[:, None, None]))


def frame(sheet: Sheet, land: Land, people: People) -> pl.DataFrame:
    """Return the marks as a long table, sorted by city, criterion, stage and evaluator."""
    city, seat, item = np.nonzero(sheet.asked)
    empty = sheet.missing[city, seat, item] | (sheet.state[city, seat, item] > 0)
    table = pl.DataFrame(
        {
            "city": np.array(land.codes)[sheet.cities[city]],
            "criterion": np.array([thing.criterion for thing in sheet.items])[item],
            "stage": np.array([thing.stage for thing in sheet.items])[item],
            "evaluator": np.array(people.ids)[sheet.seats[city, seat]],
            "mark": sheet.mark[city, seat, item].astype(np.int8),
            "state": np.array(STATES)[sheet.state[city, seat, item]],
        }
    )
    mark = pl.when(pl.Series(empty)).then(None).otherwise(pl.col("mark")).alias("mark")
    table = table.with_columns(mark, pl.col("state").replace("", None)).sort(
        "city", "criterion", "stage", "evaluator"
    )
    return table if any(thing.stage for thing in sheet.items) else table.drop("stage")
