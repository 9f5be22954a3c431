"""Keys of any index, and of indices that some items can bring to the bottom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from scoring.kernels.acceptability.keys import WORST, Keys, low_bits, packed

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
ScoresOf = Callable[[Floats, int], Floats]
"""(weights that sum to one, shape (n_draws, n_items); number of the first) to scores, shape (n_draws, n_cities)."""

LARGEST = 2.0**1022


def free(scores_of: ScoresOf, *, n_cities: int, n_items: int) -> Keys:
    """Return keys of the scores that a function gives, a higher one better, NaN for a city without a rank.

    Scores are told apart when they differ in the first 52 - bits(n_cities - 1) bits. The function is always called
    with the same weightings together, whatever the number of threads and jobs; whether a score has the same last
    bits on another machine is its own affair.

    Parameters
    ----------
    scores_of : the function. The number of the first weighting lets it bring scores of its own to each weighting.
    n_cities, n_items : of the index.
    """
    return Keys(n_items=n_items, n_classes=n_cities, left=np.divide, fill=partial(_fill_free, scores_of))


def vetoed(keys: Keys, stops: Bools) -> Keys:
    """Return keys that put classes at the bottom, tied, when an item that stops them has any weight.

    Parameters
    ----------
    keys : of the classes otherwise.
    stops : which items stop which class, shape (n_classes, n_items).
    """
    fill = partial(_fill_vetoed, keys, stops.T.astype(np.float64))
    return Keys(n_items=keys.n_items, n_classes=keys.n_classes, left=keys.left, fill=fill)


def _fill_free(scores_of: ScoresOf, left: Floats, first: int, out: Floats) -> None:
    np.subtract(0.0, scores_of(left, first), out=out)
    np.clip(out, -LARGEST, LARGEST, out=out)
    packed(out, low_bits(out.shape[1]))


def _fill_vetoed(keys: Keys, stops: Floats, left: Floats, first: int, out: Floats) -> None:
    keys.fill(left, first, out)
    stopped = np.matmul(left[:, : len(stops)], stops) > 0
    np.copyto(out.view(np.int64), WORST | np.arange(keys.n_classes), where=stopped)
