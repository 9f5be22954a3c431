"""``scoring sensitivity``: how much each choice of an edition matters for its ranking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, Count, OneOf
from scoring.cli.shape import Argument, Many, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import click

    from scoring.api import Analysed

SCORING = Both(en="scoring every run", id="menilai setiap putaran")
FACTOR, ALTERNATIVE = Both(en="Factor", id="Faktor"), Both(en="Alternative", id="Alternatif")
CODE, NAME = Both(en="Code", id="Kode"), Both(en="City", id="Kota/kabupaten")
SUMMARY = Both(
    en="{runs} runs, {distinct} of them different, {failed} could not be scored.",
    id="{runs} putaran, {distinct} di antaranya berbeda, {failed} tidak dapat dinilai.",
)
INDICES = Both(
    en="Share of the variance of the average rank shift that comes from each factor (95 % intervals):",
    id="Bagian ragam rata-rata geser peringkat yang berasal dari tiap faktor (selang 95 %):",
)
FIRST, TOTAL = Both(en="alone", id="sendiri"), Both(en="with others", id="bersama lainnya")
RANKS = Both(en="Ranks over all runs:", id="Peringkat pada semua putaran:")
RANK_COLUMNS = {
    "nominal": Both(en="nominal", id="nominal"),
    "median": Both(en="median", id="median"),
    "low": Both(en="5 %", id="5 %"),
    "high": Both(en="95 %", id="95 %"),
}
ALONE = Both(en="One factor at a time:", id="Satu faktor setiap kali:")
ALONE_COLUMNS = {
    "average_shift": Both(en="average shift", id="rata-rata geser"),
    "largest_shift": Both(en="largest shift", id="geser terbesar"),
    "winner_stays": Both(en="winner stays", id="juara tetap"),
}
FAILED = Both(en="{runs} runs could not be scored: {cause}", id="{runs} putaran tidak dapat dinilai: {cause}")
WRITTEN = Both(en="written to {folder}", id="ditulis ke {folder}")


class Seed(Count):
    """A whole number; 0 is a seed like any other."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's signature
        """Return the number, or raise `MisuseError`."""
        return 0 if str(value) == "0" else super().convert(value, param, ctx)


@as_command(
    "sensitivity",
    Argument("edition", type=PATH, text=Both(en="Folder of the edition.", id="Folder edisi.")),
    Option(
        "--factors",
        type=PATH,
        required=True,
        metavar="FILE",
        text=Both(
            en="TOML file that names what may be otherwise.",
            id="Berkas TOML yang menyebut apa yang dapat berubah.",
        ),
    ),
    Option(
        "--runs",
        type=Count(),
        default=256,
        metavar="N",
        text=Both(
            en="Base sample, a power of two (256); N (factors + 2) runs are made.",
            id="Sampel dasar, pangkat dua (256); dibuat N (faktor + 2) putaran.",
        ),
    ),
    Option(
        "--seed",
        type=Seed(),
        default=0,
        metavar="N",
        text=Both(en="Seed of all random numbers (0).", id="Benih semua bilangan acak (0)."),
    ),
    Option(
        "--top",
        type=Count(),
        default=10,
        metavar="N",
        text=Both(en="Cities that are shown (10).", id="Banyaknya kota yang ditampilkan (10)."),
    ),
    Option(
        "--out",
        type=PATH,
        metavar="DIR",
        text=Both(
            en="Folder for all tables; it must not exist yet.",
            id="Folder untuk semua tabel; belum boleh ada.",
        ),
    ),
    Many(
        "--plot",
        type=OneOf(("svg", "png")),
        metavar="svg|png",
        text=Both(
            en="Draw indices and ranks (with --out).",
            id="Gambar indeks dan peringkat (dengan --out).",
        ),
    ),
    examples=(
        "scoring sensitivity fixtures/nation/2024 --factors fixtures/sensitivity/nation.toml --runs 32",
        "scoring sensitivity fixtures/nation/2024 --factors fixtures/sensitivity/nation.toml --runs 32 --out out/sensitivity",
    ),
)
def command(  # noqa: PLR0917 - one for each option
    edition: Path, factors: Path, runs: int, seed: int, top: int, out: Path | None, plot: tuple[Any, ...]
) -> Answer:
    """Score many runs with choices made otherwise."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars

    with doing(SCORING):
        found = api.sensitivity(api.open_edition(edition), factors, runs=runs, seed=seed)
        folder = found.write(out, plots=plot) if out else None
    data = {
        "study": str(folder) if folder else None,
        "indices": found.indices().to_dicts(),
        "ranks": found.ranks().to_dicts(),
        "one_at_a_time": found.one_at_a_time().to_dicts(),
        "failures": found.failures().to_dicts(),
    }
    return Answer(data, lambda language: "\n".join(_lines(found, top, folder, language)))


def _lines(found: Analysed, top: int, folder: Path | None, language: Language) -> Iterator[str]:
    from scoring.codec.messages import escape  # noqa: PLC0415 - needs the catalogue

    own = found.sensitivity
    counts = {"runs": len(own.chosen), "distinct": own.swept.distinct, "failed": int(own.failed.sum())}
    yield SUMMARY.to(language).format(**counts)
    for row in found.failures().to_dicts():
        yield FAILED.to(language).format(runs=row["runs"], cause=escape(row["message"]))
    for title, text in (
        (INDICES, _indices(found, language)),
        (ALONE, _alone(found.one_at_a_time().to_dicts(), language)),
        (RANKS, _ranks(found.ranks().head(top).to_dicts(), language)),
    ):
        yield f"\n{title.to(language)}\n\n{text}"
    if folder:
        yield f"\n{WRITTEN.to(language).format(folder=folder)}"


def _indices(found: Analysed, language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue
    from scoring.report.figures import number  # noqa: PLC0415 - only for people

    rows = [row for row in found.indices().to_dicts() if row["figure"] == "average_shift"]
    cells = [
        [
            row["factor"],
            *(
                text
                for order in ("first", "total")
                for text in (
                    number(row[order], 2, language),
                    f"{number(row[f'{order}_low'], 2, language)} .. {number(row[f'{order}_high'], 2, language)}",
                )
            ),
        ]
        for row in rows
    ]
    headers = [FACTOR.to(language), FIRST.to(language), "", TOTAL.to(language), ""]
    return table(headers, cells, right=range(1, len(headers)))


def _alone(rows: Sequence[Mapping[str, Any]], language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue
    from scoring.report.figures import number  # noqa: PLC0415 - only for people

    headers = [title.to(language) for title in (FACTOR, ALTERNATIVE, *ALONE_COLUMNS.values())]
    cells = [
        [row["factor"], row["alternative"], *(number(row[name], 2, language) for name in ALONE_COLUMNS)]
        for row in rows
    ]
    return table(headers, cells, right=range(2, len(headers)))


def _ranks(rows: Sequence[Mapping[str, Any]], language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue
    from scoring.report.figures import number  # noqa: PLC0415 - only for people

    headers = [title.to(language) for title in (CODE, NAME, *RANK_COLUMNS.values())]
    cells = [
        [row["code"], row["name"] or "", *(number(row[name], 1, language) for name in RANK_COLUMNS)]
        for row in rows
    ]
    return table(headers, cells, right=range(2, len(headers)))
