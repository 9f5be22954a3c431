"""Every ranking against every other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats, Ints, Likeness
from scoring.kernels.relate.shift import Footrule

Measure = Callable[[Floats, Floats], Likeness | Footrule]


class Likenesses(NamedTuple):
    """How alike each two of several rankings are; arrays of the shape (n_rankings, n_rankings).

    Parameters
    ----------
    values : the row's ranking is the first, or the reference.
    cities : number of cities that both rank.
    ties : rule of the measure for ranks of equal cities.
    """

    values: Floats
    cities: Ints
    ties: str


def matrix(ranks: Floats, measure: Measure) -> Likenesses:
    """Compare each ranking with each other, and with itself.

    Parameters
    ----------
    ranks : 1 the best, at least one ranking, shape (n_rankings, n_cities); NaN is not ranked.
    measure : of two rankings; ``functools.partial`` sets what it takes besides.
    """
    found = [[measure(first, second) for second in ranks] for first in ranks]
    return Likenesses(
        values=np.array([[cell.value for cell in row] for row in found]),
        cities=np.array([[cell.cities for cell in row] for row in found], dtype=np.int64),
        ties=found[0][0].ties,
    )
