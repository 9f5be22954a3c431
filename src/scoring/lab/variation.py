"""From an edition and a variant to the edition as the variant would have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product

from attrs import evolve

from scoring.errors import Problem, RejectedError, problem
from scoring.model.edition import Node, Scheme
from scoring.model.method import Use
from scoring.model.nearest import nearest
from scoring.model.plan import Fold, Structure
from scoring.model.rubric import Rubric
from scoring.model.step import Step
from scoring.model.variant import Variant

OFFICIAL = Variant(name="official")


def combinations(
    *,
    weightings: Sequence[Use] = (),
    aggregations: Sequence[Use] = (),
    normalisations: Sequence[Use] = (),
    node: str = "",
    step: str = "",
) -> tuple[Variant, ...]:
    """Return a variant for every combination of the methods given, the edition as it stands first.

    Parameters
    ----------
    weightings, aggregations, normalisations : methods; where none is given the edition's own stays.
    node : where weights and aggregation are others; "" for the index.
    step : the normalising step; "" for the last one.
    """
    choices: list[list[Use | None]] = [
        [*uses] or [None] for uses in (weightings, aggregations, normalisations)
    ]
    variants = [
        Variant(
            name=" + ".join(shown(use) for use in chosen if use),
            node=node,
            weighting=chosen[0],
            aggregation=chosen[1],
            step=step,
            normalisation=chosen[2],
        )
        for chosen in product(*choices)
        if any(chosen)
    ]
    return (OFFICIAL, *variants)


def shown(use: Use) -> str:
    """Return a method with its parameters as it is written on a command line.

    >>> shown(Use(method="power_mean", parameters={"exponent": 0.5}))
    'power_mean:exponent=0.5'
    """
    given = ",".join(f"{name}={value}" for name, value in use.parameters.items())
    return f"{use.method}:{given}" if given else use.method


def varied(scheme: Scheme, variant: Variant) -> Scheme:
    """Return the rules of an edition as a variant has them; what it leaves out is done by `without`.

    Parameters
    ----------
    scheme : the edition and its rubrics.
    variant : what is otherwise.

    Raises
    ------
    RejectedError
        If there is no such node or step.
    """
    if variant.weighting or variant.aggregation:
        scheme = _at_node(scheme, variant)
    if variant.normalisation:
        scheme = _at_step(scheme, variant.step, variant.normalisation)
    return scheme


def _at_node(scheme: Scheme, variant: Variant) -> Scheme:
    name = variant.node or scheme.edition.index
    if name in scheme.edition.nodes:
        nodes = {**scheme.edition.nodes, name: _node(scheme.edition.nodes[name], variant)}
        return evolve(scheme, edition=evolve(scheme.edition, nodes=nodes))
    if name in scheme.rubrics:
        rubrics = {**scheme.rubrics, name: _rubric(scheme.rubrics[name], variant)}
        return evolve(scheme, rubrics=rubrics)
    known = (*scheme.edition.nodes, *scheme.rubrics)
    raise RejectedError([_unknown("unknown-node", name, known)])


def _node(node: Node, variant: Variant) -> Node:
    if variant.aggregation:
        node = evolve(node, aggregation=variant.aggregation)
    if variant.weighting:
        node = evolve(node, children=tuple(node.children), weights=None, weighting=variant.weighting)
    return node


def _rubric(rubric: Rubric, variant: Variant) -> Rubric:
    if variant.aggregation:
        rubric = evolve(rubric, aggregation=variant.aggregation)
    if variant.weighting:
        bare = {key: evolve(criterion, weight=None) for key, criterion in rubric.criteria.items()}
        rubric = evolve(rubric, criteria=bare, weights=None, weighting=variant.weighting)
    return rubric


def _at_step(scheme: Scheme, name: str, use: Use) -> Scheme:
    steps = scheme.edition.steps
    normalising = [step.id for step in steps if step.normalise]
    wanted = name or (normalising[-1] if normalising else "")
    if wanted not in normalising:
        raise RejectedError([_unknown("unknown-normalising-step", wanted, normalising)])
    changed = tuple(_step(step, use) if step.id == wanted else step for step in steps)
    return evolve(scheme, edition=evolve(scheme.edition, steps=changed))


def _step(step: Step, use: Use) -> Step:
    return evolve(step, normalise=use, reference="")


def _unknown(code: str, name: str, known: Iterable[str]) -> Problem:
    names = tuple(known)
    return problem(code, found=name or "-", allowed=", ".join(names) or "-", nearest=nearest(name, names))


def without(structure: Structure, names: Sequence[str]) -> Structure:
    """Return a structure in which some columns are no longer children of anything.

    Parameters
    ----------
    structure : columns of an edition.
    names : columns that are left out; their siblings take over their weight in proportion.

    Raises
    ------
    RejectedError
        If a column is no child of anything, or nothing with a weight would be left beside it.
    """
    children = {child for fold in structure.folds for child in fold.children}
    wrong = [_unknown("unknown-child", name, children) for name in names if name not in children]
    folds = [_fold(fold, set(names)) for fold in structure.folds]
    wrong += [
        problem("nothing-left", node=fold.id, found=", ".join(names))
        for fold in folds
        if not fold.children or not any(fold.weights)
    ]
    if wrong:
        raise RejectedError(wrong)
    return evolve(structure, folds=tuple(folds))


def _fold(fold: Fold, names: set[str]) -> Fold:
    kept = [place for place, child in enumerate(fold.children) if child not in names]
    if len(kept) == len(fold.children):
        return fold
    weights = [fold.weights[place] for place in kept]
    total = sum(weights, Fraction(0))
    shares = tuple(weight / total for weight in weights) if total else tuple(weights)
    return evolve(fold, children=tuple(fold.children[place] for place in kept), weights=shares)
