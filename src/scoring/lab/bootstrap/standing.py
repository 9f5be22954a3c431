"""From the scores of the replicates to what is told of each city."""

from __future__ import annotations

import numpy as np

from scoring.kernels.acceptability import figures
from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.acceptability.estimate import Estimate
from scoring.kernels.bootstrap.standing import score_quantile
from scoring.lab.bootstrap.replicates import Replicates
from scoring.lab.bootstrap.seating import Seating
from scoring.model.bootstrap import Bootstrap, BootstrapInterval, BootstrapSetting
from scoring.model.ratings import Floats, Ints
from scoring.model.uncertainty import Cities, Figure


def told_of(
    replicates: Replicates,
    counts: Counts,
    *,
    setting: BootstrapSetting,
    cities: Cities,
    score: Floats,
    seating: Seating,
    evaluators: Ints,
    top: int,
) -> Bootstrap:
    """Return all figures of a bootstrap.

    Parameters
    ----------
    replicates, counts : scores, and ranks as they were counted.
    setting, cities : of the study.
    score : as it is, shape (n_cities,).
    seating : who sits where.
    evaluators : how many marked each city, shape (n_cities,).
    top : how many first ranks are looked at.
    """
    alone = [panel.city for panel in seating.panels if panel.n == 1]
    return Bootstrap(
        setting=setting,
        cities=cities,
        score=score,
        mean=replicates.mean,
        error=replicates.deviation,
        edges=counts.edges,
        shares=_figure(figures.acceptability(counts)),
        figures={
            "rank_mean": _figure(figures.mean_rank(counts)),
            "rank_sd": _figure(figures.rank_deviation(counts)),
            "first": _figure(figures.top(counts, 1)),
            "top": _figure(figures.top(counts, top)),
        },
        top=top,
        unranked=np.asarray(counts.unranked / counts.n_draws),
        evaluators=evaluators,
        alone=np.bincount(np.array(alone, dtype=np.int64), minlength=len(score)),
        ways=replicates.ways,
    )


def interval(replicates: Replicates, counts: Counts, share: float) -> BootstrapInterval:
    """Return percentile intervals (Efron & Tibshirani 1993, section 13.3).

    Parameters
    ----------
    replicates, counts : scores, and ranks as they were counted.
    share : of the replicates, above 0, at most 1.
    """
    below, above = (1.0 - share) / 2.0, (1.0 + share) / 2.0
    return BootstrapInterval(
        share=share,
        low=score_quantile(replicates.scores, below),
        high=score_quantile(replicates.scores, above),
        rank_low=figures.quantile(counts, below).value,
        rank_high=figures.quantile(counts, above).value,
    )


def _figure(estimate: Estimate) -> Figure:
    return Figure(value=estimate.value, error=estimate.error)
