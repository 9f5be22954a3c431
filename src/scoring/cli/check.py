"""``scoring check``: everything is read and scored, nothing is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH
from scoring.cli.shape import Argument, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from scoring.api import Checked

CHECKING = Both(en="checking", id="memeriksa")
SOUND = Both(
    en="{path} is sound (cities: {cities}, criteria: {criteria}, files: {files}, rows: {rows}, remarks: {notes})",
    id="{path} baik (kota: {cities}, kriteria: {criteria}, berkas: {files}, baris: {rows}, catatan: {notes})",
)


@as_command(
    "check",
    Argument("edition", type=PATH, text=Both(en="Folder of the edition.", id="Folder edisi.")),
    Option(
        "--all", "every", is_flag=True, text=Both(en="Show every remark.", id="Tampilkan setiap catatan.")
    ),
    examples=("scoring check fixtures/nation/2024", "scoring check fixtures/nation/2024 --format json"),
)
def command(edition: Path, every: bool) -> Answer:
    """Read an edition whole."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars

    with doing(CHECKING):
        found = api.open_edition(edition).check()
    return Answer(
        _data(found), lambda language: _text(found, edition, language), notes=found.notes, every_note=every
    )


def _data(found: Checked) -> dict[str, int]:
    return {"files": found.files, "rows": found.rows, "cities": found.cities, "criteria": found.criteria}


def _text(found: Checked, edition: Path, language: Language) -> str:
    from scoring.report.figures import count  # noqa: PLC0415 - only for people

    numbers = {**_data(found), "notes": len(found.notes)}
    shown = {name: count(number, language) for name, number in numbers.items()}
    return SOUND.to(language).format(path=edition, **shown)
