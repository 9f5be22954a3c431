"""Amounts on the command line: whole numbers from zero, and numbers above zero."""

from __future__ import annotations

import math
from typing import Any

import click

from scoring.cli.params import parameter_name
from scoring.cli.shape import MisuseError

LONGEST = 40
"""Digits of a number; more are no number that anyone means."""


class Natural(click.ParamType[int]):
    """A whole number, not below zero."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's signature
        """Return the number, or raise `MisuseError`."""
        text = str(value)
        if text.isascii() and text.isdecimal() and len(text) <= LONGEST:
            return int(text)
        name = parameter_name(param, ctx)
        raise MisuseError("usage-wrong-value", ctx, parameter=name, found=text, allowed="0, 1, 2, ...")


class Positive(click.ParamType[float]):
    """A number above zero, with a decimal point."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401 - click's signature
        """Return the number, or raise `MisuseError`."""
        text = str(value)
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if math.isfinite(found) and found > 0:
            return found
        name = parameter_name(param, ctx)
        raise MisuseError(
            "usage-wrong-value", ctx, parameter=name, found=text, allowed="a number above 0, such as 0.002"
        )
