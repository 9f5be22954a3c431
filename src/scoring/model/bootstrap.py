"""What the choice of evaluators does to scores and ranks."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from scoring.model.ratings import Floats, Ints
from scoring.model.uncertainty import Cities, Figure


@frozen(kw_only=True, eq=False)
class BootstrapSetting:
    """How evaluators were drawn.

    Parameters
    ----------
    edition, year : which edition.
    node : whose scores were looked at.
    replicates, seed : how often, and from which random numbers.
    stages : ``together`` or ``apart``.
    size : ``panel`` or ``one_less``.
    tolerance : largest difference of scores that tie, directly or through a chain of such neighbours.
    """

    edition: str
    year: int
    node: str
    replicates: int
    seed: int
    stages: str
    size: str
    tolerance: float


@frozen(kw_only=True, eq=False)
class Bootstrap:
    """Scores and ranks of the cities when their evaluators are drawn again.

    Parameters
    ----------
    setting : how they were drawn.
    cities : of the edition.
    score : as it is, shape (n_cities,).
    mean, error : mean and standard deviation of the replicates' scores, shape (n_cities,).
    edges : bins of ranks: bin b holds the ranks from edges[b] + 1 to edges[b + 1], shape (n_bins + 1,).
    shares : share of replicates with a rank in a bin, shape (n_bins, n_cities).
    figures : of the ranks, by name, each of shape (n_cities,): ``rank_mean``, ``rank_sd``, ``first``, ``top``.
    top : how many first ranks ``top`` counts.
    unranked : share of replicates in which a city has no score, shape (n_cities,).
    evaluators : evaluators who marked a city, shape (n_cities,).
    alone : panels with a single evaluator, whose chance does not show, shape (n_cities,).
    ways : how each city's scores were found.
    """

    setting: BootstrapSetting
    cities: Cities
    score: Floats
    mean: Floats
    error: Floats
    edges: Ints
    shares: Figure
    figures: Mapping[str, Figure]
    top: int
    unranked: Floats
    evaluators: Ints
    alone: Ints
    ways: tuple[str, ...]


@frozen(kw_only=True, eq=False)
class BootstrapInterval:
    """Between what scores and ranks a city stands in a share of the replicates; shapes (n_cities,).

    Parameters
    ----------
    share : of the replicates; as much is left out above as below.
    low, high : scores.
    rank_low, rank_high : ranks, the better one first.
    """

    share: float
    low: Floats
    high: Floats
    rank_low: Floats
    rank_high: Floats
