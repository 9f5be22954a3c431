"""What many weightings make of a ranking."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from scoring.model.draw import Drawn
from scoring.model.edition import State
from scoring.model.ratings import Floats, Ints


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
