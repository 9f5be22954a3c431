"""From raw values to scores. Shapes are ``(..., n_items)`` throughout; NaN stays NaN."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scoring.kernels.lattice import band_of, to_lattice

Floats = npt.NDArray[np.float64]


def linear(
    value: Floats, *, start: tuple[float, float], end: tuple[float, float], clip: bool = True
) -> Floats:
    """Map the interval `start` onto the interval `end`; `end` may fall.

    Parameters
    ----------
    start, end : the two ends of each interval.
    clip : whether values outside `start` take the nearest end.
    """
    share = (value - start[0]) / (start[1] - start[0])
    if clip:
        share = np.clip(share, 0.0, 1.0)
    return end[0] + share * (end[1] - end[0])


def goalposts(value: Floats, *, lower: float, upper: float, top: float = 1.0, clip: bool = True) -> Floats:
    """Return top * (x - lower) / (upper - lower); `lower` above `upper` rewards low values."""
    return linear(value, start=(lower, upper), end=(0.0, top), clip=clip)


def log_goalposts(
    value: Floats, *, lower: float, upper: float, top: float = 1.0, clip: bool = True
) -> Floats:
    """Return top * (ln x - ln lower) / (ln upper - ln lower); not finite for x at or below zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(value)
    share = (logs - np.log(lower)) / (np.log(upper) - np.log(lower))
    if clip:
        share = np.where(np.isneginf(share), share, np.clip(share, 0.0, 1.0))
    return top * share


def ratio(value: Floats, of: Floats, *, least_denominator: float = 0.0, top: float = 1.0) -> Floats:
    """Return top * x / max(least_denominator, of); NaN where the denominator is zero."""
    denominator = np.maximum(of, least_denominator)
    return top * value / np.where(denominator > 0, denominator, np.nan)


def done_planned(value: Floats, of: Floats, *, top: float = 1.0) -> Floats:
    """Return top * done / planned, at most `top`; NaN where nothing was planned."""
    return np.minimum(ratio(value, of, top=top), top)


def distance_to_target(value: Floats, *, target: float, worst: float, top: float = 1.0) -> Floats:
    """Return top * (1 - |target - x| / |target - worst|), within 0 and `top`.

    Values beyond the target, seen from `worst`, have reached it.
    """
    return goalposts(value, lower=worst, upper=target, top=top)


def bands(value: Floats, *, limits: tuple[float, ...], scores: tuple[float, ...]) -> Floats:
    """Return the score of the band a value lies in.

    Parameters
    ----------
    limits : ascending inclusive lower limits, decided on decimals.
    scores : one for each limit; a value below the first limit has no score.
    """
    place = band_of(value, np.asarray(limits))
    return np.append(np.asarray(scores, dtype=np.float64), np.nan)[place]


def levels(value: Floats, *, marks: tuple[float, ...], scores: tuple[float, ...]) -> Floats:
    """Return the score of a mark by table; NaN for a mark that is not in it.

    Parameters
    ----------
    marks : ascending marks, compared as decimals.
    scores : one for each mark.
    """
    points = to_lattice(value)
    known = to_lattice(np.asarray(marks))
    place = np.clip(np.searchsorted(known, points), 0, len(known) - 1)
    table = np.asarray(scores, dtype=np.float64)
    return np.where(known[place] == points, table[place], np.nan)


def reverse(value: Floats, *, lowest: float, highest: float) -> Floats:
    """Turn a scale round: the highest value becomes the lowest."""
    return lowest + highest - value
