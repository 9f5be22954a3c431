"""The built-in aggregations."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels import aggregate
from scoring.methods.aggregation_balance import of_balance
from scoring.methods.aggregation_orders import of_orders
from scoring.model.method import Aggregation
from scoring.model.text import Text
from scoring.plugins import hookimpl

HANDBOOK = "OECD/JRC, Handbook on Constructing Composite Indicators, 2008"


@frozen(kw_only=True)
class PowerMean:
    """Parameters of ``power_mean``.

    Parameters
    ----------
    exponent : 1 is the arithmetic, 0 the geometric, -1 the harmonic mean.
    """

    exponent: float = field(validator=[validators.ge(-100), validators.le(100)])


@hookimpl
def scoring_aggregations() -> Iterable[Aggregation]:
    """Yield the rules."""
    yield from _means()
    yield from _choices()
    yield from of_orders()
    yield from of_balance()


def _means() -> Iterable[Aggregation]:
    yield Aggregation(
        name="weighted_mean",
        apply=aggregate.weighted_mean,
        additive=True,
        compensation="full",
        summary=Text(en="Weighted arithmetic mean.", id="Rata-rata tertimbang."),
        formula="sum(w x) / sum(w)",
        source=f"{HANDBOOK}, section 6.8",
    )
    yield Aggregation(
        name="geometric_mean",
        apply=aggregate.geometric_mean,
        compensation="partial",
        demands=("not_negative",),
        summary=Text(en="Weighted geometric mean.", id="Rata-rata geometrik tertimbang."),
        formula="prod(x**w)**(1 / sum(w))",
        source=f"{HANDBOOK}, section 6.8",
    )
    yield Aggregation(
        name="harmonic_mean",
        apply=aggregate.harmonic_mean,
        compensation="partial",
        demands=("not_negative",),
        summary=Text(en="Weighted harmonic mean.", id="Rata-rata harmonik tertimbang."),
        formula="sum(w) / sum(w / x)",
        source="Hardy, Littlewood and Polya, Inequalities, 1934, section 2.2",
    )
    yield Aggregation(
        name="power_mean",
        apply=aggregate.power_mean,
        parameters=PowerMean,
        demands=("not_negative",),
        summary=Text(en="Weighted power mean.", id="Rata-rata pangkat tertimbang."),
        formula="(sum(w x**p) / sum(w))**(1 / p)",
        source="Hardy, Littlewood and Polya, Inequalities, 1934, section 2.2",
    )


def _choices() -> Iterable[Aggregation]:
    yield Aggregation(
        name="minimum",
        apply=aggregate.minimum,
        compensation="none",
        summary=Text(en="The lowest child.", id="Nilai anak terendah."),
        formula="min(x)",
    )
    yield Aggregation(
        name="maximum",
        apply=aggregate.maximum,
        compensation="full",
        summary=Text(en="The highest child.", id="Nilai anak tertinggi."),
        formula="max(x)",
    )
    yield Aggregation(
        name="sum",
        apply=aggregate.total,
        compensation="full",
        summary=Text(
            en="Plain sum of points; missing if any part is missing.",
            id="Jumlah poin; kosong bila ada bagian yang kosong.",
        ),
        formula="sum(x)",
    )
    yield Aggregation(
        name="first_present",
        apply=aggregate.first_present,
        compensation="none",
        summary=Text(en="The first child that is not missing.", id="Anak pertama yang tidak kosong."),
        formula="x[min(i with x[i] present)]",
    )
    yield Aggregation(
        name="latest",
        apply=aggregate.last_present,
        compensation="none",
        summary=Text(en="The last child that is not missing.", id="Anak terakhir yang tidak kosong."),
        formula="x[max(i with x[i] present)]",
    )
