"""What is not the same in two runs: states of cities, raw values, rules, code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import polars as pl

from scoring.api.run import Run
from scoring.api.writing import owners_used
from scoring.codec.rules import TOML_NAMES
from scoring.model.difference import Cause, Change
from scoring.model.edition import Edition, Scheme
from scoring.model.ratings import Cities
from scoring.model.rubric import Rubric

CELL_KEY = ["kind", "code", "id", "stage", "evaluator", "year"]
CELL_VALUE = ["value", "of", "n", "date", "source", "state", "type", "chair"]

NAMED = {"node", "evaluator_type", "band", "group", "award", "criterion"}
"""Tables whose keys are names that the author chose."""
TEXTS = {"id", "version", "name", "names", "guidance", "levels", "source"}
"""Keys that move no score."""
WEIGHTS = {"weight", "weights", "weighting", "children"}
"""Keys that say how much a child counts; `diff` puts new ones in place where the children are the same."""

Path = tuple[str | int, ...]
Rules = dict[Path, object]


def changes(first: Run, second: Run) -> Iterator[Change]:
    """Yield everything that is not the same in two runs: cities, then data, then rules, then code.

    Parameters
    ----------
    first, second : the runs.
    """
    yield from _states(first, second)
    yield from _attributes(first.result.ratings.cities, second.result.ratings.cities)
    yield from _cells(first, second)
    yield from _rules(first, second)
    yield from _code(first, second)


def _states(first: Run, second: Run) -> Iterator[Change]:
    old, new = (
        dict(zip(run.result.ratings.cities.codes, run.result.states, strict=True)) for run in (first, second)
    )
    for code in sorted({*old, *new}):
        before, after = old.get(code, ""), new.get(code, "")
        if before != after:
            yield Change(cause="city", what=code, before=before, after=after)


def _attributes(first: Cities, second: Cities) -> Iterator[Change]:
    """Yield the cells of the cities table that differ, for cities in both runs: groups and gates rest on them."""
    old, new = _rows(first), _rows(second)
    for code in sorted(old.keys() & new.keys()):
        for name in sorted(old[code].keys() | new[code].keys()):
            before, after = old[code].get(name, ""), new[code].get(name, "")
            if before != after:
                yield Change(cause="data", what=f"city {code} {name}", before=before, after=after)


def _rows(cities: Cities) -> dict[str, dict[str, str]]:
    columns = {"name": cities.names, **cities.attributes}
    rows = zip(*columns.values(), strict=True)
    return {code: dict(zip(columns, row, strict=True)) for code, row in zip(cities.codes, rows, strict=True)}


def _cells(first: Run, second: Run) -> Iterator[Change]:
    old, new = (run.tables().cells.select(CELL_KEY + CELL_VALUE) for run in (first, second))
    joined = old.join(new, on=CELL_KEY, how="full", suffix="_new", coalesce=True, nulls_equal=True)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_new")) for name in CELL_VALUE)
    for row in joined.filter(~same).sort(CELL_KEY).iter_rows(named=True):
        what = " ".join(str(row[name]) for name in CELL_KEY if row[name] not in {None, ""})
        yield Change(cause="data", what=what, before=_cell(row, "", "_new"), after=_cell(row, "_new", ""))


def _cell(row: Mapping[str, object], own: str, other: str) -> str:
    """Return what one of the two cells holds and the other does not."""
    parts = {name: row[name + own] for name in CELL_VALUE if row[name + own] != row[name + other]}
    shown = {name: value for name, value in parts.items() if value not in (None, "") and value is not False}
    return ", ".join(str(value) if name == "value" else f"{name} {value}" for name, value in shown.items())


def _flat_scheme(scheme: Scheme) -> Rules:
    """Return every value of an edition and its rubrics under its path in the files; of a rubric, behind its id."""
    flat = dict(_flat(_in_toml(scheme.edition), ("",)))
    for name, rubric in scheme.rubrics.items():
        flat |= dict(_flat(_in_toml(rubric), (name,)))
    return flat


def _in_toml(record: Edition | Rubric) -> dict[str, Any]:
    names = TOML_NAMES[type(record)]
    return {names.get(name, name): value for name, value in attrs.asdict(record).items()}


def _flat(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    """Yield every value of nested tables with its path."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, (*path, str(name)))
    elif isinstance(value, tuple | list):
        for position, inner in enumerate(value):
            yield from _flat(inner, (*path, position))
    elif value not in (None, ""):
        yield path, value


def _rules(first: Run, second: Run) -> Iterator[Change]:
    old, new = _flat_scheme(first.plan.scheme), _flat_scheme(second.plan.scheme)
    kept = _kept(first, second)
    for path in sorted(old.keys() | new.keys(), key=_key):
        before, after = old.get(path, ""), new.get(path, "")
        if before != after:  # decimals are compared as numbers: 0.50 is 0.5
            cause = _cause(path, kept)
            yield Change(cause=cause, what=_key(path), before=str(before), after=str(after))


def _kept(first: Run, second: Run) -> set[tuple[str, ...]]:
    """Return what is made of the same children in both runs: columns, the evaluator types, the stages."""
    found = []
    for run in (first, second):
        edition = run.plan.edition
        children = {("node", fold.id): {*fold.children} for fold in run.plan.structure.folds}
        stages = {*edition.stages.order} if edition.stages else set()
        found.append(children | {("evaluator_type",): {*edition.evaluator_types}, ("stages",): stages})
    return {name for name in found[0].keys() & found[1].keys() if found[0][name] == found[1][name]}


def _key(path: Path) -> str:
    """Return the key as people write it: ``node.index.children.a``, in a rubric ``policy: criterion.a.weight``."""
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path[1:])[1:]
    return f"{path[0]}: {key}" if path[0] else key


def _cause(path: Path, kept: set[tuple[str, ...]]) -> Cause:
    """Return what kind of rule a path names; weights among other children than before belong to the method."""
    rubric, *keys = path
    own = keys[2] if keys[0] in NAMED and len(keys) > 2 else keys[0]  # noqa: PLR2004 - behind table and name
    if own in TEXTS or keys[:2] == ["publish", "languages"]:
        return "text"
    if own in WEIGHTS or keys[:2] == ["stages", "weights"]:
        weighed = ("node", rubric) if rubric else tuple(keys[: 2 if keys[0] == "node" else 1])
        return "weights" if weighed in {*kept, ("weights",)} else "method"
    return "method"


def _code(first: Run, second: Run) -> Iterator[Change]:
    """Yield plugins that both runs used and that are not the same."""
    old, new = ({item.name: item for item in owners_used(run)} for run in (first, second))
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            before, after = (f"{item.version} {item.sha256[:12]}".strip() for item in (old[name], new[name]))
            yield Change(cause="method", what=f"plugin {name}", before=before, after=after)
