"""The six shapes of preference and what they sum to over many cities.

All but the Gaussian are steps and ramps; their sums over all cities follow from counts and sums of sorted values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.decide.pairs import pair_sums

Floats = npt.NDArray[np.float64]

SHAPES = ("usual", "u", "v", "level", "linear", "gaussian")


class Preference(NamedTuple):
    """How a difference of one item becomes a preference from 0 to 1.

    Parameters
    ----------
    shape : one of `SHAPES`.
    indifference, preference, inflection : thresholds q, p and s, in the unit of the differences.
    """

    shape: str
    indifference: float
    preference: float
    inflection: float

    def steps(self) -> tuple[float, ...] | None:
        """Return the differences above which the preference rises, by equal steps; None for a slope."""
        slope = self.shape in {"v", "linear"} and self.ramp()[1] > self.ramp()[0]
        found = {
            "usual": (0.0,),
            "u": (self.indifference,),
            "v": (0.0,),
            "level": (self.indifference, self.preference),
            "linear": (self.indifference,),
        }
        return None if slope else found.get(self.shape)

    def ramp(self) -> tuple[float, float]:
        """Return the differences between which the preference rises evenly."""
        return (0.0 if self.shape == "v" else self.indifference), self.preference

    def gaussian(self, differences: Floats) -> Floats:
        """Return 1 - exp(-d**2 / (2 s**2)) of differences not below zero."""
        return -np.expm1(-0.5 * np.square(differences / self.inflection))

    def of(self, differences: Floats) -> Floats:
        """Return the preference for each difference; it is zero for those not above zero."""
        steps = self.steps()
        if self.shape == "gaussian":
            return self.gaussian(np.maximum(differences, 0.0))
        if steps is None:
            start, end = self.ramp()
            return np.clip((differences - start) / (end - start), 0.0, 1.0)
        return np.mean([differences > step for step in steps], axis=0, dtype=np.float64)


class Ladder(NamedTuple):
    """Ascending different values of one item, and the running counts and sums of the cities that have them."""

    levels: Floats
    counts: Floats
    totals: Floats

    def below(self, heights: Floats) -> npt.NDArray[np.intp]:
        """Return how many levels lie below each height."""
        return np.searchsorted(self.levels, heights, side="left")


def ladder(levels: Floats, cities: Floats) -> Ladder:
    """Return the running counts and sums of sorted values; both begin with zero."""
    counts = np.concatenate([[0.0], np.cumsum(cities)])
    totals = np.concatenate([[0.0], np.cumsum(cities * levels)])
    return Ladder(levels, counts, totals)


def sums_over_cities(preference: Preference, levels: Floats, cities: Floats) -> tuple[Floats, Floats]:
    """Return for each level the sum of its preferences over all cities, and of theirs over it.

    Parameters
    ----------
    preference : shape and thresholds.
    levels : ascending different values, shape (n_levels,).
    cities : how many cities have each, shape (n_levels,).
    """
    if preference.shape == "gaussian":
        return pair_sums(levels, cities, preference.gaussian)
    ahead = _sums_below(preference, ladder(levels, cities))
    return ahead, _sums_below(preference, ladder(-levels[::-1], cities[::-1]))[::-1]


def _sums_below(preference: Preference, rungs: Ladder) -> Floats:
    steps = preference.steps()
    if steps is None:
        return _ramp(rungs, *preference.ramp())
    ahead = [rungs.counts[rungs.below(rungs.levels - step)] for step in steps]
    return np.sum(ahead, axis=0) / len(steps)


def _ramp(rungs: Ladder, start: float, end: float) -> Floats:
    """Return the sum over the cities below of (difference - start) / (end - start), at least 0 and at most 1."""
    full, some = rungs.below(rungs.levels - end), rungs.below(rungs.levels - start)
    between = rungs.counts[some] - rungs.counts[full]
    rise = between * (rungs.levels - start) - (rungs.totals[some] - rungs.totals[full])
    return rungs.counts[full] + rise / (end - start)


def preferences(
    unit: Floats, *, shapes: str, q: Sequence[float], p: Sequence[float], s: Sequence[float]
) -> list[Preference]:
    """Return the preference of each item, its thresholds in whole numbers.

    Parameters
    ----------
    unit : by how much the values of each item are multiplied, shape (n_items,).
    shapes : names of `SHAPES`, separated by blanks, one for all items or one an item.
    q, p, s : thresholds in the units of the items, one number for all items or one an item.
    """
    names = np.broadcast_to(np.array(shapes.split()), unit.shape)
    whole = [
        np.rint(np.broadcast_to(np.asarray(number, dtype=np.float64), unit.shape) * unit) for number in (q, p)
    ]
    inflections = np.asarray(s, dtype=np.float64) * unit
    return [
        Preference(str(name), *(float(number) for number in thresholds))
        for name, *thresholds in zip(names, *whole, inflections, strict=True)
    ]
