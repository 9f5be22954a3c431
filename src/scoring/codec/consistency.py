"""Keys of one table that must agree. What names something elsewhere in the edition is checked by the engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scoring.codec.misfit import Misfit
from scoring.model.edition import Node, Requirement, Stages
from scoring.model.rubric import History, Rubric, Scale
from scoring.model.step import STEP_KINDS, Step


def inconsistencies(record: object) -> Iterator[Misfit]:
    """Yield what does not agree inside one record."""
    check = _CHECKS.get(type(record))
    if check:
        yield from check(record)


def _requirement(item: Requirement) -> Iterator[Misfit]:
    if item.among and not item.city:
        yield _without("among", "city")
    if item.at_least is not None and not item.node:
        yield _without("at_least", "node")


def _scale(item: Scale) -> Iterator[Misfit]:
    low, high, step = item.lowest, item.highest, item.step
    if step is not None and low is None:
        yield _without("step", "lowest")
    if low is None or high is None:
        return
    if low >= high:
        yield Misfit(code="scale-upside-down", path=("highest",), details={"found": high, "lowest": low})
    elif step is not None and (high - low) % step:
        yield Misfit(
            code="scale-uneven", path=("step",), details={"found": step, "lowest": low, "highest": high}
        )


def _stages(item: Stages) -> Iterator[Misfit]:
    if item.rule == "replace" and item.weights:
        yield Misfit(code="weights-unused", path=("weights",), details={"rule": item.rule})


def _history(item: History) -> Iterator[Misfit]:
    if item.rule != "years" and item.weights:
        yield Misfit(code="weights-unused", path=("weights",), details={"rule": item.rule})


def _weighting(item: Node | Rubric) -> Iterator[Misfit]:
    if item.weighting is None:
        return
    if item.weights is not None:
        yield Misfit(
            code="keys-exclude", path=("weighting",), details={"name": "weighting", "other": "weights"}
        )
    written = item.children if isinstance(item, Node) else item.criteria
    weighed = isinstance(written, Mapping) and (
        isinstance(item, Node) or any(criterion.weight is not None for criterion in item.criteria.values())
    )
    if weighed:
        yield Misfit(
            code="weights-beside-weighting", path=("weighting",), details={"found": item.weighting.method}
        )


def _step(item: Step) -> Iterator[Misfit]:
    given = [kind for kind in STEP_KINDS if getattr(item, kind) is not None]
    if len(given) != 1:
        found = " and ".join(given) or "none"
        yield Misfit(code="step-of-one", path=("id",), details={"found": found, "step": item.id})
    elif item.reference and given != ["normalise"]:
        yield _without("reference", "normalise")


def _without(key: str, missing: str) -> Misfit:
    return Misfit(code="key-without-key", path=(key,), details={"name": key, "missing": missing})


_CHECKS: Mapping[type, Callable[[Any], Iterator[Misfit]]] = {
    Requirement: _requirement,
    Scale: _scale,
    Stages: _stages,
    History: _history,
    Node: _weighting,
    Rubric: _weighting,
    Step: _step,
}
