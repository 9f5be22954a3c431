"""Scores of all cities in all replicates of a bootstrap over evaluators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import field, frozen

from scoring.kernels.bootstrap.standing import replicate_moments
from scoring.lab.bootstrap.parts import Drawing, Listed
from scoring.lab.bootstrap.seating import Seating
from scoring.lab.bootstrap.ways import Asking, Way, way_of
from scoring.model.ratings import Floats, Ints

AT_ONCE = 1024
"""Rows that are scored together: what the caches of a processor hold."""
Told = Callable[[int, int], None]
"""Is told how much is done, and of how much."""
Scorer = Callable[[Floats, Ints], Floats]
"""From raw values of shape (n_rows, n_leaves) and the city of each row to scores, shape (n_rows,)."""


@frozen(kw_only=True, eq=False)
class Replicates:
    """Scores of the replicates.

    Parameters
    ----------
    scores : shape (n_cities, n_replicates); NaN where missing.
    mean, deviation : of each city's scores, shape (n_cities,): over everything that can be drawn where that was
        listed, otherwise over the replicates.
    ways : how each city's scores were found.
    """

    scores: Floats = field(repr=False)
    mean: Floats = field(repr=False)
    deviation: Floats = field(repr=False)
    ways: tuple[Way, ...] = field(repr=False)


def city_by_city(
    seating: Seating, drawing: Drawing, score: Scorer, *, additive: bool, told: Told | None = None
) -> Replicates:
    """Score replicates where a city's score depends on its own marks alone.

    Parameters
    ----------
    seating : who sits where.
    drawing : how evaluators are drawn.
    score : scores raw values.
    additive : whether columns of marks only add up as long as the same ones are missing.
    told : progress, in cities.

    Raises
    ------
    RejectedError
        If a panel is too large for its outcomes to be listed, and its evaluators do not add up.
    """
    n_cities = len(seating.codes)
    scores = np.empty((n_cities, drawing.n_replicates))
    mean, deviation = np.empty((2, n_cities))
    ways: list[Way] = []
    for batch in _batches(seating, drawing, additive=additive):
        lengths = [len(rows) for _, _, rows in batch]
        places = np.repeat([city for city, _, _ in batch], lengths)
        found = score(np.concatenate([rows for _, _, rows in batch]), places)
        for (city, asking, _), own in zip(batch, np.split(found, np.cumsum(lengths)[:-1]), strict=True):
            scores[city], mean[city], deviation[city], way = asking.answered(own)
            ways.append(way)
        if told:
            told(len(ways), n_cities)
    sampled = np.array([way == "sampled" for way in ways], dtype=np.bool_)
    mean[sampled], deviation[sampled] = replicate_moments(scores[sampled])
    return Replicates(scores=scores, mean=mean, deviation=deviation, ways=tuple(ways))


def _batches(
    seating: Seating, drawing: Drawing, *, additive: bool
) -> Iterator[list[tuple[int, Asking, Floats]]]:
    """Yield cities with what is asked for them, so many together that their rows fill a batch."""
    batch: list[tuple[int, Asking, Floats]] = []
    number = 0
    for city, parts in seating.parts(drawing):
        asking = way_of(seating.base[city], parts, additive=additive, n_replicates=drawing.n_replicates)
        batch.append((city, asking, asking.rows))
        number += len(batch[-1][2])
        if number >= AT_ONCE:
            yield batch
            batch, number = [], 0
    if batch:
        yield batch


def across_the_nation(
    seating: Seating, drawing: Drawing, score: Callable[[Floats], Floats], told: Told | None = None
) -> Replicates:
    """Score the whole nation once for each replicate: slow, and right for any rules.

    Parameters
    ----------
    seating : who sits where; no column is `straight`.
    drawing : how evaluators are drawn.
    score : from the raw values of all cities, shape (n_cities, n_leaves), to their scores, shape (n_cities,).
    told : progress, in replicates.

    Raises
    ------
    RejectedError
        If a panel is too large for its outcomes to be listed.
    """
    switch = _Switch.of(seating, drawing)
    scores = np.empty((len(seating.codes), drawing.n_replicates))
    for replicate in range(drawing.n_replicates):
        scores[:, replicate] = score(switch.values(seating.base, replicate))
        if told:
            told(replicate + 1, drawing.n_replicates)
    mean, deviation = replicate_moments(scores)
    ways: list[Way] = ["nationwide"] * len(seating.codes)
    return Replicates(scores=scores, mean=mean, deviation=deviation, ways=tuple(ways))


@frozen(kw_only=True, eq=False)
class _Switch:
    """All cells of all panels in one row, and where they go.

    Parameters
    ----------
    cells : shape (n,).
    target, start, step, panel : of each raw value that changes: its position, that of its first cell, the distance to
        the cell of the next outcome, and its panel; shape (n_changing,).
    numbers : outcome of each panel in each replicate, shape (n_panels, n_replicates).
    """

    cells: Floats
    target: Ints
    start: Ints
    step: Ints
    panel: Ints
    numbers: Ints

    @classmethod
    def of(cls, seating: Seating, drawing: Drawing) -> _Switch:
        n_leaves = seating.base.shape[1]
        listed = [
            (city, part)
            for city, parts in seating.parts(drawing)
            for part in parts
            if isinstance(part, Listed)
        ]
        widths = np.array([len(part.leaves) for _, part in listed], dtype=np.int64)
        sizes = np.array([part.cells.size for _, part in listed], dtype=np.int64)
        first = np.repeat(np.cumsum(sizes) - sizes, widths)
        within = np.arange(widths.sum()) - np.repeat(np.cumsum(widths) - widths, widths)
        return cls(
            cells=_joined([part.cells.ravel() for _, part in listed], np.float64),
            target=_joined([city * n_leaves + part.leaves for city, part in listed], np.int64),
            start=first + within,
            step=np.repeat(widths, widths),
            panel=np.repeat(np.arange(len(listed)), widths),
            numbers=np.array([part.numbers for _, part in listed], dtype=np.int64).reshape(
                len(listed), drawing.n_replicates
            ),
        )

    def values(self, base: Floats, replicate: int) -> Floats:
        """Return the raw values of a replicate, shape (n_cities, n_leaves)."""
        found = base.copy()
        number = self.numbers[self.panel, replicate]
        found.reshape(-1)[self.target] = self.cells[self.start + number * self.step]
        return found


def _joined(arrays: Sequence[npt.NDArray[Any]], kind: type) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *arrays])
