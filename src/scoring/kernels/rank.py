"""Ranks inside groups: 1 is best, ties by a stated rule, NaN for what is not ranked."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from scoring.kernels.lattice import at_least

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
TieRule = Literal["competition", "dense", "average", "ordinal"]


def rank(
    scores: Floats,
    *,
    groups: Ints | None = None,
    ties: TieRule = "competition",
    tolerance: float = 0.0,
    key: Ints | None = None,
) -> Floats:
    """Rank scores from the highest down, inside each group.

    Two scores are tied when their difference is not above `tolerance` as a decimal, directly or through a chain
    of such neighbours; the result does not depend on the order of the rows.

    Parameters
    ----------
    scores : shape (n,); NaN is not ranked.
    groups : group of each row, shape (n,); a negative one is not ranked. None is one group.
    ties : ``competition`` 1, 2, 2, 4; ``dense`` 1, 2, 2, 3; ``average`` 1, 2.5, 2.5, 4; ``ordinal`` 1, 2, 3, 4
        in the order of `key`.
    tolerance : largest difference of tied scores.
    key : position of each row in the order that breaks ties, shape (n,); used by ``ordinal`` only.

    Returns
    -------
    Ranks, shape (n,).
    """
    member = np.zeros(len(scores), dtype=np.int64) if groups is None else groups
    ranked = np.flatnonzero(~np.isnan(scores) & (member >= 0))
    order = ranked[np.lexsort((-scores[ranked], member[ranked]))]
    starts_group, starts_tie = _starts(scores[order], member[order], tolerance)
    if ties == "ordinal":
        broken = np.zeros(len(order), dtype=np.int64) if key is None else key[order]
        order = order[np.lexsort((broken, np.cumsum(starts_tie)))]
    ranks = np.full(len(scores), np.nan)
    ranks[order] = _numbers(starts_group, starts_tie, ties)
    return ranks


def _starts(
    scores: Floats, member: Ints, tolerance: float
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell for sorted rows where a group and where a set of tied scores begins."""
    first = np.ones(len(scores), dtype=np.bool_)
    group, tie = first.copy(), first.copy()
    group[1:] = member[1:] != member[:-1]
    tie[1:] = group[1:] | ~at_least(np.asarray(tolerance), scores[:-1] - scores[1:])
    return group, tie


def _numbers(group: npt.NDArray[np.bool_], tie: npt.NDArray[np.bool_], ties: TieRule) -> Floats:
    place = np.arange(len(group))
    group_start = np.maximum.accumulate(np.where(group, place, 0))
    if ties == "ordinal":
        return np.asarray(place - group_start + 1, dtype=np.float64)
    if ties == "dense":
        sets = np.cumsum(tie)
        return np.asarray(sets - sets[group_start] + 1, dtype=np.float64)
    tie_start = np.maximum.accumulate(np.where(tie, place, 0))
    lowest: Floats = np.asarray(tie_start - group_start + 1, dtype=np.float64)
    if ties == "competition":
        return lowest
    tied: Ints = np.cumsum(tie) - 1
    return lowest + (np.bincount(tied)[tied] - 1) / 2.0


def group_sizes(ranks: Floats, groups: Ints) -> Floats:
    """Return for each row how many rows of its group are ranked; 0 for a negative group.

    Parameters
    ----------
    ranks : NaN where not ranked, shape (n,).
    groups : shape (n,).
    """
    inside = groups >= 0
    counts = np.bincount(groups[inside], weights=~np.isnan(ranks[inside]), minlength=1)
    return np.where(inside, counts[np.where(inside, groups, 0)], 0.0)
