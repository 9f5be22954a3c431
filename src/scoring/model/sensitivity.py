"""What a sensitivity analysis found."""

from __future__ import annotations

from attrs import field, frozen

from scoring.model.ratings import Bools, Floats, Ints

SHIFT, WINNER = "average_shift", "winner_stays"


@frozen(kw_only=True)
class Failure:
    """Why runs could not be scored.

    Parameters
    ----------
    code : of the first problem.
    message : what was wrong with the first such run.
    """

    code: str
    message: str


@frozen(kw_only=True, eq=False)
class Swept:
    """Rankings of many runs; runs with the same choices share one.

    Parameters
    ----------
    rank : competition ranks, shape (n_distinct, n_cities); NaN where a city has none or the run failed.
    of : position of each run's ranking, shape (n_runs,).
    failure : position among `failures` of each ranking, -1 where none, shape (n_distinct,).
    failures : why.
    """

    rank: Floats
    of: Ints
    failure: Ints
    failures: tuple[Failure, ...]

    @property
    def ranks(self) -> Floats:
        """Ranks of every run, shape (n_runs, n_cities)."""
        return self.rank[self.of]

    @property
    def distinct(self) -> int:
        """Number of runs that differ in any choice."""
        return len(set(self.of.tolist()))

    @property
    def failed(self) -> Ints:
        """Position among `failures` of every run, shape (n_runs,)."""
        return self.failure[self.of]


@frozen(kw_only=True)
class Index:
    """How much of the variance of one figure comes from one factor.

    Parameters
    ----------
    figure : ``average_shift``, ``winner_stays`` or ``rank``.
    city : position of the city for ``rank``, else -1.
    factor : its name.
    first, first_low, first_high : first-order index and its interval; NaN where the figure does not vary.
    total, total_low, total_high : total-order index and its interval.
    used : base runs of which no member failed.
    """

    figure: str
    city: int
    factor: str
    first: float
    first_low: float
    first_high: float
    total: float
    total_low: float
    total_high: float
    used: int


@frozen(kw_only=True)
class Alone:
    """One factor otherwise, all others as the edition has them.

    Parameters
    ----------
    factor, alternative : names; for a factor with draws, how many of them were taken.
    runs, failed : number of runs, and of those that could not be scored.
    average_shift : mean distance of a city's rank to the nominal one, over cities and runs; NaN without a run.
    largest_shift : of any city in any run.
    winner_stays : share of the runs in which a nominal winner is first.
    failure : why the first of the failed runs could not be scored.
    """

    factor: str
    alternative: str
    runs: int
    failed: int
    average_shift: float
    largest_shift: float
    winner_stays: float
    failure: str = ""


@frozen(kw_only=True, eq=False)
class Statistics:
    """The ranks of each city over all runs that could be scored; shapes (n_cities,), NaN where never ranked.

    Parameters
    ----------
    nominal : rank in the edition as it stands.
    mean, median, low, high : mean, median, 5 and 95 per cent quantile.
    best, worst : lowest and highest rank.
    runs : in how many runs it was ranked.
    """

    nominal: Floats
    mean: Floats
    median: Floats
    low: Floats
    high: Floats
    best: Floats
    worst: Floats
    runs: Ints


@frozen(kw_only=True, eq=False)
class Sensitivity:
    """A sensitivity analysis.

    Parameters
    ----------
    edition : id of the edition.
    codes, names : of the cities.
    factors : names.
    labels : what each level of each factor means; () for a factor with draws.
    n_base, seed : size of the base sample, and the seed of all draws.
    points : where in the unit cube each run lies, shape (n_runs, n_factors); samples A and B, then A with the column of
        each factor from B.
    chosen : level of each factor in each run, same shape.
    swept : rankings of all runs.
    shift : average rank shift of each run, shape (n_runs,); NaN where it failed.
    winner : whether a nominal winner is first, 1 or 0; NaN where it failed.
    indices : of the average shift, of the winner, and of each city's rank.
    statistics : ranks over all runs.
    alone : one factor at a time.
    """

    edition: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    factors: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    n_base: int
    seed: int
    points: Floats = field(repr=False)
    chosen: Ints = field(repr=False)
    swept: Swept = field(repr=False)
    shift: Floats = field(repr=False)
    winner: Floats = field(repr=False)
    indices: tuple[Index, ...] = field(repr=False)
    statistics: Statistics = field(repr=False)
    alone: tuple[Alone, ...] = field(repr=False)

    @property
    def failed(self) -> Bools:
        """Whether each run failed, shape (n_runs,)."""
        found: Bools = self.swept.failed >= 0
        return found
