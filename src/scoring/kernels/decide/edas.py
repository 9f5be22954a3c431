"""EDAS, evaluation based on distance from average solution.

Source: Keshavarz Ghorabaee, Zavadskas, Olfat & Turskis, Multi-criteria inventory classification using a new method
of evaluation based on distance from average solution (EDAS), Informatica 26(3), 2015, steps 2 to 8.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.folding import city_shares, items_of, mean_of, over_draws, row_sum
from scoring.kernels.decide.scaling import NOISE, column_mean, inverse

Floats = npt.NDArray[np.float64]


class EdasFigures(NamedTuple):
    """What the paper prints.

    `average` AV (n_items,); `above` PDA and `below` NDA (n_cities, n_items); their weighted sums `positive` SP and
    `negative` SN, those scaled, `positive_part` NSP and `negative_part` NSN, and the appraisal `score` AS (n_cities,).
    """

    average: Floats
    above: Floats
    below: Floats
    positive: Floats
    negative: Floats
    positive_part: Floats
    negative_part: Floats
    score: Floats


def edas(values: Floats, weights: Floats, direction: Floats) -> Floats:
    """Return (SP / max SP + 1 - SN / max SN) / 2 of the weighted distances above and below the average city.

    The distance of an item is |x - mean| / mean, above for a benefit over the mean or a cost under it. A missing item
    gives its weight to the city's present items. An item that is zero everywhere has no distance, and where no city
    is above (below) the average, SP / max SP (SN / max SN) is zero.

    Parameters
    ----------
    values : not negative, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).

    Returns
    -------
    Shape (..., n_cities), between 0 and 1.
    """
    distances = _distances(values, direction)
    above = items_of(np.maximum(distances, 0.0))
    below = items_of(np.maximum(np.negative(distances, out=distances), 0.0, out=distances))

    def appraisal(shares: Floats) -> Floats:
        return (_part(mean_of(above, shares)) + 1.0 - _part(mean_of(below, shares))) / 2.0

    return over_draws(appraisal, weights, len(values))


def _distances(values: Floats, direction: Floats) -> Floats:
    average = column_mean(values)
    distances = values - average
    distances *= direction * inverse(average)
    return distances


def _part(sums: Floats) -> Floats:
    return sums * inverse(np.fmax.reduce(sums, axis=-1, keepdims=True, initial=np.nan), noise=NOISE)


def edas_figures(values: Floats, weights: Floats, direction: Floats) -> EdasFigures:
    """Return the steps of `edas` for one weighting, shape (n_items,)."""
    distances, shares = _distances(values, direction), city_shares(values, weights)
    above, below = np.maximum(distances, 0.0), np.maximum(-distances, 0.0)
    positive, negative = row_sum(shares * above), row_sum(shares * below)
    parts = _part(positive), 1.0 - _part(negative)
    score = (parts[0] + parts[1]) / 2.0
    return EdasFigures(column_mean(values), above, below, positive, negative, *parts, score)
