"""How the marks of several evaluators become one.

``marks`` has the shape ``(..., n_evaluators)``, NaN where an evaluator gave none; ``chair`` is boolean of the
same shape. The result has the shape ``(...)`` and is NaN where nobody gave a mark.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.addition import sum_in_order

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

ENOUGH_TO_DROP_TWO = 3


def _count(marks: Floats) -> npt.NDArray[np.int64]:
    return np.asarray((~np.isnan(marks)).sum(axis=-1), dtype=np.int64)


def mean(marks: Floats, chair: Bools) -> Floats:  # noqa: ARG001 - every rule has the same signature
    """Return the arithmetic mean."""
    missing = np.isnan(marks)
    number = (~missing).sum(axis=-1)
    return sum_in_order(np.where(missing, 0.0, marks)) / np.where(number > 0, number, np.nan)


def median(marks: Floats, chair: Bools) -> Floats:  # noqa: ARG001
    """Return the median; of an even number of marks, the mean of the two in the middle."""
    return _mean_between(np.sort(marks, axis=-1), np.maximum(_count(marks) - 1, 0) // 2)


def trimmed_mean(marks: Floats, chair: Bools, *, share: float) -> Floats:  # noqa: ARG001
    """Return the mean without the lowest and the highest floor(share * n) marks.

    Parameters
    ----------
    share : share cut from each end, at least 0 and below 0.5.
    """
    # the tiny addend lets 0.2 * 5 be 1 although the product may end just below it
    return _mean_between(np.sort(marks, axis=-1), np.floor(_count(marks) * share + 1e-9).astype(np.int64))


def olympic(marks: Floats, chair: Bools) -> Floats:  # noqa: ARG001
    """Return the mean without one lowest and one highest mark; of one or two marks, their mean."""
    return _mean_between(np.sort(marks, axis=-1), (_count(marks) >= ENOUGH_TO_DROP_TWO).astype(np.int64))


def chair_decides(marks: Floats, chair: Bools) -> Floats:
    """Return the chair's mark, missing where the chair gave none."""
    of_chair = np.where(chair, marks, np.nan)
    return np.fmax.reduce(of_chair, axis=-1, initial=np.nan)


def _mean_between(ordered: Floats, cut: npt.NDArray[np.int64]) -> Floats:
    """Return the mean of ascending marks (NaN last) without `cut` from each end."""
    count = _count(ordered)
    place = np.arange(ordered.shape[-1])
    kept = (place >= cut[..., None]) & (place < (count - cut)[..., None])
    number = kept.sum(axis=-1)
    summed = sum_in_order(np.where(kept, ordered, 0.0))
    return summed / np.where(number > 0, number, np.nan)
