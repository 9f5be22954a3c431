"""``scoring methods``: every method, or all that is known of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH
from scoring.cli.shape import Argument, Option
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scoring.model.description import MethodDescription

HEADERS = (
    Both(en="Kind", id="Jenis"),
    Both(en="Name", id="Nama"),
    Both(en="Parameters", id="Parameter"),
    Both(en="What it does", id="Kegunaan"),
)
FORMULA = Both(en="formula", id="rumus")
SOURCE = Both(en="source", id="sumber")
OWNER = Both(en="from", id="dari")
PARAMETERS = Both(en="parameters", id="parameter")
REQUIRED = Both(en="must be given", id="wajib diisi")
DEFAULT = Both(en="left out: {default}", id="jika tidak diisi: {default}")
PROPERTIES = {
    "scope": Both(en="computed from", id="dihitung dari"),
    "additive": Both(en="weighted mean of the items", id="rata-rata tertimbang"),
    "compensation": Both(en="compensation", id="kompensasi"),
    "reversal_free": Both(en="free of rank reversal", id="bebas pembalikan peringkat"),
    "from_data": Both(en="weights from data", id="bobot dari data"),
    "inputs": Both(en="takes besides values", id="memakai selain nilai"),
    "increasing": Both(en="rises with the value", id="naik bersama nilai"),
    "demands": Both(en="asks of the values", id="syarat nilai"),
}


@as_command(
    "methods",
    Argument(
        "name",
        required=False,
        default="",
        text=Both(en="One method, to see all of it.", id="Satu metode, untuk melihat semuanya."),
    ),
    Option(
        "--edition",
        type=PATH,
        metavar="DIR",
        text=Both(
            en="List the methods of this edition's own files too.",
            id="Sertakan metode dari berkas edisi ini.",
        ),
    ),
    examples=("scoring methods", "scoring methods topsis", "scoring methods entropy --format json"),
)
def command(name: str, edition: Path | None) -> Answer:
    """List the methods, or show one."""
    from scoring import api  # noqa: PLC0415 - loads every plugin
    from scoring.cli.records import plain  # noqa: PLC0415 - needs attrs

    found = api.methods(name, edition)
    text = _one if name else _table
    return Answer(plain(list(found)), lambda language: text(found, language))


def _table(found: Sequence[MethodDescription], language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue

    rows = [
        [
            item.kind,
            item.name,
            ", ".join(part.name for part in item.parameters),
            item.summary.in_language(language),
        ]
        for item in found
    ]
    return table([header.to(language) for header in HEADERS], rows)


def _one(found: Sequence[MethodDescription], language: Language) -> str:
    from scoring.codec.messages import escape  # noqa: PLC0415 - needs the catalogue

    return "\n\n".join("\n".join(escape(line) for line in _lines(item, language)) for item in found)


def _lines(item: MethodDescription, language: Language) -> Iterator[str]:
    yield f"{item.name} ({item.kind})"
    yield f"  {item.summary.in_language(language)}"
    for label, text in ((FORMULA, item.formula), (SOURCE, item.source), (OWNER, item.owner)):
        if text:
            yield f"  {label.to(language)}: {text}"
    for name, value in item.properties.items():
        yield f"  {PROPERTIES[name].to(language)}: {value}"
    if item.parameters:
        yield f"  {PARAMETERS.to(language)}:"
    for part in item.parameters:
        given = DEFAULT.to(language).format(default=part.default) if part.default else REQUIRED.to(language)
        yield f"    {part.name} ({part.type}; {given}): {part.meaning}"
