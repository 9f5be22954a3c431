"""Laying out the runs of a sensitivity analysis, and what their rankings say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from scoring.kernels import sobol
from scoring.kernels.relate.shift import average_shift
from scoring.lab.factors import Levels
from scoring.model.ratings import Floats, Ints
from scoring.model.sensitivity import SHIFT, WINNER, Alone, Index, Statistics, Swept

MOST_ALONE = 128
"""Draws that are taken when a factor is looked at alone."""


def laid_out(n_base: int, n_factors: int, seed: int) -> Floats:
    """Return the points of all runs, shape (n_base (n_factors + 2), n_factors): A, B, then A with one column from B.

    Parameters
    ----------
    n_base : runs of a sample, a power of two.
    n_factors : number of factors.
    seed : of the design.
    """
    design = sobol.design(n_base, n_factors, seed)
    return np.vstack([design.a, design.b, *(design.mixed(factor) for factor in range(n_factors))])


def levels_at(points: Floats, levels: Sequence[Levels]) -> Ints:
    """Return the level of each factor at each point: every level has the same share of the unit interval.

    Parameters
    ----------
    points : shape (n_runs, n_factors), from 0 to below 1.
    levels : of all factors.
    """
    counts = np.array([item.count for item in levels])
    return np.minimum((points * counts).astype(np.int64), counts - 1)


def alone(levels: Sequence[Levels]) -> tuple[Ints, list[tuple[str, str, int]]]:
    """Return runs in which one factor alone is otherwise, and to which (factor, alternative, runs) they belong.

    Parameters
    ----------
    levels : of all factors.
    """
    rows: list[Ints] = []
    told: list[tuple[str, str, int]] = []
    for at, item in enumerate(levels):
        number = min(item.count, MOST_ALONE)
        runs = np.full((number, len(levels)), -1, dtype=np.int64)
        runs[:, at] = np.arange(number)
        if item.drawn:
            rows.append(runs)
            told.append((item.name, f"{number} draws", number))
        else:
            rows.append(runs[1:])
            told += [(item.name, label, 1) for label in item.labels[1:]]
    return np.vstack(rows), told


def told_alone(told: Sequence[tuple[str, str, int]], swept: Swept, nominal: Floats) -> Iterator[Alone]:
    """Yield what each factor does alone.

    Parameters
    ----------
    told : from `alone`.
    swept : rankings of its runs.
    nominal : ranks in the edition as it stands, shape (n_cities,).
    """
    ranks, start = swept.ranks, 0
    failures, shift, stays = swept.failed, shifts(ranks, nominal), winner_stays(ranks, nominal)
    for factor, alternative, number in told:
        runs = np.arange(start, start + number)
        start += number
        failed = failures[runs] >= 0
        sound = runs[~failed]
        far = np.abs(ranks[sound] - nominal)
        yield Alone(
            factor=factor,
            alternative=alternative,
            runs=number,
            failed=int(failed.sum()),
            average_shift=float(shift[sound].mean()) if len(sound) else np.nan,
            largest_shift=float(np.fmax.reduce(far, axis=None, initial=0.0)) if len(sound) else np.nan,
            winner_stays=float(stays[sound].mean()) if len(sound) else np.nan,
            failure=swept.failures[failures[runs][failed][0]].message if failed.any() else "",
        )


def shifts(ranks: Floats, nominal: Floats) -> Floats:
    """Return the average rank shift of each run, shape (n_runs,); NaN for a run without ranks.

    The mean, over the cities that are ranked in both, of the distance between their ranks, as in
    `scoring.kernels.relate.shift.average_shift`. Where a run ranks other cities than the edition does, the common ones
    are ranked anew first.

    Parameters
    ----------
    ranks : shape (n_runs, n_cities).
    nominal : shape (n_cities,).
    """
    known = ~np.isnan(nominal)
    same = (~np.isnan(ranks) == known).all(axis=1)
    found = np.full(len(ranks), np.nan)
    if known.any():
        found[same] = np.abs(ranks[np.ix_(same, known)] - nominal[known]).mean(axis=1)
    for run in np.flatnonzero(~same):
        found[run] = average_shift(nominal, ranks[run]).value
    return found


def winner_stays(ranks: Floats, nominal: Floats) -> Floats:
    """Return 1 where a city that is first in the edition is first in a run, else 0; NaN for a run without ranks.

    Parameters
    ----------
    ranks : shape (n_runs, n_cities).
    nominal : shape (n_cities,).
    """
    stays = (ranks[:, nominal == 1] == 1).any(axis=1).astype(np.float64)
    stays[np.isnan(ranks).all(axis=1)] = np.nan
    return stays


def statistics(ranks: Floats, nominal: Floats) -> Statistics:
    """Return the ranks of each city over all runs that did not fail.

    Parameters
    ----------
    ranks : shape (n_runs, n_cities).
    nominal : shape (n_cities,).
    """
    runs = (~np.isnan(ranks)).sum(axis=0)
    found = np.full((6, len(nominal)), np.nan)
    some = runs > 0
    if some.any():
        own = ranks[:, some]
        found[0, some] = np.nanmean(own, axis=0)
        found[1:, some] = np.nanquantile(own, [0.5, 0.05, 0.95, 0.0, 1.0], axis=0)
    return Statistics(
        nominal=nominal,
        mean=found[0],
        median=found[1],
        low=found[2],
        high=found[3],
        best=found[4],
        worst=found[5],
        runs=runs,
    )


def indices(
    factors: Sequence[str], n_base: int, swept: Swept, shift: Floats, winner: Floats, *, seed: int
) -> Iterator[Index]:
    """Yield the indices of the average shift, of the winner, and of the rank of each city that is ever ranked.

    A base run of which any member failed is left out. A city that some runs do not rank loses their base runs for
    its own indices alone.

    Parameters
    ----------
    factors : names.
    n_base : size of the base sample.
    swept : rankings of all runs.
    shift, winner : of all runs, shape (n_runs,).
    seed : of the bootstrap.
    """
    ranks = swept.ranks
    always = (~np.isnan(ranks) | (swept.failed >= 0)[:, None]).all(axis=0)
    sometimes = np.flatnonzero(~always & ~np.isnan(ranks).all(axis=0))
    together = np.column_stack([shift, winner, ranks[:, always]])
    figures = [(SHIFT, -1), (WINNER, -1), *(("rank", int(city)) for city in np.flatnonzero(always))]
    yield from _told(factors, figures, _by_base(together, n_base), seed)
    for city in sometimes:
        yield from _told(factors, [("rank", int(city))], _by_base(ranks[:, [city]], n_base), seed)


def _by_base(runs: Floats, n_base: int) -> Floats:
    """Return rows of runs as (sample, base run, ...)."""
    return runs.reshape(-1, n_base, *runs.shape[1:])


def _told(
    factors: Sequence[str], figures: Sequence[tuple[str, int]], runs: Floats, seed: int
) -> Iterator[Index]:
    found = sobol.indices(runs[0], runs[1], runs[2:], seed=seed)
    for at, (figure, city) in enumerate(figures):
        for which, factor in enumerate(factors):
            numbers = {
                name: float(getattr(found, name)[which, at])
                for name in ("first", "first_low", "first_high", "total", "total_low", "total_high")
            }
            yield Index(figure=figure, city=city, factor=factor, used=found.used, **numbers)
