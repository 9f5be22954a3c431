"""How far the rankings of several variants agree with the official one, and which cities move."""

from __future__ import annotations

import numpy as np

from scoring.kernels.relate.kendall import kendall_tau_b
from scoring.kernels.relate.shift import average_shift, footrule, top_k_overlap
from scoring.kernels.relate.spearman import spearman, weighted_spearman, ws
from scoring.model.comparison import Agreement, Comparison, Mover
from scoring.model.ratings import Floats
from scoring.model.variant import VariantScores


def agreement(comparison: Comparison, top: int = 10) -> tuple[Agreement, ...]:
    """Return how far each variant agrees with the official ranking.

    Parameters
    ----------
    comparison : rankings, the official one first.
    top : number of first places that are looked at.
    """
    official, *others = comparison.scored
    return tuple(_agreement(official.rank, item, top) for item in others)


def movers(comparison: Comparison) -> tuple[Mover, ...]:
    """Return the ranked cities, those whose rank moves most first.

    Parameters
    ----------
    comparison : rankings, the official one first.
    """
    ranks = comparison.ranks()
    known = np.flatnonzero(~np.isnan(ranks[0]))
    found = [
        Mover(
            city=int(city),
            official=float(ranks[0, city]),
            best=float(np.nanmin(ranks[:, city])),
            worst=float(np.nanmax(ranks[:, city])),
        )
        for city in known
    ]
    return tuple(sorted(found, key=lambda item: (-item.span, item.official, item.city)))


def _agreement(official: Floats, item: VariantScores, top: int) -> Agreement:
    both = ~np.isnan(official) & ~np.isnan(item.rank)
    first, second = official[both], item.rank[both]
    size = min(top, len(first))
    return Agreement(
        variant=item.variant.name,
        cities=len(first),
        spearman=spearman(first, second).value,
        kendall=kendall_tau_b(first, second).value,
        weighted_spearman=weighted_spearman(first, second).value,
        ws=ws(first, second).value,
        average_shift=average_shift(first, second).value,
        footrule=footrule(first, second).share,
        top=top_k_overlap(first, second, size).value,
        top_size=size,
    )
