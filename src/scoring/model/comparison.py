"""Several rankings of the same cities, and how they relate."""

from __future__ import annotations

import numpy as np
from attrs import field, frozen

from scoring.model.ratings import Floats
from scoring.model.variant import VariantScores


@frozen(kw_only=True)
class Agreement:
    """One ranking held against another; cities that are not in both are left out.

    Ranks are competition ranks (1, 2, 2, 4); the correlations average the ranks of tied cities first.

    Parameters
    ----------
    variant : name of the variant.
    cities : number of cities ranked in both.
    spearman, kendall : rank correlation, and tau-b.
    weighted_spearman, ws : correlations to which the first places matter more.
    average_shift : mean distance of a city's ranks.
    footrule : sum of those distances as a share of the largest there can be.
    top : share of the first places of both that the same cities hold.
    top_size : how many first places those are.
    """

    variant: str
    cities: int
    spearman: float
    kendall: float
    weighted_spearman: float
    ws: float
    average_shift: float
    footrule: float
    top: float
    top_size: int


@frozen(kw_only=True)
class Mover:
    """A city and how far its rank moves among the variants.

    Parameters
    ----------
    city : position of the city.
    official : its official rank.
    best, worst : over all variants.
    """

    city: int
    official: float
    best: float
    worst: float

    @property
    def span(self) -> float:
        """Return the distance between the best and the worst rank."""
        return self.worst - self.best


@frozen(kw_only=True, eq=False)
class Comparison:
    """Several rankings of the same cities, the official one first.

    Parameters
    ----------
    edition : id of the edition.
    codes, names : of the cities.
    variants : index and ranks of each.
    """

    edition: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    variants: tuple[VariantScores, ...] = field(repr=False)

    @property
    def scored(self) -> tuple[VariantScores, ...]:
        """The variants that could be scored."""
        return tuple(item for item in self.variants if not item.failed)

    def ranks(self) -> Floats:
        """Return the ranks of the variants that could be scored, shape (n_scored, n_cities)."""
        return np.array([item.rank for item in self.scored])
