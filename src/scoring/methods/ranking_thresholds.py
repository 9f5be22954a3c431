"""Parameters of the ranking methods that compare cities two by two or with given bounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import Attribute, field, frozen, validators

from scoring.kernels.decide.promethee.shapes import SHAPES

Floats = npt.NDArray[np.float64]
Numbers = tuple[float, ...]


def an_item_each(rule: Callable[..., Floats]) -> Callable[..., Floats]:
    """Return a rule that refuses parameters with several entries that are not one an item."""

    @wraps(rule)
    def checked(values: Floats, weights: Floats, direction: Floats, **given: Any) -> Floats:  # noqa: ANN401
        for name, entries in given.items():
            found = entries.split() if isinstance(entries, str) else entries
            if isinstance(found, list | tuple) and len(found) > 1 and len(found) != len(direction):
                raise ValueError(f"{name} has {len(found)} entries, and there are {len(direction)} items")
        return rule(values, weights, direction, **given)

    return checked


def _given(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    if not numbers:
        raise ValueError(f"{attribute.name} needs one number for all items, or one an item")


def _not_negative(_instance: object, attribute: Attribute[Any], numbers: Numbers) -> None:
    _given(_instance, attribute, numbers)
    if min(numbers) < 0:
        raise ValueError(f"{attribute.name} must not be below 0, found {list(numbers)}")


def _named(_instance: object, attribute: Attribute[Any], text: str) -> None:
    names = text.split()
    if not names or any(name not in SHAPES for name in names):
        raise ValueError(f"{attribute.name} must be names of {', '.join(SHAPES)}, found {text!r}")


def _alike(**lists: tuple[Any, ...]) -> None:
    """Refuse lists of several lengths above one: nobody could tell to which item a number belongs."""
    if len({len(items) for items in lists.values()} - {0, 1}) > 1:
        raise ValueError(f"{', '.join(lists)} need one entry for all items, or one an item alike")


def _below(low: str, lower: Numbers, high: str, upper: Numbers, *, equal: bool = True) -> None:
    """Refuse a lower number above its upper one, or one that is the same where they have to differ."""
    longest = max(len(lower), len(upper))
    pairs = zip(_stretched(lower, longest), _stretched(upper, longest), strict=True)
    if any(one > two or (one == two and not equal) for one, two in pairs):
        asked = "not be above" if equal else "be below"
        raise ValueError(f"{low} must {asked} {high}, found {list(lower)} and {list(upper)}")


def _stretched(entries: tuple[Any, ...], length: int) -> tuple[Any, ...]:
    return entries * length if len(entries) == 1 else entries


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
        _below("lower", self.lower, "upper", self.upper, equal=False)


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
    s : where the bell curve is steepest, likewise; it matters for ``gaussian`` alone.
    """

    shapes: str = field(default="usual", validator=_named)
    q: Numbers = field(default=(0.0,), validator=_not_negative)
    p: Numbers = field(default=(0.0,), validator=_not_negative)
    s: Numbers = field(default=(0.0,), validator=_not_negative)

    def __attrs_post_init__(self) -> None:
        names = tuple(self.shapes.split())
        _alike(shapes=names, q=self.q, p=self.p, s=self.s)
        longest = max(len(names), len(self.q), len(self.p), len(self.s))
        lists = (_stretched(items, longest) for items in (names, self.q, self.p, self.s))
        for name, q, p, s in zip(*lists, strict=True):
            if name in {"v", "level", "linear"} and p <= 0:
                raise ValueError(f"{name} needs p above 0, found {list(self.p)}")
            if name in {"level", "linear"} and q > p:
                raise ValueError(f"q must not be above p, found {list(self.q)} and {list(self.p)}")
            if name == "gaussian" and s <= 0:
                raise ValueError(f"gaussian needs s above 0, found {list(self.s)}")


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
