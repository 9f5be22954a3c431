"""The built-in weightings by people who put the children in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from scoring.kernels.judge import ranks as orders
from scoring.kernels.judge import stepwise
from scoring.kernels.judge.panel import Group, Judged
from scoring.methods.judgement_panels import Panel, Rows, between, checked, numbers, refuse, rows, same_size
from scoring.model.method import Weighting
from scoring.model.text import Text


def _places(name: str, ranks: Rows) -> Iterator[str]:
    yield from between(1, len(ranks[0]))(name, ranks)


def _once(name: str, ranks: Rows) -> Iterator[str]:
    for person, row in enumerate(ranks):
        if sorted(row) != [*range(1, len(row) + 1)]:
            yield f"{name}[{person}] must have each place from 1 to {len(row)} once"


@frozen(kw_only=True)
class Ranks(Panel):
    """Parameters of ``rank_order_centroid``, ``rank_sum`` and ``rank_reciprocal``.

    Parameters
    ----------
    ranks : for each person the place of each child, 1 the most important; tied children have the same number, and
        share the weights of the places they take together.
    """

    ranks: Rows = field(validator=checked(rows, _places))


@frozen(kw_only=True)
class Swara(Panel):
    """Parameters of ``swara``.

    Parameters
    ----------
    ranks : for each person the place of each child, each place once.
    steps : for each person and child, by which share the child one place before is more important; 0.15 is 15 per
        cent. That of the first is not used.
    """

    ranks: Rows = field(validator=checked(rows, _places, _once))
    steps: Rows = field(validator=checked(rows, between(0)))

    def __attrs_post_init__(self) -> None:
        refuse(same_size("ranks", "steps", self.ranks, self.steps))


def rank_order_centroid(n_items: int, *, ranks: Rows, group: Group) -> Judged:
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    return orders.rank_order_centroid(numbers(n_items, "ranks", ranks), group=group)


def rank_sum(n_items: int, *, ranks: Rows, group: Group) -> Judged:
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    return orders.rank_sum(numbers(n_items, "ranks", ranks), group=group)


def rank_reciprocal(n_items: int, *, ranks: Rows, group: Group) -> Judged:
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    return orders.rank_reciprocal(numbers(n_items, "ranks", ranks), group=group)


def swara(n_items: int, *, ranks: Rows, steps: Rows, group: Group) -> Judged:
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    return stepwise.swara(numbers(n_items, "ranks", ranks), numbers(n_items, "steps", steps), group=group)


def of_orders() -> Iterable[Weighting]:
    """Yield the methods that know an order."""
    yield Weighting(
        name="rank_order_centroid",
        apply=rank_order_centroid,
        parameters=Ranks,
        from_data=False,
        summary=Text(
            en="People rank the children; weights in the centre of all that keep the order.",
            id="Orang mengurutkan anak; bobot di titik tengah semua bobot yang sesuai urutan itu.",
        ),
        formula="w(r) = sum(1 / k for k = r..n) / n",
        source="Barron and Barrett, Management Science 42, 1996",
    )
    yield Weighting(
        name="rank_sum",
        apply=rank_sum,
        parameters=Ranks,
        from_data=False,
        summary=Text(
            en="People rank the children; weights fall by the same step from place to place.",
            id="Orang mengurutkan anak; bobot turun dengan selisih tetap dari peringkat ke peringkat.",
        ),
        formula="w(r) = 2 (n + 1 - r) / (n (n + 1))",
        source="Stillwell, Seaver and Edwards, Organizational Behavior and Human Performance 28, 1981",
    )
    yield Weighting(
        name="rank_reciprocal",
        apply=rank_reciprocal,
        parameters=Ranks,
        from_data=False,
        summary=Text(
            en="People rank the children; weights in proportion to one over the place.",
            id="Orang mengurutkan anak; bobot sebanding dengan satu per peringkat.",
        ),
        formula="w(r) = (1 / r) / sum(1 / k for k = 1..n)",
        source="Stillwell, Seaver and Edwards, Organizational Behavior and Human Performance 28, 1981",
    )
    yield Weighting(
        name="swara",
        apply=swara,
        parameters=Swara,
        from_data=False,
        summary=Text(
            en="People rank the children and say how much more important each is than the next.",
            id="Orang mengurutkan anak dan menyatakan seberapa lebih penting masing-masing dari yang berikutnya.",
        ),
        formula="q(1) = 1, q(r) = q(r - 1) / (1 + s(r)), w = q / sum(q)",
        source="Kersuliene, Zavadskas and Turskis, Journal of Business Economics and Management 11, 2010",
    )
