"""Bands (predicates) of scores, decided on decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from scoring.engine.conditions import attribute, holds
from scoring.engine.plan import Plan
from scoring.errors import Problem, RejectedError, problem
from scoring.kernels.lattice import band_of
from scoring.model.edition import Band
from scoring.model.ratings import Cities, Floats
from scoring.model.result import Banding


def bandings(plan: Plan, cities: Cities, scores: Floats, published: Floats) -> dict[str, Banding]:
    """Return the band of every city in every band table.

    Parameters
    ----------
    plan : compiled edition.
    cities : the cities.
    scores, published : exact and rounded scores, shape (n_cities, n_columns).

    Raises
    ------
    RejectedError
        If a city that has a score falls in a category without limits.
    """
    found: dict[str, Banding] = {}
    wrong: list[Problem] = []
    for name, band in plan.edition.bands.items():
        values = (published if band.basis == "published" else scores)[:, plan.place[band.of]]
        categories = _categories(band, cities, found)
        labels = _labels(band, values, categories)
        wrong += _unknown(name, band, values, categories, cities)
        met = holds(band.require, scores, plan.place, cities)
        lowest = [_lowest(band, category) for category in categories]
        final = (
            label if ok or not label else low for label, ok, low in zip(labels, met, lowest, strict=True)
        )
        found[name] = Banding(band=name, labels=tuple(final))
    if wrong:
        raise RejectedError(wrong)
    return found


def _categories(band: Band, cities: Cities, earlier: Mapping[str, Banding]) -> tuple[str, ...]:
    kind, _, name = band.by.partition(".")
    if not band.by:
        return ("",) * len(cities.codes)
    return attribute(cities, name) if kind == "city" else earlier[name].labels


def _limits(band: Band, category: str) -> Mapping[str, Decimal]:
    return band.limits_by.get(category, {}) if band.by else band.limits


def _lowest(band: Band, category: str) -> str:
    return next(iter(_limits(band, category)), "")


def _labels(band: Band, values: Floats, categories: tuple[str, ...]) -> list[str]:
    """Return the label of each value by the limits of its category."""
    labels = np.full(len(values), "", dtype=object)
    for category in sorted(set(categories)):
        limits = _limits(band, category)
        rows = np.array([item == category for item in categories], dtype=np.bool_)
        names = np.array([*limits, ""], dtype=object)
        numbers = np.array([float(limit) for limit in limits.values()])
        labels[rows] = names[band_of(values[rows], numbers)]
    return list(labels)


def _unknown(
    name: str, band: Band, values: Floats, categories: tuple[str, ...], cities: Cities
) -> list[Problem]:
    return [
        problem(
            "band-category-unknown",
            band=name,
            city=f"{cities.codes[position]} {cities.names[position]}",
            found=category,
            allowed=", ".join(band.limits_by),
        )
        for position, category in enumerate(categories)
        if band.by and category not in band.limits_by and not np.isnan(values[position])
    ]
