"""Weighted means less a penalty for items out of balance."""

from __future__ import annotations

from typing import Literal

import numpy as np

from scoring.kernels.aggregate.choices import minimum
from scoring.kernels.aggregate.columns import weighted_mean
from scoring.kernels.aggregate.presence import Floats

Penalty = Literal["minus", "plus"]


def mazziotta_pareto(values: Floats, weights: Floats, *, penalty: Penalty = "minus") -> Floats:
    """Return the weighted mean M less the penalty S cv, where cv = S / M: M (1 - cv**2).

    S is the weighted standard deviation of the items, divided by the sum of the weights. The index (MPI) and the
    adjusted index (AMPI) differ in the normalisation of the items alone: mean 100 and standard deviation 10, or
    goalposts at 70 and 130. A rise of an item far above the mean can lower the result.

    Parameters
    ----------
    values : not negative.
    penalty : ``minus`` lowers a result out of balance; ``plus`` raises it, for an index in which more is worse.

    References
    ----------
    P. De Muro, M. Mazziotta, A. Pareto, Composite indices of development and poverty, Social Indicators Research
    104, 2011; M. Mazziotta, A. Pareto, On a generalized non-compensatory composite index for measuring
    socio-economic phenomena, Social Indicators Research 127, 2016; weighted: Rivista Italiana di Economia,
    Demografia e Statistica 76, 2022.
    """
    mean = weighted_mean(values, weights)
    variance = weighted_mean(np.square(values - mean[..., None]), weights)
    unbalanced = np.divide(variance, mean, out=np.zeros_like(mean), where=mean != 0)
    return mean - unbalanced if penalty == "minus" else mean + unbalanced


def mean_min(values: Floats, weights: Floats, *, alpha: float, beta: float) -> Floats:
    """Return the mean-min function M - alpha (sqrt((M - min)**2 + beta**2) - beta).

    M is the weighted mean, min the lowest present item with a weight above zero.

    Parameters
    ----------
    alpha : strength of the penalty from 0, the mean, to 1.
    beta : not negative; the larger, the less a small imbalance costs. With 0 the penalty is proportional, and
        alpha 1 gives the minimum.

    References
    ----------
    F. Casadio Tarabusi, G. Guarini, An unbalance adjustment method for development indicators, Social Indicators
    Research 112, 2013.
    """
    mean = weighted_mean(values, weights)
    return mean - alpha * (np.hypot(mean - minimum(values, weights), beta) - beta)
