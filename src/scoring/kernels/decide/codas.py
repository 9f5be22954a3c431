"""CODAS, combinative distance-based assessment.

Source: Keshavarz Ghorabaee, Zavadskas, Turskis & Antucheviciene, A new combinative distance-based assessment (CODAS)
method, Economic Computation and Economic Cybernetics Studies and Research 50(3), 2016, steps 1 to 7.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.distances import squared_distances
from scoring.kernels.decide.folding import city_shares, counted, items_of, mean_of, over_draws, row_sum
from scoring.kernels.decide.scaling import extent, ratios
from scoring.kernels.lattice import to_lattice

Floats = npt.NDArray[np.float64]


class CodasFigures(NamedTuple):
    """What the paper prints.

    `scaled` and `weighted` (n_cities, n_items); the negative ideal `worst` (n_items,); distances `euclidean` E and
    `taxicab` T and the assessment `score` H (n_cities,); `relative` h (n_cities, n_cities).
    """

    scaled: Floats
    weighted: Floats
    worst: Floats
    euclidean: Floats
    taxicab: Floats
    relative: Floats
    score: Floats


def codas(values: Floats, weights: Floats, direction: Floats, *, threshold: float = 0.02) -> Floats:
    """Return H = sum over all cities k of (E - E_k) + psi (T - T_k), psi = 1 where |E - E_k| >= tau, otherwise 0.

    E is the Euclidean, T the taxicab distance of the city's weighted parts of the best value, w x / max x, for
    costs w min x / x, from the worst of each item; sum(w) = 1. A missing item gives its weight to the city's present
    items, in E and in T. Whether two cities are within the threshold is decided on the lattice of 10**-9.

    The paper's text calls T the measure for cities within the threshold; its equation of psi and its printed tables
    count T outside of it, and so does this function.

    Cities within the threshold of one are neighbours in the order of E, so that running sums of T in that order
    give all comparisons without a table of pairs.

    Parameters
    ----------
    values : above zero, shape (n_cities, n_items).
    weights : shape (..., n_items).
    direction : shape (n_items,).
    threshold : tau, above zero; the paper proposes 0.01 to 0.05.

    Returns
    -------
    Shape (..., n_cities); they sum to zero.
    """
    gaps = ratios(values, direction)
    gaps -= extent(gaps).lowest
    items, origin = items_of(gaps), np.zeros(gaps.shape[1])

    def assessment(shares: Floats) -> Floats:
        total = counted(shares, items.present)
        euclidean = np.sqrt(squared_distances(items.known, origin, shares**2, complete=True))
        return _assessments(euclidean / total, mean_of(items, shares), threshold)

    return over_draws(assessment, weights, len(values))


def _assessments(euclidean: Floats, taxicab: Floats, threshold: float) -> Floats:
    scores = np.full_like(euclidean, np.nan)
    for score, by_line, by_grid in zip(scores, euclidean, taxicab, strict=True):
        ranked = ~np.isnan(by_line)
        score[ranked] = _assessment(by_line[ranked], by_grid[ranked], threshold)
    return scores


def _assessment(euclidean: Floats, taxicab: Floats, threshold: float) -> Floats:
    points, reach = to_lattice(euclidean), to_lattice(np.asarray(threshold))
    order = np.argsort(points, kind="stable")
    line, running = points[order], np.concatenate([[0.0], np.cumsum(taxicab[order])])
    start = np.searchsorted(line, line - reach, side="right")
    end = np.searchsorted(line, line + reach, side="left")
    far = len(order) - (end - start)
    rest = running[-1] - (running[end] - running[start])
    score = np.empty_like(euclidean)
    score[order] = far * taxicab[order] - rest
    score += len(order) * euclidean - euclidean.sum()
    return score


def codas_figures(
    values: Floats, weights: Floats, direction: Floats, *, threshold: float = 0.02
) -> CodasFigures:
    """Return the steps of `codas` for one weighting, shape (n_items,), and few cities: with a table of pairs."""
    parts = ratios(values, direction)
    weighted = city_shares(values, weights) * parts
    gaps = city_shares(values, weights) * (parts - extent(parts).lowest)
    euclidean, taxicab = np.sqrt(row_sum(gaps**2)), row_sum(gaps)
    between, across = euclidean[:, None] - euclidean, taxicab[:, None] - taxicab
    counts = to_lattice(np.abs(between)) >= to_lattice(np.asarray(threshold))
    relative = between + counts * across
    worst = extent(parts).lowest * weights / weights.sum()
    return CodasFigures(parts, weighted, worst, euclidean, taxicab, relative, row_sum(relative))
