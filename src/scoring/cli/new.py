"""``scoring new``: an edition or a rubric to start from."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, OneOf
from scoring.cli.shape import Argument, MisuseError, Option
from scoring.cli.words import Both

KINDS = ("edition", "rubric")
MADE = Both(
    en="{path} is made; try: scoring check {edition}", id="{path} dibuat; cobalah: scoring check {edition}"
)


@as_command(
    "new",
    Argument(
        "kind",
        type=OneOf(KINDS),
        metavar="KIND",
        text=Both(en="edition or rubric.", id="edition atau rubric."),
    ),
    Argument(
        "path",
        type=PATH,
        text=Both(
            en="Folder of the new edition, or the new rubric's file; it must not exist yet.",
            id="Folder edisi baru, atau berkas rubrik baru; belum boleh ada.",
        ),
    ),
    Option(
        "--from",
        "template",
        metavar="NAME",
        text=Both(
            en="Edition of the rubric library to start from (smart-city-2023).",
            id="Edisi pustaka rubrik sebagai awal (smart-city-2023).",
        ),
    ),
    examples=(
        "scoring new edition my-edition --from smart-city-2023",
        "scoring new rubric my-edition/rubrics/governance.academic.toml",
    ),
)
def command(kind: str, path: Path, template: str | None) -> Answer:
    """Make an edition or a rubric."""
    if kind == "rubric" and template:
        raise MisuseError("usage-template-of-rubric", click.get_current_context())
    from scoring import api  # noqa: PLC0415 - reads the library

    if kind == "edition":
        made = api.new_edition(path, **({"template": template} if template else {}))
        return _answer(made, made)
    made = api.new_rubric(path)
    return _answer(made, made.parent.parent)


def _answer(made: Path, edition: Path) -> Answer:
    return Answer({"path": str(made)}, lambda language: MADE.to(language).format(path=made, edition=edition))
