"""``scoring explain``: the way from an index back to the cells."""

from __future__ import annotations

from pathlib import Path

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH
from scoring.cli.shape import Argument, Option
from scoring.cli.words import Both


@as_command(
    "explain",
    Argument("run", type=PATH, text=Both(en="Folder of a run.", id="Folder hasil.")),
    Argument("city", text=Both(en="Code or name of the city.", id="Kode atau nama kota.")),
    Option(
        "--against",
        metavar="CITY",
        text=Both(
            en="A second city, to see why one stands above the other.", id="Kota kedua sebagai pembanding."
        ),
    ),
    examples=("scoring explain out/demo 11.01", "scoring explain out/demo 11.01 --against 11.02"),
)
def command(run: Path, city: str, against: str | None) -> Answer:
    """Explain the index of a city."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars
    from scoring.cli.records import plain  # noqa: PLC0415 - needs attrs
    from scoring.report import explanation_text  # noqa: PLC0415 - as above

    found = api.load_run(run).explain(city, against=against)
    return Answer(plain(found), lambda language: explanation_text(found, language=language).rstrip("\n"))
