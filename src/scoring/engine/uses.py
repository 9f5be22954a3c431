"""Whether every method that a scheme names exists, takes its parameters and gets what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.engine.binding import bind
from scoring.engine.planning import register_of
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Scheme
from scoring.model.method import Use, ValueFunction
from scoring.model.registry import Register, Registry
from scoring.model.rubric import Rubric


def check_uses(scheme: Scheme, registry: Registry) -> list[Problem]:
    """Return what is wrong with the methods that an edition and its rubrics name, each fault once."""
    found = [*_of_edition(scheme, registry)]
    for name, rubric in scheme.rubrics.items():
        found += _of_rubric(rubric, registry, f"rubric:{name}")
    return list({_identity(item): item for item in found}.values())


def _identity(item: Problem) -> tuple[str, str, str, str]:
    return item.code, item.place.file, item.place.key, repr(sorted(item.details.items()))


def _of_edition(scheme: Scheme, registry: Registry) -> Iterator[Problem]:
    for name, kind in scheme.edition.evaluator_types.items():
        place = Place(key=f"evaluator_type.{name}.consensus")
        yield from _method(kind.consensus, registry.consensus_rules, place)
    for position, step in enumerate(scheme.edition.steps):
        place = Place(key=f"step[{position}].{step.kind}")
        yield from _method(step.use, register_of(step.kind, registry), place)
    for name, node in scheme.edition.nodes.items():
        yield from _method(node.aggregation, registry.aggregations, Place(key=f"node.{name}.aggregation"))
        if node.weighting:
            yield from _method(node.weighting, registry.weightings, Place(key=f"node.{name}.weighting"))
        yield from _pipeline(node.then, registry, Place(key=f"node.{name}.then"), measured=False)


def _of_rubric(rubric: Rubric, registry: Registry, file: str) -> Iterator[Problem]:
    yield from _method(rubric.aggregation, registry.aggregations, Place(file=file, key="aggregation"))
    if rubric.weighting:
        yield from _method(rubric.weighting, registry.weightings, Place(file=file, key="weighting"))
    yield from _pipeline(rubric.then, registry, Place(file=file, key="then"), measured=False)
    for key, criterion in rubric.criteria.items():
        measured = (criterion.input or rubric.input) == "measure"
        own = criterion.value is not None
        place = Place(file=file, key=f"criterion.{key}.value" if own else "value")
        value = rubric.value if criterion.value is None else criterion.value
        yield from _pipeline(value, registry, place, measured=measured)
        if criterion.consensus:
            place = Place(file=file, key=f"criterion.{key}.consensus")
            yield from _method(criterion.consensus, registry.consensus_rules, place)


def _pipeline(
    uses: tuple[Use, ...], registry: Registry, place: Place, *, measured: bool
) -> Iterator[Problem]:
    """Look at value functions; only a measured value has a denominator and a sample for them."""
    for position, use in enumerate(uses):
        key = f"{place.key}[{position}]" if len(uses) > 1 else place.key
        yield from _method(use, registry.value_functions, Place(file=place.file, key=key), measured=measured)


def _method(use: Use, register: Register[Any], place: Place, *, measured: bool = True) -> Iterator[Problem]:
    bound, wrong = bind(use, register, place)
    yield from wrong
    needs = bound.method.inputs if bound and isinstance(bound.method, ValueFunction) else ()
    if needs and not measured:
        yield problem("function-needs-input", place, found=use.method, needs=", ".join(needs))
