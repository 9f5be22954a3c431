"""Merging rankings, from and to data frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import numpy as np
import polars as pl
from attrs import frozen

from scoring.api.frames import Backend, from_polars, to_polars
from scoring.errors import Problem, RejectedError, problem
from scoring.lab import merging
from scoring.model.merging import MergedRanking, MergeRule
from scoring.model.nearest import nearest
from scoring.model.ratings import Floats
from scoring.report.series import numbers

TEXTS = ("code", "name")


@frozen(kw_only=True, eq=False)
class Merged:
    """A merged ranking of cities.

    Parameters
    ----------
    merged : ranks and points, in the order of `cities`.
    cities : their codes, and names where they were given.
    """

    merged: MergedRanking
    cities: pl.DataFrame

    @property
    def figures(self) -> Mapping[str, float | bool]:
        """What the rule tells besides the ranks."""
        return self.merged.figures

    def ranks(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a city: code, name where there is one, rank and points, the best first."""
        columns = [numbers(self.merged.ranks).alias("rank")]
        if self.merged.points is not None:
            columns.append(numbers(self.merged.points).alias("points"))
        return from_polars(self.cities.with_columns(columns).sort("rank", "code", nulls_last=True), backend)


def merge(
    rankings: Any,  # noqa: ANN401 - a frame of any library
    rule: MergeRule = "borda",
    weights: Mapping[str, float] | None = None,
) -> Merged:
    """Make one ranking of several: of evaluators, nodes or variants.

    Parameters
    ----------
    rankings : a frame with a row a city: ``code``, ``name`` if wanted, and a column of ranks (1 is best, a missing one
        is not ranked) for each ranking, as `Structured.ranks` and `Compared.ranks` give them.
    rule : ``borda``, ``copeland``, ``median``, ``kemeny`` or ``rank_position``.
    weights : of each ranking by the name of its column, not negative; all the same when left out.

    Raises
    ------
    RejectedError
        If the frame holds no rankings, a code twice, or something that is no rank, or the rule or a weight is wrong.
    """
    frame = to_polars(rankings)
    names = [name for name in frame.columns if name not in TEXTS]
    if wrong := [*_wrong_table(frame, names), *_wrong_choice(names, rule, weights)]:
        raise RejectedError(wrong)
    cities = frame.select(name for name in TEXTS if name in frame.columns)
    shares = np.array([1.0 if weights is None else float(weights[name]) for name in names])
    return Merged(merged=merging.merge(_ranks(frame, names), shares, rule), cities=cities)


def _ranks(frame: pl.DataFrame, names: list[str]) -> Floats:
    return np.array([frame[name].cast(pl.Float64).to_numpy() for name in names])


def _wrong_table(frame: pl.DataFrame, names: list[str]) -> Iterator[Problem]:
    if "code" not in frame.columns:
        yield problem("merge-no-code", found=", ".join(frame.columns) or "-")
        return
    twice = frame["code"].filter(frame["code"].is_duplicated())
    yield from (problem("merge-code-twice", found=code) for code in twice.unique(maintain_order=True))
    if not names:
        yield problem("merge-nothing")
    for name in names:
        yield from _wrong_rank(name, frame[name])


def _wrong_rank(name: str, column: pl.Series) -> Iterator[Problem]:
    if not column.dtype.is_numeric():
        found = next((str(value) for value in column if value is not None), "")
        if found:
            yield problem("merge-wrong-rank", ranking=name, found=found)
        return
    below = column.cast(pl.Float64).fill_nan(None).drop_nulls()
    below = below.filter((below < 1) | below.is_infinite())
    if len(below):
        yield problem("merge-wrong-rank", ranking=name, found=f"{below[0]:g}")


def _wrong_choice(names: list[str], rule: str, weights: Mapping[str, float] | None) -> Iterator[Problem]:
    known = get_args(MergeRule)
    if rule not in known:
        yield problem("structure-no-rule", found=rule, allowed=", ".join(known), nearest=nearest(rule, known))
    if weights is not None and not _sound(names, weights):
        given = ", ".join(f"{name} {weight:g}" for name, weight in weights.items())
        yield problem("merge-wrong-weights", found=given or "-", allowed=", ".join(names))


def _sound(names: list[str], weights: Mapping[str, float]) -> bool:
    given = np.array([weights.get(name, np.nan) for name in names])
    same = set(weights) == set(names)
    return bool(same and np.isfinite(given).all() and (given >= 0).all() and given.any())
