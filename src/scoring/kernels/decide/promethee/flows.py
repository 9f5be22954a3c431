"""PROMETHEE II: net flows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import fold
from scoring.kernels.decide.pairs import bands, unit_of
from scoring.kernels.decide.promethee.shapes import Preference, preferences, sums_over_cities

Floats = npt.NDArray[np.float64]


class Flows(NamedTuple):
    """Outranking flows, of one item (n_cities, n_items) or of all under a weighting (..., n_cities).

    Parameters
    ----------
    positive : phi+, mean preference of the city over the others.
    negative : phi-, mean preference of the others over the city.
    """

    positive: Floats
    negative: Floats

    @property
    def net(self) -> Floats:
        """Return phi, the positive flow minus the negative."""
        return self.positive - self.negative


def promethee_ii(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    shapes: str = "usual",
    q: Sequence[float] = (0.0,),
    p: Sequence[float] = (0.0,),
    s: Sequence[float] = (1.0,),
) -> Floats:
    """Return the net flow of each city.

    Parameters
    ----------
    values : shape (n_cities, n_items); NaN is missing.
    weights : shape (..., n_items).
    direction : shape (n_items,).
    shapes : ``usual``, ``u``, ``v``, ``level``, ``linear`` (v with indifference) or ``gaussian``, one for all items
        or one an item, separated by blanks.
    q, p, s : thresholds of indifference and of preference, and inflection of the Gaussian, in the units of the
        items, one number for all items or one an item.

    Returns
    -------
    From -1 to 1, shape (..., n_cities).

    Notes
    -----
    Brans and Vincke, A preference ranking organisation method, Management Science 31, 1985; flows divided by n - 1 as
    in Brans, Vincke and Mareschal, How to select and how to rank projects: the PROMETHEE method, European Journal of
    Operational Research 24, 1986. In each item a city is compared with those that have it; a missing item
    gives its weight to the city's present items.
    """
    return fold(item_flows(values, direction, shapes=shapes, q=q, p=p, s=s).net, weights)


def promethee_flows(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    shapes: str = "usual",
    q: Sequence[float] = (0.0,),
    p: Sequence[float] = (0.0,),
    s: Sequence[float] = (1.0,),
) -> Flows:
    """Return the positive and the negative flow of each city, shape (..., n_cities).

    Parameters
    ----------
    values, weights, direction, shapes, q, p, s : as in `promethee_ii`.
    """
    flows = item_flows(values, direction, shapes=shapes, q=q, p=p, s=s)
    return Flows(fold(flows.positive, weights), fold(flows.negative, weights))


def item_flows(
    values: Floats,
    direction: Floats,
    *,
    shapes: str = "usual",
    q: Sequence[float] = (0.0,),
    p: Sequence[float] = (0.0,),
    s: Sequence[float] = (1.0,),
) -> Flows:
    """Return the flows of each city in each item, shape (n_cities, n_items).

    They do not depend on weights, and the net flow under any weighting is their weighted mean: ``weights @ net.T``.

    Parameters
    ----------
    values, direction, shapes, q, p, s : as in `promethee_ii`.
    """
    unit = unit_of(values)
    whole = np.rint(values * direction * unit)
    flows = Flows(np.full_like(whole, np.nan), np.full_like(whole, np.nan))
    for item, preference in enumerate(preferences(unit, shapes=shapes, q=q, p=p, s=s)):
        there = ~np.isnan(whole[:, item])
        levels, place, cities = np.unique(whole[there, item], return_inverse=True, return_counts=True)
        others = max(int(there.sum()) - 1, 1)
        for flow, sums in zip(
            flows, sums_over_cities(preference, levels, cities.astype(np.float64)), strict=True
        ):
            flow[there, item] = sums[place] / others
    return flows


def preference_indices(
    values: Floats,
    weights: Floats,
    direction: Floats,
    *,
    shapes: str = "usual",
    q: Sequence[float] = (0.0,),
    p: Sequence[float] = (0.0,),
    s: Sequence[float] = (1.0,),
) -> Iterator[tuple[slice, Floats]]:
    """Yield blocks of the preference indices pi(a, b), which explain one pair of cities.

    Parameters
    ----------
    values, direction, shapes, q, p, s : as in `promethee_ii`.
    weights : one weighting, shape (n_items,).

    Yields
    ------
    The rows, and pi of the shape (n_rows, n_cities): weighted mean over the items that both have, NaN without any.
    """
    unit = unit_of(values)
    whole, shaped = values * direction * unit, preferences(unit, shapes=shapes, q=q, p=p, s=s)
    items = np.ascontiguousarray(np.rint(whole).T)
    for rows in bands(len(values), 4):
        yield rows, _index(items, weights, shaped, rows)


def _index(items: Floats, weights: Floats, shaped: Sequence[Preference], rows: slice) -> Floats:
    index, common = np.zeros((2, rows.stop - rows.start, items.shape[1]))
    for item, weight, preference in zip(items, weights, shaped, strict=True):
        differences = item[rows, None] - item
        known = ~np.isnan(differences)
        common += weight * known
        index += weight * np.where(known, preference.of(differences), 0.0)
    return index / np.where(common > 0, common, np.nan)
