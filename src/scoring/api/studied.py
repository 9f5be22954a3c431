"""An edition as its structure is looked at, and the names in it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from scoring.api.variants import Workshop
from scoring.engine.directions import Directions
from scoring.engine.evaluate import Scores
from scoring.engine.groups import members
from scoring.engine.plan import Plan
from scoring.errors import Problem, RejectedError, problem
from scoring.model.nearest import nearest
from scoring.model.ratings import Cities
from scoring.model.structure_study import StudiedEdition


def studied_edition(workshop: Workshop, plan: Plan, scores: Scores) -> StudiedEdition:
    """Return an edition with its scores, directions and groups.

    Parameters
    ----------
    workshop : the edition with its tables.
    plan, scores : its rules, and what they make of the tables.
    """
    table = workshop.ratings.cities
    directions = Directions.of(scores.structure, plan.steps)
    return StudiedEdition(
        edition=plan.edition.id,
        year=plan.edition.year,
        codes=table.codes,
        names=table.names,
        structure=scores.structure,
        scores=scores.score,
        direction=np.array([directions.sign(name) for name in plan.ids]),
        groups=members(plan.edition, table),
        tolerance=float(plan.edition.publish.tolerance),
    )


def position(table: Cities, city: str) -> int:
    """Return the position of a city.

    Parameters
    ----------
    table : the cities.
    city : code, or name where only one has it.

    Raises
    ------
    RejectedError
        If it is not known, or the name stands for several.
    """
    if city in table.codes:
        return table.codes.index(city)
    same = [place for place, name in enumerate(table.names) if name.casefold() == city.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        codes = ", ".join(table.codes[place] for place in same)
        raise RejectedError([problem("city-name-shared", found=city, allowed=codes)])
    raise RejectedError([unknown("unknown-city", city, (*table.codes, *table.names))])


def unknown(code: str, found: str, known: Iterable[str]) -> Problem:
    """Return the problem that there is nothing of a name.

    Parameters
    ----------
    code : of the message.
    found : the name.
    known : names that there are.
    """
    names = tuple(known)
    return problem(code, found=found, allowed=", ".join(names), nearest=nearest(found, names))
