"""Items that help or replace each other: the Choquet integral of a 2-additive capacity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.kernels.aggregate.columns import weighted_mean
from scoring.kernels.aggregate.presence import Floats, counted

Interactions = Sequence[tuple[int, int, float]]
"""Pairs of items by their places from 1, and the interaction index of each pair."""


def choquet(values: Floats, weights: Floats, *, interactions: Interactions) -> Floats:
    """Return the 2-additive Choquet integral, sum(w x) - sum(I[i, j] abs(x[i] - x[j])) / 2 over pairs.

    The weights, made to sum to one, are the Shapley values. An interaction above zero rewards two items that
    are high together, one below zero two of which one is high. Where an item is missing or without weight, so
    are its interactions, and its weight goes to the others.

    Parameters
    ----------
    interactions : (place, place, index); twice the weight of an item is not less than the sum of the sizes of
        its indices, else the result may fall where an item rises.

    References
    ----------
    M. Grabisch, k-order additive discrete fuzzy measures and their representation, Fuzzy Sets and Systems 92,
    1997, 2-additive case.
    """
    there = counted(values, weights)
    result = weighted_mean(values, weights)
    for first, second, index in interactions:
        apart = np.abs(there[..., first - 1] - there[..., second - 1])
        result = result - 0.5 * index * np.where(np.isnan(apart), 0.0, apart)
    return result


def lacking(weights: Floats, interactions: Interactions) -> Floats:
    """Return by how much each item's weight is too small for its interactions; none is above zero if monotone.

    Parameters
    ----------
    weights : shape (..., n_items).

    Returns
    -------
    Half the sizes of an item's indices, less its share of the weights; shape (..., n_items).
    """
    sizes = np.zeros(np.shape(weights)[-1])
    for first, second, index in interactions:
        sizes[[first - 1, second - 1]] += abs(index)
    share: Floats = weights / np.sum(weights, axis=-1, keepdims=True)
    return np.where(np.asarray(weights) > 0, sizes / 2.0 - share, 0.0)
