"""Weights between limits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw import simplex
from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK, generator

Floats = npt.NDArray[np.float64]

CHEAP = 1 / 32
"""Share of draws kept from which rejection is used."""
SWEEPS = 48
"""Rounds of exchanges; twice what it takes to forget a corner of the simplex of 60 items."""


def block(
    number: int,
    whole: int,
    *,
    seed: int,
    lower: Floats,
    upper: Floats,
    sweeps: int = SWEEPS,
    stream: int = 0,
) -> Floats:
    """Return one block of weights uniform on the part of the simplex between limits.

    Where at least 1 in 32 draws falls between the limits, weights uniform on a smaller simplex that holds the region
    are drawn until enough do: exact and independent. Elsewhere every weighting is the end of a walk of its own
    (`exchanged`). The choice depends on the limits alone, so that it is the same for all blocks.

    Parameters
    ----------
    number, whole, seed, stream : as in `simplex.block`.
    lower, upper : limits, 0 <= lower <= upper <= 1, shape (n_items,); sum(lower) <= 1 <= sum(upper).
    sweeps : rounds of exchanges of a walk.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items); on the lattice a limit may be passed by n_items units.
    """
    low, high = tightened(lower, upper)
    source = generator(seed, number, stream=stream)
    way, kept = _cheapest(low, high)
    if kept < CHEAP:
        return on_grid(exchanged(source, low, high, sweeps), whole)
    return on_grid(_rejected(source, low, high, way), whole)


def tightened(lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Return the limits that some weighting reaches."""
    high = np.minimum(upper, 1.0 - (lower.sum() - lower))
    return np.maximum(lower, 1.0 - (high.sum() - high)), high


def _enclosed(source: np.random.Generator, low: Floats, high: Floats, way: str, n_draws: int) -> Floats:
    """Draw from the simplex with its corner at the lower limits, or from the turned one at the upper limits."""
    drawn = simplex.shares(source, n_draws, len(low))
    if way == "up":
        return low + (1.0 - low.sum()) * drawn
    return high - (high.sum() - 1.0) * drawn


def _inside(weights: Floats, low: Floats, high: Floats) -> npt.NDArray[np.bool_]:
    return np.logical_and.reduce((weights >= low) & (weights <= high), axis=1)


def _cheapest(low: Floats, high: Floats) -> tuple[str, float]:
    """Return the simplex of which more draws are kept, and their share, by a pilot that is always the same."""
    shares = {
        way: float(_inside(_enclosed(generator(0, 0), low, high, way, BLOCK), low, high).mean())
        for way in ("up", "down")
    }
    return max(shares.items(), key=lambda item: item[1])


def _rejected(source: np.random.Generator, low: Floats, high: Floats, way: str) -> Floats:
    kept: list[Floats] = []
    while sum(map(len, kept)) < BLOCK:
        drawn = _enclosed(source, low, high, way, BLOCK)
        kept.append(drawn[_inside(drawn, low, high)])
    return np.concatenate(kept)[:BLOCK]


def exchanged(source: np.random.Generator, low: Floats, high: Floats, sweeps: int) -> Floats:
    """Return the ends of BLOCK walks in which items exchange weight in pairs, uniform between limits.

    Hit-and-run along the directions e_i - e_j: a pair of items keeps its sum, and one of them is drawn anew, uniform
    between what the limits of both allow. A round exchanges all pairs of one random pairing; on the whole simplex
    order log(n_items) rounds suffice (Smith 2014, A Gibbs sampler on the n-simplex).

    Parameters
    ----------
    low, high : limits that can be reached, shape (n_items,).
    sweeps : rounds.

    Returns
    -------
    Shares, shape (BLOCK, n_items).
    """
    n_items, half = len(low), len(low) // 2
    room = high.sum() - low.sum()
    start = low + (high - low) * ((1.0 - low.sum()) / room if room > 0 else 0.0)
    weights = np.repeat(start[:, None], BLOCK, axis=1)
    for _ in range(sweeps):
        pairing = source.permutation(n_items)
        one, other = pairing[:half], pairing[half : 2 * half]
        total = weights[one] + weights[other]
        least = np.maximum(low[one, None], total - high[other, None])
        most = np.minimum(high[one, None], total - low[other, None])
        weights[one] = least + np.maximum(most - least, 0.0) * source.random((half, BLOCK))
        weights[other] = total - weights[one]
    return np.ascontiguousarray(weights.T)
