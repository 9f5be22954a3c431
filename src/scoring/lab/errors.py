"""Raw values with errors drawn at random."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from scoring.kernels.draw.stream import generator
from scoring.model.factor import DrawnError, MeasurementError
from scoring.model.plan import Leaf
from scoring.model.ratings import Floats


def perturbed(value: Floats, leaves: Sequence[Leaf], errors: Iterable[DrawnError]) -> Floats:
    """Return raw values with errors, kept inside their scales; missing values stay missing.

    Parameters
    ----------
    value : raw values, shape (n_cities, n_leaves).
    leaves : the columns.
    errors : which errors; no two of them of the same criterion.
    """
    table = value.copy()
    for drawn in errors:
        columns = [place for place, leaf in enumerate(leaves) if leaf.criterion in drawn.criteria]
        noise = _noise(drawn, (len(value), len(columns)))
        for at, place in enumerate(columns):
            leaf = leaves[place]
            size = drawn.error.sizes.get(leaf.criterion, drawn.error.size)
            table[:, place] = _within(leaf, _moved(value[:, place], noise[:, at], drawn.error, size))
    return table


def _noise(drawn: DrawnError, shape: tuple[int, int]) -> Floats:
    """Return errors of size one."""
    source = generator(drawn.seed, drawn.number, stream=drawn.stream)
    if drawn.error.distribution == "uniform":
        return source.uniform(-1.0, 1.0, shape)
    if drawn.error.distribution == "triangular":
        return source.triangular(-1.0, 0.0, 1.0, shape)
    return source.standard_normal(shape)


def _moved(value: Floats, noise: Floats, error: MeasurementError, size: float) -> Floats:
    if error.distribution == "lognormal":
        return value * np.exp(size * noise)
    return value + (np.abs(value) if error.relative else 1.0) * size * noise


def _within(leaf: Leaf, value: Floats) -> Floats:
    low, high = (leaf.scale.lowest, leaf.scale.highest) if leaf.scale else (None, None)
    return np.clip(value, -np.inf if low is None else float(low), np.inf if high is None else float(high))
