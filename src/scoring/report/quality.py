"""The state of the data: what was expected, given and missing, and what is remarkable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from scoring.codec.messages import as_json
from scoring.errors import Problem
from scoring.model.edition import MARK_STATES, State
from scoring.model.plan import Leaf
from scoring.model.ratings import Ints, Marks
from scoring.model.result import Result
from scoring.model.text import Language
from scoring.report.series import numbers, texts

TAKING_PART: tuple[State, ...] = ("ranked", "incomplete")
FLAGS = ("code", "name", "column", "flag", "file", "sheet", "cell", "message")


def quality(result: Result) -> pl.DataFrame:
    """Return one row a city with what was expected, given and missing, sorted by code."""
    cities, index = result.ratings.cities, result.column(result.structure.index)
    counts = {name: pl.Series(values=values) for name, values in _counts(result).items()}
    return pl.DataFrame(
        {
            "code": texts(cities.codes),
            "name": texts(cities.names),
            "state": texts(result.states),
            "coverage": numbers(result.coverage[:, index]),
        }
        | counts
    )


def _counts(result: Result) -> Mapping[str, Ints]:
    marks, n_cities = result.ratings.marks, len(result.states)
    given = _per_city(marks.city[~np.isnan(marks.mark)], n_cities)
    states = {
        state: _per_city(marks.city[marks.state == code], n_cities)
        for code, state in enumerate(MARK_STATES, start=1)
    }
    expected = expected_marks(marks, result.structure.leaves, n_cities)
    measures, wanted = _measures_given(result), _measures_expected(result)
    return {
        "marks_expected": expected,
        "marks_given": given,
        **{f"marks_{state}": found for state, found in states.items()},
        "marks_missing": np.maximum(expected - given - sum(states.values()), 0),
        "measures_expected": wanted,
        "measures_given": measures,
        "measures_missing": np.maximum(wanted - measures, 0),
        "measures_imputed": _altered(result, "impute"),
        "measures_treated": _altered(result, "treat"),
        "flags": _per_city(np.array([flag.city for flag in result.flags], dtype=np.int64), n_cities),
    }


def _altered(result: Result, kind: str) -> Ints:
    """Return how many values of each city the steps of a kind made; one that several made counts once."""
    cells = {
        (item.city, step.columns[item.item])
        for step in result.steps
        if step.kind == kind
        for item in step.altered
    }
    return _per_city(np.array([city for city, _ in cells], dtype=np.int64), len(result.states))


def expected_marks(marks: Marks, leaves: Iterable[Leaf], n_cities: int) -> Ints:
    """Return how many marks each city should have, shape (n_cities,).

    Every evaluator who appears in a city in a stage is expected to mark all criteria that the rubrics of the
    evaluator's type give to that stage.
    """
    if not len(marks.mark):
        return np.zeros(n_cities, dtype=np.int64)
    per_pair = _criteria_of(marks, leaves)
    shape = (n_cities, *per_pair.shape)
    panel = np.unique(np.ravel_multi_index((marks.city, marks.evaluator, marks.stage), shape))
    city, evaluator, stage = np.unravel_index(panel, shape)
    weights = per_pair[evaluator, stage]
    return np.bincount(city, weights=weights, minlength=n_cities).astype(np.int64)


def _criteria_of(marks: Marks, leaves: Iterable[Leaf]) -> npt.NDArray[np.float64]:
    """Return the number of criteria by (evaluator, stage)."""
    table = np.zeros((len(marks.evaluators), len(marks.stages)))
    for leaf in leaves:
        if leaf.input == "marks":
            rows = np.array([leaf.type in ("", kind) for kind in marks.types], dtype=bool)
            columns = np.array([leaf.stage in ("", stage) for stage in marks.stages], dtype=bool)
            table[np.ix_(rows, columns)] += 1
    return table


def _measures_expected(result: Result) -> Ints:
    criteria = {leaf.criterion for leaf in result.structure.leaves if leaf.input == "measure"}
    return np.where(_taking_part(result), len(criteria), 0)


def _taking_part(result: Result) -> npt.NDArray[np.bool_]:
    """Tell of each city whether it takes part; of the others nothing is expected and nothing counts as given."""
    return np.array([state in TAKING_PART for state in result.states], dtype=np.bool_)


def _measures_given(result: Result) -> Ints:
    measures = result.ratings.measures
    given = _per_city(measures.city[~np.isnan(measures.value)], len(result.states))
    return np.where(_taking_part(result), given, 0)


def _per_city(city: Ints, n_cities: int) -> Ints:
    return np.bincount(city, minlength=n_cities)


def flags(result: Result, language: Language) -> pl.DataFrame:
    """Return the remarks on cities, then those on no city, with place and message."""
    rows = [*_city_flags(result, language), *_notes(result, language)]
    return pl.DataFrame(rows, schema=dict.fromkeys(FLAGS, pl.String), orient="row")


def _city_flags(result: Result, language: Language) -> Iterator[tuple[str | None, ...]]:
    cities = result.ratings.cities
    for flag in result.flags:
        yield (cities.codes[flag.city], cities.names[flag.city], flag.column, *_told(flag.problem, language))


def _notes(result: Result, language: Language) -> Iterator[tuple[str | None, ...]]:
    """Yield what intake noted, but for what the engine tells as a flag of a city."""
    flagged = {_identity(flag.problem) for flag in result.flags}
    for note in result.ratings.notes:
        if _identity(note) not in flagged:
            yield (None, None, None, *_told(note, language))


def _identity(problem: Problem) -> tuple[str, str]:
    return problem.code, str(problem.place)


def _told(problem: Problem, language: Language) -> tuple[str | None, ...]:
    told: Mapping[str, object] = as_json(problem)
    message = told["message"]
    place = problem.place
    sentence = message[language] if isinstance(message, Mapping) else ""
    return problem.code, place.file or None, place.sheet or None, place.cell or None, sentence
