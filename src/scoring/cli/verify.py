"""``scoring verify``: a run is replayed and compared byte by byte."""

from __future__ import annotations

from pathlib import Path

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH
from scoring.cli.shape import Argument, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both

REPLAYING = Both(en="replaying", id="mengulangi")
HOLDS = Both(
    en="{run} holds: the replay gives the same bytes",
    id="{run} terbukti: pengulangan menghasilkan bita yang sama",
)


@as_command(
    "verify",
    Argument("run", type=PATH, text=Both(en="Folder of a run.", id="Folder hasil.")),
    Option(
        "--edition",
        type=PATH,
        metavar="DIR",
        text=Both(
            en="Folder of the edition, where it is not where the run found it.",
            id="Folder edisi, jika tidak lagi di tempat semula.",
        ),
    ),
    examples=("scoring verify out/demo", "scoring verify out/demo --edition fixtures/nation/2024"),
)
def command(run: Path, edition: Path | None) -> Answer:
    """Replay a run."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars
    from scoring.codec.messages import severity  # noqa: PLC0415 - needs the catalogue

    with doing(REPLAYING):
        found = api.verify(run, edition=edition)
    problems = [item for item in found if severity(item) == "error"]
    notes = [item for item in found if severity(item) == "note"]
    data = {"run": str(run), "holds": not problems}
    return Answer(
        data,
        lambda language: "" if problems else HOLDS.to(language).format(run=run),
        notes=notes,
        problems=problems,
    )
