"""The program: all commands, and the options that may stand in front of them."""

from __future__ import annotations

import sys

import click

from scoring.cli import words
from scoring.cli.commands import COMMANDS
from scoring.cli.params import debug_option, language_option, quiet_option
from scoring.cli.shape import Group, Option
from scoring.cli.stream import write

PROGRAM_NAME = "scoring"
COMPLETE = "_SCORING_COMPLETE"
"""Environment variable by which a shell asks for completions."""


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from scoring import __version__  # noqa: PLC0415 - the only use

        write(sys.stdout, f"{PROGRAM_NAME} {__version__}")
        ctx.exit()


program = Group(
    PROGRAM_NAME,
    entries=COMMANDS,
    text=words.PROGRAM,
    examples=("scoring check fixtures/nation/2024", "scoring run fixtures/nation/2024 --out out/2024"),
    params=[
        language_option(),
        quiet_option(),
        debug_option(),
        Option(
            "--version",
            text=words.SHOW_VERSION,
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
        ),
    ],
)
