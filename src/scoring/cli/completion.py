"""``scoring completion``: the script that lets a shell complete commands and options."""

from __future__ import annotations

from click.shell_completion import BashComplete, FishComplete, ZshComplete

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import OneOf
from scoring.cli.shape import Argument
from scoring.cli.words import Both

KINDS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@as_command(
    "completion",
    Argument(
        "shell",
        type=OneOf(list(KINDS)),
        metavar="SHELL",
        text=Both(en="bash, zsh or fish.", id="bash, zsh, atau fish."),
    ),
    examples=(
        'eval "$(scoring completion bash)"  # in ~/.bashrc',
        'eval "$(scoring completion zsh)"   # in ~/.zshrc',
        "scoring completion fish > ~/.config/fish/completions/scoring.fish",
    ),
    json=False,
)
def command(shell: str) -> Answer:
    """Return the completion script of a shell."""
    from scoring.cli.program import COMPLETE, PROGRAM_NAME, program  # noqa: PLC0415 - the program lists this command

    script = KINDS[shell](program, {}, PROGRAM_NAME, COMPLETE).source()
    return Answer(script, lambda _: script)
