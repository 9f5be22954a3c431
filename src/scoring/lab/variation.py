"""From an edition and a variant to the edition as the variant would have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from attrs import evolve

from scoring.errors import Problem, RejectedError, problem
from scoring.model.edition import Node, Scheme
from scoring.model.factor import NO_METHOD
from scoring.model.method import Use
from scoring.model.nearest import nearest
from scoring.model.plan import Fold, Structure
from scoring.model.rubric import Rubric
from scoring.model.step import Step, StepKind
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
    for change in variant.changes:
        if change.weighting or change.aggregation:
            scheme = _at_node(scheme, change)
        for kind, use in _of_steps(change):
            scheme = _at_step(scheme, change.step, kind, use)
    return scheme


def _of_steps(change: Variant) -> Iterator[tuple[StepKind, Use]]:
    named: dict[StepKind, Use | None] = {
        "treat": change.treatment,
        "impute": change.imputation,
        "normalise": change.normalisation,
    }
    yield from ((kind, use) for kind, use in named.items() if use)


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


def step_of(steps: Sequence[Step], kind: StepKind, name: str) -> str:
    """Return the id of a step.

    Parameters
    ----------
    steps : of the edition.
    kind : of the step.
    name : its id; "" for the last one of its kind.

    Raises
    ------
    RejectedError
        If there is no such step.
    """
    alike = [step.id for step in steps if step.kind == kind]
    wanted = name or (alike[-1] if alike else "")
    if wanted not in alike:
        raise RejectedError([_unknown(_UNKNOWN_STEP[kind], wanted, alike)])
    return wanted


_UNKNOWN_STEP: Mapping[StepKind, str] = {
    "treat": "unknown-treating-step",
    "impute": "unknown-imputing-step",
    "normalise": "unknown-normalising-step",
}


def _at_step(scheme: Scheme, name: str, kind: StepKind, use: Use) -> Scheme:
    wanted = step_of(scheme.edition.steps, kind, name)
    changed = [_step(step, kind, use) if step.id == wanted else step for step in scheme.edition.steps]
    if use.method == NO_METHOD and kind != "normalise":
        changed = [step for step in changed if step.id != wanted]
    return evolve(scheme, edition=evolve(scheme.edition, steps=tuple(changed)))


def _step(step: Step, kind: StepKind, use: Use) -> Step:
    if kind == "normalise":
        return evolve(step, normalise=use, reference="")
    return evolve(step, treat=use) if kind == "treat" else evolve(step, impute=use)


def _unknown(code: str, name: str, known: Iterable[str]) -> Problem:
    names = tuple(known)
    return problem(code, found=name or "-", allowed=", ".join(names) or "-", nearest=nearest(name, names))


def weighed(structure: Structure, variant: Variant) -> Structure:
    """Return a structure with the weights that a variant gives to the children of single columns.

    Parameters
    ----------
    structure : columns of an edition.
    variant : what is otherwise.

    Raises
    ------
    RejectedError
        If there is no such column, or it has no children.
    """
    given = {change.node or structure.index: change.weights for change in variant.changes if change.weights}
    known = [fold.id for fold in structure.folds]
    if wrong := [_unknown("unknown-node", name, known) for name in given if name not in known]:
        raise RejectedError(wrong)
    folds = tuple(
        evolve(fold, weights=given[fold.id], weighting=None) if fold.id in given else fold
        for fold in structure.folds
    )
    return evolve(structure, folds=folds) if given else structure


def left_out(variant: Variant) -> tuple[str, ...]:
    """Return all columns that a variant leaves out, each once."""
    return tuple(dict.fromkeys(name for change in variant.changes for name in change.without))


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
