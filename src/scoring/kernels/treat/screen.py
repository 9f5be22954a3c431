"""Leaving out cities of which too little is known. Values have the shape (n_cities, n_items)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.lattice import at_least

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class CityShares(NamedTuple):
    """How much is known of each city, each of the shape (n_cities,).

    Parameters
    ----------
    availability : present values per item.
    non_zero : values other than zero per present value; NaN where nothing is present.
    """

    availability: Floats
    non_zero: Floats


def city_shares(values: Floats) -> CityShares:
    """Return how much is known of each city; Becker, COINr, ``get_data_avail``.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    """
    present = (~np.isnan(values)).sum(axis=1)
    zeros = (values == 0).sum(axis=1)
    return CityShares(
        availability=present / values.shape[1],
        non_zero=(present - zeros) / np.where(present > 0, present, np.nan),
    )


def kept(
    values: Floats,
    *,
    codes: Sequence[str],
    availability: float = 2 / 3,
    non_zero: float = 0.0,
    include: Collection[str] = (),
) -> Bools:
    """Tell which cities stay; parameters as in `screen`, shape (n_cities,)."""
    shares = city_shares(values)
    known = at_least(shares.availability, availability) & at_least(shares.non_zero, non_zero)
    return known | np.isin(np.asarray(codes, dtype=np.str_), [*include])


def screen(
    values: Floats,
    *,
    codes: Sequence[str],
    availability: float = 2 / 3,
    non_zero: float = 0.0,
    include: Collection[str] = (),
) -> Floats:
    """Return the values without those of cities that fall short of a share: their whole row is missing.

    Becker, COINr, ``Screen``: a city stays when it reaches both shares; with one of them 0 the other decides alone. The
    direction of the items does not matter.

    Parameters
    ----------
    codes : of the cities, shape (n_cities,).
    availability : least share of present values, decided on decimals.
    non_zero : least share of values other than zero among the present ones, decided on decimals.
    include : codes of cities that stay in any case.
    """
    stays = kept(values, codes=codes, availability=availability, non_zero=non_zero, include=include)
    return np.where(stays[:, None], values, np.nan)
