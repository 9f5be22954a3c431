"""A call of a method on arrays: what it was given, made sure of once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
from attrs import frozen

from scoring.codec.messages import render
from scoring.codec.parameters import parameters
from scoring.engine.demands import Asking, misfit_lengths, unmet
from scoring.errors import RejectedError
from scoring.model.method import (
    Aggregation,
    Consensus,
    Imputation,
    Method,
    Normalisation,
    Treatment,
    ValueFunction,
    Weighting,
)

Floats = npt.NDArray[np.float64]
DIRECTIONS = {"higher": 1.0, "lower": -1.0}
BY_NAME = frozenset({"weights", "direction", "chair"})
"""Arrays that may be given in their place or by name."""


class UnfitError(RejectedError, ValueError):
    """A method was called with values, weights or parameters that it cannot take."""

    def __str__(self) -> str:
        return "\n".join(render(item) for item in self.problems)


@frozen(kw_only=True)
class Names:
    """Names of cities and items, for messages.

    Parameters
    ----------
    cities, items : in the order of rows and columns; numbered from 1 where left out.
    """

    cities: Sequence[str] = ()
    items: Sequence[str] = ()


@frozen(kw_only=True, eq=False)
class Call:
    """One call: the method, its parameters checked, and what else was given by name.

    Parameters
    ----------
    method : the record.
    names : of cities and items, for messages.
    keywords : parameters of the method.
    others : further inputs that it takes by name.
    named : arrays that may also stand in their place, without a name.
    """

    method: Any
    names: Names
    keywords: dict[str, Any]
    others: dict[str, Any]
    named: dict[str, Any]

    @classmethod
    def of(cls, method: Method, names: Names, settings: Mapping[str, Any]) -> Call:
        """Return a call of a method with its parameters checked."""
        known = set(getattr(method, "inputs", ()))
        named = {name: value for name, value in settings.items() if name in BY_NAME - known}
        settings = {name: value for name, value in settings.items() if name not in named}
        others = {name: value for name, value in settings.items() if name in known}
        given = {name: _plain(value) for name, value in settings.items() if name not in known}
        made, wrong = parameters(method.parameters, given, key=method.name)
        if made is None or wrong:
            raise UnfitError(wrong)
        keywords = {item.name: getattr(made, item.name) for item in attrs.fields(method.parameters)}
        return cls(method=method, names=names, keywords=keywords, others=others, named=named)

    def made(self, *arrays: Any, **named: Any) -> Any:  # noqa: ANN401
        """Return what the method makes of its arrays."""
        with np.errstate(all="ignore"):
            return _BY_KIND[type(self.method)](self, *arrays, **named)

    def table(self, values: Any) -> Floats:  # noqa: ANN401
        """Return values as a table that has what the method asks for."""
        found = np.ascontiguousarray(values, dtype=np.float64)
        if found.ndim != 2:  # noqa: PLR2004
            raise ValueError(f"values must have the shape (n_cities, n_items), found {found.shape}")
        self.refuse(found)
        for name, length in misfit_lengths(self.method, self.keywords, found.shape[1]):
            raise ValueError(f"{name} needs 1 number, or {found.shape[1]}: one for each item; found {length}")
        return found

    def refuse(self, values: Floats, weights: Floats | None = None) -> None:
        """Raise what values are that the method does not take."""
        asking = Asking(
            method=self.method.name,
            node="this call",
            items=_Numbered("item", self.names.items),
            city=self._city,
        )
        found = [item.told(asking) for item in unmet(self.method.demands, values, weights)]
        if found:
            raise UnfitError(found)

    def _city(self, position: int) -> str:
        return str(_Numbered("city", self.names.cities)[position])

    def direction(self, given: Any, values: Floats) -> Floats:  # noqa: ANN401
        """Return directions as 1 and -1."""
        n_items = values.shape[-1]
        if given is None:
            return np.ones(n_items)
        signs = np.array([DIRECTIONS.get(item, item) for item in np.asarray(given).tolist()], dtype=object)
        if signs.shape != (n_items,) or not all(sign in {1, -1} for sign in signs):
            raise ValueError(
                f'direction must be {n_items} times 1 or -1, "higher" or "lower", found {given!r}'
            )
        return signs.astype(np.float64)

    def weights(self, given: Any, values: Floats) -> Floats:  # noqa: ANN401
        """Return weights that can be weights."""
        n_items = values.shape[-1]
        if given is None:
            return np.ones(n_items)
        weights = np.ascontiguousarray(given, dtype=np.float64)
        sound = weights.shape[-1:] == (n_items,) and np.isfinite(weights).all() and (weights >= 0).all()
        if not sound or not (weights.sum(axis=-1) > 0).all():
            raise ValueError(
                f"weights must be {n_items} in the last axis, not below 0, and above 0 in sum; found {weights}"
            )
        return weights


class _Numbered(Sequence[str]):
    """Names with a number where there is none."""

    def __init__(self, word: str, names: Sequence[str]) -> None:
        self._word, self._names = word, names

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, position: Any) -> Any:  # noqa: ANN401 - a position gives a text
        return self._names[position] if position < len(self._names) else f"{self._word} {position + 1}"


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a parameter as a file would hold it: arrays and tuples as lists, numpy's numbers as Python's."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _aggregated(call: Call, values: Any, weights: Any = None, direction: Any = None) -> Floats:  # noqa: ANN401
    method = call.method
    if method.scope == "nation":
        table = call.table(values)
        shares, signs = call.weights(weights, table), call.direction(direction, table)
        found: Floats = method.apply(table, shares, signs, **call.keywords)
        return found
    if direction is not None:
        raise TypeError(f"{method.name} takes no direction: normalise the values first, higher is better")
    table = np.ascontiguousarray(values, dtype=np.float64)
    shares = call.weights(weights, table)
    call.refuse(table.reshape(-1, table.shape[-1]))
    if shares.ndim > 1:
        return np.stack([method.apply(table, own, **call.keywords) for own in shares])
    folded: Floats = method.apply(table, shares, **call.keywords)
    return folded


def _normalised(call: Call, values: Any, direction: Any = None) -> Floats:  # noqa: ANN401
    table = call.table(values)
    signs = call.direction(direction, table)
    reference = call.method.fit(table, signs, **call.keywords)
    found: Floats = call.method.apply(table, signs, reference, **call.keywords)
    return found


def _weighed(call: Call, values: Any, direction: Any = None) -> Any:  # noqa: ANN401
    if not call.method.from_data:
        return call.method.apply(values, **call.keywords)
    table = call.table(values)
    return call.method.apply(table, call.direction(direction, table), **call.keywords)


def _altered(call: Call, values: Any) -> Floats:  # noqa: ANN401
    table = call.table(values)
    lacking = [name for name in call.method.inputs if name not in call.others]
    if lacking:
        raise TypeError(f"{call.method.name} needs {', '.join(lacking)} by name")
    context = {name: _context(call, name, table) for name in call.method.inputs}
    found: Floats = call.method.apply(table, **context, **call.keywords)
    return found


def _context(call: Call, name: str, table: Floats) -> Any:  # noqa: ANN401 - arrays and texts
    """Return what a treatment or imputation takes besides the values, as the engine would hand it in."""
    given = call.others[name]
    if name == "codes":
        return tuple(given)
    if name == "direction":
        return call.direction(given, table)
    return np.asarray(given, dtype=np.float64 if name in {"of", "past"} else np.int64)


def _agreed(call: Call, marks: Any, chair: Any = None) -> Floats:  # noqa: ANN401
    given = np.ascontiguousarray(marks, dtype=np.float64)
    chairs = np.zeros(given.shape, dtype=np.bool_) if chair is None else np.asarray(chair, dtype=np.bool_)
    found: Floats = call.method.apply(given, chairs, **call.keywords)
    return found


def _valued(call: Call, values: Any) -> Floats:  # noqa: ANN401
    given = np.ascontiguousarray(values, dtype=np.float64)
    found: Floats = call.method.apply(given, **call.others, **call.keywords)
    return found


_BY_KIND: Mapping[type, Callable[..., Any]] = {
    Aggregation: _aggregated,
    Normalisation: _normalised,
    Weighting: _weighed,
    Treatment: _altered,
    Imputation: _altered,
    Consensus: _agreed,
    ValueFunction: _valued,
}
