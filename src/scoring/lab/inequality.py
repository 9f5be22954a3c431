"""Linear inequalities between weights, as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from scoring.errors import Place, Problem, problem
from scoring.kernels.draw.constrained import Region, region
from scoring.model.nearest import nearest
from scoring.model.ratings import Floats, Ints

_RELATION = re.compile(r"<=|>=|==|=")
_TERM = re.compile(
    r"\s*(?P<sign>[+-])?\s*(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.@#]))?\s*(?:\*\s*)?(?P<name>[\w.@#]+)?"
)
_LESS, _MORE, _EQUAL = "<=", ">=", "="


class Inequality(NamedTuple):
    """coefficients @ weights <= limit, or = limit; coefficients of shape (n_items,)."""

    coefficients: Floats
    limit: float
    equal: bool


class Side(NamedTuple):
    """One side of an inequality: coefficients by name, and a number."""

    terms: tuple[tuple[str, float], ...]
    number: float


def within(rules: Sequence[str], items: Sequence[str], key: str) -> tuple[Region | None, list[Problem]]:
    """Return the weights that fulfil all rules, or what is wrong with them.

    Parameters
    ----------
    rules : such as ``"a >= 0.3"``, ``"2 a - b <= c"``, ``"a + b = 0.5"``.
    items : ids in the order of the weights.
    key : where the rules stand, for messages.
    """
    found, wrong = [], []
    for number, rule in enumerate(rules):
        made, faults = inequality(rule, items, f"{key}[{number}]")
        wrong += faults
        found += [made] if made else []
    return (None if wrong else _region(found, len(items))), wrong


def in_order(ranks: Ints, *, equal: bool) -> Region:
    """Return the weights that fall from each rank of importance to the next.

    Parameters
    ----------
    ranks : 1 for the most important item, shape (n_items,); items may share a number.
    equal : whether items that share a number have equal weights.
    """
    n_items, eye = len(ranks), np.eye(len(ranks))
    levels = np.unique(ranks)
    later = dict(pairwise(levels))
    rows = [
        eye[low] - eye[high]
        for high in range(n_items)
        for low in np.flatnonzero(ranks == later.get(ranks[high], -1))
    ]
    firsts = {rank: int(np.flatnonzero(ranks == rank)[0]) for rank in levels}
    same = [eye[place] - eye[firsts[rank]] for place, rank in enumerate(ranks) if place != firsts[rank]]
    down = np.array(rows).reshape(-1, n_items)
    level = np.array(same if equal else []).reshape(-1, n_items)
    return region(n_items, down, np.zeros(len(down)), level, np.zeros(len(level)))


def inequality(rule: str, items: Sequence[str], key: str) -> tuple[Inequality | None, list[Problem]]:
    """Read one inequality.

    Parameters
    ----------
    rule, items, key : as in `within`.
    """
    relations = _RELATION.findall(rule)
    sides = [_side(text) for text in _RELATION.split(rule)]
    if len(relations) != 1 or None in sides:
        return None, [problem("weights-rule", Place(key=key), found=rule)]
    left, right = (side for side in sides if side)
    names = [name for name, _ in (*left.terms, *right.terms)]
    if not names:
        return None, [problem("weights-rule", Place(key=key), found=rule)]
    if wrong := [*_unknown(names, items, key)]:
        return None, wrong
    coefficients = np.zeros(len(items))
    for side, sign in ((left, 1.0), (right, -1.0)):
        for name, number in side.terms:
            coefficients[items.index(name)] += sign * number
    limit = right.number - left.number
    turn = -1.0 if relations[0] == _MORE else 1.0
    return Inequality(turn * coefficients, turn * limit, relations[0].startswith(_EQUAL)), []


def _side(text: str) -> Side | None:
    """Return the terms of one side; None when it cannot be read."""
    terms: list[tuple[str, float]] = []
    total, at, rest = 0.0, 0, text.strip()
    while at < len(rest):
        match = _TERM.match(rest, at)
        if not match or not (match["number"] or match["name"]) or (at and not match["sign"]):
            return None
        size = float(match["number"] or 1) * (-1.0 if match["sign"] == "-" else 1.0)
        if match["name"]:
            terms.append((match["name"], size))
        else:
            total += size
        at = match.end()
        at += len(rest[at:]) - len(rest[at:].lstrip())
    return Side(tuple(terms), total) if rest else None


def _unknown(names: Sequence[str], items: Sequence[str], key: str) -> Iterator[Problem]:
    for name in dict.fromkeys(names):
        if name not in items:
            allowed, near = ", ".join(items), nearest(name, items)
            yield problem("weights-unknown-child", Place(key=key), found=name, allowed=allowed, nearest=near)


def _region(found: Sequence[Inequality], n_items: int) -> Region:
    rows, equals = ([item for item in found if item.equal is kind] for kind in (False, True))

    def stacked(part: Sequence[Inequality]) -> tuple[Floats, Floats]:
        table = np.array([item.coefficients for item in part]).reshape(-1, n_items)
        return table, np.array([item.limit for item in part])

    return region(n_items, *stacked(rows), *stacked(equals))
