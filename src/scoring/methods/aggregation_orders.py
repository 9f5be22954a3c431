"""The built-in aggregations that look at the order of the children's scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import Attribute, field, frozen, validators

from scoring.kernels import aggregate
from scoring.model.method import Aggregation
from scoring.model.text import Text


def _weights(_instance: object, attribute: Attribute[Any], numbers: tuple[float, ...]) -> None:
    for place, number in enumerate(numbers):
        if number < 0:
            raise ValueError(f"{attribute.name}[{place}] must not be below 0, found {number:g}")
    if not sum(numbers) > 0:
        raise ValueError(f"{attribute.name} must sum to more than 0, found {list(numbers)}")


@frozen(kw_only=True)
class Owa:
    """Parameters of ``owa``.

    Parameters
    ----------
    ordered : weights of the highest child, the next, ..., the lowest; scaled to sum to one. With fewer or more
        children than weights they are spread over the children in proportion.
    """

    ordered: tuple[float, ...] = field(validator=_weights)


@frozen(kw_only=True)
class OwaOrness:
    """Parameters of ``owa_orness``.

    Parameters
    ----------
    orness : 1 takes the highest child, 0.5 is the weighted mean, 0 takes the lowest.
    """

    orness: float = field(validator=[validators.ge(0), validators.le(1)])


def of_orders() -> Iterable[Aggregation]:
    """Yield the rules."""
    yield Aggregation(
        name="median",
        apply=aggregate.median,
        compensation="full",
        summary=Text(
            en="Weighted median: half of the weight lies on either side.",
            id="Median tertimbang: separuh bobot berada di tiap sisinya.",
        ),
        formula="x at which the weights, from the lowest x upwards, pass sum(w) / 2",
        source="Edgeworth, Philosophical Magazine 25, 1888",
    )
    yield Aggregation(
        name="owa",
        apply=aggregate.owa,
        parameters=Owa,
        compensation=None,
        summary=Text(
            en="Ordered weighted average: weights for the highest, the next, ..., the lowest child.",
            id="Rata-rata tertimbang berurut: bobot untuk anak tertinggi, berikutnya, ..., terendah.",
        ),
        formula="sum((Q(W[i]) - Q(W[i - 1])) x[i]), x descending, W shares added up, Q through (k / n, sum(v[:k]))",
        source="Yager, IEEE Transactions on Systems, Man, and Cybernetics 18, 1988; with weights of the children: "
        "Torra, International Journal of Intelligent Systems 12, 1997",
    )
    yield Aggregation(
        name="owa_orness",
        apply=aggregate.owa_of_orness,
        parameters=OwaOrness,
        compensation=None,
        summary=Text(
            en="Ordered weighted average between the lowest and the highest child, by one number.",
            id="Rata-rata tertimbang berurut antara anak terendah dan tertinggi, lewat satu angka.",
        ),
        formula="sum((Q(W[i]) - Q(W[i - 1])) x[i]), x descending, W shares added up, Q(r) = r**(1 / orness - 1)",
        source="Yager, International Journal of Intelligent Systems 11, 1996",
    )
