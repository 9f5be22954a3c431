"""Correlations of columns, in the nation or inside the members of a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from scoring.errors import RejectedError, problem
from scoring.kernels.structure.correlation import correlations, flags
from scoring.lab.structure.columns import named, nodes_of
from scoring.model.nearest import nearest
from scoring.model.ratings import Bools, Floats
from scoring.model.result import NATION
from scoring.model.structure_figures import CorrelationRow, Look, Rule
from scoring.model.structure_study import Columns, StudiedEdition

Pair = tuple[str, str]


def pairs(first: Sequence[str], second: Sequence[str] = ()) -> tuple[Pair, ...]:
    """Return every column of `first` with every one of `second`, or with each other where there is no second.

    Parameters
    ----------
    first, second : ids of columns.
    """
    if not second:
        return tuple(combinations(dict.fromkeys(first), 2))
    found: dict[Pair, None] = {}
    for pair in ((one, other) for one in first for other in second if one != other):
        if pair[::-1] not in found:
            found[pair] = None
    return tuple(found)


def family(studied: StudiedEdition, node: str) -> tuple[Pair, ...]:
    """Return the children of a node with each other and with the node itself.

    Parameters
    ----------
    studied : the edition.
    node : id of the node.
    """
    children = studied.fold(node).children
    return (*pairs(children), *((child, node) for child in children))


def chosen(
    studied: StudiedEdition, first: Columns | None, second: Columns | None, node: str
) -> tuple[Pair, ...]:
    """Return columns against columns; without any, the family of a node, or of all with several children.

    Parameters
    ----------
    studied : the edition.
    first, second : columns; without a second, those of the first against each other.
    node : id of a node, where no columns are given; "" for all.

    Raises
    ------
    RejectedError
        If there is no such column.
    """
    structure = studied.structure
    if first is not None:
        return pairs(named(structure, first), () if second is None else named(structure, second))
    least = 1 if node else 2  # an only child is its parent
    every = (pair for name in nodes_of(structure, node, least) for pair in family(studied, name))
    return tuple(dict.fromkeys(every))


def correlated(
    studied: StudiedEdition, of: Sequence[Pair], *, rule: Rule = "pearson", group: str = NATION
) -> tuple[CorrelationRow, ...]:
    """Return the correlation of each pair in each member of a group.

    Parameters
    ----------
    studied : the edition.
    of : pairs of column ids.
    rule : ``pearson``, ``spearman`` or ``kendall``.
    group : ``nation`` or a group of the edition.

    Raises
    ------
    RejectedError
        If there is no such group.
    """
    return tuple(
        row
        for member, inside in members(studied, group)
        for row in _rows(studied, of, rule, group, member, inside)
    )


def members(studied: StudiedEdition, group: str) -> Iterator[tuple[str, Bools]]:
    """Yield each member of a group and which cities belong to it.

    Parameters
    ----------
    studied : the edition.
    group : ``nation`` or a group of the edition.

    Raises
    ------
    RejectedError
        If there is no such group.
    """
    if group not in studied.groups:
        known = tuple(studied.groups)
        near = nearest(group, known)
        raise RejectedError([problem("unknown-group", found=group, allowed=", ".join(known), nearest=near)])
    labels = np.array(studied.groups[group], dtype=object)
    for member in sorted({label for label in labels if label}):
        yield member, labels == member


def _rows(  # noqa: PLR0917 - what names a row
    studied: StudiedEdition, of: Sequence[Pair], rule: Rule, group: str, member: str, inside: Bools
) -> Iterator[CorrelationRow]:
    for first, second in of:
        found = correlations(_column(studied, first, inside), _column(studied, second, inside), rule=rule)
        yield CorrelationRow(
            first=first,
            second=second,
            group=group,
            member=member,
            value=float(found.values[0, 0]),
            p_value=float(found.p_values[0, 0]),
            cities=int(found.cities[0, 0]),
            look=_look(found.values),
        )


def _column(studied: StudiedEdition, name: str, inside: Bools) -> Floats:
    return studied.benefits((name,))[inside]


def _look(value: Floats) -> Look:
    found = flags(value)
    if found.high.any():
        return "high"
    if found.negative.any():
        return "negative"
    return "low" if found.low.any() else ""
