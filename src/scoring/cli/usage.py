"""A mistake in the command line, as a problem with a code."""

from __future__ import annotations

import click

from scoring.cli.params import parameter_name
from scoring.cli.shape import MisuseError
from scoring.errors import Problem, problem
from scoring.model.nearest import nearest


def usage_problem(error: click.UsageError) -> Problem:
    """Return what is wrong with the command line."""
    command = error.ctx.command_path if error.ctx else "scoring"
    match error:
        case click.NoSuchCommand():
            return _unknown("usage-no-command", command, error.command_name, _commands(error.ctx))
        case click.NoSuchOption():
            return _unknown("usage-no-option", command, error.option_name, _options(error.ctx))
        case MisuseError():
            return Problem(code=error.code, details={"command": command, **error.details})
        case click.MissingParameter():
            return problem("usage-missing", command=command, parameter=parameter_name(error.param, error.ctx))
        case click.BadOptionUsage():
            return _bad_option(command, error)
        case _:
            return problem("usage-other", command=command, cause=error.format_message())


def _unknown(code: str, command: str, found: str, allowed: list[str]) -> Problem:
    return problem(code, command=command, found=found, nearest=nearest(found, allowed))


def _commands(ctx: click.Context | None) -> list[str]:
    group = ctx.command if ctx else None
    return group.list_commands(ctx) if ctx and isinstance(group, click.Group) else []


def _options(ctx: click.Context | None) -> list[str]:
    return (
        [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("--")]
        if ctx
        else []
    )


def _bad_option(command: str, error: click.BadOptionUsage) -> Problem:
    """Return which option lacks its value, or has one though it takes none."""
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    found = next((item for item in params if error.option_name in item.opts), None)
    flag = isinstance(found, click.Option) and found.is_flag
    code = "usage-option-without-value" if flag else "usage-option-needs-value"
    return problem(code, command=command, option=error.option_name)
