"""Weights of single columns in many runs: drawn, and without the children that a run leaves out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

import numpy as np

from scoring.api.sweeping.stack import Column
from scoring.model.plan import Fold
from scoring.model.ratings import Floats, Ints


def weights_of_runs(
    fold: Fold, left_out: Sequence[Collection[str]], units: Floats | None, draw: Ints
) -> Column:
    """Return the weights of a column in each run; NaN where nothing is left.

    The weights are exact shares, rounded once.

    Parameters
    ----------
    fold : the column.
    left_out : ids that each run leaves out.
    units : weights of all draws, whole numbers, shape (n_draws, n_children); None where none are drawn.
    draw : draw of each run, below zero for the fold's own weights, shape (n_runs,).
    """
    gone = [frozenset(names).intersection(fold.children) for names in left_out]
    keys = {key: at for at, key in enumerate(dict.fromkeys(zip(gone, draw.tolist(), strict=True)))}
    rows = [
        _shares(fold, names, units[number] if units is not None and number >= 0 else None)
        for names, number in keys
    ]
    of = [keys[key] for key in zip(gone, draw.tolist(), strict=True)]
    return Column(np.stack(rows), np.array(of, dtype=np.int64))


def _shares(fold: Fold, gone: Collection[str], units: Floats | None) -> Floats:
    kept = [child not in gone for child in fold.children]
    if units is None:
        return _of_rest(fold.weights, kept)
    rest = np.where(kept, units, 0.0)
    total = rest.sum()
    return rest / total if total else np.full(len(rest), np.nan)


def _of_rest(weights: Sequence[Fraction], kept: Sequence[bool]) -> Floats:
    rest = [weight if stays else Fraction(0) for weight, stays in zip(weights, kept, strict=True)]
    total = sum(rest, Fraction(0))
    return np.array([float(weight / total) if total else np.nan for weight in rest])
