"""The built-in weightings by people who give points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen, validators

from scoring.kernels.judge import points as kernels
from scoring.kernels.judge.panel import Group, Judged
from scoring.methods.judgement_panels import (
    NEAR,
    Panel,
    Rows,
    between,
    checked,
    numbers,
    refuse,
    rows,
    settled,
)
from scoring.model.method import Weighting
from scoring.model.text import Text

FIRST = 100.0


def _first(name: str, swings: Rows) -> Iterator[str]:
    for person, row in enumerate(swings):
        if max(row) != FIRST:
            yield f"the highest number of {name}[{person}] must be 100, found {max(row):g}"


def _not_nothing(name: str, ratings: Rows) -> Iterator[str]:
    for person, row in enumerate(ratings):
        if not sum(row) > 0:
            yield f"{name}[{person}] must have a number above 0"


def _spent(points: Rows, budget: float) -> Iterator[str]:
    for person, row in enumerate(points):
        if abs(sum(row) - budget) > NEAR * budget:
            yield f"points[{person}] must sum to {budget:g}, found {sum(row):g}"


@frozen(kw_only=True)
class Swing(Panel):
    """Parameters of ``swing``.

    Parameters
    ----------
    points : for each person what it is worth to raise each child from its worst to its best; 100 for the one that is
        raised first.
    """

    points: Rows = field(validator=checked(rows, between(0), _first))


@frozen(kw_only=True)
class Budget(Panel):
    """Parameters of ``budget_allocation``.

    Parameters
    ----------
    points : for each person how the budget is shared out among the children.
    budget : what each person has to give.
    """

    points: Rows = field(validator=checked(rows, between(0)))
    budget: float = field(default=100.0, validator=validators.gt(0))

    def __attrs_post_init__(self) -> None:
        refuse(_spent(self.points, self.budget))


@frozen(kw_only=True)
class Ratings(Panel):
    """Parameters of ``ratings``.

    Parameters
    ----------
    ratings : for each person how important each child is, from 0 to `top`.
    top : highest rating.
    """

    ratings: Rows = field(validator=checked(rows, between(0), _not_nothing))
    top: float = field(default=5.0, validator=validators.gt(0))

    def __attrs_post_init__(self) -> None:
        refuse(between(0, self.top)("ratings", self.ratings))


def swing(n_items: int, *, points: Rows, group: Group) -> Judged:
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    return _proportional(n_items, "points", points, group)


def budget_allocation(n_items: int, *, points: Rows, budget: float, group: Group) -> Judged:  # noqa: ARG001
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    # the budget has been held against the points before
    return _proportional(n_items, "points", points, group)


def ratings(n_items: int, *, ratings: Rows, top: float, group: Group) -> Judged:  # noqa: ARG001
    """Return the weights with those of each person, their agreement and spread, a `Judged`."""
    # the ratings have been held against the top before
    return _proportional(n_items, "ratings", ratings, group)


def _proportional(n_items: int, name: str, given: Rows, group: Group) -> Judged:
    found = kernels.proportional(numbers(n_items, name, given), group=group)
    settled(found.weights)
    return found


def of_points() -> Iterable[Weighting]:
    """Yield the methods."""
    yield Weighting(
        name="swing",
        apply=swing,
        parameters=Swing,
        from_data=False,
        summary=Text(
            en="People say what it is worth to raise each child from its worst to its best, the first being 100.",
            id="Orang menilai manfaat menaikkan tiap anak dari terburuk ke terbaik; yang pertama bernilai 100.",
        ),
        formula="w = points / sum(points)",
        source="von Winterfeldt and Edwards, Decision Analysis and Behavioral Research, 1986, section 8.4",
    )
    yield Weighting(
        name="budget_allocation",
        apply=budget_allocation,
        parameters=Budget,
        from_data=False,
        summary=Text(
            en="People share out a budget of points among the children.",
            id="Orang membagi sejumlah poin kepada anak-anak.",
        ),
        formula="w = points / sum(points)",
        source="OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 6",
    )
    yield Weighting(
        name="ratings",
        apply=ratings,
        parameters=Ratings,
        from_data=False,
        summary=Text(
            en="People rate the importance of each child on a scale from 0.",
            id="Orang menilai pentingnya tiap anak pada skala mulai dari 0.",
        ),
        formula="w = ratings / sum(ratings)",
        source="OECD, Better Life Index",
    )
