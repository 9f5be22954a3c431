"""What moved between two runs, and why."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Cause = Literal["city", "data", "weights", "method", "text"]


@frozen(kw_only=True)
class Change:
    """One thing that is not the same in two runs.

    Parameters
    ----------
    cause : what kind of thing it is.
    what : the raw value, TOML key or city.
    before, after : its two values as text; "" where it is absent.
    """

    cause: Cause
    what: str
    before: str
    after: str


@frozen(kw_only=True)
class Moved:
    """How one city moved.

    Parameters
    ----------
    code, name : of the city.
    before, after : exact index in the two runs; None where it has none.
    rank_before, rank_after : national rank.
    data, weights, method : what each contributed when put in place one after the other in this order; they add
        up to `after` minus `before`. None where a step has no index.
    """

    code: str
    name: str
    before: float | None
    after: float | None
    rank_before: float | None
    rank_after: float | None
    data: float | None
    weights: float | None
    method: float | None


@frozen(kw_only=True)
class Difference:
    """Two runs side by side.

    Parameters
    ----------
    cities : every city of either run, by rank after.
    changes : what is not the same.
    """

    cities: tuple[Moved, ...]
    changes: tuple[Change, ...]
