"""What becomes of the ranking when a column is left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.kernels.relate.kendall import kendall_tau_b
from scoring.kernels.relate.places import ranked_anew
from scoring.kernels.relate.shift import average_shift
from scoring.kernels.relate.spearman import spearman
from scoring.model.ratings import Floats
from scoring.model.structure_study import RemovalRow
from scoring.model.variant import Variant, VariantScores


def removals(names: Sequence[str]) -> tuple[Variant, ...]:
    """Return a variant for each column, in which it is left out."""
    return tuple(Variant(name=name, without=(name,)) for name in names)


def removed(official: Floats, scored: VariantScores) -> RemovalRow:
    """Return how far the ranking without a column is from the official one, among the cities that both rank.

    Parameters
    ----------
    official : ranks, shape (n_cities,).
    scored : the ranking without the column.
    """
    column = scored.variant.name
    both = np.flatnonzero(~np.isnan(official) & ~np.isnan(scored.rank))
    if scored.failed or not len(both):
        return RemovalRow(column=column, failed=scored.failed)
    before, after = ranked_anew(official, scored.rank, "competition")
    most = int(np.argmax(np.abs(after - before)))
    moved = before[most] != after[most]
    return RemovalRow(
        column=column,
        cities=len(both),
        spearman=spearman(before, after).value,
        kendall=kendall_tau_b(before, after).value,
        average_shift=average_shift(before, after).value,
        mover=int(both[most]) if moved else -1,
        before=float(before[most]) if moved else np.nan,
        after=float(after[most]) if moved else np.nan,
    )
