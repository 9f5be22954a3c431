"""An edition made ready for many weightings: scored once, and asked what is weighted and how."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from attrs import field, frozen

from scoring.api.edition import EditionFolder
from scoring.api.variants import Workshop
from scoring.api.weighing import Levels, Scale
from scoring.api.weightings import read_weightings
from scoring.engine.evaluate import Scores
from scoring.engine.plan import Plan
from scoring.engine.standing import standing
from scoring.errors import RejectedError, problem
from scoring.kernels.acceptability.counts import Counts
from scoring.kernels.rank import rank
from scoring.lab.drawing import Offer, offered, official
from scoring.lab.ranking import Ranked, ranked
from scoring.lab.variation import OFFICIAL
from scoring.model.draw import Drawn, Table
from scoring.model.nearest import nearest
from scoring.model.ratings import Floats
from scoring.model.uncertainty import Cities, Setting
from scoring.model.weighed import Weighed


@frozen(kw_only=True, eq=False)
class Posed:
    """An edition and what is asked of it.

    Parameters
    ----------
    workshop : the edition with its tables.
    cities : as the edition ranks them.
    weighed : the index as a function of weights.
    weights : official weights of the items, shape (n_items,).
    drawn, offer : how weights are drawn.
    ranked : how cities are ranked under weights.
    table : hash of the table of weightings; "" without one.
    """

    workshop: Workshop = field(repr=False)
    cities: Cities = field(repr=False)
    weighed: Weighed = field(repr=False)
    weights: Floats
    drawn: Drawn
    offer: Offer = field(repr=False)
    ranked: Ranked = field(repr=False)
    table: str = ""

    def setting(self, counts: Counts, *, seed: int, until: float | None, reached: bool) -> Setting:
        """Return how weights were drawn.

        Parameters
        ----------
        counts : what was counted.
        seed, until, reached : of the random numbers, and of the standard error that was asked for.
        """
        edition = self.workshop.edition.scheme.edition
        return Setting(
            edition=edition.id,
            year=edition.year,
            nodes=tuple(part.id for part in reversed(self.weighed.drawn)),
            kept=self.weighed.kept,
            weights=self.drawn,
            seed=seed,
            n_draws=counts.n_draws,
            until=until,
            reached=reached,
            whole=self.ranked.plan.whole,
            exact=self.ranked.plan.exact,
            tied=counts.tied,
        )

    def position(self, city: str) -> int:
        """Return the position of a ranked city.

        Parameters
        ----------
        city : code, or name where only one city has it.

        Raises
        ------
        RejectedError
            If it is not known, has no rank, or a name stands for several.
        """
        found = position(city, self.cities)
        if self.ranked.plan.member[found] < 0:
            raise RejectedError([problem("city-not-ranked", found=self.cities.codes[found])])
        return found


def position(city: str, cities: Cities) -> int:
    """Return the position of a city by code or name.

    Parameters
    ----------
    city : code, or name where only one city has it.
    cities : all of them.
    """
    if city in cities.codes:
        return cities.codes.index(city)
    named = [place for place, name in enumerate(cities.names) if name.casefold() == city.casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        codes = ", ".join(cities.codes[place] for place in named)
        raise RejectedError([problem("city-name-shared", found=city, allowed=codes)])
    near = nearest(city, (*cities.codes, *cities.names))
    raise RejectedError([problem("unknown-city", found=city, nearest=near)])


def pose(edition: EditionFolder, drawn: Drawn, *, node: str, levels: Levels, seed: int) -> Posed:
    """Score an edition and make it ready for many weightings.

    Parameters
    ----------
    edition : the edition.
    drawn : how weights are drawn.
    node, levels : where.
    seed : of the random numbers.

    Raises
    ------
    ScoringError
        With everything that is wrong with the edition or with what is asked for.
    """
    workshop = Workshop.of(edition)
    plan, scores = workshop.scores(OFFICIAL)
    weighed = Scale(plan=plan, scores=scores, cities=workshop.ratings.cities).weighed(node, levels)
    read = None
    if isinstance(drawn.spread, Table) and len(weighed.drawn) == 1:
        read = read_weightings(Path(drawn.spread.path), weighed.items, edition.loaded)
    offer = offered(weighed, drawn, seed=seed, rows=read and read.weights)
    way = ranked(weighed)
    if not way.plan.n_ranked:
        raise RejectedError([problem("weights-nothing-ranked")])
    return Posed(
        workshop=workshop,
        cities=_cities(workshop, plan, scores),
        weighed=weighed,
        weights=official(weighed),
        drawn=drawn,
        offer=offer,
        ranked=way,
        table=read.sha256 if read else "",
    )


def _cities(workshop: Workshop, plan: Plan, scores: Scores) -> Cities:
    cities = workshop.ratings.cities
    index = np.ascontiguousarray(scores.score[:, plan.place[plan.edition.index]])
    return Cities(
        codes=cities.codes,
        names=cities.names,
        states=standing(plan, workshop.ratings, scores, ()).states,
        official=rank(index, tolerance=float(plan.edition.publish.tolerance)),
    )
