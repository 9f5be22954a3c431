"""What weights can do to ranks, without sampling."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from scoring.model.ratings import Floats

Side = Literal["best", "worst"]


@frozen(kw_only=True, eq=False)
class Reached:
    """The best or the worst rank of a city under any weights.

    Parameters
    ----------
    city : position of the city.
    side : which of the two.
    rank : ties 1, 2, 2, 4.
    weights : that bring it about, shape (n_items,).
    margin : by how much, in units of the scores; 0 where a tie does it.
    proven : whether no rank beyond can be reached; otherwise the search ran out of time, or cities that lack a part
        might move it further.
    """

    city: int
    side: Side
    rank: int
    weights: Floats
    margin: float
    proven: bool


@frozen(kw_only=True, eq=False)
class Shift:
    """The smallest change of the official weights after which something is no longer so.

    Parameters
    ----------
    what : ``pass`` one city catches up with another; ``winner`` another city comes first; ``top`` another city comes
        among the first.
    size : how many first ranks; 0 for ``pass``.
    city, other : positions of the city that catches up and of the one it catches up with.
    distance : sum of the absolute changes, twice the weight that moves; infinite where no weights do it.
    weights : after the change, under which the two tie, shape (n_items,); NaN where no weights do it.
    """

    what: Literal["pass", "winner", "top"]
    size: int
    city: int
    other: int
    distance: float
    weights: Floats


@frozen(kw_only=True, eq=False)
class Reach:
    """What weights can do to ranks, without sampling.

    Parameters
    ----------
    items : ids of what is weighted.
    official_weights : shape (n_items,).
    inside : what the weights fulfil: all of them, or those of the draw.
    left_out : positions of the ranked cities that lack a part: they take no part in the search, nor in the changes.
    ranks : of the cities that were asked for, best and worst.
    shifts : smallest changes.
    """

    items: tuple[str, ...]
    official_weights: Floats
    inside: Literal["all", "draw"]
    left_out: tuple[int, ...] = ()
    ranks: tuple[Reached, ...] = ()
    shifts: tuple[Shift, ...] = ()
