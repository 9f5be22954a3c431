"""Linear programmes against the frontier of all cities."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BEYOND = 1e-9
"""By how much a city may lie beyond the frontier that the programme knows."""


class Favourable(NamedTuple):
    """The most favourable weights of one city.

    Parameters
    ----------
    weights : under which no city scores above one, shape (n_items,).
    peers : cities with the score one that hold the city back.
    """

    weights: Floats
    peers: Ints


class Frontier:
    """The cities against which one is scored; it learns which of them matter.

    Only few cities bind a programme, so the others are left out until their scores exceed one.

    Parameters
    ----------
    values : shape (n_cities, n_items), none below zero, none missing, each item above zero somewhere.
    """

    def __init__(self, values: Floats) -> None:
        self._values = values
        self._binding: list[int] = [int(city) for city in np.unique(values.argmax(axis=0))]

    def favour(self, city: Floats, limits: Floats, free: npt.NDArray[np.bool_]) -> Favourable:
        """Return the weights w that maximise city @ w, with values @ w <= 1, limits @ w <= 0 and w >= 0.

        Parameters
        ----------
        city : shape (n_items,).
        limits : shape (n_limits, n_items).
        free : items that may have weight, shape (n_items,).
        """
        while True:
            weights, marginals = self._solve(city, limits, free)
            scores = self._values @ weights
            beyond = int(scores.argmax())
            if scores[beyond] <= 1.0 + BEYOND or beyond in self._binding:
                break
            self._binding.append(beyond)
        holding = np.asarray(self._binding)[marginals < -BEYOND]
        return Favourable(weights=weights / max(scores[beyond], 1.0), peers=np.sort(holding))

    def _solve(self, city: Floats, limits: Floats, free: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
        from scipy.optimize import linprog  # noqa: PLC0415 - slow to import

        rows = np.vstack([self._values[self._binding], limits])
        ceiling = np.append(np.ones(len(self._binding)), np.zeros(len(limits)))
        bounds = [(0.0, None if may else 0.0) for may in free]
        found = linprog(-city, A_ub=rows, b_ub=ceiling, bounds=bounds, method="highs")
        weights = np.maximum(np.asarray(found.x, dtype=np.float64), 0.0)
        return weights, found.ineqlin.marginals[: len(self._binding)]
