"""Every command with its arguments, options and examples, from click's own tree."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import click

from reference.markdown import code, table
from scoring.cli.commands import COMMANDS
from scoring.cli.manners import guess
from scoring.cli.program import program

MANNERS = {"--lang", "--format", "--quiet", "--debug", "--help"}
"""Options that nearly every command has; the page tells them once."""


def tree() -> dict[str, click.Command]:
    """Return every command by its full name."""
    return {
        "scoring": program,
        **{f"scoring {name}": import_module(entry.module).command for name, entry in COMMANDS.items()},
    }


def context(name: str, command: click.Command) -> click.Context:
    """Return a context in which a command speaks English."""
    return click.Context(command, info_name=name, obj=guess(["--lang", "en"], {}))


def commands() -> str:
    """Return a section for each command."""
    return "\n".join(
        "\n".join(_section(name, command)) for name, command in tree().items() if name != "scoring"
    )


def options_of(name: str, command: click.Command) -> list[tuple[str, str]]:
    """Return name and text of every parameter of a command."""
    ctx = context(name, command)
    return [record for param in command.get_params(ctx) if (record := param.get_help_record(ctx))]


def _section(name: str, command: click.Command) -> Iterator[str]:
    ctx = context(name, command)
    pieces = [piece for param in command.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
    yield f"## {name}\n"
    yield f"{COMMANDS[name.split()[1]].text.en}\n"
    yield f"`{' '.join([name, '[OPTIONS]', *(piece for piece in pieces if piece != '[OPTIONS]')])}`\n"
    own = [param for param in command.get_params(ctx) if not MANNERS.intersection(param.opts)]
    if own:
        records = [param.get_help_record(ctx) or ("", "") for param in own]
        yield table(["argument or option", "meaning"], [[code(first), text] for first, text in records])
    yield "```sh\n" + "\n".join(command.examples) + "\n```\n"  # type: ignore[attr-defined]
