"""Ranks among the cities that two rankings have in common."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
TieRule = Literal["average", "competition"]


class Likeness(NamedTuple):
    """How alike two rankings are, and on what the figure stands.

    Parameters
    ----------
    value : the coefficient; NaN where it is not defined.
    cities : number of cities that both rank.
    ties : the ranks of equal cities that were compared: ``average`` 1, 2.5, 2.5, 4; ``competition`` 1, 2, 2, 4;
        ``pairs`` where a pair counts as tied and its ranks do not matter.
    """

    value: float
    cities: int
    ties: Literal["average", "competition", "pairs"]


def places(values: Floats, ties: TieRule) -> Floats:
    """Rank values from the lowest up.

    Parameters
    ----------
    values : shape (n,), none missing; values tie when they are the same number.
    ties : ``average`` 1, 2.5, 2.5, 4 or ``competition`` 1, 2, 2, 4.
    """
    _, code, number = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(number)
    place = last - (number - 1) / (2.0 if ties == "average" else 1.0)
    ranks: Floats = place[code]
    return ranks


def shared(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """Return the ranks of the cities that both rankings rank.

    Parameters
    ----------
    first, second : shape (n_cities,); NaN is not ranked.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    return first[both], second[both]


def ranked_anew(first: Floats, second: Floats, ties: TieRule) -> tuple[Floats, Floats]:
    """Return the places, among themselves, of the cities that both rankings rank.

    Parameters
    ----------
    first, second : shape (n_cities,); NaN is not ranked.
    ties : rule of `places`.
    """
    one, other = shared(first, second)
    return places(one, ties), places(other, ties)
