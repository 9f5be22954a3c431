"""``scoring diff``: what moved between two runs, and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, Count
from scoring.cli.shape import Argument, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from scoring.model.difference import Difference, Moved

COMPARING = Both(en="comparing", id="membandingkan")
HEADERS = (
    Both(en="Code", id="Kode"),
    Both(en="City", id="Kota/kabupaten"),
    Both(en="Rank", id="Peringkat"),
    Both(en="Index before", id="Indeks dulu"),
    Both(en="after", id="kini"),
    Both(en="change", id="beda"),
    Both(en="by data", id="oleh data"),
    Both(en="by weights", id="oleh bobot"),
    Both(en="by method", id="oleh cara"),
)
CAUSES = {
    "city": Both(en="states of cities", id="status kota"),
    "data": Both(en="cells", id="sel"),
    "weights": Both(en="weights", id="bobot"),
    "method": Both(en="rules", id="aturan"),
    "text": Both(en="texts", id="teks"),
}
SAME = Both(en="No index or rank moved.", id="Tidak ada indeks atau peringkat yang berubah.")
MOVED = Both(
    en="{moved} of {all} cities moved; the largest moves first:",
    id="{moved} dari {all} kota berubah; perubahan terbesar lebih dulu:",
)
CHANGED = Both(en="Changed: {parts}.", id="Yang berubah: {parts}.")
MORE = Both(en="... and {count} more (--top {all})", id="... dan {count} lagi (--top {all})")


@as_command(
    "diff",
    Argument("before", type=PATH, metavar="RUN", text=Both(en="The earlier run.", id="Hasil yang lama.")),
    Argument("after", type=PATH, metavar="RUN", text=Both(en="The later run.", id="Hasil yang baru.")),
    Option(
        "--top",
        type=Count(),
        default=10,
        metavar="N",
        text=Both(
            en="Cities and changes that are shown (10); JSON holds all.",
            id="Banyaknya kota dan perubahan yang ditampilkan (10); JSON memuat semua.",
        ),
    ),
    examples=("scoring diff out/2023 out/2024", "scoring diff out/2023 out/2024 --top 50"),
)
def command(before: Path, after: Path, top: int) -> Answer:
    """Compare two runs."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars
    from scoring.cli.records import plain  # noqa: PLC0415 - needs attrs

    with doing(COMPARING):
        found = api.diff(before, after)
    return Answer(plain(found), lambda language: "\n".join(_lines(found, top, language)))


def _lines(found: Difference, top: int, language: Language) -> list[str]:
    moved = [
        city for city in found.cities if (city.before, city.rank_before) != (city.after, city.rank_after)
    ]
    moved.sort(key=_furthest)
    title = MOVED if moved else SAME
    lines = [title.to(language).format(moved=len(moved), all=len(found.cities))]
    if moved:
        lines += ["", _cities(moved[:top], language), *_more(len(moved), top, language)]
    return lines + _changes(found, top, language)


def _change(city: Moved) -> float | None:
    return None if city.after is None or city.before is None else city.after - city.before


def _furthest(city: Moved) -> tuple[float, str]:
    """Order the cities by how far they moved; those that came or went stand behind all others."""
    change = _change(city)
    return float("inf") if change is None else -abs(change), city.code


def _cities(moved: list[Moved], language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue

    headers = [header.to(language) for header in HEADERS]
    return table(headers, [_row(city, language) for city in moved], right=range(2, len(headers)))


def _row(city: Moved, language: Language) -> list[str]:
    from scoring.report.figures import number, rank  # noqa: PLC0415 - only for people

    parts = (_change(city), city.data, city.weights, city.method)
    signed = [number(part, 4, language, sign=True) for part in parts]
    ranks = f"{rank(city.rank_before, language)} > {rank(city.rank_after, language)}"
    values = [number(value, 4, language) for value in (city.before, city.after)]
    return [city.code, city.name, ranks, *values, *signed]


def _changes(found: Difference, top: int, language: Language) -> list[str]:
    from scoring.codec.messages import escape  # noqa: PLC0415 - needs the catalogue

    if not found.changes:
        return []
    counts = Counter(change.cause for change in found.changes)
    parts = ", ".join(f"{CAUSES[cause].to(language)} {count}" for cause, count in counts.items())
    shown = [
        escape(f"  {change.cause:<8} {change.what}: {change.before or '-'} > {change.after or '-'}")
        for change in found.changes[:top]
    ]
    return ["", CHANGED.to(language).format(parts=parts), *shown, *_more(len(found.changes), top, language)]


def _more(count: int, top: int, language: Language) -> list[str]:
    return [MORE.to(language).format(count=count - top, all=count)] if count > top else []
