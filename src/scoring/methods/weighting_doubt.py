"""The built-in methods that give the benefit of the doubt, to each city by itself or to all together."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from attrs import field, frozen, validators

from scoring.kernels.weigh import envelope
from scoring.kernels.weigh.envelope import CommonBenefitOfTheDoubt, Floats, Limit
from scoring.model.method import Aggregation, Weighting
from scoring.model.text import Text


@frozen(kw_only=True)
class Doubt:
    """Parameters of the methods that give each city, or all, the benefit of the doubt.

    Parameters
    ----------
    lower, upper : limits of every item, 0 to 1.
    limit : what they limit: ``shares``, the parts of the items in the score of a city; or ``weights``.
    """

    lower: float = field(default=0.0, validator=[validators.ge(0), validators.lt(1)])
    upper: float = field(default=1.0, validator=[validators.gt(0), validators.le(1)])
    limit: Limit = "shares"

    def __attrs_post_init__(self) -> None:
        if self.lower > self.upper:
            raise ValueError(f"lower must not be above upper, found {self.lower} and {self.upper}")


def scores_of_doubt() -> Iterable[Aggregation]:
    """Yield the rules that score each city with its own weights."""
    yield Aggregation(
        name="benefit_of_the_doubt",
        apply=benefit_of_the_doubt,
        parameters=Doubt,
        scope="nation",
        compensation="full",
        reversal_free=False,
        demands=("not_negative",),
        summary=Text(
            en="Score with the weights most favourable to each city, in parts of the best practice.",
            id="Skor dengan bobot yang paling menguntungkan setiap daerah, relatif terhadap praktik terbaik.",
        ),
        formula="max over w >= 0 of sum(w x[c]), with sum(w x[k]) <= 1 for every city k",
        source="Cherchye, Moesen, Rogge & Van Puyenbroeck, Social Indicators Research 82 (2007) 111; OECD/JRC, Handbook on "
        "Constructing Composite Indicators, 2008, section 6.3",
    )
    yield Aggregation(
        name="penalised_benefit_of_the_doubt",
        apply=penalised_benefit_of_the_doubt,
        parameters=Doubt,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        demands=("not_negative", "two_cities"),
        summary=Text(
            en="Benefit of the doubt less a penalty for uneven items.",
            id="Skor manfaat keraguan dikurangi penalti bagi daerah yang nilainya tidak seimbang.",
        ),
        formula="benefit_of_the_doubt(x) (1 - cv(100 + 10 z)**2)",
        source="R package Compind 2.1, ci_bod_constr_mpi; De Muro, Mazziotta & Pareto, Social Indicators Research "
        "104 (2011) 1",
    )


def weightings_of_doubt() -> Iterable[Weighting]:
    """Yield the weighting that all cities share."""
    yield Weighting(
        name="common_benefit_of_the_doubt",
        apply=common_benefit_of_the_doubt,
        parameters=Doubt,
        demands=("not_negative",),
        summary=Text(
            en="The one weighting most favourable to all cities together.",
            id="Satu himpunan bobot yang paling menguntungkan semua daerah bersama-sama.",
        ),
        formula="max over w >= 0 of mean(sum(w x)), with sum(w x[k]) <= 1 for every city k",
        source="Despotis, Journal of the Operational Research Society 56 (2005) 969",
    )


def benefit_of_the_doubt(
    values: Floats, weights: Floats, direction: Floats, *, lower: float, upper: float, limit: Limit
) -> Floats:
    """Return the scores of `envelope.envelope_score`, once the limits can hold together."""
    _possible(np.asarray(weights > 0).sum(axis=-1), lower, upper)
    return envelope.envelope_score(values, weights, direction, lower=lower, upper=upper, limit=limit)


def penalised_benefit_of_the_doubt(
    values: Floats, weights: Floats, direction: Floats, *, lower: float, upper: float, limit: Limit
) -> Floats:
    """Return the scores of `envelope.penalised_envelope_score`, once the limits can hold together."""
    _possible(np.asarray(weights > 0).sum(axis=-1), lower, upper)
    return envelope.penalised_envelope_score(
        values, weights, direction, lower=lower, upper=upper, limit=limit
    )


def common_benefit_of_the_doubt(
    values: Floats, direction: Floats, *, lower: float, upper: float, limit: Limit
) -> CommonBenefitOfTheDoubt:
    """Return the weights of `envelope.common_benefit_of_the_doubt`, once the limits can hold together."""
    _possible(np.asarray(values.shape[1]), lower, upper)
    return envelope.common_benefit_of_the_doubt(values, direction, lower=lower, upper=upper, limit=limit)


def _possible(n_items: npt.NDArray[np.int64], lower: float, upper: float) -> None:
    counted = n_items[n_items > 0]
    if (counted * lower > 1).any() or (counted * upper < 1).any():
        raise ValueError(f"limits {lower} and {upper} cannot hold for {counted.tolist()} items that sum to 1")
