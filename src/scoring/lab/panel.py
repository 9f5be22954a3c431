"""Marks without those of some evaluators."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from attrs import evolve

from scoring.model.ratings import Bools, Marks, Ratings


def left_out(ratings: Ratings, *, types: Collection[str], evaluators: Collection[str]) -> Ratings:
    """Return what was read without the marks of some evaluator types and evaluators.

    Parameters
    ----------
    ratings : what was read.
    types, evaluators : whose marks are left out.
    """
    if not types and not evaluators:
        return ratings
    gone = [
        name in evaluators or kind in types
        for name, kind in zip(ratings.marks.evaluators, ratings.marks.types, strict=True)
    ]
    kept = ~np.array(gone, dtype=np.bool_)[ratings.marks.evaluator]
    return evolve(ratings, marks=_kept(ratings.marks, kept))


def _kept(marks: Marks, kept: Bools) -> Marks:
    columns = ("city", "criterion", "stage", "evaluator", "mark", "chair", "state")
    rest: dict[str, Any] = {name: getattr(marks, name)[kept] for name in columns}
    where: dict[str, Any] = {
        name: getattr(marks.places, name)[kept] for name in ("file", "sheet", "row", "column")
    }
    return evolve(marks, places=evolve(marks.places, **where), **rest)
