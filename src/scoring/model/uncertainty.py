"""What other weights would make of a ranking: what is weighted, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from attrs import field, frozen

from scoring.model.draw import Drawn
from scoring.model.edition import State
from scoring.model.method import Aggregation
from scoring.model.ratings import Bools, Floats, Ints

Rule = Callable[..., Floats]
"""A method with its parameters: (names, shape of the result, arrays) to an array of that shape."""


@frozen(kw_only=True, eq=False)
class Closing:
    """A gate: the score of a part counts only where its conditions hold.

    Parameters
    ----------
    met : cities that fulfil what does not depend on the weights, shape (n_cities,).
    parts : positions of parts with the lower limit of each, inclusive.
    otherwise : score where they do not hold; NaN for none.
    """

    met: Bools
    parts: tuple[tuple[int, float], ...]
    otherwise: float


@frozen(kw_only=True, eq=False)
class Part:
    """A score that depends on the weights that are drawn.

    Parameters
    ----------
    id : of the node or rubric.
    children : ids of what it is made from.
    below : position of each child among the parts, -1 for a score that stays as it is, shape (n_children,).
    item : number of each child among the items that are weighted, -1 for none, shape (n_children,).
    drawn : whether the weights of its children are drawn.
    weights : official shares, shape (n_children,).
    values, coverage : of the children, NaN where missing, shape (n_cities, n_children).
    direction : 1 where a higher child is better, -1 where a lower one is, shape (n_children,).
    least : share of the weight that must rest on data, or the score is missing.
    method, parameters : how children fold.
    rule : the same, to be called with values, weights and, where it compares cities, direction.
    absent_counts : whether a missing child lowers the coverage.
    then : value functions applied to the result.
    closings : gates, in order.
    """

    id: str
    children: tuple[str, ...]
    below: Ints
    item: Ints
    drawn: bool
    weights: Floats
    values: Floats
    coverage: Floats
    direction: Floats
    least: float
    method: Aggregation
    parameters: Mapping[str, Any] = field(factory=dict)
    rule: Rule
    absent_counts: bool = True
    then: tuple[Rule, ...] = ()
    closings: tuple[Closing, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the score is what the rule makes of the children, and nothing is done with it afterwards."""
        return not self.then and not self.closings


@frozen(kw_only=True, eq=False)
class Weighed:
    """The index as a function of weights.

    Parameters
    ----------
    parts : children before parents, the index last.
    kept : nodes on the way down that keep their official weights, since these reach the index by another way, too.
    """

    parts: tuple[Part, ...]
    kept: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of what is weighted: the children of drawn parts that are no drawn parts themselves."""
        found = {
            int(item): child
            for part in self.parts
            for item, child in zip(part.item, part.children, strict=True)
            if item >= 0
        }
        return tuple(found[item] for item in range(len(found)))

    @property
    def drawn(self) -> tuple[Part, ...]:
        """The parts whose children's weights are drawn."""
        return tuple(part for part in self.parts if part.drawn)


@frozen(kw_only=True, eq=False)
class Figure:
    """A figure beside its Monte Carlo standard error; both of one shape.

    Parameters
    ----------
    value : NaN where no weighting tells it.
    error : zero where nothing varied.
    """

    value: Floats
    error: Floats


@frozen(kw_only=True, eq=False)
class Cities:
    """The cities of a study, as the edition itself ranks them.

    Parameters
    ----------
    codes, names, states : one each.
    official : rank by the edition's own weights, ties 1, 2, 2, 4; NaN without an index.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    states: tuple[State, ...]
    official: Floats


@frozen(kw_only=True, eq=False)
class Setting:
    """How weights were drawn.

    Parameters
    ----------
    edition, year : which edition.
    nodes : where the weights of children were drawn.
    kept : where they were not, since they reach the index by another way, too.
    weights : how.
    seed : of the random numbers.
    n_draws : weightings.
    until : standard error that was to be reached; None when the number of weightings was given.
    reached : whether it was.
    whole : units of which weights are whole numbers.
    exact : whether scores are short decimals and were ranked as they are.
    tied : weightings under which cities with different scores tie.
    """

    edition: str
    year: int
    nodes: tuple[str, ...]
    kept: tuple[str, ...] = ()
    weights: Drawn
    seed: int
    n_draws: int
    until: float | None = None
    reached: bool = True
    whole: int
    exact: bool
    tied: int


@frozen(kw_only=True, eq=False)
class Uncertainty:
    """What many weightings make of a ranking.

    Parameters
    ----------
    setting : how they were drawn.
    cities : of the edition.
    items : ids of what was weighted.
    official_weights : of the items, shape (n_items,).
    edges : bins of ranks: bin b holds the ranks from edges[b] + 1 to edges[b + 1], shape (n_bins + 1,).
    acceptability : share of weightings with a rank in a bin, shape (n_bins, n_cities).
    figures : by name, each of shape (n_cities,): ``mean``, ``sd``, ``q05``, ``q25``, ``median``, ``q75``, ``q95``,
        ``first``, ``top``, ``holistic``, ``entropy``.
    best, worst : ranks that came up, shape (n_cities,).
    unranked : share of weightings under which a city has no rank, shape (n_cities,).
    top : how many first ranks ``top`` counts.
    central : mean weights that put a city first, shape (n_cities, n_items).
    confidence : 1 for a city that is first under its own central weights, NaN without any, shape (n_cities,).
    choice : entropy of the first place in bits.
    """

    setting: Setting
    cities: Cities
    items: tuple[str, ...]
    official_weights: Floats
    edges: Ints
    acceptability: Figure
    figures: Mapping[str, Figure]
    best: Floats
    worst: Floats
    unranked: Floats
    top: int
    central: Figure
    confidence: Floats
    choice: Figure


@frozen(kw_only=True)
class Between:
    """How often one city stands above another.

    Parameters
    ----------
    city, other : positions of the cities.
    above, below, level : weightings under which the first stands above, below or level with the second.
    n_draws : all weightings, those under which one of the two is not ranked among them.
    """

    city: int
    other: int
    above: int
    below: int
    level: int
    n_draws: int


@frozen(kw_only=True, eq=False)
class Pairs:
    """How often each city stands above each other.

    Parameters
    ----------
    n_draws : weightings that were looked at, the first ones of the study.
    above : share of them under which the city of the row stands above that of the column, shape (n_cities, n_cities).
    """

    n_draws: int
    above: Figure


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
