"""Looking at ratings through another edition's rules."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from scoring.model.plan import Structure
from scoring.model.ratings import Bools, Ints, Places, Ratings


def restricted(ratings: Ratings, structure: Structure) -> Ratings:
    """Return the ratings without the criteria, stages and evaluator types that a structure does not have.

    Parameters
    ----------
    ratings : what was read for one edition.
    structure : columns of another edition.
    """
    known = {(leaf.criterion, leaf.stage, leaf.type) for leaf in structure.leaves}
    marks, measures = ratings.marks, ratings.measures
    keys = zip(marks.criterion.tolist(), marks.stage.tolist(), marks.evaluator.tolist(), strict=True)
    kept = np.array(
        [(marks.criteria[c], marks.stages[s], marks.types[e]) in known for c, s, e in keys], dtype=np.bool_
    )
    measured = [name for name in measures.criteria if (name, "", "") in known]
    chosen = np.isin(measures.criterion, [measures.criteria.index(name) for name in measured])
    renumbered = _renumbered(measures.criteria, measured)
    rows = np.flatnonzero(chosen)
    return evolve(
        ratings,
        marks=evolve(
            marks,
            **{
                name: getattr(marks, name)[kept]
                for name in ("city", "criterion", "stage", "evaluator", "mark", "chair", "state")
            },
            places=_places(marks.places, kept),
        ),
        measures=evolve(
            measures,
            criteria=tuple(measured),
            criterion=renumbered[measures.criterion[chosen]] if len(rows) else measures.criterion[chosen],
            **{name: getattr(measures, name)[chosen] for name in ("city", "value", "of", "n")},
            date=tuple(measures.date[row] for row in rows),
            source=tuple(measures.source[row] for row in rows),
            places=_places(measures.places, chosen),
        ),
    )


def _renumbered(before: Sequence[str], after: Sequence[str]) -> Ints:
    place = {name: position for position, name in enumerate(after)}
    return np.array([place.get(name, -1) for name in before], dtype=np.int64)


def _places(places: Places, kept: Bools) -> Places:
    return evolve(
        places, **{name: getattr(places, name)[kept] for name in ("file", "sheet", "row", "column")}
    )
