"""PROMETHEE I: a partial order, in which two cities may be incomparable."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.pairs import bands
from scoring.kernels.decide.promethee.flows import Flows
from scoring.kernels.lattice import to_lattice

Floats = npt.NDArray[np.float64]
Relation = npt.NDArray[np.int8]

PREFERRED, INDIFFERENT, OUTRANKED, INCOMPARABLE = 1, 0, -1, 2


def relation(flows: Flows) -> Iterator[tuple[slice, Relation]]:
    """Yield blocks of the relation between the row and the column.

    A city is preferred to another when its positive flow is not lower and its negative flow not higher, and one
    of them differs; they are indifferent when both are equal, and incomparable when the two flows disagree. Flows are
    compared as multiples of 10**-9.

    Parameters
    ----------
    flows : of one weighting, each of the shape (n_cities,).

    Yields
    ------
    The rows, and 1 (preferred), 0 (indifferent), -1 (the column is preferred) or 2 (incomparable), shape
    (n_rows, n_cities); a city without flows is incomparable to all.

    Notes
    -----
    Brans and Vincke, Management Science 31, 1985, section 4.
    """
    strength, weakness = to_lattice(flows.positive), to_lattice(flows.negative)
    for rows in bands(len(strength), 8):
        strong = np.sign(strength[rows, None] - strength)
        safe = np.sign(weakness - weakness[rows, None])
        agreed = np.where(strong == 0, safe, strong)
        found = np.where((strong * safe >= 0), agreed, INCOMPARABLE)
        yield rows, np.where(np.isnan(found), INCOMPARABLE, found).astype(np.int8)


def incomparable_pairs(flows: Flows) -> int:
    """Count the pairs of cities that PROMETHEE I leaves incomparable.

    Parameters
    ----------
    flows : of one weighting, each of the shape (n_cities,); cities without flows are left out.
    """
    known = Flows(*(flow[~np.isnan(flow)] for flow in flows))
    return sum(int((block == INCOMPARABLE).sum()) for _, block in relation(known)) // 2
