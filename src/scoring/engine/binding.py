"""A method together with its checked parameters and its owner, ready to be called."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
from attrs import frozen

from scoring.codec.parameters import parameters
from scoring.errors import Place, PluginError, Problem, problem
from scoring.model.method import Method, Owner, Register, Use
from scoring.model.nearest import nearest

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
        self, columns: str, shape: tuple[int, ...], *arrays: Floats | Bools, **named: Floats
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
        try:
            with np.errstate(all="ignore"):
                found = self.method.apply(
                    *(_locked(array) for array in arrays),
                    **{name: _locked(array) for name, array in named.items()},
                    **self.keywords,
                )
        except (Exception, SystemExit) as error:
            note = self._problem(
                "plugin-method-failed",
                columns,
                shape=arrays[0].shape,
                cause=f"{type(error).__name__}: {error}",
            )
            raise PluginError([note]) from error
        if type(found) is not np.ndarray:  # what is masked in a masked array would come out as numbers
            raise PluginError(
                [
                    self._problem(
                        "plugin-wrong-return", columns, found=type(found).__name__, allowed="a numpy array"
                    )
                ]
            )
        if found.shape != shape or found.dtype != np.float64:
            raise PluginError(
                [
                    self._problem(
                        "plugin-wrong-return",
                        columns,
                        found=f"{found.dtype} {found.shape}",
                        allowed=f"float64 {shape}",
                    )
                ]
            )
        return found

    def _problem(self, code: str, columns: str, **details: Any) -> Problem:  # noqa: ANN401
        name = f"{self.method.kind} {self.method.name}"
        return problem(code, method=name, owner=str(self.owner), columns=columns, **details)


def _locked(array: Any) -> Any:  # noqa: ANN401 - an array of any type
    """Return a view of an array that cannot be written to."""
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


def signature(use: Use) -> tuple[str, str]:
    """Return what makes two uses the same, as a dictionary key."""
    return use.method, repr(sorted(use.parameters.items()))
