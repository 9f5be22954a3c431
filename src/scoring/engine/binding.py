"""A method together with its checked parameters and its owner, ready to be called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
from attrs import frozen

from scoring.codec.parameters import parameters
from scoring.errors import Place, PluginError, Problem, ScoringError, problem
from scoring.model.method import Method, Use
from scoring.model.nearest import nearest
from scoring.model.registry import Owner, Register

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@frozen(kw_only=True, eq=False)
class Bound:
    """A method that can be called.

    Parameters
    ----------
    method : the record.
    owner : who brought it.
    keywords : its parameters.
    """

    method: Any
    owner: Owner
    keywords: dict[str, Any]

    def __call__(
        self,
        columns: str,
        shape: tuple[int, ...],
        *arrays: Floats | Bools | Mapping[str, Floats],
        **named: Any,  # noqa: ANN401 - arrays and texts
    ) -> Floats:
        """Call the method and check what it returns.

        Parameters
        ----------
        columns : what is computed, for messages.
        shape : shape the result must have.
        arrays, named : its inputs.

        Raises
        ------
        PluginError
            If the method raises, changes its inputs, or returns another shape or type.
        """
        return self._array(columns, self._called(self.method.apply, columns, *arrays, **named), shape)

    def fitted(self, columns: str, values: Floats, direction: Floats) -> dict[str, Floats]:
        """Return the reference points that a normalisation finds, each with an item axis at the end.

        Parameters
        ----------
        columns : what is computed, for messages.
        values, direction : shapes (n_cities, n_items) and (n_items,).
        """
        found = self._called(self.method.fit, columns, values, direction)
        if not isinstance(found, Mapping):
            raise self._wrong_return(columns, type(found).__name__, "arrays by name")
        for points in found.values():
            items = points.shape[-1:] if type(points) is np.ndarray else ()
            self._array(columns, points, (*np.shape(points)[:-1], values.shape[1]) if items else (0,))
        return dict(found)

    def chosen(self, columns: str, n_items: int, *arrays: Floats) -> tuple[Floats, dict[str, object]]:
        """Return the weights that a weighting chooses, and what else it tells.

        Parameters
        ----------
        columns : what is computed, for messages.
        n_items : number of weights.
        arrays : values and direction, or nothing where people judge.
        """
        found = self._called(self.method.apply, columns, *arrays or (n_items,))
        figures = dict(found._asdict()) if hasattr(found, "_asdict") else {}
        weights = self._array(columns, figures.pop("weights", found), (n_items,))
        return weights, figures

    def _called(self, function: Any, columns: str, *arrays: Any, **named: Any) -> Any:  # noqa: ANN401
        try:
            with np.errstate(all="ignore"):
                return function(
                    *(_locked(array) for array in arrays),
                    **{name: _locked(array) for name, array in named.items()},
                    **self.keywords,
                )
        except ScoringError:
            raise
        except (Exception, SystemExit) as error:
            cause = f"{type(error).__name__}: {error}"
            shape = np.shape(arrays[0])
            told = self.problem("plugin-method-failed", columns, shape=shape, cause=cause)
            raise PluginError([told]) from error

    def _array(self, columns: str, found: Any, shape: tuple[int, ...]) -> Floats:  # noqa: ANN401
        if type(found) is not np.ndarray:  # what is masked in a masked array would come out as numbers
            raise self._wrong_return(columns, type(found).__name__, "a numpy array")
        if found.shape != shape or found.dtype != np.float64:
            raise self._wrong_return(columns, f"{found.dtype} {found.shape}", f"float64 {shape}")
        return found

    def _wrong_return(self, columns: str, found: str, allowed: str) -> PluginError:
        return PluginError([self.problem("plugin-wrong-return", columns, found=found, allowed=allowed)])

    def problem(self, code: str, columns: str, **details: Any) -> Problem:  # noqa: ANN401
        """Return a problem of this method and its owner.

        Parameters
        ----------
        code : of the message.
        columns : what is computed.
        details : further values that the sentence names.
        """
        name = f"{self.method.kind} {self.method.name}"
        return problem(code, method=name, owner=str(self.owner), columns=columns, **details)


def _locked(array: Any) -> Any:  # noqa: ANN401 - an array of any type
    """Return a view of an array that cannot be written to; of a table of arrays, a table of such views."""
    if isinstance(array, Mapping):
        return {name: _locked(item) for name, item in array.items()}
    if not isinstance(array, np.ndarray):
        return array
    view = array.view()
    view.setflags(write=False)
    return view


def bind(use: Use, register: Register[Any], place: Place) -> tuple[Bound | None, list[Problem]]:
    """Find the method that `use` names and check its parameters.

    Parameters
    ----------
    use : name and parameters as written.
    register : the methods of the kind that is wanted.
    place : where the use stands.
    """
    if use.method not in register:
        known = tuple(register)
        return None, [
            problem(
                "unknown-method",
                place,
                found=use.method,
                allowed=", ".join(known),
                nearest=nearest(use.method, known),
            )
        ]
    method: Method = register[use.method]
    given, wrong = parameters(method.parameters, use.parameters, key=place.key, file=place.file)
    if given is None or wrong:
        return None, wrong
    keywords = {item.name: getattr(given, item.name) for item in attrs.fields(method.parameters)}
    return Bound(method=method, owner=register.owners[use.method], keywords=keywords), []


def bound(use: Use, register: Register[Any]) -> Bound:
    """Bind a use that was checked before."""
    found, _ = bind(use, register, Place())
    if found is None:
        raise KeyError(use.method)
    return found


def signature(use: Use) -> tuple[str, str]:
    """Return what makes two uses the same, as a dictionary key."""
    return use.method, repr(sorted(use.parameters.items()))
