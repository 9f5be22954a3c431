"""Principal components of items, and whether it is worth looking for them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.relate.places import Floats
from scoring.kernels.structure.correlation import complete_correlation


class Components(NamedTuple):
    """Principal components, the one that explains most first.

    Parameters
    ----------
    eigenvalues : variance of each, of together n_items, shape (n_items,).
    explained : share of each in the variance of all items, shape (n_items,).
    loadings : correlation of the item of the row with the component of the column, shape (n_items, n_items); the sign
        of a component is that for which its loadings have a sum above zero.
    cities : number of cities that have all items.
    """

    eigenvalues: Floats
    explained: Floats
    loadings: Floats
    cities: int


class Adequacy(NamedTuple):
    """The measure of sampling adequacy of Kaiser, Meyer and Olkin, 0 to 1.

    Parameters
    ----------
    overall : below 0.5 components say nothing, above 0.8 they are good; NaN where an item follows from the others.
    items : the same of each item, shape (n_items,).
    """

    overall: float
    items: Floats


class Sphericity(NamedTuple):
    """Bartlett's test of whether any items correlate.

    Parameters
    ----------
    chi_squared : infinite where an item follows from the others; NaN where there are not more cities than items.
    degrees : degrees of freedom.
    p_value : chance of at least `chi_squared` without any correlation.
    cities : number of cities that have all items.
    """

    chi_squared: float
    degrees: int
    p_value: float
    cities: int


def principal_components(values: Floats) -> Components:
    """Return the principal components of the correlation matrix.

    Parameters
    ----------
    values : shape (n_cities, n_items); each item varies among the cities that have all items, and only those count.

    Notes
    -----
    OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 4.1.
    """
    matrix, cities = complete_correlation(values)
    ascending, vectors = np.linalg.eigh(matrix)
    eigenvalues = np.maximum(ascending[::-1], 0.0)
    loadings = vectors[:, ::-1] * np.sqrt(eigenvalues)
    return Components(
        eigenvalues,
        eigenvalues / len(matrix),
        loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0),
        cities,
    )


def kmo(values: Floats) -> Adequacy:
    """Return the measure of Kaiser, Meyer and Olkin: sum(r**2) / (sum(r**2) + sum(q**2)) over pairs of items.

    r are the correlations and q the partial correlations of two items given all others.

    Parameters
    ----------
    values : shape (n_cities, n_items); each item varies among the cities that have all items, and only those count.

    Notes
    -----
    Kaiser, A second generation little jiffy, Psychometrika 35, 1970; Kaiser and Rice, Little jiffy, mark IV,
    Educational and Psychological Measurement 34, 1974.
    """
    matrix, _ = complete_correlation(values)
    eigenvalues, vectors = np.linalg.eigh(matrix)
    if _dependent(eigenvalues):
        return Adequacy(np.nan, np.full(len(matrix), np.nan))
    inverse = (vectors / eigenvalues) @ vectors.T
    scale = np.sqrt(inverse.diagonal())
    apart = 1.0 - np.eye(len(matrix))
    plain, partial = (matrix * apart) ** 2, (inverse / np.outer(scale, scale) * apart) ** 2
    items = plain.sum(axis=1) / (plain.sum(axis=1) + partial.sum(axis=1))
    return Adequacy(float(plain.sum() / (plain.sum() + partial.sum())), items)


def bartlett(values: Floats) -> Sphericity:
    """Return Bartlett's test of sphericity: -(n - 1 - (2 k + 5) / 6) ln det R, chi-squared with k (k - 1) / 2 degrees.

    Parameters
    ----------
    values : shape (n_cities, n_items), at least two items; each item varies among the cities that have all items, and
        only those count.

    Notes
    -----
    Bartlett, The effect of standardization on a chi-squared approximation in factor analysis, Biometrika 38, 1951. The
    test takes the cities for a sample from a normal distribution.
    """
    from scipy.special import chdtrc  # noqa: PLC0415 - scipy is slow to load

    matrix, cities = complete_correlation(values)
    k = len(matrix)
    degrees, factor = k * (k - 1) // 2, cities - 1 - (2 * k + 5) / 6
    if factor <= 0 or cities <= k:
        return Sphericity(np.nan, degrees, np.nan, cities)
    eigenvalues = np.linalg.eigvalsh(matrix).astype(np.float64)
    spread = np.inf if _dependent(eigenvalues) else -float(np.log(eigenvalues).sum())
    chi_squared = max(factor * spread, 0.0)
    return Sphericity(chi_squared, degrees, float(chdtrc(degrees, chi_squared)), cities)


def _dependent(eigenvalues: Floats) -> bool:
    """Tell whether the smallest eigenvalue, the first, is none but for rounding."""
    return bool(eigenvalues[0] <= len(eigenvalues) * np.finfo(np.float64).eps * eigenvalues[-1])
