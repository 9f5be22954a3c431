"""Weights from steps down the order of importance."""

from __future__ import annotations

import numpy as np

from scoring.kernels.judge.panel import Floats, Group, Judged, judged


def swara(ranks: Floats, steps: Floats, *, group: Group = "arithmetic") -> Judged:
    """Return the weights of the step-wise weight assessment ratio analysis.

    From the most important item on, q = q of the item before / (1 + s), and the weights are in proportion to q.

    Parameters
    ----------
    ranks : place of each item, 1 the most important, shape (n_people, n_items).
    steps : by which share the item before is more important than this one, s, not negative; what stands at the
        first item divides all points alike, and so cancels out. Shape (n_people, n_items).
    group : mean over the panel of the weights.

    References
    ----------
    V. Kersuliene, E. K. Zavadskas, Z. Turskis, Selection of rational dispute resolution method by applying new
    step-wise weight assessment ratio analysis (SWARA), Journal of Business Economics and Management 11, 2010,
    figure 2.
    """
    order = np.argsort(ranks, axis=-1, kind="stable")
    divisors = 1.0 + np.take_along_axis(steps, order, axis=-1)
    points = np.empty_like(divisors)
    np.put_along_axis(points, order, 1.0 / np.cumprod(divisors, axis=-1), axis=-1)
    return judged(points, group)
