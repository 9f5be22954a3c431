"""Whether a record that a plugin yields can be used, seen from outside and before anything calls it."""

from __future__ import annotations

from typing import Any, get_args

import attrs

from scoring.model.method import (
    Context,
    Demand,
    Imputation,
    Method,
    Normalisation,
    Reader,
    Treatment,
    ValueFunction,
    Writer,
)

INPUTS = ("of", "n")
"""What a value function may take besides the value."""


def unsoundness(item: Any, expected: type) -> tuple[str, str] | None:  # noqa: ANN401 - a plugin yields anything
    """Return what was found and what is allowed instead, or None for a sound record.

    Parameters
    ----------
    item : what a hook yielded.
    expected : the record that the hook yields.
    """
    if not isinstance(item, expected):
        return type(item).__name__, expected.__name__
    if isinstance(item, Method):
        return _of_method(item)
    if isinstance(item, Reader | Writer):
        return _of_files(item)
    return None


def _of_method(method: Any) -> tuple[str, str] | None:  # noqa: ANN401 - its fields may hold anything
    name = f"{method.kind} {method.name}"
    if not callable(method.apply):
        return f"{name} with apply = {method.apply!r}", "a function"
    if not isinstance(method.parameters, type) or not attrs.has(method.parameters):
        return f"{name} with parameters = {method.parameters!r}", "an attrs class"
    fit: object = getattr(method, "fit", None)
    if isinstance(method, Normalisation) and not callable(fit):
        return f"{name} with fit = {fit!r}", "a function"
    if not _texts(method.demands, get_args(Demand)):
        return f"{name} with demands = {method.demands!r}", f"a tuple of {', '.join(get_args(Demand))}"
    allowed = INPUTS if isinstance(method, ValueFunction) else get_args(Context)
    if isinstance(method, ValueFunction | Treatment | Imputation) and not _texts(method.inputs, allowed):
        return f"{name} with inputs = {method.inputs!r}", f"a tuple of {', '.join(allowed)}"
    return None


def _of_files(item: Any) -> tuple[str, str] | None:  # noqa: ANN401 - its fields may hold anything
    name = f"{item.kind} {item.name}"
    verb = "read" if isinstance(item, Reader) else "write"
    if not callable(getattr(item, verb)):
        return f"{name} with {verb} = {getattr(item, verb)!r}", "a function"
    if isinstance(item, Reader) and not _texts(item.suffixes):
        return f"{name} with suffixes = {item.suffixes!r}", "a tuple such as ('.csv',)"
    return None


def _texts(found: object, allowed: tuple[str, ...] | None = None) -> bool:
    return isinstance(found, tuple) and all(
        isinstance(name, str) and (allowed is None or name in allowed) for name in found
    )
