"""The built-in weightings by people who compare two children at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from attrs import field, frozen

from scoring.kernels.judge import ahp as kernels
from scoring.kernels.judge import best_worst as ends_kernels
from scoring.kernels.judge.ahp import Hierarchy, Pooling, Prioritisation
from scoring.kernels.judge.best_worst import BestWorst
from scoring.kernels.judge.pairwise import linked
from scoring.kernels.judge.panel import Group
from scoring.methods.judgement_panels import (
    NEAR,
    Panel,
    Rows,
    between,
    checked,
    numbers,
    refuse,
    rows,
    same_size,
)
from scoring.model.method import Weighting
from scoring.model.text import Text

Tables = tuple[Rows, ...]
NEARLY_RECIPROCAL = 0.01


def _square(name: str, tables: Tables) -> Iterator[str]:
    for person, table in enumerate(tables):
        for item, row in enumerate(table):
            if len(row) != len(table):
                needed = f"must have {len(table)} numbers, one for each child"
                yield f"{name}[{person}][{item}] {needed}, found {len(row)}"


def _reciprocal(name: str, tables: Tables) -> Iterator[str]:
    for person, table in enumerate(tables):
        for item, row in enumerate(table):
            if row[item] != 1:
                where = f"{name}[{person}][{item}][{item}]"
                yield f"{where} must be 1, as every child is as important as itself, found {row[item]:g}"
            for other in range(item):
                yield from _pair(f"{name}[{person}]", table, item, other)


def _pair(where: str, table: Rows, item: int, other: int) -> Iterator[str]:
    """Find two comparisons of a pair that are not reciprocals; 0 stands for none."""
    places = sorted([(item, other), (other, item)], key=lambda place: table[place[0]][place[1]])
    less, more = (table[row][column] for row, column in places)
    lower, higher = (f"{where}[{row}][{column}]" for row, column in places)
    if less < 0:
        yield f"{lower} must not be below 0, found {less:g}"
    elif less > 0 and abs(less * more - 1) > NEARLY_RECIPROCAL + NEAR:
        yield f"{lower} must be 1/{more:g}, the reciprocal of {higher}, found {less:g}; or 0, which stands for it"


def _connected(name: str, tables: Tables) -> Iterator[str]:
    for person, table in enumerate(tables):
        reached = np.asarray(linked(np.array(table)), dtype=np.bool_)
        if not reached.all():
            apart = ", ".join(str(item + 1) for item in np.flatnonzero(~reached))
            yield f"{name}[{person}] does not link child 1 with child {apart}: compare one of each side"


def _themselves(name: str, vectors: Rows) -> Iterator[str]:
    for person, row in enumerate(vectors):
        if 1 not in row:
            yield f"{name}[{person}] must have a 1, for the child that is compared with itself"


@frozen(kw_only=True)
class Ahp:
    """Parameters of ``ahp``.

    Parameters
    ----------
    tables : for each person a row for each child: how many times it is as important as every child. 0 where two
        children are not compared, or where the reciprocal stands opposite; reciprocals may be rounded to 1 per cent.
    prioritisation : from a table to weights, by its principal eigenvector or the geometric means of its rows.
    group : whether the panel's weights are the arithmetic or the geometric mean of the people's, or come from the
        geometric means of their judgements.
    """

    tables: Tables = field(validator=checked(rows, _square, _reciprocal, _connected))
    prioritisation: Prioritisation = "eigenvector"
    group: Pooling = "geometric"


@frozen(kw_only=True)
class BestWorstVectors(Panel):
    """Parameters of ``best_worst``.

    Parameters
    ----------
    best_to_others : for each person how many times the most important child is as important as each; 1 for itself.
    others_to_worst : for each person how many times each child is as important as the least important; 1 for itself.
    """

    best_to_others: Rows = field(validator=checked(rows, between(1), _themselves))
    others_to_worst: Rows = field(validator=checked(rows, between(1), _themselves))

    def __attrs_post_init__(self) -> None:
        refuse(same_size("best_to_others", "others_to_worst", self.best_to_others, self.others_to_worst))
        refuse(_differing(self.best_to_others, self.others_to_worst))


def _differing(best_to_others: Rows, others_to_worst: Rows) -> Iterator[str]:
    """Find vectors that differ about the best against the worst, or put a child beyond them."""
    for person, (best, worst) in enumerate(zip(best_to_others, others_to_worst, strict=True)):
        at = ends_kernels.ends(np.array(best), np.array(worst))
        most, again = best[at.worst], worst[at.best]
        if most != again:
            pair = f"best_to_others[{person}][{at.worst}] and others_to_worst[{person}][{at.best}]"
            yield f"{pair} must be equal, both compare the best with the worst; found {most:g} and {again:g}"
            continue
        for name, row in (("best_to_others", best), ("others_to_worst", worst)):
            if max(row) > most:
                beyond = f"{name}[{person}][{row.index(max(row))}]"
                yield f"{beyond} must not be above the best against the worst, {most:g}; found {max(row):g}"


def ahp(n_items: int, *, tables: Tables, prioritisation: Prioritisation, group: Pooling) -> Hierarchy:
    """Return the weights with each person's, agreement, consistency and the worst triads, a `Hierarchy`."""
    return kernels.ahp(numbers(n_items, "tables", tables), prioritisation=prioritisation, group=group)


def best_worst(n_items: int, *, best_to_others: Rows, others_to_worst: Rows, group: Group) -> BestWorst:
    """Return the weights with each person's, agreement, ksi and the input-based ratio, a `BestWorst`."""
    return ends_kernels.best_worst(
        numbers(n_items, "best_to_others", best_to_others),
        numbers(n_items, "others_to_worst", others_to_worst),
        group=group,
    )


def of_comparisons() -> Iterable[Weighting]:
    """Yield the methods."""
    yield Weighting(
        name="ahp",
        apply=ahp,
        parameters=Ahp,
        from_data=False,
        summary=Text(
            en="Analytic hierarchy process: people compare the children pair by pair.",
            id="Proses hierarki analitik (AHP): orang membandingkan anak sepasang demi sepasang.",
        ),
        formula="A w = lambda w, the largest lambda; or w in proportion to prod(a[i, j])**(1 / n)",
        source="Saaty, The Analytic Hierarchy Process, 1980; Crawford and Williams, Journal of Mathematical "
        "Psychology 29, 1985; incomplete: Harker, Mathematical Modelling 9, 1987",
    )
    yield Weighting(
        name="best_worst",
        apply=best_worst,
        parameters=BestWorstVectors,
        from_data=False,
        summary=Text(
            en="Linear best-worst method: people compare the children with the most and the least important one.",
            id="Metode terbaik-terburuk linear: orang membandingkan anak dengan yang paling dan paling kurang penting.",
        ),
        formula="min ksi: abs(w[B] - a[B, j] w[j]) <= ksi, abs(w[j] - a[j, W] w[W]) <= ksi, sum(w) = 1",
        source="Rezaei, Omega 64, 2016, model (19); input-based ratio: Liang, Brunelli and Rezaei, Omega 96, 2020",
    )
