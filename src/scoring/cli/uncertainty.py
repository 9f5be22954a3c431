"""``scoring uncertainty``: what other weights would have made of the ranking."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from scoring.cli.amounts import Natural, Positive
from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import PATH, Count, OneOf
from scoring.cli.shape import Argument, Many, Option
from scoring.cli.stream import counting
from scoring.cli.words import Both

DRAWING = Both(en="ranking under many weightings", id="memeringkatkan di bawah banyak pembobotan")


@as_command(
    "uncertainty",
    Argument("edition", type=PATH, text=Both(en="Folder of the edition.", id="Folder edisi.")),
    Option(
        "--weights",
        default="uniform",
        metavar="WAY",
        text=Both(
            en="How weights are drawn (uniform): dirichlet, ordered, interval, constraints, noise, table, sobol; "
            "parameters as name:parameter=value,...",
            id="Cara menarik bobot (uniform): dirichlet, ordered, interval, constraints, noise, table, sobol; "
            "parameter sebagai nama:parameter=nilai,...",
        ),
    ),
    Option(
        "--node",
        default="",
        metavar="ID",
        text=Both(
            en="Whose children's weights are drawn (the index).", id="Bobot anak siapa yang ditarik (indeks)."
        ),
    ),
    Option(
        "--levels",
        type=OneOf(("one", "all")),
        default="one",
        metavar="one|all",
        text=Both(
            en="At this node alone, or at all levels below it.",
            id="Hanya di simpul ini, atau di semua tingkat di bawahnya.",
        ),
    ),
    Option(
        "--draws",
        type=Count(),
        metavar="N",
        text=Both(en="Number of weightings (100000).", id="Banyaknya pembobotan (100000)."),
    ),
    Option(
        "--until",
        type=Positive(),
        metavar="ERROR",
        text=Both(
            en="Draw until no share has a larger standard error (at most 10000000 weightings).",
            id="Tarik sampai galat baku setiap peluang paling besar sekian (paling banyak 10000000 pembobotan).",
        ),
    ),
    Option(
        "--seed",
        type=Natural(),
        default=0,
        metavar="S",
        text=Both(en="Of the random numbers (0).", id="Benih bilangan acak (0)."),
    ),
    Option(
        "--threads",
        type=Count(),
        metavar="T",
        text=Both(en="Of this process (all processors).", id="Utas proses ini (semua prosesor)."),
    ),
    Option(
        "--engine",
        metavar="WHERE",
        text=Both(
            en="Who computes: threads:2, workers:2, or a Dask scheduler at dask://host:8786.",
            id="Yang menghitung: threads:2, workers:2, atau penjadwal Dask di dask://host:8786.",
        ),
    ),
    Option(
        "--top",
        type=Count(),
        default=10,
        metavar="K",
        text=Both(
            en="First ranks that are looked at, and cities shown (10).",
            id="Peringkat pertama yang dilihat, dan kota yang ditampilkan (10).",
        ),
    ),
    Option(
        "--against",
        type=(str, str),
        multiple=True,
        metavar="CITY CITY",
        text=Both(
            en="How often one city stands above another.", id="Seberapa sering satu kota di atas yang lain."
        ),
    ),
    Option(
        "--pairs",
        is_flag=True,
        text=Both(
            en="How often each city stands above each other, in the output folder (at most 1000 cities, "
            "102400 weightings).",
            id="Seberapa sering tiap kota di atas tiap kota lain, di folder keluaran (paling banyak 1000 kota, "
            "102400 pembobotan).",
        ),
    ),
    Many(
        "--reach",
        metavar="CITY ...",
        text=Both(
            en="Best and worst rank of cities under any weights, and the smallest changes that matter.",
            id="Peringkat terbaik dan terburuk kota di bawah bobot apa pun, dan perubahan terkecil yang berarti.",
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
        type=OneOf(("svg", "png", "page")),
        metavar="svg|png|page",
        text=Both(
            en="Draw intervals, acceptabilities and central weights, or one interactive page (with --out).",
            id="Gambar rentang, peluang peringkat dan bobot pusat, atau satu halaman interaktif (dengan --out).",
        ),
    ),
    examples=(
        "scoring uncertainty fixtures/nation/2024",
        "scoring uncertainty fixtures/nation/2024 --weights dirichlet:concentration=50 --out out/uncertainty --plot page",
        "scoring uncertainty rubrics/ipm-2010 --node education --draws 20000 --seed 7",
    ),
)
def command(  # noqa: PLR0917 - one for each option
    edition: Path,
    weights: str,
    node: str,
    levels: Any,  # noqa: ANN401 - one of two words
    draws: int | None,
    until: float | None,
    seed: int,
    threads: int | None,
    engine: str | None,
    top: int,
    against: tuple[tuple[str, str], ...],
    pairs: bool,
    reach: tuple[str, ...],
    out: Path | None,
    plot: tuple[Any, ...],
) -> Answer:
    """Rank under many weightings, and say how far each rank can be trusted."""
    from scoring import api  # noqa: PLC0415 - loads numpy and polars
    from scoring.cli import uncertainty_text as text  # noqa: PLC0415 - needs them, too
    from scoring.execution import executor_of  # noqa: PLC0415

    with ExitStack() as stack:
        told = stack.enter_context(counting(DRAWING))
        found = api.uncertainty(
            api.open_edition(edition),
            weights,
            node=node,
            levels=levels,
            draws=draws,
            until=until,
            seed=seed,
            threads=threads,
            top=top,
            executor=stack.enter_context(executor_of(engine)) if engine else None,
            told=told,
        )
        study = out and found.write(out, plots=plot, pairs=pairs, against=against, reach=reach)
        more = text.Asked(
            between=found.against(*against), reach=found.reach(reach, against) if reach else None, study=study
        )
    return Answer(text.data(found, more), lambda language: "\n".join(text.lines(found, more, language)))
