"""What is measured beside the marks: programmes, surveys, the first state of a city, outside evidence."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from attrs import frozen

from scoring.testing.nation.dimensions import KEYS
from scoring.testing.nation.marks import HIGHEST, LOWEST
from scoring.testing.nation.record import Land
from scoring.testing.nation.streams import Bools, Floats, Ints, bell, rounded, uniform

PROGRAMMES = (3, 12)
SAMPLE, LARGEST_SAMPLE, SMALL_SAMPLES, SMALLEST_SAMPLE = 50, 60, 0.06, 20
FIRST_WITH_EVIDENCE = 2024
EDITION_DATE = {2022: dt.date(2022, 12, 1), 2023: dt.date(2023, 12, 1), 2024: dt.date(2024, 11, 25)}
VALID_DAYS, OLDEST_DAYS, UNREPORTED = 730, 900, 0.08
AGENCY = "badan_siber"
BOUNDARIES = (60.0, 59.99, 40.0, 39.99, 80.0)
"""Readiness values planted on and just below the limits of its bands."""
SCHEMA = {
    "city": pl.String, "criterion": pl.String, "value": pl.Float64, "of": pl.Float64, "n": pl.Float64,
    "date": pl.String, "source": pl.String,
}  # fmt: skip

Row = tuple[str, str, float, float | None, float | None, str | None, str | None]


@frozen(kw_only=True, eq=False)
class Measured:
    """Raw values by city; the first axis runs over all cities of the land.

    Parameters
    ----------
    done, planned : programmes, shape (n_cities, 6).
    survey, sample : mean answer from 1 to 5 and number of respondents, shape (n_cities, 6).
    readiness : first state from 0 to 100, shape (n_cities,).
    status, age : information security from 1 to 4, and days before the edition's date, shape (n_cities,).
    reported : whether the agency has a result, shape (n_cities,).
    """

    done: Floats
    planned: Floats
    survey: Floats
    sample: Floats
    readiness: Floats
    status: Floats
    age: Ints
    reported: Bools


def draw_measures(seed: int, year: int, land: Land, quality: Floats) -> Measured:
    """Draw everything for every city; twins get the same."""
    shape, size = quality.shape, (land.size,)
    low, high = PROGRAMMES
    planned = np.floor(low + (high - low + 1) * uniform(seed, shape, "planned", year))
    share = 0.6 + 0.2 * (quality - 2.8) + 0.15 * bell(seed, shape, "done", year)
    survey = 3.5 + 0.4 * (quality - 2.8) + 0.2 * bell(seed, shape, "survey", year)
    level = quality[:, 0] + 0.4 * bell(seed, size, "security", year)
    ready = 25 * (quality[:, 1] - 0.6) + 8 * bell(seed, size, "readiness", year)
    drawn = Measured(
        done=np.clip(rounded(share * planned), 0, planned),
        planned=planned,
        survey=np.clip(rounded(survey, 2), 1, 5),
        sample=_samples(seed, year, shape),
        readiness=np.clip(rounded(ready, 2), 0, 100),
        status=np.clip(rounded(level), LOWEST, HIGHEST),
        age=np.floor(OLDEST_DAYS * uniform(seed, size, "age", year)).astype(np.int64),
        reported=uniform(seed, size, "reported", year) >= UNREPORTED,
    )
    return _twinned(drawn, land)


def _samples(seed: int, year: int, shape: tuple[int, ...]) -> Floats:
    draw = uniform(seed, shape, "sample", year)
    small = SMALLEST_SAMPLE + np.floor((SAMPLE - SMALLEST_SAMPLE) * draw / SMALL_SAMPLES)
    more = np.floor((LARGEST_SAMPLE - SAMPLE + 1) * uniform(seed, shape, "more", year))
    return np.where(draw < SMALL_SAMPLES, small, SAMPLE + more)


def _twinned(drawn: Measured, land: Land) -> Measured:
    names = ("done", "planned", "survey", "sample", "readiness", "status", "age", "reported")
    return Measured(**{name: getattr(drawn, name)[land.twin] for name in names})


def measures(year: int, land: Land, drawn: Measured, cities: Ints, first_state: Ints) -> pl.DataFrame:
    """Return the measures of some cities as a long table, sorted by city and criterion.

    Parameters
    ----------
    cities : positions of the cities that hand in something.
    first_state : positions of those whose first state is measured; the first few get values at band limits.
    """
    planted = dict(zip(first_state[:: max(1, len(first_state) // 7)].tolist(), BOUNDARIES, strict=False))
    first = set(first_state.tolist())
    rows: list[Row] = []
    for city in cities.tolist():
        rows += _of_city(year, land.codes[city], city, drawn)
        if city in first:
            ready = planted.get(int(land.twin[city]), float(drawn.readiness[city]))
            rows.append((land.codes[city], "baseline.first_state.readiness", ready, None, None, None, None))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("city", "criterion")


def _of_city(year: int, code: str, city: int, drawn: Measured) -> list[Row]:
    rows: list[Row] = []
    for place, key in enumerate(KEYS):
        done, planned = float(drawn.done[city, place]), float(drawn.planned[city, place])
        mean, sample = float(drawn.survey[city, place]), float(drawn.sample[city, place])
        rows.append((code, f"outcome.{key}.programmes", done, planned, None, None, None))
        rows.append((code, f"impact.{key}.survey", mean, None, sample, None, None))
    if year >= FIRST_WITH_EVIDENCE and drawn.reported[city]:
        day = EDITION_DATE[year] - dt.timedelta(days=int(drawn.age[city]))
        status = float(drawn.status[city])
        rows.append((code, "output.security.status", status, None, None, day.isoformat(), AGENCY))
    return rows
