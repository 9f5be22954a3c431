"""The methods that there are, described."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from scoring._version import VERSION
from scoring.codec.descriptions import descriptions
from scoring.errors import RejectedError, problem
from scoring.methods import BUILT_INS
from scoring.model.description import MethodDescription, ParameterDescription
from scoring.model.method import Method
from scoring.model.nearest import nearest
from scoring.model.registry import Owner, Registry
from scoring.plugins import load

PROPERTIES = (
    "scope",
    "additive",
    "compensation",
    "reversal_free",
    "from_data",
    "inputs",
    "increasing",
    "demands",
)
"""Fields of the records that say what holds for a method, in the order in which they are told."""


def methods(name: str = "", edition: str | Path | None = None) -> tuple[MethodDescription, ...]:
    """Return the methods that there are, or those of one name.

    Parameters
    ----------
    name : of a method; "" for all. Methods of several kinds may share a name.
    edition : folder whose own Python files bring methods too.

    Raises
    ------
    ScoringError
        If there is no method of the name, or a plugin is broken.
    """
    registry = load(BUILT_INS, version=VERSION, folder=Path(edition) if edition else None).sound().registry
    found = [_described(method, owner) for method, owner in _all(registry) if name in {"", method.name}]
    if not found:
        known = [method.name for method, _ in _all(registry)]
        raise RejectedError([problem("no-such-method", found=name, nearest=nearest(name, known))])
    return tuple(found)


def _all(registry: Registry) -> Iterator[tuple[Method, Owner]]:
    for kind in attrs.fields(Registry):
        register = getattr(registry, kind.name)
        yield from ((register[name], register.owners[name]) for name in register)


def _described(method: Method, owner: Owner) -> MethodDescription:
    return MethodDescription(
        kind=method.kind,
        name=method.name,
        summary=method.summary,
        formula=method.formula,
        source=method.source,
        parameters=tuple(_parameters(method.parameters)),
        properties=dict(_properties(method)),
        owner=str(owner),
    )


def _parameters(cls: Any) -> Iterator[ParameterDescription]:  # noqa: ANN401 - an attrs class
    attrs.resolve_types(cls)
    told = {name: text for base in reversed(cls.__mro__[:-1]) for name, text in descriptions(base).items()}
    for item in attrs.fields(cls):
        yield ParameterDescription(
            name=item.name,
            type=inspect.formatannotation(item.type).replace("typing.", ""),
            default=_default(item),
            meaning=told.get(item.name, ""),
        )


def _default(item: attrs.Attribute[Any]) -> str:
    if item.default is attrs.NOTHING:
        return ""
    factory = getattr(item.default, "factory", None)
    found = factory() if factory else item.default
    return "none" if found is None else str(found).lower() if isinstance(found, bool) else str(found)


def _properties(method: Method) -> Iterator[tuple[str, str]]:
    for name in PROPERTIES:
        if not hasattr(method, name):
            continue
        value = getattr(method, name)
        if isinstance(value, tuple):
            if value:
                yield name, ", ".join(value)
        elif value is None:
            yield name, "depends"
        else:
            yield name, str(value).lower()
