"""The results of the fixture editions once more, in exact fractions and plain loops.

This is a second opinion: it knows nothing of edition files, of the engine or of its kernels. The weights
below are written a second time on purpose, so that a slip in either place is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from statistics import median

import polars as pl
from attrs import field, frozen

from scoring.testing.nation.dimensions import DIMENSIONS, KEYS
from scoring.testing.nation.items import FOUNDATION, QUICK_WIN, STAGES
from scoring.testing.nation.record import Tables

Scores = dict[str, Fraction | None]
Weighted = Iterable[tuple[Fraction, Fraction | None]]

TYPE_WEIGHTS = {
    2022: {},
    2023: {"academic": "0.40", "practitioner": "0.20", "ministry": "0.25", "auditor": "0.15"},
    2024: {"academic": "0.35", "practitioner": "0.25", "ministry": "0.25", "auditor": "0.15"},
}
MEDIAN_TYPES = {2023: ("academic",)}
MEDIAN_CRITERIA = {2024: "quick_win."}
STAGE_WEIGHTS = {"": "1", "document": "0.4", "presentation": "0.6"}
COMPONENTS = {"baseline": "0.10", "output": "0.20", "outcome": "0.30", "impact": "0.20", "quick_win": "0.20"}
OUTPUT = {
    2022: {"foundation": "0.7", "budget": "0.3"},
    2023: {"foundation": "0.7", "budget": "0.3"},
    2024: {"foundation": "0.6", "budget": "0.2", "security": "0.2"},
}
SECURITY_SCORE = {1: "1", 2: "2.25", 3: "3.25", 4: "4"}
READINESS_BANDS = (("80", 4), ("60", 3), ("40", 2), ("0", 1))
PROGRESS = {2022: ("1", "0"), 2023: ("1", "0"), 2024: ("0.7", "0.3")}
YEAR_WEIGHTS = (3, 2, 1)
GATE = {2024: ("output", "1.75", "1")}
LEAST_COVERAGE = Fraction(1, 2)


@frozen(kw_only=True)
class Inputs:
    """Raw values of one city.

    Parameters
    ----------
    marks : marks by (criterion, stage, evaluator type).
    measures : value and denominator by criterion.
    past : published index by year.
    """

    marks: dict[tuple[str, str, str], list[int]] = field(factory=dict)
    measures: dict[str, tuple[Fraction, Fraction | None]] = field(factory=dict)
    past: dict[int, Fraction] = field(factory=dict)


def exact(number: object) -> Fraction:
    """Return the short decimal a number stands for: 0.1 is one tenth."""
    return Fraction(Decimal(repr(number) if isinstance(number, float) else str(number)))


def mean(pairs: Weighted) -> Fraction | None:
    """Return the weighted mean of what is there."""
    present = [(weight, value) for weight, value in pairs if value is not None]
    total = sum((weight for weight, _ in present), Fraction(0))
    return sum((weight * value for weight, value in present), Fraction(0)) / total if total else None


def published(score: Fraction) -> Decimal:
    """Return a score with two decimals, halves up."""
    hundredths = (score * 100 + Fraction(1, 2)).__floor__()
    return Decimal(hundredths) / 100


def results(tables: Tables) -> dict[str, Scores]:
    """Return the scores of every ranked city that has an index: index, components, dimensions, achievement."""
    inputs = _inputs(tables)
    ranked = tables.cities.filter(pl.col("state") == "ranked")["code"]
    scores = {code: city_scores(tables.year, inputs.get(code, Inputs())) for code in ranked}
    return {code: found for code, found in scores.items() if found["index"] is not None}


def city_scores(year: int, raw: Inputs) -> Scores:
    """Return the scores of one city."""
    found: Scores = {}
    for key in KEYS:
        found[f"outcome.{key}"], found[f"impact.{key}"] = _outcome(year, raw, key), _impact(year, raw, key)
        pairs = ((Fraction(3), found[f"outcome.{key}"]), (Fraction(2), found[f"impact.{key}"]))
        found[f"dimension.{key}"] = mean(pairs)
    found["output"] = _output(year, raw)
    found["outcome"] = mean((Fraction(1), found[f"outcome.{key}"]) for key in KEYS)
    found["impact"] = mean((Fraction(1), found[f"impact.{key}"]) for key in KEYS)
    found["quick_win"] = _gated(year, found, mean(_equal(year, raw, "quick_win", QUICK_WIN)))
    parts = {name: exact(weight) for name, weight in COMPONENTS.items() if name != "baseline"}
    found["achievement"] = mean((weight, found[name]) for name, weight in parts.items())
    found["baseline"] = _baseline(year, raw, found["achievement"])
    enough = _coverage(found) >= LEAST_COVERAGE
    found["index"] = mean((exact(w), found[name]) for name, w in COMPONENTS.items()) if enough else None
    return found


def _coverage(found: Scores) -> Fraction:
    """Return an upper limit of the index's coverage; the one incomplete city lies far below the threshold."""
    present = (exact(weight) for name, weight in COMPONENTS.items() if found[name] is not None)
    return sum(present, Fraction(0))


