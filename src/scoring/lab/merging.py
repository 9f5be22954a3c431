"""One ranking of several."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scoring.kernels.merge.copeland import copeland
from scoring.kernels.merge.kemeny.median import kemeny
from scoring.kernels.merge.merged import Merged
from scoring.kernels.merge.positional import borda, median_rank, rank_position
from scoring.model.merging import MergedRanking, MergeRule
from scoring.model.ratings import Floats

RULES: Mapping[MergeRule, Callable[[Floats, Floats], Merged]] = {
    "borda": borda,
    "copeland": copeland,
    "median": median_rank,
    "rank_position": rank_position,
}
"""Rules that rank by points."""


def merge(ranks: Floats, weights: Floats, rule: MergeRule) -> MergedRanking:
    """Merge rankings.

    Parameters
    ----------
    ranks : 1 the best, shape (n_rankings, n_cities); NaN is not ranked.
    weights : of the rankings, not negative, shape (n_rankings,).
    rule : how.
    """
    if rule == "kemeny":
        median = kemeny(ranks, weights)
        figures = {"distance": median.distance, "bound": median.bound, "exact": median.exact}
        return MergedRanking(rule=rule, ranks=median.ranks, figures=figures)
    found = RULES[rule](ranks, weights)
    return MergedRanking(rule=rule, ranks=found.ranks, points=found.points)
