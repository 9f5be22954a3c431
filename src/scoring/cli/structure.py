"""``scoring structure``: what an index is made of, what carries it, and what makes its order turn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, Count, OneOf
from scoring.cli.shape import Argument, Many, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scoring.cli.structure_words import View

    Rows = Sequence[Mapping[str, Any]]

LOOKING = Both(en="looking at the structure", id="melihat susunan")
WRITTEN = Both(en="written to {folder}", id="ditulis ke {folder}")
MORE = Both(en="... and {count} more rows", id="... dan {count} baris lagi")
NONE = Both(en="nothing", id="tidak ada")
DECIMALS = 3
SECTIONS = (
    "weights",
    "importance",
    "correlations",
    "alpha",
    "components",
    "removal",
    "reversal",
    "strengths",
    "trends",
)
SHOWN = SECTIONS[:6]


class Sections(OneOf):
    """One section, or several with commas between them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's signature
        """Return the value, or raise `MisuseError` for a name that is no section."""
        for name in str(value).split(","):
            super().convert(name, param, ctx)
        return str(value)


@as_command(
    "structure",
    Argument("edition", type=PATH, text=Both(en="Folder of the edition.", id="Folder edisi.")),
    Many(
        "--show",
        type=Sections(SECTIONS),
        metavar="SECTION ...",
        text=Both(
            en="What to look at: weights, importance, correlations, alpha, components and removal (these without the "
            "option), reversal, strengths and trends.",
            id="Bagian yang dilihat: weights, importance, correlations, alpha, components, dan removal (ini jika tanpa "
            "opsi), reversal, strengths, dan trends.",
        ),
    ),
    Option(
        "--node",
        default="",
        metavar="ID",
        text=Both(en="The node whose parts are looked at (the index).", id="Simpul yang dilihat (indeks)."),
    ),
    Option(
        "--city",
        default="",
        metavar="CITY",
        text=Both(
            en="Strengths and weaknesses of this city: its code or name.",
            id="Kekuatan dan kelemahan kota ini: kode atau nama.",
        ),
    ),
    Option(
        "--group",
        default="nation",
        metavar="ID",
        text=Both(
            en="Correlate and rank inside the members of this group.",
            id="Hitung korelasi dan peringkat di dalam kelompok ini.",
        ),
    ),
    Option(
        "--top",
        type=Count(),
        default=10,
        metavar="N",
        text=Both(en="Rows of each table that are shown (10).", id="Banyaknya baris yang ditampilkan (10)."),
    ),
    Option(
        "--out",
        type=PATH,
        metavar="DIR",
        text=Both(
            en="Folder for the whole tables; it must not exist yet.",
            id="Folder untuk seluruh tabel; belum boleh ada.",
        ),
    ),
    examples=(
        "scoring structure fixtures/nation/2024",
        "scoring structure rubrics/hdi-2021 --show importance,removal,reversal --out out/structure",
        'scoring structure fixtures/nation/2024 --show strengths --city "Kota Tumbarinde" --group size --top 5',
    ),
)
def command(  # noqa: PLR0917 - one for each option
    edition: Path,
    show: tuple[str, ...],
    node: str,
    city: str,
    group: str,
    top: int,
    out: Path | None,
) -> Answer:
    """Look at the structure of an edition."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars

    sections = tuple(dict.fromkeys(name for word in show for name in word.split(",")))
    sections = sections or (*SHOWN, *(("strengths",) if city else ()))
    chosen = {"node": node, "city": city, "group": group, "top": top}
    with doing(LOOKING):
        found = api.structure(api.open_edition(edition))
        tables = found.tables(sections, **chosen)
        folder = found.write(out, sections, **chosen) if out else None
    wanted = node or found.studied.structure.index
    data = {
        "study": str(folder) if folder else None,
        **{name: table.to_dicts() for name, table in tables.items()},
    }
    return Answer(data, lambda language: "\n".join(_lines(data, wanted, top, language)))


def _lines(data: Mapping[str, Any], node: str, top: int, language: Language) -> Iterator[str]:
    from scoring.cli.structure_words import VIEWS  # noqa: PLC0415 - only for people

    for name, table in data.items():
        if name == "study":
            continue
        view, limit = VIEWS[name], {"strengths": 2 * top, "reversal": len(table)}.get(name, top)
        rows = _rows(table, view, node)
        yield f"{view.title.to(language)} ({node})" if view.of_node else view.title.to(language)
        yield ""
        yield _table(rows[:limit], view.columns, language) if rows else NONE.to(language)
        if len(rows) > limit:
            yield MORE.to(language).format(count=len(rows) - limit)
        yield ""
    if data["study"]:
        yield WRITTEN.to(language).format(folder=data["study"])


def _rows(table: Rows, view: View, node: str) -> Rows:
    rows = [row for row in table if row[view.of_node] == node] if view.of_node else table
    return sorted(rows, key=lambda row: (row[view.by] is None, -(row[view.by] or 0))) if view.by else rows


def _table(rows: Rows, columns: tuple[str, ...], language: Language) -> str:
    from scoring.cli.structure_words import HEADERS  # noqa: PLC0415 - only for people
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue

    kept = [name for name in columns if any(row[name] is not None for row in rows)]
    cells = [[_cell(name, row[name], language) for name in kept] for row in rows]
    right = [place for place, name in enumerate(kept) if not any(isinstance(row[name], str) for row in rows)]
    return table([HEADERS[name].to(language) for name in kept], cells, right=right)


def _cell(name: str, value: Any, language: Language) -> str:  # noqa: ANN401 - a cell of a frame
    from scoring.cli.structure_words import RANKS, TERMED, TERMS, YEARS  # noqa: PLC0415 - only for people
    from scoring.report.figures import count, number, rank  # noqa: PLC0415 - as above

    if value is None:
        return ""
    if isinstance(value, str):
        return TERMS[value].to(language) if name in TERMED and value in TERMS else value
    if name in RANKS:
        return rank(value, language)
    if isinstance(value, int):
        return str(value) if name in YEARS else count(value, language)
    return number(value, DECIMALS, language)
