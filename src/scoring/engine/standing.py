"""From scores to what is published: rounded scores, ranks, bands, improvement, awards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from attrs import frozen

from scoring.engine.bands import bandings
from scoring.engine.evaluate import Scores
from scoring.engine.groups import codes_of, members, tie_key
from scoring.engine.history import earlier_results, last_result
from scoring.engine.plan import Plan
from scoring.kernels.lattice import round_decimals
from scoring.kernels.rank import group_sizes, rank
from scoring.model.edition import Edition, State
from scoring.model.ratings import Floats, Ints, Ratings
from scoring.model.result import NATION, Flag, Ranking, Result, Winner


def standing(plan: Plan, ratings: Ratings, scores: Scores, flags: tuple[Flag, ...]) -> Result:
    """Rank, band and award the cities.

    Parameters
    ----------
    plan : compiled edition.
    ratings : what was read.
    scores : from `scoring.engine.evaluate.evaluate`.
    flags : remarks found on the way.

    Raises
    ------
    RejectedError
        If a city's attribute cannot be used as the edition says.
    """
    edition = plan.edition
    published = round_decimals(scores.score, edition.publish.decimals, edition.publish.rounding)
    ranker = _Ranker(
        edition=edition,
        groups=members(edition, ratings.cities),
        key=tie_key(edition.publish.key, ratings.cities),
    )
    basis = published if edition.publish.ranks_from == "published" else scores.score
    rankings = {
        (node, group): ranker.ranking(node, group, basis[:, plan.place[node]])
        for node in _ranked(plan)
        for group in ranker.groups
    }
    last, change = _improvement(plan, ratings, scores.score, published)
    return Result(
        scheme=plan.scheme,
        structure=scores.structure,
        ratings=ratings,
        ids=plan.ids,
        scores=scores.score,
        coverage=scores.coverage,
        published=published,
        states=_states(ratings, scores.score[:, plan.place[edition.index]]),
        rankings=rankings,
        bandings=bandings(plan, ratings.cities, scores.score, published),
        last=last,
        improvement=change,
        improvement_rank=None if change is None else ranker.ranks(change, NATION),
        winners=tuple(_winners(edition, rankings)),
        steps=scores.steps,
        weightings=scores.weightings,
        flags=tuple(sorted(flags, key=lambda flag: (flag.city, flag.column, flag.problem.code))),
    )


def _ranked(plan: Plan) -> tuple[str, ...]:
    awarded = (node for award in plan.edition.awards.values() for node in award.nodes)
    return tuple(dict.fromkeys((plan.edition.index, *plan.structure.ranked, *awarded)))


def _states(ratings: Ratings, index: Floats) -> tuple[State, ...]:
    """Return each city's state; one that takes part but has no index is incomplete."""
    return tuple(
        "incomplete" if state == "ranked" and missing else state  # type: ignore[misc]
        for state, missing in zip(ratings.cities.states, np.isnan(index), strict=True)
    )


@frozen(kw_only=True, eq=False)
class _Ranker:
    edition: Edition
    groups: Mapping[str, tuple[str, ...]]
    key: Ints | None

    def ranks(self, scores: Floats, group: str) -> Floats:
        publish = self.edition.publish
        return rank(
            scores,
            groups=codes_of(self.groups[group]),
            ties=publish.ties,
            tolerance=float(publish.tolerance),
            key=self.key,
        )

    def ranking(self, node: str, group: str, scores: Floats) -> Ranking:
        ranks = self.ranks(scores, group)
        size = group_sizes(ranks, codes_of(self.groups[group]))
        return Ranking(node=node, group=group, member=self.groups[group], rank=ranks, size=size)


def _improvement(
    plan: Plan, ratings: Ratings, scores: Floats, published: Floats
) -> tuple[Floats | None, Floats | None]:
    """Return the last result and the difference to it, rounded as published where the edition says so."""
    wanted, publish = plan.edition.improvement, plan.edition.publish
    if wanted is None:
        return None, None
    node = wanted.of or plan.edition.index
    table, _ = earlier_results(ratings.past, node, plan.edition.year, len(scores))
    last = last_result(table)
    if wanted.basis == "exact":
        return last, scores[:, plan.place[node]] - last
    change = published[:, plan.place[node]] - round_decimals(last, publish.decimals, publish.rounding)
    return last, round_decimals(change, publish.decimals, "half_up")


def _winners(edition: Edition, rankings: Mapping[tuple[str, str], Ranking]) -> Iterator[Winner]:
    for name, award in edition.awards.items():
        for node in award.nodes:
            ranking = rankings[node, award.group]
            won = np.flatnonzero(_places(edition, ranking) <= award.top)
            for city in sorted(won, key=lambda city: (ranking.member[city], ranking.rank[city], city)):
                yield Winner(
                    award=name,
                    node=node,
                    group=award.group,
                    member=ranking.member[city],
                    city=int(city),
                    rank=float(ranking.rank[city]),
                )


def _places(edition: Edition, ranking: Ranking) -> Floats:
    """Return the best place each city shares: three that are tied for the first have the average rank 2."""
    if edition.publish.ties != "average":
        return ranking.rank
    return rank(-ranking.rank, groups=codes_of(ranking.member))
