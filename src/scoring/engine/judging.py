"""Weights from people's judgements: they need no city, so they are settled when an edition is compiled."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from scoring.engine.binding import bound
from scoring.errors import Place, PluginError, Problem, problem
from scoring.kernels.share import UNITS, units_of
from scoring.model.plan import Fold, Structure
from scoring.model.ratings import Floats
from scoring.model.registry import Registry
from scoring.model.result import Chosen


def judged(structure: Structure, registry: Registry) -> tuple[Structure, tuple[Chosen, ...], list[Problem]]:
    """Return the structure with the weights that people's judgements make, what their methods tell, and what is wrong.

    Parameters
    ----------
    structure : columns with the weightings they name.
    registry : all methods; every use was checked before.
    """
    folds: list[Fold] = []
    told: list[Chosen] = []
    wrong: list[Problem] = []
    for fold in structure.folds:
        use = fold.weighting
        if use is None or registry.weightings[use.method].from_data:
            folds.append(fold)
            continue
        try:
            weights, figures = bound(use, registry.weightings).chosen(fold.id, len(fold.children))
        except PluginError as error:
            wrong.append(_unfit(fold, error))
            continue
        folds.append(evolve(fold, weights=shares(weights)))
        told.append(Chosen(node=fold.id, method=use.method, figures=figures))
    return evolve(structure, folds=tuple(folds)), tuple(told), wrong


def shares(weights: Floats) -> tuple[Fraction, ...]:
    """Return weights as exact shares that sum to one.

    Parameters
    ----------
    weights : not negative, sum above zero, shape (n_items,).
    """
    return tuple(Fraction(int(units), UNITS) for units in units_of(weights))


def _unfit(fold: Fold, error: PluginError) -> Problem:
    """Return the problem with the place of the weighting; a ValueError says what is wrong with the judgements."""
    cause = error.__cause__
    if not isinstance(cause, ValueError) or fold.weighting is None:
        raise error
    place = (
        Place(file=f"rubric:{fold.id}", key="weighting")
        if fold.kind == "rubric"
        else Place(key=f"node.{fold.id}.weighting")
    )
    return problem("judgements-unfit", place, method=fold.weighting.method, node=fold.id, cause=str(cause))
