"""``scoring compare``: rankings under other weights, rules and normalisations, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, Count, MethodUse, OneOf
from scoring.cli.shape import Argument, Many, Option
from scoring.cli.stream import doing
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scoring.api import Compared

COMPARING = Both(en="scoring every variant", id="menilai setiap varian")
VARIANT = Both(en="Variant", id="Varian")
CITIES = Both(en="Cities", id="Kota")
FIGURES = {
    "spearman": Both(en="Spearman", id="Spearman"),
    "kendall": Both(en="Kendall tau-b", id="Kendall tau-b"),
    "weighted_spearman": Both(en="weighted", id="tertimbang"),
    "ws": Both(en="WS", id="WS"),
    "average_shift": Both(en="average shift", id="rata-rata geser"),
    "top": Both(en="same at the top", id="sama di puncak"),
}
MOVERS = Both(
    en="Cities that move most, with their ranks:", id="Kota yang paling bergeser, dengan peringkatnya:"
)
CODE, NAME = Both(en="Code", id="Kode"), Both(en="City", id="Kota/kabupaten")
AGREEMENT = Both(
    en="Agreement with the official ranking (competition ranks, 1, 2, 2, 4; correlations of average ranks):",
    id="Kesesuaian dengan peringkat resmi (peringkat kompetisi, 1, 2, 2, 4; korelasi peringkat rata-rata):",
)
FAILED = Both(en="could not be scored: {cause}", id="tidak dapat dinilai: {cause}")
WRITTEN = Both(en="written to {folder}", id="ditulis ke {folder}")


def _many(name: str, text: Both) -> Many:
    return Many(name, type=MethodUse(), metavar="METHOD ...", text=text)


@as_command(
    "compare",
    Argument("edition", type=PATH, text=Both(en="Folder of the edition.", id="Folder edisi.")),
    _many("--weighting", Both(en="Ways to choose the weights.", id="Cara memilih bobot.")),
    _many("--aggregation", Both(en="Rules by which the parts fold.", id="Aturan penggabungan bagian.")),
    _many(
        "--normalisation",
        Both(en="Normalisations of the last step that has one.", id="Normalisasi pada langkah terakhir."),
    ),
    Option(
        "--node",
        default="",
        metavar="ID",
        text=Both(
            en="Where weights and rules are others (the index).", id="Tempat bobot dan aturan lain (indeks)."
        ),
    ),
    Option(
        "--step",
        default="",
        metavar="ID",
        text=Both(
            en="The step that is normalised otherwise.", id="Langkah yang dinormalisasi dengan cara lain."
        ),
    ),
    Option(
        "--top",
        type=Count(),
        default=10,
        metavar="N",
        text=Both(
            en="First places and cities that are looked at (10).",
            id="Banyaknya tempat dan kota yang dilihat (10).",
        ),
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
            en="Draw the cities that move most (with --out).",
            id="Gambar kota yang paling bergeser (dengan --out).",
        ),
    ),
    examples=(
        "scoring compare fixtures/nation/2024 --weighting equal entropy critic",
        "scoring compare rubrics/ipm-2010 --aggregation weighted_mean minimum power_mean:exponent=-1 --out out/compare",
    ),
)
def command(  # noqa: PLR0917 - one for each option
    edition: Path,
    weighting: tuple[Any, ...],
    aggregation: tuple[Any, ...],
    normalisation: tuple[Any, ...],
    node: str,
    step: str,
    top: int,
    out: Path | None,
    plot: tuple[Any, ...],
) -> Answer:
    """Score every combination and hold it against the official ranking."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars

    with doing(COMPARING):
        found = api.compare(
            api.open_edition(edition),
            weighting=weighting,
            aggregation=aggregation,
            normalisation=normalisation,
            node=node,
            step=step,
        )
        folder = found.write(out, top=top, plots=plot) if out else None
    data = {
        "study": str(folder) if folder else None,
        "agreement": found.agreement(top).to_dicts(),
        "movers": found.movers().to_dicts(),
        "ranks": found.ranks().to_dicts(),
    }
    return Answer(data, lambda language: "\n".join(_lines(found, top, folder, language)))


def _lines(found: Compared, top: int, folder: Path | None, language: Language) -> Iterator[str]:
    from scoring.codec.messages import escape  # noqa: PLC0415 - needs the catalogue

    yield AGREEMENT.to(language)
    yield ""
    rows = found.agreement(top).to_dicts()
    yield _agreement([row for row in rows if not row["failed"]], language)
    for row in rows:
        if row["failed"]:
            yield f"{escape(row['variant'])} {FAILED.to(language).format(cause=escape(row['failed']))}"
    yield ""
    yield MOVERS.to(language)
    yield ""
    yield _movers(found, top, language)
    if folder:
        yield ""
        yield WRITTEN.to(language).format(folder=folder)


def _agreement(rows: Sequence[Mapping[str, Any]], language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue
    from scoring.report.figures import number  # noqa: PLC0415 - only for people

    headers = [title.to(language) for title in (VARIANT, CITIES, *FIGURES.values())]
    cells = [
        [row["variant"], str(row["cities"]), *(number(row[name], 3, language) for name in FIGURES)]
        for row in rows
    ]
    return table(headers, cells, right=range(1, len(headers)))


def _movers(found: Compared, top: int, language: Language) -> str:
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue
    from scoring.report.figures import rank  # noqa: PLC0415 - only for people

    ranks = {row["code"]: row for row in found.ranks().to_dicts()}
    variants = [item.variant.name for item in found.comparison.scored]
    rows = [
        [code, str(ranks[code]["name"] or ""), *(rank(ranks[code][name], language) for name in variants)]
        for code in found.movers().head(top)["code"]
    ]
    headers = [CODE.to(language), NAME.to(language), *variants]
    return table(headers, rows, right=range(2, len(headers)))
