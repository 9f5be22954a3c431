"""Groups of cities, and attributes of cities as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from scoring.engine.conditions import attribute
from scoring.errors import Problem, RejectedError, problem
from scoring.kernels.lattice import band_of
from scoring.model.edition import Edition, Group
from scoring.model.ratings import Cities, Floats, Ints
from scoring.model.result import NATION

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
"""What Python takes for a number besides, such as ``nan`` or ``1_000``, is a slip in a table."""


def members(edition: Edition, cities: Cities) -> dict[str, tuple[str, ...]]:
    """Return for the nation and every group the member each city belongs to, "" for none.

    Raises
    ------
    RejectedError
        If a column that is cut into classes holds something that is no number.
    """
    found = {NATION: (NATION,) * len(cities.codes)}
    wrong: list[Problem] = []
    for name, group in edition.groups.items():
        found[name] = _classes(group, cities, wrong) if group.limits else attribute(cities, group.column)
    if wrong:
        raise RejectedError(wrong)
    return found


def _classes(group: Group, cities: Cities, wrong: list[Problem]) -> tuple[str, ...]:
    numbers = as_numbers(cities, group.column, wrong)
    limits = np.array([float(limit) for limit in group.limits.values()])
    names = (*group.limits, "")
    return tuple(names[position] for position in band_of(numbers, limits))


def as_numbers(cities: Cities, column: str, wrong: list[Problem]) -> Floats:
    """Return an attribute as numbers, NaN where empty; what is no number is added to `wrong`."""
    found = np.full(len(cities.codes), np.nan)
    for position, text in enumerate(attribute(cities, column)):
        if NUMBER.fullmatch(text):
            found[position] = float(text)
        elif text:
            city = f"{cities.codes[position]} {cities.names[position]}"
            wrong.append(problem("attribute-not-number", city=city, column=column, found=text))
    return found


def codes_of(labels: tuple[str, ...]) -> Ints:
    """Return a number for each label, -1 for ""."""
    number: Mapping[str, int] = {label: position for position, label in enumerate(sorted(set(labels) - {""}))}
    return np.array([number.get(label, -1) for label in labels], dtype=np.int64)


def tie_key(columns: tuple[str, ...], cities: Cities) -> Ints | None:
    """Return the position of each city in the order that breaks ties.

    Parameters
    ----------
    columns : attributes, most important first; ``-`` in front puts the highest first. A column in which every
        filled cell is a number is compared as numbers. Empty cells stand last.
    cities : the cities; the code decides last.
    """
    if not columns:
        return None
    keys: list[Floats | Ints] = [np.arange(len(cities.codes))]
    for column in reversed(columns):
        wrong: list[Problem] = []
        values = as_numbers(cities, column.lstrip("-"), wrong)
        if wrong:
            codes = codes_of(attribute(cities, column.lstrip("-")))
            values = np.where(codes < 0, np.nan, codes)
        keys.append(-values if column.startswith("-") else values)
    place = np.empty(len(cities.codes), dtype=np.int64)
    place[np.lexsort(keys)] = np.arange(len(cities.codes))
    return place
