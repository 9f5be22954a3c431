"""A function as a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scoring.cli.commands import COMMANDS
from scoring.cli.params import debug_option, format_option, language_option, quiet_option
from scoring.cli.shape import Command

if TYPE_CHECKING:
    import click

    from scoring.cli.answer import Answer


def as_command(
    name: str, *params: click.Parameter, examples: tuple[str, ...], json: bool = True
) -> Callable[[Callable[..., Answer]], Command]:
    """Return a decorator that makes a command of a function which takes the parameters and returns an answer.

    Parameters
    ----------
    name : as in the list of commands, where its sentence stands.
    params : arguments and options of its own; those of all commands are added.
    examples : command lines for the help page.
    json : whether the answer may also be had as JSON.
    """
    manners = [language_option(), quiet_option(), debug_option()]

    def decorate(function: Callable[..., Any]) -> Command:
        return Command(
            name,
            text=COMMANDS[name].text,
            examples=examples,
            params=[*params, *([format_option()] if json else []), *manners],
            callback=function,
        )

    return decorate
