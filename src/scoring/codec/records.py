"""The compiled edition as JSON and back, without loss: exact numbers are text."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cattrs import Converter

from scoring.codec.keys import key_text
from scoring.codec.loose import from_json, to_json
from scoring.codec.misfit import Misfit, MisfitError, misfit
from scoring.codec.scalars import SCALARS, Hook
from scoring.codec.strict import strict_converter
from scoring.errors import Place, Problem, RejectedError, problem
from scoring.model.method import Use
from scoring.model.plan import Structure

PLAN = "plan.json"


def dump_structure(structure: Structure) -> str:
    """Return the structure as JSON with sorted keys; equal structures give equal bytes."""
    data = _CONVERTER.unstructure(structure)
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def load_structure(text: str, *, file: str = PLAN) -> Structure:
    """Return the structure that `dump_structure` wrote.

    Parameters
    ----------
    text : the JSON.
    file : name of the file, for messages.

    Raises
    ------
    RejectedError
        The text is no JSON, or not of a structure.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise RejectedError([problem("plan-malformed", Place(file=file), cause=error)]) from None
    try:
        return _CONVERTER.structure(data, Structure)
    except MisfitError as error:
        raise RejectedError(_problem(item, file) for item in error.misfits) from None


def _problem(item: Misfit, file: str) -> Problem:
    return Problem(code=item.code, place=Place(file=file, key=key_text(item.path)), details=item.details)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _exact(turn: Callable[[str], Any]) -> Hook:
    def hook(value: Any, _: Any) -> Any:  # noqa: ANN401 a hook takes anything
        text = SCALARS[str](value, str)
        try:
            return turn(text)
        except (ValueError, ArithmeticError):
            raise MisfitError([misfit("not-exact", value)]) from None

    return hook


def _use(value: Any, _: Any) -> Use:  # noqa: ANN401 a hook takes anything
    table = SCALARS[dict](value, dict)
    if table.keys() != {"method", "parameters"}:
        raise MisfitError([misfit("not-a-method", value)])
    method = SCALARS[str](table["method"], str)
    given = SCALARS[dict](table["parameters"], dict)
    try:
        return Use(method=method, parameters={key: from_json(item) for key, item in given.items()})
    except ValueError as error:
        raise MisfitError([misfit("refused-value", given, cause=error)]) from None


def _written(use: Use) -> dict[str, Any]:
    """Return a use as JSON; its parameters are keywords, whose order means nothing."""
    return {"method": use.method, "parameters": {key: to_json(item) for key, item in use.parameters.items()}}


def _converter() -> Converter:
    made = strict_converter()
    for cls, turn in ((Decimal, _finite), (Fraction, Fraction)):
        made.register_structure_hook(cls, _exact(turn))
        made.register_unstructure_hook(cls, str)
    made.register_structure_hook_func(lambda cls: cls is Use, _use)
    made.register_structure_hook_func(lambda cls: bool(cls == tuple[Use, ...]), _uses)
    made.register_unstructure_hook(Use, _written)
    return made


def _uses(value: Any, _: Any) -> tuple[Use, ...]:  # noqa: ANN401 a hook takes anything
    return tuple(_use(item, Use) for item in SCALARS[list](value, list))


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(f"{text} is not finite")
    return number


_CONVERTER = _converter()
