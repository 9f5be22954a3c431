"""Why one city stands above another: the difference of the contributions of every criterion."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from scoring.codec.messages import escape
from scoring.model.explanation import Explanation, Part
from scoring.model.text import Language
from scoring.report import figures
from scoring.report.catalogue import say
from scoring.report.explain.apportion import apportion
from scoring.report.explain.layout import Line, aligned
from scoring.report.explain.tree import criteria


def difference(first: Explanation, second: Explanation, *, language: Language, decimals: int) -> list[str]:
    """Return the lines of the comparison, the largest difference first; the differences shown add up exactly."""
    names = {"first": escape(first.code), "second": escape(second.code)}
    if first.root.score is None or second.root.score is None:
        return [say("explain.no_comparison", language, **names)]
    indices = [figures.in_units(item.root.score or 0.0, decimals) for item in (first, second)]
    total = figures.units(indices[0] - indices[1], decimals, language, sign=True)
    shown = [figures.units(index, decimals, language) for index in indices]
    head = say(
        "explain.against", language, first_index=shown[0], second_index=shown[1], difference=total, **names
    )
    rows = _rows(first, second, indices[0] - indices[1], language, decimals)
    foot = [say("explain.total", language), *shown, total]
    return [head, "", *aligned([_header(names, language), *rows, foot])]


def _header(names: Mapping[str, str], language: Language) -> list[str]:
    return [
        say("explain.criterion", language),
        names["first"],
        names["second"],
        say("explain.difference", language),
    ]


def differences(first: Part, second: Part) -> list[tuple[str, Fraction]]:
    """Return the exact difference of contributions by criterion, the largest (of either sign) first.

    A criterion without a contribution counts as none, since the contributions of the others add up to the index.
    """
    ours, theirs = _contributions(first), _contributions(second)
    found = [
        (name, ours.get(name, Fraction(0)) - theirs.get(name, Fraction(0))) for name in {**ours, **theirs}
    ]
    return sorted(found, key=lambda item: (-abs(item[1]), item[0]))


def _contributions(root: Part) -> dict[str, Fraction]:
    """Return the contribution of each criterion; one that stands in several places counts once, added up."""
    found: dict[str, Fraction] = {}
    for part in criteria(root):
        found[part.id] = found.get(part.id, Fraction(0)) + (part.contribution or 0)
    return found


def _rows(
    first: Explanation, second: Explanation, total: int, language: Language, decimals: int
) -> list[Line]:
    found = differences(first.root, second.root)
    whole = apportion(total, [change * 10**decimals for _, change in found])
    ours, theirs = _scores(first.root), _scores(second.root)
    return [
        [
            escape(name),
            figures.number(ours.get(name), decimals, language),
            figures.number(theirs.get(name), decimals, language),
            figures.units(units, decimals, language, sign=True),
        ]
        for (name, _), units in zip(found, whole, strict=True)
    ]


def _scores(root: Part) -> dict[str, float | None]:
    return {part.id: part.score for part in criteria(root)}
