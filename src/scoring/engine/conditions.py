"""Conditions on scores and on cities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from scoring.kernels.lattice import at_least
from scoring.model.edition import Requirement
from scoring.model.ratings import Bools, Cities, Floats


def holds(
    requirements: Iterable[Requirement], scores: Floats, place: Mapping[str, int], cities: Cities
) -> Bools:
    """Tell for each city whether all requirements hold; a missing score meets none.

    Parameters
    ----------
    requirements : conditions, all of which must hold.
    scores : shape (n_cities, n_columns).
    place : position of each column.
    cities : the cities, in the order of the rows.
    """
    met = np.ones(len(scores), dtype=np.bool_)
    for item in requirements:
        if item.node:
            met &= at_least(scores[:, place[item.node]], float(item.at_least or 0))
        else:
            met &= np.isin(np.array(attribute(cities, item.city), dtype=object), item.among)
    return met


def attribute(cities: Cities, column: str) -> tuple[str, ...]:
    """Return a column of the cities table."""
    own = {"code": cities.codes, "name": cities.names}
    return own[column] if column in own else cities.attributes[column]
