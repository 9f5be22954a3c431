"""The ranks themselves, weighting by weighting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.places import Sorter, Standing
from scoring.kernels.acceptability.plan import Plan
from scoring.kernels.draw.grid import on_grid

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def ranks_under(plan: Plan, weights: Floats, *, first: int = 0) -> Ints:
    """Return the rank of every city under each of some weightings, by the competition rule; 0 for none.

    Parameters
    ----------
    plan : of the cities.
    weights : not negative, each of any sum above zero, shape (n_draws, n_items); they are put on the plan's lattice.
    first : number of the first weighting, for an index that asks for it.

    Returns
    -------
    Shape (n_draws, n_cities).
    """
    places = np.empty((len(weights), plan.keys.n_classes), dtype=np.int64)
    start = 0
    for standing in Sorter(plan).standings(on_grid(weights, plan.whole), first):
        end = start + len(standing.order)
        scatter(standing, places[start:end])
        start = end
    ranks = (places + 1)[:, plan.member]
    return np.where((plan.member >= 0) & (ranks <= plan.n_ranked), ranks, 0)


def scatter(standing: Standing, out: npt.NDArray[np.signedinteger]) -> None:
    """Write how many cities stand higher than each class, in the order of the classes, shape (n_draws, n_classes)."""
    order, place, _ = standing
    rows = np.arange(len(order))[:, None]
    out[rows, order] = np.arange(order.shape[1]) if place is None else place
