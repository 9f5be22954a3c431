"""What a method asks of its values, held against what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from attrs import frozen

from scoring.errors import Problem, problem
from scoring.model.method import Demand, Method
from scoring.model.ratings import Bools, Floats

NO_CITY = -1
LAST_BITS = 1e-12
"""Share of a value below which a difference comes from arithmetic and not from the data."""
FEW = 64
"""Cities that usually show that an item varies."""
CODES: dict[Demand, str] = {
    "complete": "value-lacking",
    "positive": "value-not-positive",
    "not_negative": "score-negative",
    "varying": "value-constant",
    "two_cities": "value-alone",
}


@frozen(kw_only=True)
class Asking:
    """Who asks, and of whom: the names for messages.

    Parameters
    ----------
    method : name of the method.
    node : column or step it is used for.
    items : names of the items.
    city : name of a city by its position.
    """

    method: str
    node: str
    items: Sequence[str]
    city: Callable[[int], str]


@frozen(kw_only=True)
class Unmet:
    """One value, or one item of all cities, that is not what is asked.

    Parameters
    ----------
    demand : what was asked.
    city : position of the city, -1 when it is about all of them.
    item : position of the item.
    found : the value.
    """

    demand: Demand
    city: int
    item: int
    found: str

    def told(self, asking: Asking) -> Problem:
        """Return it as a problem with the names of city and item."""
        details: dict[str, Any] = {
            "node": asking.node,
            "child": asking.items[self.item],
            "method": asking.method,
        }
        if self.city != NO_CITY:
            details["city"] = asking.city(self.city)
        return problem(CODES[self.demand], found=self.found, **details)


def unmet(demands: Sequence[Demand], values: Floats, weights: Floats | None = None) -> Iterator[Unmet]:
    """Yield where values are not what a method asks of them.

    A city without any value is not assessed and lacks nothing; an item without weight does not count.

    Parameters
    ----------
    demands : what is asked.
    values : shape (n_cities, n_items).
    weights : shape (n_items,).
    """
    if _plainly_met(demands, values):
        return
    counted = np.ones(values.shape[1], dtype=np.bool_) if weights is None else np.asarray(weights) > 0
    for demand in demands:
        for city, item in np.argwhere(_PLACES[demand](values) & counted):
            place = int(city) if demand not in OF_COLUMNS else NO_CITY
            yield Unmet(demand=demand, city=place, item=int(item), found=_found(values, demand, city, item))


def _plainly_met(demands: Sequence[Demand], values: Floats) -> bool:
    """Tell whether one look at every value, and at a few cities, shows that nothing is unmet."""
    if not values.size:
        return False
    few = values[:FEW]
    if "varying" in demands and not _varying(few).all():
        return False
    if "two_cities" in demands and ((~np.isnan(few)).sum(axis=0) < 2).any():  # noqa: PLR2004
        return False
    if not {"positive", "not_negative", "complete"}.intersection(demands):
        return True
    # a missing value is the least of all, and compares with nothing
    lowest = values.min()
    met = {"positive": lowest > 0, "not_negative": lowest >= 0, "complete": not np.isnan(lowest)}
    return all(met.get(demand, True) for demand in demands)


def _varying(few: Floats) -> Bools:
    """Tell which items vary so much in a few cities that `constant` cannot find them constant in all.

    The largest magnitude of all cities is at most that of the few plus the width of all, and that width is not below
    the width of the few.
    """
    lowest, highest = few.min(axis=0), few.max(axis=0)
    return np.asarray(highest - lowest > 2 * LAST_BITS * np.maximum(np.abs(highest), np.abs(lowest)))


def misfit_lengths(method: Method, keywords: Mapping[str, Any], n_items: int) -> Iterator[tuple[str, int]]:
    """Yield the parameters that need one number for all items or one for each and hold another number of them.

    Parameters
    ----------
    method : whose parameter class says which these are.
    keywords : its parameters.
    n_items : number of items.
    """
    for item in attrs.fields(method.parameters):
        if item.metadata.get("numbers") and len(keywords[item.name]) not in {0, 1, n_items}:
            yield item.name, len(keywords[item.name])


def _found(values: Floats, demand: Demand, city: int, item: int) -> str:
    if demand in OF_COLUMNS:
        known = values[~np.isnan(values[:, item]), item]
        return f"{known[0]:g}" if len(known) else "-"
    return f"{values[city, item]:g}"


def constant(values: Floats) -> Bools:
    """Tell which items have the same value in every city, but for the last bits of a sum of decimals.

    Parameters
    ----------
    values : shape (n_cities, n_items); an item with fewer than two values is not constant.
    """
    highest = np.fmax.reduce(values, axis=0, initial=-np.inf)
    lowest = np.fmin.reduce(values, axis=0, initial=np.inf)
    several = (~np.isnan(values)).sum(axis=0) > 1
    same: Bools = several & (highest - lowest <= LAST_BITS * np.maximum(np.abs(highest), np.abs(lowest)))
    return same


def _lacking(values: Floats) -> Bools:
    missing = np.isnan(values)
    return missing & ~missing.all(axis=1, keepdims=True)


def _not_positive(values: Floats) -> Bools:
    return np.asarray(values <= 0)


def _negative(values: Floats) -> Bools:
    return np.asarray(values < 0)


def _constant(values: Floats) -> Bools:
    return _of_column(values, constant(values))


def _alone(values: Floats) -> Bools:
    return _of_column(values, (~np.isnan(values)).sum(axis=0) < 2)  # noqa: PLR2004


def _of_column(values: Floats, wrong: Bools) -> Bools:
    shown = np.zeros(values.shape, dtype=np.bool_)
    shown[:1] = wrong
    return shown


_PLACES: dict[Demand, Callable[[Floats], Bools]] = {
    "complete": _lacking,
    "positive": _not_positive,
    "not_negative": _negative,
    "varying": _constant,
    "two_cities": _alone,
}
OF_COLUMNS: tuple[Demand, ...] = ("varying", "two_cities")
"""Demands on an item as a whole."""
