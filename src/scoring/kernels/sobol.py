"""First- and total-order Sobol indices: which factor the variance of a result comes from.

A design is three sets of runs: A and B, two independent samples of all factors, and for each factor the sample A
with that factor's column taken from B. Results have the shape ``(n_base, ...)``, one row a run, and the indices are
made for all of the further axes at once.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

LEVEL = 0.95


class Design(NamedTuple):
    """Points of the unit cube at which a model is run.

    Parameters
    ----------
    a, b : two samples, shape (n_base, n_factors).
    """

    a: Floats
    b: Floats

    def mixed(self, factor: int) -> Floats:
        """Return sample A with one factor's column from B.

        Parameters
        ----------
        factor : position of the factor.
        """
        points = self.a.copy()
        points[:, factor] = self.b[:, factor]
        return points


class Indices(NamedTuple):
    """Sobol indices with their confidence intervals.

    Parameters
    ----------
    first, total : shape (n_factors, ...); NaN where the result does not vary.
    first_low, first_high, total_low, total_high : ends of the intervals, same shape.
    used : number of base runs of which no member failed.
    """

    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats
    used: int


def design(n_base: int, n_factors: int, seed: int) -> Design:
    """Return a design on a scrambled Sobol sequence.

    Parameters
    ----------
    n_base : runs in each sample, a power of two, so that the sequence keeps its balance.
    n_factors : number of factors.
    seed : of the scrambling.

    Notes
    -----
    Saltelli (2002), Making best use of model evaluations, Computer Physics Communications 145, 280-297, section 5:
    A and B are the two halves of the columns of one sequence of twice as many dimensions.
    """
    from scipy.stats import qmc  # noqa: PLC0415 - slow to import

    sequence = qmc.Sobol(2 * n_factors, scramble=True, rng=np.random.default_rng(seed))
    points = sequence.random(n_base)
    return Design(a=points[:, :n_factors].copy(), b=points[:, n_factors:].copy())


def indices(a: Floats, b: Floats, mixed: Floats, *, resamples: int = 1000, seed: int = 0) -> Indices:
    """Return the indices of every factor with bootstrap intervals of 95 %.

    Results are centred first: without that the error of a first-order index grows with the mean of the result. A
    base run of which any member failed (NaN) is left out whole, and counted.

    Parameters
    ----------
    a, b : results of the samples, shape (n_base, ...).
    mixed : results of the mixed samples, shape (n_factors, n_base, ...).
    resamples : number of bootstrap samples of the base runs.
    seed : of the bootstrap.

    Notes
    -----
    First order after Saltelli et al. (2010), Computer Physics Communications 181, 259-270, table 2, formula (b);
    total order after Jansen, same table, formula (f). The variance is that of A and B together.
    """
    sound = _sound(a, b, mixed)
    a, b, mixed = a[sound], b[sound], mixed[:, sound]
    if not len(a):
        nothing = np.full((len(mixed), *a.shape[1:]), np.nan)
        return Indices(nothing, nothing, nothing, nothing, nothing, nothing, 0)
    centre = (a.mean(axis=0) + b.mean(axis=0)) / 2
    terms = _Terms.of(a - centre, b - centre, mixed - centre)
    first, total = terms.indices(np.ones((1, len(a))))
    counts = np.random.default_rng(seed).multinomial(len(a), np.full(len(a), 1 / len(a)), size=resamples)
    drawn_first, drawn_total = terms.indices(counts.astype(np.float64))
    return Indices(first[0], total[0], *_ends(drawn_first), *_ends(drawn_total), len(a))


def _ends(drawn: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the interval that holds `LEVEL` of the values drawn."""
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    return low, high


def _sound(a: Floats, b: Floats, mixed: Floats) -> Bools:
    """Tell which base runs have no failed member."""
    failed = np.isnan(a) | np.isnan(b) | np.isnan(mixed).any(axis=0)
    return np.asarray(~failed.reshape(len(a), -1).any(axis=1))


class _Terms(NamedTuple):
    """What is averaged over the base runs, shape (n_factors or 1, n_base, ...)."""

    first: Floats
    total: Floats
    mean: Floats
    square: Floats

    @classmethod
    def of(cls, a: Floats, b: Floats, mixed: Floats) -> _Terms:
        return cls(
            first=b * (mixed - a),
            total=(a - mixed) ** 2 / 2,
            mean=((a + b) / 2)[None],
            square=((a * a + b * b) / 2)[None],
        )

    def indices(self, counts: Floats) -> tuple[Floats, Floats]:
        """Return first- and total-order indices, shape (n_counts, n_factors, ...).

        Parameters
        ----------
        counts : how often each base run counts, shape (n_counts, n_base).
        """
        number = counts.sum(axis=1)
        first, total, mean, square = (
            np.tensordot(counts, np.moveaxis(term, 1, 0), axes=1) / number.reshape(-1, *[1] * (term.ndim - 1))
            for term in self
        )
        variance = square - mean**2
        # what is left of the variance of a constant result by rounding is none
        variance = np.where(variance > 1e-12 * (square + 1e-300), variance, np.nan)
        return first / variance, total / variance
