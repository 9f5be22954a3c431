"""The built-in aggregations that punish or reward how the children's scores stand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from attrs import Attribute, field, frozen, validators

from scoring.kernels import aggregate
from scoring.kernels.aggregate.balance import Penalty
from scoring.kernels.aggregate.interaction import Interactions, lacking
from scoring.kernels.aggregate.presence import Floats
from scoring.model.method import Aggregation
from scoring.model.text import Text

NEAR = 1e-9


def _pairs(_instance: object, attribute: Attribute[Any], pairs: Interactions) -> None:
    seen: dict[frozenset[int], int] = {}
    if not pairs:
        raise ValueError(f"{attribute.name} must name at least one pair")
    for place, (first, second, _) in enumerate(pairs):
        where, pair = f"{attribute.name}[{place}]", frozenset((first, second))
        if min(first, second) < 1 or first == second:
            raise ValueError(
                f"{where} must name two children by their places from 1, found {first} and {second}"
            )
        if pair in seen:
            raise ValueError(f"{where} names the pair of {attribute.name}[{seen[pair]}] again")
        seen[pair] = place


@frozen(kw_only=True)
class MazziottaPareto:
    """Parameters of ``mpi`` and ``ampi``.

    Parameters
    ----------
    penalty : minus lowers the score of a city out of balance; plus raises it, for an index in which more is worse.
    """

    penalty: Penalty = "minus"


@frozen(kw_only=True)
class MeanMin:
    """Parameters of ``mean_min``.

    Parameters
    ----------
    alpha : strength of the penalty from 0, the weighted mean, to 1.
    beta : score points below which a distance from the lowest child costs little; 0 makes the penalty proportional.
    """

    alpha: float = field(validator=[validators.ge(0), validators.le(1)])
    beta: float = field(default=0.0, validator=validators.ge(0))


@frozen(kw_only=True)
class Choquet:
    """Parameters of ``choquet``.

    Parameters
    ----------
    interactions : one [place, place, index] a pair of children, places from 1 in their order; above 0 both must be
        high, below 0 one is enough. The sizes of a child's indices sum to twice its weight at most.
    """

    interactions: tuple[tuple[int, int, float], ...] = field(validator=_pairs)


def choquet(values: Floats, weights: Floats, *, interactions: Interactions) -> Floats:
    """Return the Choquet integral; refuse interactions that the weights do not carry."""
    n_items = np.shape(weights)[-1]
    last = max(place for pair in interactions for place in pair[:2])
    if last > n_items:
        raise ValueError(f"interactions name child {last}, and there are {n_items} children")
    short = lacking(weights, interactions).reshape(-1, n_items).max(axis=0)
    if (short > NEAR).any():
        child = int(np.argmax(short))
        raise ValueError(
            f"the sizes of the interactions of child {child + 1} exceed twice its weight by {2 * short[child]:.3g}: "
            "the score would fall where the child rises"
        )
    return aggregate.choquet(values, weights, interactions=interactions)


def of_balance() -> Iterable[Aggregation]:
    """Yield the rules."""
    yield Aggregation(
        name="mpi",
        apply=aggregate.mazziotta_pareto,
        parameters=MazziottaPareto,
        demands=("not_negative",),
        compensation="partial",
        summary=Text(
            en="Mazziotta-Pareto index of children with mean 100 and standard deviation 10.",
            id="Indeks Mazziotta-Pareto dari anak dengan rata-rata 100 dan simpangan baku 10.",
        ),
        formula="M (1 - cv**2), M = sum(w x) / sum(w), cv = S / M, S**2 = sum(w (x - M)**2) / sum(w)",
        source="De Muro, Mazziotta and Pareto, Social Indicators Research 104, 2011; with weights: Mazziotta and "
        "Pareto, Rivista Italiana di Economia, Demografia e Statistica 76, 2022",
    )
    yield Aggregation(
        name="ampi",
        apply=aggregate.mazziotta_pareto,
        parameters=MazziottaPareto,
        demands=("not_negative",),
        compensation="partial",
        summary=Text(
            en="Adjusted Mazziotta-Pareto index: the penalty of mpi for children on goalposts from 70 to 130.",
            id="Indeks Mazziotta-Pareto tersesuaikan: penalti mpi untuk anak berskala 70 sampai 130.",
        ),
        formula="M - S cv, M = sum(w x) / sum(w), cv = S / M, S**2 = sum(w (x - M)**2) / sum(w)",
        source="Mazziotta and Pareto, Social Indicators Research 127, 2016; with weights: Mazziotta and Pareto, "
        "Rivista Italiana di Economia, Demografia e Statistica 76, 2022",
    )
    yield Aggregation(
        name="mean_min",
        apply=aggregate.mean_min,
        parameters=MeanMin,
        compensation=None,
        summary=Text(
            en="Weighted mean less a penalty for its distance from the lowest child.",
            id="Rata-rata tertimbang dikurangi penalti atas jaraknya dari anak terendah.",
        ),
        formula="M - alpha (sqrt((M - min(x))**2 + beta**2) - beta), M = sum(w x) / sum(w)",
        source="Casadio Tarabusi and Guarini, Social Indicators Research 112, 2013",
    )
    yield Aggregation(
        name="choquet",
        apply=choquet,
        parameters=Choquet,
        compensation=None,
        summary=Text(
            en="Weighted mean in which pairs of children help or replace each other (2-additive Choquet integral).",
            id="Rata-rata tertimbang dengan pasangan anak yang saling menguatkan atau menggantikan (integral Choquet).",
        ),
        formula="sum(w x) / sum(w) - sum(I[i, j] abs(x[i] - x[j])) / 2 over pairs",
        source="Grabisch, Fuzzy Sets and Systems 92, 1997, 2-additive case; the weights are the Shapley values",
    )
