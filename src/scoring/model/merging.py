"""Several rankings made into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from scoring.model.ratings import Floats

MergeRule = Literal["borda", "copeland", "median", "kemeny", "rank_position"]


@frozen(kw_only=True, eq=False)
class MergedRanking:
    """A merged ranking.

    Parameters
    ----------
    rule : by which it was merged.
    ranks : 1 the best, shape (n_cities,); equal cities share the best of theirs, NaN for one that no ranking ranks.
    points : what the cities are ranked by, the higher the better; None for ``kemeny``, which has none.
    figures : what the rule tells besides; of ``kemeny`` the mean distance to the rankings, a lower bound of it, and
        whether it is exact.
    """

    rule: MergeRule
    ranks: Floats
    points: Floats | None = None
    figures: Mapping[str, float | bool] = field(factory=dict)
