"""The map: provinces, cities, populations, cohorts, and the twins that will tie."""

from __future__ import annotations

import math

import numpy as np

from scoring.testing.nation.places import SHARING, land_name, regency_names, stems
from scoring.testing.nation.record import Land
from scoring.testing.nation.streams import Bools, Ints, bell, order, uniform

CITIES, TOWNS, PROVINCES = 514, 98, 38
FIRST_PROVINCE, FIRST_TOWN, TWO_DIGITS = 11, 71, 29
PLACE_OF_FIRST = 8
"""Place of the first province among all, the largest being 0."""
COHORTS = {2017: 25, 2018: 50, 2019: 25, 2021: 41, 2022: 50, 2023: 50, 2024: 10}
LOG_POPULATION = {"kabupaten": 12.69, "kota": 12.81}
"""Mean of the natural logarithm of the population; the standard deviation is 1.0 for both kinds."""
LEAST, MOST = 27_000, 5_900_000
TWIN_COHORTS = ((2021, 2), (0, 2), (2023, 3))
"""Cohort and size of each set of twins."""


def draw_land(seed: int, n_cities: int = CITIES) -> Land:
    """Draw the country; with 514 cities it has 38 provinces, 416 kabupaten and 98 kota."""
    share = _share_out(seed, n_cities)
    town = _towns(seed, n_cities)
    available = stems(seed, n_cities + PROVINCES)[::-1]
    rows: list[tuple[str, str, str, str]] = []
    for place, here in enumerate(np.split(town, np.cumsum(share)[:-1])):
        rows += _province(place, here, available, uniform(seed, (len(here),), "sharing", place).tolist())
    codes, names, provinces, kinds = zip(*rows, strict=True)
    population = _population(seed, kinds)
    cohort = _cohorts(seed, population)
    return Land(
        codes=codes, names=names, provinces=provinces, kinds=kinds,
        population=population, cohort=cohort, twin=_twins(cohort),
    )  # fmt: skip


def _share_out(seed: int, n_cities: int) -> Ints:
    """Return the number of cities in each province: a few large provinces, many small ones.

    The first province is always one of the larger ones, so that there is a code such as ``11.10``.
    """
    place = order(seed, PROVINCES, "provinces")
    large = int(np.flatnonzero(place == PLACE_OF_FIRST)[0])
    place[[0, large]] = place[[large, 0]]
    wanted = (4 + 34 * (1 - place / (PROVINCES - 1)) ** 2.6) / 511 * n_cities
    counts = np.floor(wanted).astype(np.int64)
    late = np.argsort(counts - wanted, kind="stable")
    counts[late[: n_cities - int(counts.sum())]] += 1
    return counts


def _towns(seed: int, n_cities: int) -> Bools:
    town = np.zeros(n_cities, dtype=np.bool_)
    town[order(seed, n_cities, "towns")[: round(n_cities * TOWNS / CITIES)]] = True
    return town


def _province(
    place: int, town: Bools, available: list[str], sharing: list[float]
) -> list[tuple[str, str, str, str]]:
    """Return code, name, province and kind of the cities of one province."""
    land = land_name(place, available.pop())
    n_towns = int(town.sum())
    n_regencies = len(town) - n_towns
    regencies = regency_names(available, n_regencies)
    single = [name for name in regencies if " " not in name]
    towns = [single.pop() if single and draw < SHARING else available.pop() for draw in sharing[:n_towns]]
    wide = n_regencies >= FIRST_TOWN or n_towns > TWO_DIGITS
    width, first = (4, 7001) if wide else (2, FIRST_TOWN)
    numbers = [*range(1, n_regencies + 1), *range(first, first + n_towns)]
    names = [f"Kabupaten {name}" for name in regencies] + [f"Kota {name}" for name in towns]
    kinds = ["kabupaten"] * n_regencies + ["kota"] * n_towns
    codes = [f"{FIRST_PROVINCE + place}.{number:0{width}d}" for number in numbers]
    return [(code, name, land, kind) for code, name, kind in zip(codes, names, kinds, strict=True)]


def _population(seed: int, kinds: tuple[str, ...]) -> Ints:
    logs = bell(seed, (len(kinds),), "population")
    drawn = [math.exp(LOG_POPULATION[kind] + log) for kind, log in zip(kinds, logs.tolist(), strict=True)]
    spare = np.floor(LEAST * uniform(seed, (len(kinds),), "least")).astype(np.int64)
    return np.clip(np.array(drawn), LEAST + spare, MOST - spare).astype(np.int64)


def _cohorts(seed: int, population: Ints) -> Ints:
    """Return the cohort of each city; larger cities tend to join earlier."""
    size = np.argsort(np.argsort(-population, kind="stable"), kind="stable") / len(population)
    wish = np.argsort(size + uniform(seed, (len(population),), "cohort"), kind="stable")
    cohort = np.zeros(len(population), dtype=np.int64)
    bounds = [round(total * len(population) / CITIES) for total in np.cumsum(list(COHORTS.values())).tolist()]
    for year, start, end in zip(COHORTS, [0, *bounds], bounds, strict=False):
        cohort[wish[start:end]] = year
    return cohort


def _twins(cohort: Ints) -> Ints:
    """Let some cities of a cohort repeat another one, so that their results tie to the last digit."""
    twin = np.arange(len(cohort))
    for year, size in TWIN_COHORTS:
        members = np.flatnonzero(cohort == year)
        chosen = members[:: max(1, len(members) // size)][:size]
        twin[chosen] = chosen[0] if len(chosen) else twin[chosen]
    return twin
