"""The built-in methods as plain functions on arrays: `scoring.methods.topsis(values, weights, direction)`.

What a kernel takes for granted is made sure of here, once: shapes, directions, weights, parameters and what the
method asks of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from scoring.methods.checking import Call, Names, UnfitError
from scoring.model.nearest import nearest
from scoring.model.registry import Registry

__all__ = ["Function", "Names", "UnfitError", "built_in", "method"]

Floats = npt.NDArray[np.float64]


class Function:
    """A method that checks what it is given; call it, or for a normalisation also `fit` and `apply`.

    Parameters
    ----------
    method : the record; `__doc__` tells its formula and source.
    """

    def __init__(self, method: Any) -> None:  # noqa: ANN401 - a record of any kind
        self.method = method
        self.__name__: str = method.name
        told = (method.summary.en, method.formula, method.source, method.apply.__doc__ or "")
        self.__doc__ = "\n\n".join(part for part in told if part)

    def __repr__(self) -> str:
        return f"<{self.method.kind} {self.method.name}>"

    def __call__(self, *arrays: Any, names: Names | None = None, **settings: Any) -> Any:  # noqa: ANN401
        """Call the method.

        Parameters
        ----------
        arrays : as the kind of the method says: an aggregation takes values (and weights, and direction where it
            compares cities), a normalisation or weighting from data values and direction, a weighting from judgements
            the number of items, a treatment or imputation values, a consensus rule marks and who chairs, a value
            function values. `weights`, `direction` and `chair` may come by name. Weights may be a stack (n_draws, n_items); left out, they are equal. Directions are 1 and
            -1, or "higher" and "lower"; left out, higher is better.
        names : of cities and items, for messages.
        settings : further inputs and the parameters of the method, by name.

        Raises
        ------
        UnfitError
            The values are not what the method asks for, or a parameter is not among those it has.
        """
        call = Call.of(self.method, names or Names(), settings)
        return call.made(*arrays, **call.named)

    def fit(self, values: Any, direction: Any = None, **settings: Any) -> dict[str, Floats]:  # noqa: ANN401
        """Return the reference points of a normalisation.

        Parameters
        ----------
        values : shape (n_cities, n_items).
        direction : shape (n_items,).
        settings : parameters of the method.
        """
        call = Call.of(self.method, Names(), settings)
        table = call.table(values)
        found = self.method.fit(table, call.direction(direction, table), **call.keywords)
        return dict(found)

    def apply(
        self,
        values: Any,  # noqa: ANN401 - whatever numpy takes
        direction: Any = None,  # noqa: ANN401
        *,
        reference: Mapping[str, Floats],
        **settings: Any,  # noqa: ANN401
    ) -> Floats:
        """Return values normalised on reference points that were found before.

        Parameters
        ----------
        values : shape (n_cities, n_items).
        direction : shape (n_items,).
        reference : from `fit`.
        settings : parameters of the method.
        """
        call = Call.of(self.method, Names(), settings)
        table = np.asarray(values, dtype=np.float64)
        signs = call.direction(direction, table)
        return np.asarray(self.method.apply(table, signs, reference, **call.keywords))


@lru_cache(maxsize=1)
def built_in() -> Registry:
    """Return the built-in methods alone, without those of installed packages."""
    from scoring.methods import BUILT_INS  # noqa: PLC0415 - they import this folder
    from scoring.plugins.loader import registry_of  # noqa: PLC0415

    return registry_of(BUILT_INS)


def method(name: str, kind: str = "") -> Function:
    """Return a built-in method as a function.

    Parameters
    ----------
    name : of the method.
    kind : ``aggregation``, ``normalisation``, ``weighting``, ``treatment``, ``imputation``, ``consensus rule`` or
        ``value function``; needed only where methods of several kinds share the name.

    Raises
    ------
    AttributeError
        There is no such method, or there are several.

    Examples
    --------
    >>> method("weighted_mean")([[1.0, 3.0]], [0.25, 0.75]).tolist()
    [2.5]
    """
    registers = [getattr(built_in(), item.name) for item in attrs.fields(Registry)]
    found = [register[name] for register in registers if name in register]
    chosen = [item for item in found if kind in {"", item.kind}]
    if len(chosen) == 1:
        return Function(chosen[0])
    if chosen:
        kinds = " or ".join(f"kind={item.kind!r}" for item in chosen)
        raise AttributeError(
            f"several methods are called {name}: take scoring.methods.method({name!r}, {kinds})"
        )
    near = nearest(name, [known for register in registers for known in register])
    raise AttributeError(f"there is no method {name!r}" + (f"; did you mean {near!r}?" if near else ""))
