"""WASPAS, weighted aggregated sum product assessment.

Source: Zavadskas, Turskis, Antucheviciene & Zakarevicius, Optimization of weighted aggregated sum product
assessment, Elektronika ir Elektrotechnika 122(6), 2012, equations 1 to 6.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, fold, row_sum
from scoring.kernels.decide.scaling import ratios
from scoring.kernels.decide.weighted_product import weighted_product

Floats = npt.NDArray[np.float64]


class WaspasFigures(NamedTuple):
    """What the paper prints: `scaled` (n_cities, n_items); `total` Q1, `product` Q2 and `score` Q (n_cities,)."""

    scaled: Floats
    total: Floats
    product: Floats
    score: Floats


def waspas(values: Floats, weights: Floats, direction: Floats, *, sum_share: float = 0.5) -> Floats:
    """Return lambda sum(w r) + (1 - lambda) prod(r**w), r = x / max x, for costs min x / x; sum(w) = 1.

    A missing item gives its weight to the city's present items, in the sum and in the product.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).
    sum_share : lambda, the part of the weighted sum; 1 is the weighted sum of the ratios, 0 the product.

    Returns
    -------
    Shape (..., n_cities), above 0, at most 1.
    """
    total = fold(ratios(values, direction), weights)
    product = weighted_product(values, weights, direction)
    return sum_share * total + (1.0 - sum_share) * product


def waspas_figures(
    values: Floats, weights: Floats, direction: Floats, *, sum_share: float = 0.5
) -> WaspasFigures:
    """Return the steps of `waspas` for one weighting, shape (n_items,)."""
    parts, shares = ratios(values, direction), city_shares(values, weights)
    total, product = row_sum(shares * parts), np.exp(row_sum(shares * np.log(parts)))
    return WaspasFigures(parts, total, product, sum_share * total + (1.0 - sum_share) * product)
