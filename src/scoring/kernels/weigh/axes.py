"""Weights from the principal axes of the correlations."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.weigh.correlation import correlation
from scoring.kernels.weigh.parts import shares
from scoring.kernels.weigh.varimax import varimax

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SAME = 1e-9
"""Eigenvalues that differ by no more than this are one."""


class PrincipalAxis(NamedTuple):
    """Weights with the axis they come from.

    Parameters
    ----------
    weights : shape (n_items,).
    loadings : correlations of the items, turned so that higher is better, with the axis; most of them positive.
    eigenvalues : from the largest down, shape (n_items,).
    explained : part of the variance on the first axis.
    """

    weights: Floats
    loadings: Floats
    eigenvalues: Floats
    explained: float


class FactorWeights(NamedTuple):
    """Weights with the factors they come from.

    Parameters
    ----------
    weights : shape (n_items,).
    loadings : after rotation, the factor that explains most first, shape (n_items, n_factors).
    explained : variance explained by each rotated factor, in parts of all that the factors explain.
    factor : factor that each item is counted with, shape (n_items,).
    eigenvalues : from the largest down, shape (n_items,).
    """

    weights: Floats
    loadings: Floats
    explained: Floats
    factor: Ints
    eigenvalues: Floats


def principal_axis(values: Floats, direction: Floats) -> PrincipalAxis:
    """Return the squared loadings of the first principal axis, in proportion.

    The axis is the leading eigenvector of the correlations; its squares do not depend on its sign and are never
    negative. An item that runs against the others has a weight too, so the loadings come along. Where several
    eigenvalues are the largest, the squares are the mean over all their axes. Correlations are of the cities that
    have both items.

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,).

    Source
    ------
    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 6.1: weights as squared loadings
    scaled to unity sum, here of one factor.
    """
    eigenvalues, axes = _axes(values, direction)
    largest = eigenvalues > eigenvalues[0] - SAME
    loadings = _upright(axes[:, 0]) * np.sqrt(eigenvalues[0])
    return PrincipalAxis(
        weights=shares((axes[:, largest] ** 2).sum(axis=1)),
        loadings=loadings,
        eigenvalues=eigenvalues,
        explained=float(eigenvalues[0] / len(eigenvalues)),
    )


def factor_weights(
    values: Floats,
    direction: Floats,
    *,
    least_eigenvalue: float = 1.0,
    least_share: float = 0.1,
    least_total: float = 0.6,
) -> FactorWeights:
    """Return the weights of the handbook: squared loadings of rotated factors, grouped by factor.

    Factors are the principal axes of the correlations whose eigenvalue is above `least_eigenvalue` and which
    explain more than `least_share` of the variance; further ones join until all explain more than `least_total`.
    After a varimax rotation, the squared loadings of each factor are scaled to the sum one. Each item is counted
    with the factor on which this square is highest, and its weight is this square times the share of the factor
    in the variance that the factors explain, at last scaled to the sum one.

    Parameters
    ----------
    values : shape (n_cities, n_items), each item varying.
    direction : shape (n_items,); turns signs of loadings only.
    least_eigenvalue, least_share, least_total : which factors are kept.

    Source
    ------
    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 6.1, after Nicoletti, Scarpetta &
    Boylaud, OECD Economics Department Working Paper 226 (2000).
    """
    eigenvalues, axes = _axes(values, direction)
    kept = _kept(eigenvalues, least_eigenvalue, least_share, least_total)
    rotated = varimax(axes[:, :kept] * np.sqrt(eigenvalues[:kept]))
    variance = (rotated**2).sum(axis=0)
    order = np.argsort(-variance, kind="stable")
    loadings = np.column_stack([_upright(rotated[:, factor]) for factor in order])
    squares = loadings**2 / variance[order]
    factor = squares.argmax(axis=1)
    explained = variance[order] / variance.sum()
    return FactorWeights(
        weights=shares(squares.max(axis=1) * explained[factor]),
        loadings=loadings,
        explained=explained,
        factor=factor,
        eigenvalues=eigenvalues,
    )


def _axes(values: Floats, direction: Floats) -> tuple[Floats, Floats]:
    """Return eigenvalues from the largest down, none below zero, and the eigenvectors as columns."""
    found = np.nan_to_num(correlation(values, direction))
    np.fill_diagonal(found, 1.0)
    eigenvalues, vectors = np.linalg.eigh(found)
    return np.maximum(eigenvalues[::-1], 0.0), vectors[:, ::-1]


def _kept(eigenvalues: Floats, least_eigenvalue: float, least_share: float, least_total: float) -> int:
    part = eigenvalues / eigenvalues.sum()
    strong = int(((eigenvalues > least_eigenvalue) & (part > least_share)).sum())
    enough = int((np.cumsum(part) <= least_total).sum()) + 1
    return min(max(strong, enough), len(part))


def _upright(axis: Floats) -> Floats:
    """Return an axis turned so that its loadings are positive on the whole."""
    return -axis if axis.sum() < 0 else axis
