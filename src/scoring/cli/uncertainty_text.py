"""What ``scoring uncertainty`` answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from scoring.api import Uncertain
from scoring.cli.table import table
from scoring.cli.words import Both, Language
from scoring.codec.messages import escape
from scoring.lab.described import shown
from scoring.model.ratings import Floats
from scoring.model.reach import Reach, Reached, Shift
from scoring.model.uncertainty import Between
from scoring.report import figures, letter
from scoring.report.pairs import between_table
from scoring.report.reach import reach_table, shifts_table

COLUMNS = {
    "code": Both(en="Code", id="Kode"),
    "name": Both(en="City", id="Kota/kabupaten"),
    "official": Both(en="Official", id="Resmi"),
    "median": Both(en="Median", id="Median"),
    "q05": Both(en="5 %", id="5 %"),
    "q95": Both(en="95 %", id="95 %"),
    "first": Both(en="First", id="Pertama"),
}
TOP = Both(en="Top {top}", id="{top} besar")
DRAWN = Both(
    en="{draws} weightings ({weights}) of {nodes}, seed {seed}; ties share the better rank (1, 2, 2, 4).",
    id="{draws} pembobotan ({weights}) atas {nodes}, benih {seed}; seri berbagi peringkat yang lebih baik (1, 2, 2, 4).",
)
ERROR = Both(
    en="No share of ranks has a standard error above {error}.",
    id="Galat baku peluang peringkat paling besar {error}.",
)
NOT_REACHED = Both(
    en="The standard error that was asked for was not reached: {error}.",
    id="Galat baku yang diminta tidak tercapai: {error}.",
)
KEPT = Both(
    en="These keep their weights, since they reach the index by another way, too: {kept}.",
    id="Ini tetap memakai bobotnya karena juga mencapai indeks lewat jalan lain: {kept}.",
)
AGAINST = Both(
    en="{one} stands above {other} in {above}, below in {below}, level in {level}.",
    id="{one} di atas {other} pada {above}, di bawah pada {below}, seri pada {level}.",
)
REACH = {
    "best": Both(
        en="{city} can come {rank} at best{proven}: {weights}",
        id="{city} paling baik dapat di {rank}{proven}: {weights}",
    ),
    "worst": Both(
        en="{city} can come {rank} at worst{proven}: {weights}",
        id="{city} paling buruk dapat di {rank}{proven}: {weights}",
    ),
}
UNPROVEN = Both(en=" (or beyond)", id=" (atau lebih jauh)")
SHIFTS = {
    "pass": Both(
        en="{city} catches up with {other} when {moved} of the weight moves: {weights}",
        id="{city} menyusul {other} bila {moved} bobot berpindah: {weights}",
    ),
    "winner": Both(
        en="Another city comes first when {moved} of the weight moves, {city}: {weights}",
        id="Kota lain menjadi pertama bila {moved} bobot berpindah, {city}: {weights}",
    ),
    "top": Both(
        en="Another city comes among the first {size} when {moved} of the weight moves, {city}: {weights}",
        id="Kota lain masuk {size} besar bila {moved} bobot berpindah, {city}: {weights}",
    ),
}
NEVER = Both(
    en="No weights let {city} catch up with {other}.",
    id="Tidak ada bobot yang membuat {city} menyusul {other}.",
)
WRITTEN = Both(en="written to {folder}", id="ditulis ke {folder}")
MOST_WEIGHTS = 12
"""Weights that are shown of one weighting, the largest."""
LEAST_SHOWN = 0.0005


@frozen(kw_only=True, eq=False)
class Asked:
    """What else was asked for.

    Parameters
    ----------
    between : couples of cities held against each other.
    reach : what weights can do without sampling; None when it was not asked for.
    study : the folder that was written; None without one.
    """

    between: Sequence[Between]
    reach: Reach | None
    study: Path | None


def data(found: Uncertain, asked: Asked) -> dict[str, Any]:
    """Return the answer for programs."""
    cities = found.posed.cities
    reach = asked.reach
    return {
        "study": str(asked.study) if asked.study else None,
        "summary": found.summary(),
        "cities": found.cities().to_dicts(),
        "central": found.central().to_dicts(),
        "against": between_table(cities, asked.between).to_dicts() if asked.between else [],
        "reach": reach_table(cities, reach).to_dicts() if reach and reach.ranks else [],
        "changes": shifts_table(cities, reach).to_dicts() if reach else [],
    }


def lines(found: Uncertain, asked: Asked, language: Language) -> Iterator[str]:
    """Yield the answer for people."""
    setting = found.setting
    yield DRAWN.to(language).format(
        draws=figures.count(setting.n_draws, language),
        weights=escape(shown(setting.weights)),
        nodes=_listed(setting.nodes),
        seed=setting.seed,
    )
    error = figures.share(found.summary()["largest_error"], language, 2)
    yield (ERROR if setting.reached else NOT_REACHED).to(language).format(error=error)
    if setting.kept:
        yield KEPT.to(language).format(kept=_listed(setting.kept))
    yield ""
    yield _table(found, language)
    if asked.between or asked.reach:
        yield ""
    for couple in asked.between:
        yield _against(found, couple, language)
    if asked.reach:
        yield from _reach(found, asked.reach, language)
    if asked.study:
        yield ""
        yield WRITTEN.to(language).format(folder=escape(str(asked.study)))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(escape, names))


def _table(found: Uncertain, language: Language) -> str:
    top = f"top_{found.top_size}"
    rows = found.cities().head(found.top_size).to_dicts()
    headers = [
        *(title.to(language) for title in COLUMNS.values()),
        TOP.to(language).format(top=found.top_size),
    ]
    cells = [
        [
            row["code"],
            row["name"] or "",
            *(figures.rank(row[name], language) for name in ("official", "median", "q05", "q95")),
            *(letter.per_cent(row[name], language) for name in ("first", top)),
        ]
        for row in rows
    ]
    return table(headers, cells, right=range(2, len(headers)))


def _against(found: Uncertain, couple: Between, language: Language) -> str:
    parts = {
        side: letter.per_cent(getattr(couple, side) / couple.n_draws, language)
        for side in ("above", "below", "level")
    }
    one, other = _city(found, couple.city), _city(found, couple.other)
    return AGAINST.to(language).format(one=one, other=other, **parts)


def _reach(found: Uncertain, reach: Reach, language: Language) -> Iterator[str]:
    for item in reach.ranks:
        yield _rank(found, reach, item, language)
    for shift in reach.shifts:
        yield _shift(found, reach, shift, language)


def _rank(found: Uncertain, reach: Reach, item: Reached, language: Language) -> str:
    return (
        REACH[item.side]
        .to(language)
        .format(
            city=_city(found, item.city),
            rank=item.rank,
            proven="" if item.proven else UNPROVEN.to(language),
            weights=_weights(item.weights, reach, language),
        )
    )


def _shift(found: Uncertain, reach: Reach, shift: Shift, language: Language) -> str:
    city, other = _city(found, shift.city), _city(found, shift.other)
    if not math.isfinite(shift.distance):
        return NEVER.to(language).format(city=city, other=other)
    return (
        SHIFTS[shift.what]
        .to(language)
        .format(
            city=city,
            other=other,
            size=shift.size,
            moved=figures.share(shift.distance / 2, language, 2),
            weights=_weights(shift.weights, reach, language),
        )
    )


def _weights(weights: Floats, reach: Reach, language: Language) -> str:
    """Return the weights that are not zero, the largest of many."""
    named = [
        (float(weight), name)
        for weight, name in zip(weights, reach.items, strict=True)
        if weight >= LEAST_SHOWN
    ]
    largest = sorted(named, reverse=True)[:MOST_WEIGHTS]
    shown_ones = [pair for pair in named if pair in largest]
    more = ", ..." if len(named) > len(shown_ones) else ""
    return (
        ", ".join(f"{escape(name)} {figures.number(weight, 3, language)}" for weight, name in shown_ones)
        + more
    )


def _city(found: Uncertain, at: int) -> str:
    cities = found.posed.cities
    return escape(f"{cities.codes[at]} {cities.names[at]}".strip())
