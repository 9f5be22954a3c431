"""Weights of single columns in many runs: drawn, and without the children that a run leaves out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

import numpy as np

from scoring.model.plan import Fold
from scoring.model.ratings import Floats, Ints


def weights_of_runs(
    fold: Fold, left_out: Sequence[Collection[str]], units: Floats | None, draw: Ints
) -> Floats:
    """Return the weights of a column in each run, shape (n_runs, n_children); NaN where nothing is left.

    The weights are exact shares, rounded once.

    Parameters
    ----------
    fold : the column.
    left_out : ids that each run leaves out.
    units : weights of all draws, whole numbers, shape (n_draws, n_children); None where none are drawn.
    draw : draw of each run, below zero for the fold's own weights, shape (n_runs,).
    """
    kept = np.array([[child not in names for child in fold.children] for names in left_out])
    found = np.empty(kept.shape)
    known: dict[bytes, Floats] = {}
    for run in np.flatnonzero(draw < 0) if units is not None else range(len(kept)):
        key = kept[run].tobytes()
        if key not in known:
            known[key] = _of_rest(fold.weights, kept[run].tolist())
        found[run] = known[key]
    if units is not None:
        drawn = draw >= 0
        rest = np.where(kept[drawn], units[draw[drawn]], 0.0)
        with np.errstate(invalid="ignore"):
            found[drawn] = rest / rest.sum(axis=1, keepdims=True)
    return found


def _of_rest(weights: Sequence[Fraction], kept: Sequence[bool]) -> Floats:
    rest = [weight if stays else Fraction(0) for weight, stays in zip(weights, kept, strict=True)]
    total = sum(rest, Fraction(0))
    return np.array([float(weight / total) if total else np.nan for weight in rest])
