"""Kinds of values on the command line, and the options that every command has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli import words
from scoring.cli.manners import FORMATS, LANGUAGES
from scoring.cli.shape import MisuseError, Option

PATH = click.Path(path_type=Path)
"""A path as it is given; whether it can be read is found out where it is read."""


class OneOf(click.Choice[str]):
    """One of a few names; a wrong one is refused with the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """Return the value, or raise `MisuseError`."""
        if value in self.choices:
            return str(value)
        from scoring.model.nearest import nearest  # noqa: PLC0415 - only where something is wrong

        found, allowed = str(value), tuple(self.choices)
        raise _wrong_value(param, ctx, found=found, allowed=allowed, nearest=nearest(found, allowed))


class Count(click.ParamType[int]):
    """A whole number, not below one."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's signature
        """Return the number, or raise `MisuseError`."""
        text = str(value)
        if text.isascii() and text.isdecimal() and int(text) > 0:
            return int(text)
        raise _wrong_value(param, ctx, found=text, allowed="1, 2, 3, ...")


class MethodUse(click.ParamType[Any]):
    """A method: its name, or ``name:parameter=value,parameter=value`` with values as in TOML."""

    name = "method"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's signature
        """Return name and parameters as a table, or raise `MisuseError`."""
        import tomllib  # noqa: PLC0415 - only where a method is named

        name, _, given = str(value).partition(":")
        try:
            return {"method": name, **tomllib.loads(f"given = {{ {given} }}")["given"]}
        except tomllib.TOMLDecodeError as error:
            allowed = "name, or name:parameter=value,parameter=value"
            raise _wrong_value(param, ctx, found=str(value), allowed=allowed) from error


def language_option() -> Option:
    """Return the option that chooses the language."""
    return _manner("--lang", text=words.LANG, type=OneOf(LANGUAGES), metavar="id|en")


def format_option() -> Option:
    """Return the option that chooses between a table and JSON."""
    return _manner("--format", text=words.FORMAT, type=OneOf(FORMATS), metavar="table|json")


def quiet_option() -> Option:
    """Return the option that leaves out progress and notes."""
    return _manner("-q", "--quiet", text=words.QUIET, is_flag=True)


def debug_option() -> Option:
    """Return the option that shows tracebacks."""
    return _manner("-v", "--debug", text=words.DEBUG, is_flag=True)


def parameter_name(param: click.Parameter | None, ctx: click.Context | None) -> str:
    """Return the name of a parameter as the user writes it; "" when it is not known."""
    if param is None or ctx is None:
        return ""
    return (
        max(param.opts, key=len) if isinstance(param, click.Option) else param.make_metavar(ctx).strip("[]{}")
    )


def _wrong_value(param: click.Parameter | None, ctx: click.Context | None, **details: object) -> MisuseError:
    return MisuseError("usage-wrong-value", ctx, parameter=parameter_name(param, ctx), **details)


def _manner(*names: str, **settings: Any) -> Option:  # noqa: ANN401 - settings of click
    return Option(*names, is_eager=True, expose_value=False, callback=_keep, **settings)


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep a manner that is given; what is not given stays as it was."""
    if value and param.name and not ctx.resilient_parsing:
        setattr(ctx.obj, param.name, value)
