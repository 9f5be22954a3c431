"""``scoring run``: from a folder of score sheets to rankings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, Count
from scoring.cli.shape import Argument, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scoring.api import Run
    from scoring.errors import Problem

SCORING = Both(en="reading and scoring", id="membaca dan menilai")
WRITING = Both(en="writing", id="menulis")


@as_command(
    "run",
    Argument("edition", type=PATH, text=Both(en="Folder of the edition.", id="Folder edisi.")),
    Option(
        "--out",
        type=PATH,
        required=True,
        metavar="DIR",
        text=Both(
            en="Folder for the outputs; it must not exist yet.", id="Folder untuk keluaran; belum boleh ada."
        ),
    ),
    Option(
        "--top",
        type=Count(),
        default=10,
        metavar="N",
        text=Both(en="Cities that are shown (10).", id="Banyaknya kota yang ditampilkan (10)."),
    ),
    examples=(
        "scoring run fixtures/nation/2024 --out out/2024",
        "scoring run rubrics/smart-city-2023 --out out/2023 --top 20 --lang id",
    ),
)
def command(edition: Path, out: Path, top: int) -> Answer:
    """Score an edition, write the run folder and show the head of the national ranking."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars
    from scoring.cli.ranking import head, ranking_table  # noqa: PLC0415 - as above

    with doing(SCORING):
        run = api.open_edition(edition).run()
    with doing(WRITING):
        folder = run.write(out)
    data = {"run": str(folder), "files": _files(folder), "ranking": head(run, top)}
    return Answer(data, lambda language: ranking_table(run, top, language), notes=list(_notes(run, folder)))


def _notes(run: Run, folder: Path) -> Iterator[Problem]:
    from scoring.errors import problem  # noqa: PLC0415 - needs attrs

    if remarks := len(run.result.ratings.notes) + len(run.result.flags):
        yield problem("run-remarks", count=remarks)
    files = _files(folder)
    readable = [name for name in files if name.endswith((".md", ".xlsx"))]
    yield problem("run-written", folder=str(folder), count=len(files), files=readable)


def _files(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())
