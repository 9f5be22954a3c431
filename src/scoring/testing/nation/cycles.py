"""Who takes part in which year, and in what state."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from scoring.testing.nation.land import CITIES
from scoring.testing.nation.record import Land
from scoring.testing.nation.streams import Bools, Ints, order

YEARS = (2022, 2023, 2024)
BEFORE = 2021
"""Year of the results that exist before the first edition."""
OPEN_CALL = 2024
"""In this year every city may take part, whether or not it ever joined the guided programme."""
ABSENT = {2021: 8, 2022: 4, 2023: 5, 2024: 30}
"""Cities of a year's circle that stay away, of 514."""
WITHDRAWN = {2022: 1, 2023: 1, 2024: 3}
NOT_ASSESSABLE = {2024: 1}
INCOMPLETE = {2024: 1}


@frozen(kw_only=True, eq=False)
class Cycle:
    """Who takes part in one year.

    Parameters
    ----------
    year : of the edition.
    state : ``ranked``, ``not_participating``, ``withdrawn`` or ``not_assessable``, one a city.
    incomplete : positions of cities that take part and hand in too little.
    """

    year: int
    state: tuple[str, ...]
    incomplete: Ints

    @property
    def marked(self) -> Ints:
        """Positions of the cities that have marks: those that take part or withdrew late."""
        return np.flatnonzero([item in {"ranked", "withdrawn"} for item in self.state])

    @property
    def ranked(self) -> Bools:
        """Whether each city takes part."""
        return np.array([item == "ranked" for item in self.state])


def draw_cycle(seed: int, year: int, land: Land) -> Cycle:
    """Draw the states of one year; twins never get one of the rare ones."""
    alike = np.bincount(land.twin, minlength=land.size)[land.twin] > 1
    inside = (land.cohort > 0) & (land.cohort <= year)
    if year >= OPEN_CALL:
        inside[:] = True
    state = np.where(inside, "ranked", "not_participating").astype("U20")
    free = [
        int(place) for place in order(seed, land.size, "states", year) if inside[place] and not alike[place]
    ]
    for name, plan in (
        ("not_participating", ABSENT), ("withdrawn", WITHDRAWN), ("not_assessable", NOT_ASSESSABLE),
    ):  # fmt: skip
        chosen = _take(free, plan.get(year, 0), land.size)
        state[chosen] = name
    incomplete = np.array(_take(free, INCOMPLETE.get(year, 0), land.size), dtype=np.int64)
    return Cycle(year=year, state=tuple(state.tolist()), incomplete=incomplete)


def _take(free: list[int], planned: int, n_cities: int) -> list[int]:
    """Take as many cities as the plan has, scaled to the size of the country, at least one of a kind."""
    count = max(1, round(planned * n_cities / CITIES)) if planned else 0
    taken, free[:] = free[:count], free[count:]
    return taken
