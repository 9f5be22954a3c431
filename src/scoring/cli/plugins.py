"""``scoring plugins``: every plugin with its owner, and what is wrong with a broken one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH
from scoring.cli.shape import Argument
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scoring.plugins import PluginStatus

HEADERS = (
    Both(en="Plugin", id="Plugin"),
    Both(en="Package", id="Paket"),
    Both(en="Version", id="Versi"),
    Both(en="State", id="Keadaan"),
    Both(en="Hooks", id="Hook"),
    Both(en="Records", id="Rekaman"),
)
NAMES = Both(en="Names:", id="Nama:")
SOUND, BROKEN = Both(en="sound", id="baik"), Both(en="broken", id="rusak")


@as_command(
    "plugins",
    Argument(
        "edition",
        type=PATH,
        required=False,
        text=Both(
            en="Folder of an edition, to list its own files too.",
            id="Folder edisi, agar berkasnya ikut didaftar.",
        ),
    ),
    examples=("scoring plugins", "scoring plugins rubrics/kami-5 --format json"),
)
def command(edition: Path | None) -> Answer:
    """List all plugins."""
    from scoring import api  # noqa: PLC0415 - loads every plugin

    found = api.plugins(edition)
    broken = [item for status in found for item in status.problems]
    return Answer(_data(found), lambda language: _text(found, language), problems=broken)


def _data(found: Sequence[PluginStatus]) -> object:
    from scoring.cli.records import plain  # noqa: PLC0415 - needs attrs

    return plain(list(found))


def _text(found: Sequence[PluginStatus], language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue

    rows = [_row(status, language) for status in found]
    listed = table([header.to(language) for header in HEADERS], rows)
    return "\n".join([listed, "", NAMES.to(language), *_names(found)])


def _names(found: Sequence[PluginStatus]) -> Iterator[str]:
    """Yield the names of all sound records, one line a kind."""
    from scoring.codec.messages import escape  # noqa: PLC0415 - needs attrs

    records = [record.rpartition(" ") for status in found if not status.problems for record in status.records]
    for kind in sorted({kind for kind, _, _ in records}):
        yield escape(f"  {kind}: {', '.join(name for other, _, name in records if other == kind)}")


def _row(status: PluginStatus, language: Language) -> list[str]:
    state = BROKEN if status.problems else SOUND
    hooks = ", ".join(name.removeprefix("scoring_") for name in status.hooks)
    owner = status.owner
    return [
        owner.name,
        owner.distribution,
        owner.version,
        state.to(language),
        hooks,
        str(len(status.records)),
    ]
