"""What a run found: scores, coverage, ranks, bands, awards."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from scoring.errors import Problem
from scoring.model.edition import Scheme, State
from scoring.model.plan import Structure
from scoring.model.ratings import Floats, Ratings

NATION = "nation"


@frozen(kw_only=True, eq=False)
class Ranking:
    """Ranks of one node inside one group.

    Parameters
    ----------
    node : ranked column.
    group : name of the group, or ``nation``.
    member : the value of the group each city belongs to, shape (n_cities,); "" when it belongs to none.
    rank : 1 is best; NaN for a city that is not ranked; half ranks only under the tie rule ``average``.
    size : number of ranked cities in the same member, shape (n_cities,).
    """

    node: str
    group: str
    member: tuple[str, ...]
    rank: Floats
    size: Floats


@frozen(kw_only=True, eq=False)
class Banding:
    """The band of each city.

    Parameters
    ----------
    band : name of the band table.
    labels : id of the band per city, "" for none.
    """

    band: str
    labels: tuple[str, ...]


@frozen(kw_only=True)
class Winner:
    """One award won.

    Parameters
    ----------
    award, node, group, member : which award.
    city : position of the city.
    rank : its rank in the member.
    """

    award: str
    node: str
    group: str
    member: str
    city: int
    rank: float


@frozen(kw_only=True)
class Flag:
    """A remark on the data of one city.

    Parameters
    ----------
    city : position of the city.
    column : id of the criterion or node.
    problem : what is remarkable, with its place; its code is in the message catalogue.
    """

    city: int
    column: str
    problem: Problem


@frozen(kw_only=True)
class Altered:
    """One raw value that a step changed.

    Parameters
    ----------
    city, item : position of the city, and of the column among the step's.
    before, after : the value; NaN when missing.
    """

    city: int
    item: int
    before: float
    after: float


@frozen(kw_only=True, eq=False)
class StepOutcome:
    """What one step did.

    Parameters
    ----------
    id, kind, method : which step, and by which method.
    columns : ids of the columns it took.
    altered : every cell that a treatment or imputation changed, sorted by (city, item).
    points : reference points by name that a normalisation used, each of the shape (..., n_columns).
    """

    id: str
    kind: str
    method: str
    columns: tuple[str, ...]
    altered: tuple[Altered, ...] = ()
    points: Mapping[str, Floats] = field(factory=dict)


@frozen(kw_only=True)
class Chosen:
    """How a weighting came to the weights of one node.

    Parameters
    ----------
    node, method : which node, and by which method.
    figures : what the method tells besides the weights: consistency ratios, whether it converged, ...
    """

    node: str
    method: str
    figures: Mapping[str, object] = field(factory=dict)


@frozen(kw_only=True, eq=False)
class Result:
    """Everything a run found, before it is written.

    Parameters
    ----------
    scheme, structure, ratings : what was evaluated.
    ids : columns of `scores`, the structure's order.
    scores : exact scores, shape (n_cities, n_ids), NaN where missing.
    coverage : share of each score's weight that rests on data, same shape.
    published : `scores` rounded as the edition says, same shape.
    states : one per city; ``incomplete`` takes part but has no index.
    rankings : by (node, group); ``nation`` always, then each group, for every ranked node.
    bandings : by band table.
    last, improvement : last edition's result and the difference, shape (n_cities,); None without history.
    improvement_rank : national rank of the improvement, None without history.
    winners : awards in the edition's order.
    flags : remarks, sorted by (city, column).
    steps : what the steps did with the raw values, in order.
    weightings : how methods chose weights, by node; the weights themselves stand in `structure`.
    """

    scheme: Scheme
    structure: Structure
    ratings: Ratings
    ids: tuple[str, ...]
    scores: Floats
    coverage: Floats
    published: Floats
    states: tuple[State, ...]
    rankings: Mapping[tuple[str, str], Ranking]
    bandings: Mapping[str, Banding] = field(factory=dict)
    last: Floats | None = None
    improvement: Floats | None = None
    improvement_rank: Floats | None = None
    winners: tuple[Winner, ...] = ()
    flags: tuple[Flag, ...] = ()
    steps: tuple[StepOutcome, ...] = ()
    weightings: tuple[Chosen, ...] = ()

    def column(self, node: str) -> int:
        """Return the position of a column."""
        return self.ids.index(node)
