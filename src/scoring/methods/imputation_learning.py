"""Imputations by scikit-learn, which comes with the extra ``impute`` and is loaded when one of them runs.

Columns are brought to mean 0 and standard deviation 1 first, so that units do not count. Present values stay to the last bit.
A city and an item without any value stay missing. Filled values are rounded to 10**-9 standard deviations, so that the last
bits of a processor's linear algebra do not show.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import numpy as np

from scoring.errors import ExtraMissingError
from scoring.kernels.addition import mean_over_cities
from scoring.kernels.impute.columns import Floats, filled
from scoring.kernels.lattice import snapped
from scoring.kernels.normalise.reference import largest, smallest, standard_deviation


def nearest_neighbours(values: Floats, *, neighbours: int = 5, by_distance: bool = False) -> Floats:
    """Return the values, filled by the mean of the cities that are most alike and have a value of the item.

    Troyanskaya et al., Missing value estimation methods for DNA microarrays, 2001; scikit-learn, ``KNNImputer``: the
    distance is Euclidean over the items that both cities have, scaled up to all items.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    neighbours : how many cities.
    by_distance : whether a neighbour counts by the inverse of its distance, or all count alike.
    """
    learning = _scikit_learn("nearest_neighbours")
    return _learnt(
        values,
        lambda _: learning.KNNImputer(
            n_neighbors=neighbours, weights="distance" if by_distance else "uniform"
        ),
    )


def iterative_regression(
    values: Floats, *, rounds: int = 10, bounded: bool = True, draw: bool = False, seed: int = 0
) -> Floats:
    """Return the values, filled by Bayesian ridge regressions of each item on all others, round after round.

    Van Buuren and Groothuis-Oudshoorn, mice: multivariate imputation by chained equations, 2011; scikit-learn,
    ``IterativeImputer``.

    Parameters
    ----------
    values : shape (n_cities, n_items).
    rounds : how many times at most each item is predicted; fewer where nothing moves any more.
    bounded : whether predictions stay between the smallest and the largest present value of the item.
    draw : whether to draw from the predicted distribution, for several imputations, or to take its mean.
    seed : of the draws; without them the result does not depend on it.
    """
    learning = _scikit_learn("iterative_regression")

    def imputer(scaled: Floats) -> Any:  # noqa: ANN401 - of a library without types
        low, high = smallest(scaled), largest(scaled)
        free = (low == high) | (not bounded)  # bounds that meet are refused
        return learning.IterativeImputer(
            max_iter=rounds,
            sample_posterior=draw,
            random_state=seed,
            min_value=np.where(free, -np.inf, low),
            max_value=np.where(free, np.inf, high),
        )

    return _learnt(values, imputer, bounded=bounded)


def _scikit_learn(method: str) -> Any:  # noqa: ANN401 - a library without types
    try:
        import_module("sklearn.experimental.enable_iterative_imputer")
        return import_module("sklearn.impute")
    except ImportError as error:
        raise ExtraMissingError(method=method, package="scikit-learn", extra="impute") from error


def _learnt(values: Floats, imputer: Any, *, bounded: bool = True) -> Floats:  # noqa: ANN401 - a function
    """Return the values, filled by the imputer that a function makes for the scaled ones."""
    whole = np.array(values, dtype=np.float64)
    present = ~np.isnan(whole)
    where = np.ix_(present.any(axis=1), present.any(axis=0))
    known = whole[where]
    if np.isnan(known).any():
        centre, spread = mean_over_cities(known), standard_deviation(known)
        spread = np.where(spread > 0, spread, 1.0)  # one value, or the same everywhere
        scaled = (known - centre) / spread
        fill = snapped(_fitted(imputer(scaled), scaled)) * spread + centre
        whole[where] = filled(known, np.clip(fill, smallest(known), largest(known)) if bounded else fill)
    return whole


def _fitted(imputer: Any, scaled: Floats) -> Floats:  # noqa: ANN401 - of a library without types
    with warnings.catch_warnings():
        # rounds are what was asked for, whether or not predictions still move
        warnings.filterwarnings("ignore", message=".*early stopping criterion not reached.*")
        found: Floats = imputer.fit_transform(scaled)
    return found
