"""The way from an index back to the cells it rests on."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from scoring.errors import Place


@frozen(kw_only=True)
class Cell:
    """One raw value behind a criterion, or what a step made of it.

    Parameters
    ----------
    evaluator : id, or "" for a measured value; for a step, its id.
    type, stage : of the mark, or ""; for a step, the method stands in `type`.
    value : raw value; None when missing.
    state : "" or ``recused`` / ``not_assessable``; of a step ``imputed`` or ``treated``.
    place : where it stands; nowhere for what a step made.
    """

    evaluator: str
    type: str
    stage: str
    value: float | None
    state: str
    place: Place


@frozen(kw_only=True)
class Part:
    """One column on the way.

    Parameters
    ----------
    id, kind : of the column (``leaf``, ``types``, ``stages``, ``rubric``, ``node``).
    depth : 0 for the index.
    score, coverage : exact score (None when missing) and coverage.
    weight : nominal share in the parent.
    effective : share after missing siblings passed theirs on; None when missing.
    contribution : exact part of the index; the contributions of the leaves add up to the index exactly.
    parts : children, in order.
    cells : raw values behind a leaf.
    """

    id: str
    kind: str
    depth: int
    score: float | None
    coverage: float
    weight: Fraction
    effective: Fraction | None
    contribution: Fraction | None
    parts: tuple[Part, ...] = ()
    cells: tuple[Cell, ...] = ()


@frozen(kw_only=True)
class Explanation:
    """Why a city has its index.

    Parameters
    ----------
    code, name, state, rank : of the city.
    root : the index and everything below it.
    against : the other city, where two are compared.
    """

    code: str
    name: str
    state: str
    rank: float | None
    root: Part
    against: Explanation | None = None
