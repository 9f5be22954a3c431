"""The whole nation: three editions, each with the published results of the one before."""

from __future__ import annotations

import numpy as np
import polars as pl
from attrs import frozen

from scoring.testing.nation import cycles, exact, measures, past
from scoring.testing.nation.cycles import Cycle, draw_cycle
from scoring.testing.nation.items import complete_items, items
from scoring.testing.nation.land import CITIES, draw_land
from scoring.testing.nation.marks import Sheet, draw_sheet, frame, keep_only, recuse
from scoring.testing.nation.people import EVALUATORS, SEATS, draw_panels, draw_people
from scoring.testing.nation.quality import true_quality
from scoring.testing.nation.record import Land, Nation, People, Tables
from scoring.testing.nation.streams import Floats, Ints
from scoring.testing.nation.truth import Year, truth

FEWEST_CITIES, FEWEST_EVALUATORS = 60, 24
COMPLETE_YEAR = 2024


@frozen(kw_only=True, eq=False)
class World:
    """What stays the same over the years."""

    seed: int
    land: Land
    people: People


def generate(*, seed: int, n_cities: int = CITIES, n_evaluators: int = EVALUATORS) -> Nation:
    """Draw the nation; the same arguments give the same tables.

    Parameters
    ----------
    seed : any whole number from 0.
    n_cities : size of the country, at least 60; 514 gives the fixture.
    n_evaluators : a multiple of six, at least 24; 48 gives the fixture.

    Raises
    ------
    ValueError
        If the country or the number of evaluators is too small to plant what the truth promises.
    """
    world = _world(seed, n_cities, n_evaluators)
    rows = past.invented(seed, world.land, draw_cycle(seed, cycles.BEFORE, world.land))
    years: list[Year] = []
    for year in cycles.YEARS:
        drawn = _year(world, year, rows)
        rows = [*rows, *past.computed(year, drawn.results)]
        years.append(drawn)
    return Nation(
        seed=seed,
        editions={drawn.tables.year: drawn.tables for drawn in years},
        truth=truth(world.land, world.people, years),
    )


def complete(
    *, seed: int, n_cities: int = CITIES, n_evaluators: int = EVALUATORS, components: tuple[str, ...]
) -> Tables:
    """Draw one edition in which five evaluators mark every sub-dimension under every component.

    With 514 cities and five components these are 514 x 18 x 5 x 5 = 231,300 marks, and nothing else.
    """
    world = _world(seed, n_cities, n_evaluators)
    year = COMPLETE_YEAR
    everybody = Cycle(year=year, state=("ranked",) * n_cities, incomplete=np.array([], dtype=np.int64))
    sheet = _sheet(world, everybody, true_quality(seed, year, world.land), complete=components)
    return Tables(
        year=year,
        cities=_cities(world.land, everybody),
        evaluators=_evaluators(world.people, sheet),
        panels=_panels(world.land, world.people, sheet),
        marks=frame(sheet, world.land, world.people),
        measures=pl.DataFrame(schema=measures.SCHEMA),
        history=past.history(()),
    )


def _world(seed: int, n_cities: int, n_evaluators: int) -> World:
    if n_cities < FEWEST_CITIES or n_evaluators < FEWEST_EVALUATORS:
        raise ValueError(f"a nation has at least {FEWEST_CITIES} cities and {FEWEST_EVALUATORS} evaluators")
    return World(seed=seed, land=draw_land(seed, n_cities), people=draw_people(seed, n_evaluators))


def _year(world: World, year: int, rows: list[past.Row]) -> Year:
    """Draw one edition."""
    land = world.land
    cycle = draw_cycle(world.seed, year, land)
    quality = true_quality(world.seed, year, land)
    sheet = _sheet(world, cycle, quality)
    full = np.setdiff1d(cycle.marked, cycle.incomplete)
    first = _first_timers(land, full, rows)
    drawn = measures.draw_measures(world.seed, year, land, quality)
    tables = Tables(
        year=year,
        cities=_cities(land, cycle),
        evaluators=_evaluators(world.people, sheet),
        panels=_panels(land, world.people, sheet),
        marks=frame(sheet, land, world.people),
        measures=measures.measures(year, land, drawn, full, _with_first_state(land, first)),
        history=past.history(rows),
    )
    return Year(
        tables=tables, cycle=cycle, quality=quality, sheet=sheet, measured=drawn,
        first_timers=first, results=exact.results(tables),
    )  # fmt: skip


def _sheet(world: World, cycle: Cycle, quality: Floats, complete: tuple[str, ...] = ()) -> Sheet:
    land = world.land
    sheet = draw_sheet(
        world.seed,
        cycle.year,
        items=complete_items(complete) if complete else items(cycle.year),
        cities=cycle.marked,
        land=land,
        people=world.people,
        panels=draw_panels(world.seed, cycle.year, land, world.people),
        quality=quality,
    )
    if complete:
        return sheet
    alike = np.flatnonzero(np.bincount(land.twin, minlength=land.size)[land.twin] > 1)
    barred = np.union1d(alike, cycle.incomplete)
    return keep_only(recuse(world.seed, cycle.year, sheet, barred), cycle.incomplete, "quick_win.")


def _first_timers(land: Land, cities: Ints, rows: list[past.Row]) -> Ints:
    known = {row[0] for row in rows}
    return np.array([place for place in cities.tolist() if land.codes[place] not in known], dtype=np.int64)


def _with_first_state(land: Land, first: Ints) -> Ints:
    """Leave out one first-timer that is nobody's twin: it has neither a past nor a first state."""
    lonely = [place for place in first.tolist() if np.count_nonzero(land.twin == land.twin[place]) == 1]
    return first[first != lonely[-1]] if lonely else first


def _cities(land: Land, cycle: Cycle) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "code": land.codes,
            "name": land.names,
            "province": land.provinces,
            "kind": land.kinds,
            "population": land.population,
            "cohort": [str(year) if year else None for year in land.cohort.tolist()],
            "state": cycle.state,
        }
    )


def _evaluators(people: People, sheet: Sheet) -> pl.DataFrame:
    """Return the evaluators who sit in a panel."""
    table = pl.DataFrame({"evaluator": people.ids, "type": people.types, "team": people.teams})
    return table[np.unique(sheet.seats).tolist()]


def _panels(land: Land, people: People, sheet: Sheet) -> pl.DataFrame:
    chair = np.arange(SEATS) == sheet.chair[:, None]
    return pl.DataFrame(
        {
            "city": np.repeat(np.array(land.codes)[sheet.cities], SEATS),
            "evaluator": np.array(people.ids)[sheet.seats].ravel(),
            "chair": chair.ravel(),
        }
    ).sort("city", "evaluator")
