"""An explanation as a person reads it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.codec.messages import escape
from scoring.model.explanation import Cell, Explanation
from scoring.model.text import Language
from scoring.report import figures
from scoring.report.catalogue import say
from scoring.report.explain.difference import difference
from scoring.report.explain.layout import Line, aligned
from scoring.report.explain.tree import Shown, shown, walk

HEADER = ("part", "weight", "effective", "score", "coverage", "contribution")


MADE = ("imputed", "treated")
"""States of values that a step made."""


def explanation_text(explanation: Explanation, *, language: Language, decimals: int = 4) -> str:
    """Return why a city has its index: every part with weight, score and contribution, every cell with its place.

    The contributions shown add up exactly to the index shown, at every level. Of one city against another only
    the criteria in which they differ are told, the largest difference of contribution first.

    Parameters
    ----------
    explanation : of one city, or of one against another.
    language : of headers, states and numbers.
    decimals : of scores, weights and contributions.
    """
    other = explanation.against
    if other is None:
        return "\n".join(_city(explanation, language, decimals)) + "\n"
    heads = [_head(city, language, decimals) for city in (explanation, other)]
    compared = difference(explanation, other, language=language, decimals=decimals)
    return "\n".join([*heads, "", *compared]) + "\n"


def _city(explanation: Explanation, language: Language, decimals: int) -> list[str]:
    tree = shown(explanation.root, decimals)
    rows: list[Line] = [[say(f"explain.{name}", language) for name in HEADER]]
    for item in walk(tree):
        rows.append(_part(item, language, decimals))
        rows += [_cell(cell, item.part.depth + 1, language) for cell in item.part.cells]
    return [_head(explanation, language, decimals), "", *aligned(rows), *_sums(tree, language, decimals)]


def _head(explanation: Explanation, language: Language, decimals: int) -> str:
    state = say(f"state.{explanation.state}", language)
    score = explanation.root.score
    index = figures.number(score, decimals, language)
    place = say("explain.ranked", language, rank=figures.rank(explanation.rank, language), index=index)
    code, name = escape(explanation.code), escape(explanation.name)
    head = say("explain.head", language, code=code, name=name, state=state)
    return f"{head}, {say('explain.no_index', language) if score is None else place}"


def _part(item: Shown, language: Language, decimals: int) -> list[str]:
    part = item.part
    return [
        "  " * part.depth + escape(part.id),
        "" if part.depth == 0 else figures.fraction(part.weight, decimals, language),
        "" if part.depth == 0 else figures.fraction(part.effective, decimals, language),
        figures.number(part.score, decimals, language),
        figures.share(part.coverage, language),
        figures.NONE if item.units is None else figures.units(item.units, decimals, language),
    ]


def _cell(cell: Cell, depth: int, language: Language) -> str:
    who = " ".join(part for part in (cell.type, cell.evaluator, cell.stage) if part)
    words = (escape(str(cell.place)), escape(who), _raw(cell, language))
    return "  " * depth + "  ".join(word for word in words if word)


def _raw(cell: Cell, language: Language) -> str:
    """Return the raw value in full, or why there is none; what a step made of it says so."""
    if cell.value is not None:
        text = f"{cell.value:.0f}" if cell.value.is_integer() else repr(float(cell.value))
        shown = text.replace(".", ",") if language == "id" else text
        return f"{shown} ({say(f'state.{cell.state}', language)})" if cell.state in MADE else shown
    return say(f"state.{cell.state}" if cell.state else "explain.missing", language)


def _sums(tree: Shown, language: Language, decimals: int) -> Iterator[str]:
    if tree.units is not None:
        yield ""
        yield say("explain.sums", language, index=figures.units(tree.units, decimals, language))