def _marked(year: int, raw: Inputs, criterion: str) -> Fraction | None:
    """Return a marked criterion: consensus inside a type, then types, then stages."""
    stages = [stage for stage in ("", *STAGES) if any(key[:2] == (criterion, stage) for key in raw.marks)]
    return mean((exact(STAGE_WEIGHTS[stage]), _in_stage(year, raw, criterion, stage)) for stage in stages)


def _in_stage(year: int, raw: Inputs, criterion: str, stage: str) -> Fraction | None:
    weights = TYPE_WEIGHTS[year]
    present = {key[2]: marks for key, marks in raw.marks.items() if key[:2] == (criterion, stage)}
    return mean(
        (exact(weights.get(kind, "1")), _consensus(year, criterion, kind, marks))
        for kind, marks in present.items()
    )


def _consensus(year: int, criterion: str, kind: str, marks: list[int]) -> Fraction:
    middle = kind in MEDIAN_TYPES.get(year, ()) or criterion.startswith(MEDIAN_CRITERIA.get(year, "-"))
    return exact(median(marks)) if middle else Fraction(sum(marks), len(marks))


def _equal(year: int, raw: Inputs, rubric: str, keys: Iterable[str]) -> Weighted:
    return [(Fraction(1), _marked(year, raw, f"{rubric}.{key}")) for key in keys]


def _outcome(year: int, raw: Inputs, key: str) -> Fraction | None:
    """Return three sub-dimensions at 0.2 each and the programmes carried out at 0.4."""
    done, planned = raw.measures.get(f"outcome.{key}.programmes", (None, None))
    share = None if done is None or not planned else 4 * min(Fraction(1), done / planned)
    marks = [(exact("0.2"), value) for _, value in _equal(year, raw, f"outcome.{key}", _parts(key))]
    return mean([*marks, (exact("0.4"), share)])


def _impact(year: int, raw: Inputs, key: str) -> Fraction | None:
    """Return the plain mean of three sub-dimensions and of the survey, whose 1-5 becomes 1-4."""
    answer, _ = raw.measures.get(f"impact.{key}.survey", (None, None))
    survey = None if answer is None else 1 + (answer - 1) * Fraction(3, 4)
    return mean([*_equal(year, raw, f"impact.{key}", _parts(key)), (Fraction(1), survey)])


def _parts(key: str) -> list[str]:
    return [part for dimension in DIMENSIONS if dimension.key == key for part in dimension.parts]


def _output(year: int, raw: Inputs) -> Fraction | None:
    status, _ = raw.measures.get("output.security.status", (None, None))
    rubrics = {
        "foundation": mean(_equal(year, raw, "output.foundation", FOUNDATION)),
        "budget": _marked(year, raw, "output.budget.realisation"),
        "security": None if status is None else exact(SECURITY_SCORE[int(status)]),
    }
    return mean((exact(weight), rubrics[name]) for name, weight in OUTPUT[year].items())


def _gated(year: int, found: Scores, quick_win: Fraction | None) -> Fraction | None:
    """Return the quick win, which counts in full only for a city with foundations."""
    if year not in GATE or quick_win is None:
        return quick_win
    node, least, otherwise = GATE[year]
    score = found[node]
    return quick_win if score is not None and score >= exact(least) else exact(otherwise)


def _baseline(year: int, raw: Inputs, achievement: Fraction | None) -> Fraction | None:
    """Return the progress of a city with a past, or the first state of one without."""
    progress = _progress(year, raw, achievement)
    ready, _ = raw.measures.get("baseline.first_state.readiness", (None, None))
    if progress is not None or ready is None:
        return progress
    return Fraction(next(score for limit, score in READINESS_BANDS if ready >= exact(limit)))


def _progress(year: int, raw: Inputs, achievement: Fraction | None) -> Fraction | None:
    if not raw.past:
        return None
    newest = sorted(raw.past, reverse=True)
    steady = mean((Fraction(w), raw.past[when]) for w, when in zip(YEAR_WEIGHTS, newest, strict=False))
    moved = None
    if achievement is not None:
        change = achievement - raw.past[newest[0]]
        moved = 1 + 3 * min(Fraction(1), max(Fraction(0), change + Fraction(1, 2)))
    first, second = PROGRESS[year]
    return mean(((exact(first), moved), (exact(second), steady)))


def _inputs(tables: Tables) -> Mapping[str, Inputs]:
    """Gather the raw values by city."""
    types = dict(tables.evaluators.select("evaluator", "type").iter_rows())
    found: dict[str, Inputs] = {}
    stage = pl.col("stage") if "stage" in tables.marks.columns else pl.lit("")
    given = tables.marks.filter(pl.col("mark").is_not_null())
    for city, criterion, when, evaluator, mark in given.select(
        "city", "criterion", stage.alias("stage"), "evaluator", "mark"
    ).iter_rows():
        key = (criterion, when, types[evaluator])
        found.setdefault(city, Inputs()).marks.setdefault(key, []).append(mark)
    for city, criterion, value, of in tables.measures.select("city", "criterion", "value", "of").iter_rows():
        whole = None if of is None else exact(of)
        found.setdefault(city, Inputs()).measures[criterion] = (exact(value), whole)
    past = tables.history.filter(pl.col("node") == "index")
    for city, year, value in past.select("city", "year", "value").iter_rows():
        found.setdefault(city, Inputs()).past[year] = exact(value)
    return found
