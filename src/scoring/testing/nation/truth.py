"""Everything that was planted, as one long table, so that tests can ask whether it is found again.

Kinds and what their rows hold:

======================  =====================================================================================
quality                 city, item = dimension, value = true level on the scale 1 to 4
severity                evaluator, value = levels by which the evaluator marks below the truth
taste                   evaluator, item = dimension, value = liking in levels
missing                 city, evaluator, item = criterion#stage of a mark that was left empty
recused                 city, evaluator
not_assessable_mark     city, evaluator, item = criterion#stage
absent_type             city, item = evaluator type that has no seat in the panel
guest                   city, evaluator who belongs to another team than the rest of the panel
first_timer             city without a past; value = 1 if its first state is measured, else 0
absent_year             city of the year's circle that did not take part
withdrawn               city with marks that withdrew
not_assessable          city
incomplete              city that takes part and has too little for an index
tie                     city, item = name of the set of twins
small_sample            city, item = dimension, value = number of respondents below 50
expired                 city, value = age of the agency's result in days
unreported              city for which the agency has no result
score                   city, item = node, value = the double nearest to the exact result
published               city, item = node, value = result with two decimals, halves up
======================  =====================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import polars as pl
from attrs import frozen

from scoring.testing.nation.cycles import Cycle
from scoring.testing.nation.dimensions import KEYS
from scoring.testing.nation.exact import Scores, published
from scoring.testing.nation.items import Item
from scoring.testing.nation.marks import STATES, Sheet
from scoring.testing.nation.measures import FIRST_WITH_EVIDENCE, SAMPLE, VALID_DAYS, Measured
from scoring.testing.nation.people import SEATS, TYPES
from scoring.testing.nation.record import Land, People, Tables
from scoring.testing.nation.streams import Floats, Ints

SCHEMA = {
    "year": pl.Int64, "kind": pl.String, "city": pl.String, "evaluator": pl.String,
    "item": pl.String, "value": pl.Float64,
}  # fmt: skip
ALWAYS = 0
"""The year of what holds in every edition."""

Row = tuple[int, str, str, str, str, float | None]


@frozen(kw_only=True, eq=False)
class Year:
    """One edition with everything behind it."""

    tables: Tables
    cycle: Cycle
    quality: Floats
    sheet: Sheet
    measured: Measured
    first_timers: Ints
    results: Mapping[str, Scores]


def truth(land: Land, people: People, years: Iterable[Year]) -> pl.DataFrame:
    """Return the table described above, sorted by all its keys."""
    rows = [*_evaluators(people), *_ties(land)]
    for year in years:
        rows += _qualities(land, year)
        rows += _cells(land, people, year)
        rows += _panels(land, people, year)
        rows += _cities(land, year)
        rows += _measures(land, year)
        rows += _results(year)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("kind", "year", "city", "evaluator", "item")


def _evaluators(people: People) -> Iterator[Row]:
    for place, name in enumerate(people.ids):
        yield ALWAYS, "severity", "", name, "", float(people.severity[place])
        for item, key in enumerate(KEYS):
            yield ALWAYS, "taste", "", name, key, float(people.taste[place, item])


def _ties(land: Land) -> Iterator[Row]:
    for first in np.unique(land.twin).tolist():
        alike = np.flatnonzero(land.twin == first).tolist()
        if len(alike) > 1:
            yield from (
                (ALWAYS, "tie", land.codes[city], "", f"as {land.codes[first]}", None) for city in alike
            )


def _qualities(land: Land, year: Year) -> Iterator[Row]:
    for city in year.cycle.marked.tolist():
        for item, key in enumerate(KEYS):
            yield year.cycle.year, "quality", land.codes[city], "", key, float(year.quality[city, item])


def _cells(land: Land, people: People, year: Year) -> Iterator[Row]:
    """Return empty cells, cells that could not be marked, and recusals (one row for all their cells)."""
    sheet, when = year.sheet, year.cycle.year
    for kind, where in (
        ("missing", sheet.asked & sheet.missing & (sheet.state == 0)),
        ("not_assessable_mark", sheet.asked & (sheet.state == STATES.index("not_assessable"))),
    ):
        for city, seat, item in np.argwhere(where).tolist():
            evaluator = people.ids[sheet.seats[city, seat]]
            yield when, kind, land.codes[sheet.cities[city]], evaluator, _label(sheet.items[item]), None
    for city, seat in np.argwhere((sheet.state == STATES.index("recused")).all(axis=-1)).tolist():
        yield when, "recused", land.codes[sheet.cities[city]], people.ids[sheet.seats[city, seat]], "", None


def _label(item: Item) -> str:
    return f"{item.criterion}#{item.stage}" if item.stage else item.criterion


def _panels(land: Land, people: People, year: Year) -> Iterator[Row]:
    for city, seats in zip(year.sheet.cities.tolist(), year.sheet.seats.tolist(), strict=True):
        code = land.codes[city]
        present = {people.types[seat] for seat in seats}
        for kind in TYPES:
            if kind not in present:
                yield year.cycle.year, "absent_type", code, "", kind, None
        guest = seats[SEATS - 1]
        if people.teams[guest] != people.teams[seats[0]]:
            yield year.cycle.year, "guest", code, people.ids[guest], "", None


def _cities(land: Land, year: Year) -> Iterator[Row]:
    when = year.cycle.year
    measured = set(
        year.tables.measures.filter(pl.col("criterion") == "baseline.first_state.readiness")["city"]
    )
    for city in year.first_timers.tolist():
        code = land.codes[city]
        yield when, "first_timer", code, "", "", float(code in measured)
    for city in year.cycle.incomplete.tolist():
        yield when, "incomplete", land.codes[city], "", "", None
    for code, cohort, state in zip(land.codes, land.cohort.tolist(), year.cycle.state, strict=True):
        if state in {"withdrawn", "not_assessable"}:
            yield when, state, code, "", "", None
        elif state == "not_participating" and 0 < cohort <= when:
            yield when, "absent_year", code, "", "", None


def _measures(land: Land, year: Year) -> Iterator[Row]:
    when, drawn = year.cycle.year, year.measured
    for city in np.setdiff1d(year.cycle.marked, year.cycle.incomplete).tolist():
        code = land.codes[city]
        for item, key in enumerate(KEYS):
            if drawn.sample[city, item] < SAMPLE:
                yield when, "small_sample", code, "", key, float(drawn.sample[city, item])
        if when < FIRST_WITH_EVIDENCE:
            continue
        if not drawn.reported[city]:
            yield when, "unreported", code, "", "", None
        elif drawn.age[city] > VALID_DAYS:
            yield when, "expired", code, "", "", float(drawn.age[city])


def _results(year: Year) -> Iterator[Row]:
    for code, scores in year.results.items():
        for node, score in scores.items():
            if score is not None:
                yield year.cycle.year, "score", code, "", node, float(score)
                yield year.cycle.year, "published", code, "", node, float(published(score))
