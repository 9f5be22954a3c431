"""Parameters of the ranking methods that compare cities two by two or with given bounds."""

from __future__ import annotations

from typing import Any

from attrs import Attribute, field, frozen, validators

from scoring.kernels.decide.promethee.shapes import SHAPES

Numbers = tuple[float, ...]


def _given(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    if not numbers:
        raise ValueError(f"{attribute.name} needs one number for all items, or one an item")


def _not_negative(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    _given(_instance, attribute, numbers)
    if min(numbers) < 0:
        raise ValueError(f"{attribute.name} must not be below 0, found {list(numbers)}")


def _above_zero(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    _given(_instance, attribute, numbers)
    if min(numbers) <= 0:
        raise ValueError(f"{attribute.name} must be above 0, found {list(numbers)}")


def _named(_instance: object, attribute: Attribute[Any], text: str) -> None:
    names = text.split()
    if not names or any(name not in SHAPES for name in names):
        raise ValueError(f"{attribute.name} must be names of {', '.join(SHAPES)}, found {text!r}")


def _alike(**lists: Numbers | list[str]) -> None:
    """Refuse lists of several lengths above one: nobody could tell to which item a number belongs."""
    if len({len(items) for items in lists.values()} - {0, 1}) > 1:
        raise ValueError(f"{', '.join(lists)} need one entry for all items, or one an item alike")


def _below(low: str, lower: Numbers, high: str, upper: Numbers) -> None:
    """Refuse a lower number above its upper one."""
    longest = max(len(lower), len(upper))
    pairs = zip(_stretched(lower, longest), _stretched(upper, longest), strict=True)
    if any(one > two for one, two in pairs):
        raise ValueError(f"{low} must not be above {high}, found {list(lower)} and {list(upper)}")


def _stretched(numbers: Numbers, length: int) -> Numbers:
    return numbers * length if len(numbers) == 1 else numbers


@frozen(kw_only=True)
class Bounds:
    """Parameters of ``spotis``.

    Parameters
    ----------
    lower, upper : bounds of the values that can be, one number for all items or one an item.
    """

    lower: Numbers = field(validator=_given)
    upper: Numbers = field(validator=_given)

    def __attrs_post_init__(self) -> None:
        _alike(lower=self.lower, upper=self.upper)
        _below("lower", self.lower, "upper", self.upper)
        longest = max(len(self.lower), len(self.upper))
        pairs = zip(_stretched(self.lower, longest), _stretched(self.upper, longest), strict=True)
        if any(one == two for one, two in pairs):
            raise ValueError(f"lower and upper must differ, found {list(self.lower)} and {list(self.upper)}")


@frozen(kw_only=True)
class Todim:
    """Parameters of ``todim``.

    Parameters
    ----------
    theta : attenuation of losses; the smaller, the more a loss hurts.
    """

    theta: float = field(default=1.0, validator=validators.gt(0))


@frozen(kw_only=True)
class Gra:
    """Parameters of ``gra``.

    Parameters
    ----------
    rho : distinguishing coefficient, at most 1; the smaller, the more only the best counts.
    """

    rho: float = field(default=0.5, validator=[validators.gt(0), validators.le(1)])


@frozen(kw_only=True)
class Promethee:
    """Parameters of ``promethee_ii``.

    Parameters
    ----------
    shapes : shape of preference, one name for all items or one an item, separated by blanks: ``usual`` any
        difference is full preference; ``u`` one above q is; ``v`` it grows evenly up to p; ``level`` half above q and
        full above p; ``linear`` it grows evenly from q to p; ``gaussian`` it grows along a bell curve.
    q : differences up to it do not count, one number for all items or one an item, in the units of the items.
    p : differences from it on count fully, likewise.
    s : where the bell curve is steepest, likewise.
    """

    shapes: str = field(default="usual", validator=_named)
    q: Numbers = field(default=(0.0,), validator=_not_negative)
    p: Numbers = field(default=(0.0,), validator=_not_negative)
    s: Numbers = field(default=(1.0,), validator=_above_zero)

    def __attrs_post_init__(self) -> None:
        names = self.shapes.split()
        _alike(shapes=names, q=self.q, p=self.p, s=self.s)
        if {"level", "linear"} & set(names):
            _below("q", self.q, "p", self.p)


@frozen(kw_only=True)
class ElectreI:
    """Parameters of ``electre_i``.

    Parameters
    ----------
    concordance : least share of the weight of the items in which a city is at least as good as the other.
    discordance : largest lag in any item, as a part of the widest range of an item.
    """

    concordance: float = field(default=0.65, validator=[validators.ge(0.5), validators.le(1)])
    discordance: float = field(default=0.35, validator=[validators.ge(0), validators.le(1)])


@frozen(kw_only=True)
class ElectreIII:
    """Parameters of ``electre_iii``.

    Parameters
    ----------
    q : a lag up to it counts as none, one number for all items or one an item, in the units of the items.
    p : a lag from it on counts fully, likewise.
    v : a lag from it on in any item forbids to outrank, likewise; none is no veto.
    alpha, beta : of the discrimination threshold alpha + beta * degree, by which degrees of outranking must differ.
    """

    q: Numbers = field(default=(0.0,), validator=_not_negative)
    p: Numbers = field(default=(0.0,), validator=_not_negative)
    v: Numbers = ()
    alpha: float = field(default=0.30, validator=[validators.ge(0), validators.le(1)])
    beta: float = field(default=-0.15, validator=[validators.ge(-1), validators.le(0)])

    def __attrs_post_init__(self) -> None:
        _alike(q=self.q, p=self.p, v=self.v)
        _below("q", self.q, "p", self.p)
        if self.v:
            _below("p", self.p, "v", self.v)
