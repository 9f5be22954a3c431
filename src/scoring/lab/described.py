"""Descriptions of how weights are drawn: ``dirichlet:concentration=50``, or the same as a table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, cast

from scoring.codec.misfit import written
from scoring.codec.parameters import parameters
from scoring.errors import Place, RejectedError, problem
from scoring.model.draw import DRAWS, Drawn, Spread
from scoring.model.method import Use
from scoring.model.nearest import nearest

Description = str | Use | Mapping[str, Any]
"""A name, ``name:parameter=value,...`` with values as in TOML, a table with ``method`` and parameters, or a use."""

KEY = "weights"


def described(description: Description) -> Drawn:
    """Return what a description means.

    Parameters
    ----------
    description : how weights are drawn.

    Raises
    ------
    RejectedError
        With everything that does not fit, and the nearest name.

    Examples
    --------
    >>> described("dirichlet:concentration=200").spread
    Dirichlet(concentration=200.0)
    """
    use = _use(description)
    if use.method not in DRAWS:
        allowed, near = ", ".join(DRAWS), nearest(use.method, DRAWS)
        place = Place(key=KEY)
        raise RejectedError(
            [problem("weights-unknown-way", place, found=use.method, allowed=allowed, nearest=near)]
        )
    given = {name: _listed(value) for name, value in use.parameters.items()}
    spread, wrong = parameters(DRAWS[use.method].parameters, given, key=KEY)
    if spread is None or wrong:
        raise RejectedError(wrong)
    return Drawn(method=use.method, spread=cast("Spread", spread))


def _use(description: Description) -> Use:
    if isinstance(description, Use):
        return description
    if isinstance(description, str):
        return _of_text(description)
    given = dict(description)
    name = given.pop("method", None)
    if not isinstance(name, str):
        raise RejectedError(
            [problem("weights-undescribed", Place(key=KEY), found=written(dict(description)))]
        )
    return Use(method=name, parameters=given)


def _of_text(text: str) -> Use:
    name, _, given = text.partition(":")
    try:
        found = tomllib.loads(f"given = {{ {given} }}")
    except (tomllib.TOMLDecodeError, RecursionError):
        raise RejectedError([problem("weights-undescribed", Place(key=KEY), found=text)]) from None
    if found.keys() != {"given"}:
        raise RejectedError([problem("weights-undescribed", Place(key=KEY), found=text)])
    return Use(method=name, parameters=found["given"])


def _listed(value: Any) -> Any:  # noqa: ANN401 - any value of a description
    return [*value] if isinstance(value, tuple) else value


def shown(drawn: Drawn) -> str:
    """Return the description of a way to draw weights, without what is as usual.

    >>> shown(described("interval:margin=0.2, lower=[0.1, 0.1]"))
    'interval:margin=0.2,lower=[0.1, 0.1]'
    """
    given = ",".join(f"{name}={_toml(value)}" for name, value in drawn.use.parameters.items())
    return f"{drawn.method}:{given}" if given else drawn.method


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
