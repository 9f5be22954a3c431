"""From a way to draw weights, as it is described, to the blocks of weightings that the kernels take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
from attrs import fields

from scoring.errors import Place, Problem, RejectedError, problem
from scoring.kernels.draw import constrained, dirichlet, interval, noise, ordered, simplex, sobol, table, tree
from scoring.kernels.draw.constrained import Region, region
from scoring.kernels.draw.stream import BLOCK, Draw
from scoring.lab.inequality import in_order, within
from scoring.model.draw import (
    Constraints,
    Dirichlet,
    Drawn,
    Interval,
    Noise,
    Ordered,
    Sobol,
    Spread,
    Table,
    Uniform,
)
from scoring.model.ratings import Floats, Ints
from scoring.model.weighed import Part, Weighed

NO_ROOM = 1e-9
"""Radius of the largest ball among the weights below which a walk cannot move."""
SLACK = 1e-9
"""By how much limits may miss one, being decimals."""
KEY = "weights"


class Offer(NamedTuple):
    """What weightings are drawn from.

    Parameters
    ----------
    draw : blocks of weightings of the items.
    inside : linear constraints that all of them fulfil; None for none.
    """

    draw: Draw
    inside: Region | None = None


class _Node(NamedTuple):
    """Official weights of a part's children, in the order in which they are drawn, and the numbers of the draw."""

    part: Part
    weights: Floats
    seed: int
    stream: int


def offered(weighed: Weighed, drawn: Drawn, *, seed: int, rows: Floats | None = None) -> Offer:
    """Return what weightings of an edition are drawn from.

    Parameters
    ----------
    weighed : the index and what is weighted.
    drawn : how weights are drawn.
    seed : of the random numbers.
    rows : weightings of a table, shape (n_rows, n_items).

    Raises
    ------
    RejectedError
        With everything that does not fit these children.
    """
    parts = weighed.drawn
    if len(parts) == 1:
        node = _Node(parts[0], parts[0].weights, seed, 0)
        return _alone() if len(node.weights) == 1 else _offer(node, drawn.spread, rows)
    if wrong := [*_of_one_node(drawn)]:
        raise RejectedError(wrong)
    nodes = [*reversed(parts)]
    parents, orders = _family(weighed, nodes)
    draws: dict[int, Draw] = {}
    problems: list[Problem] = []
    for stream, (part, order) in enumerate(zip(nodes, orders, strict=True)):
        node = _Node(part, part.weights[order], seed, stream)
        try:
            found = _alone() if len(order) == 1 else _offer(node, drawn.spread, None)
            draws[stream] = found.draw
        except RejectedError as error:
            problems += error.problems
    if problems:
        raise RejectedError(problems)
    return Offer(partial(tree.block, parents=parents, draws=draws))


def official(weighed: Weighed) -> Floats:
    """Return the official weights of the items, shape (n_items,)."""
    weights = np.zeros(len(weighed.items))
    whole = dict.fromkeys(range(len(weighed.parts)), 1.0)
    for place in reversed(range(len(weighed.parts))):
        part = weighed.parts[place]
        if not part.drawn:
            continue
        for below, item, share in zip(part.below, part.item, part.weights / part.weights.sum(), strict=True):
            if item >= 0:
                weights[item] = whole[place] * share
            elif below >= 0:
                whole[int(below)] = whole[place] * share
    return weights


def _family(weighed: Weighed, nodes: list[Part]) -> tuple[Ints, list[Ints]]:
    """Return the parent of each node and item, and the order in which each node's children stand among them."""
    number = {part.id: place for place, part in enumerate(nodes)}
    parents = np.full(len(nodes) + len(weighed.items), -1, dtype=np.int64)
    orders = []
    for place, part in enumerate(nodes):
        own = np.array(
            [
                len(nodes) + item if item >= 0 else number[child]
                for item, child in zip(part.item, part.children, strict=True)
            ],
            dtype=np.int64,
        )
        parents[own] = place
        orders.append(np.argsort(own))
    return parents, orders


def _of_one_node(drawn: Drawn) -> list[Problem]:
    """Return what only one node can have: numbers for its own children."""
    spread = drawn.spread
    given = [
        item.name
        for item in fields(type(spread))
        if item.name in {"ranks", "lower", "upper", "rules", "path"} and getattr(spread, item.name)
    ]
    return [problem("weights-of-one-node", Place(key=f"{KEY}.{name}"), found=drawn.method) for name in given]


def _alone() -> Offer:
    return Offer(one_item)


def one_item(number: int, whole: int) -> Floats:  # noqa: ARG001 - all blocks are the same
    """Return one block of the only weights that one item can have, shape (BLOCK, 1)."""
    return np.full((BLOCK, 1), float(whole))


def _offer(node: _Node, spread: Spread, rows: Floats | None) -> Offer:
    where = {"seed": node.seed, "stream": node.stream}
    if isinstance(spread, Ordered):
        return _ordered(node, spread, where)
    if isinstance(spread, Interval):
        return _between(node, spread, where)
    if isinstance(spread, Constraints):
        return _constrained(node, spread.rules, where)
    return Offer(_draw(node, spread, where, rows))


def _draw(
    node: _Node,
    spread: Uniform | Sobol | Dirichlet | Noise | Table,
    where: Mapping[str, int],
    rows: Floats | None,
) -> Draw:
    match spread:
        case Uniform():
            return partial(simplex.block, n_items=len(node.weights), **where)
        case Sobol(shape=shape):
            return partial(sobol.block, n_items=len(node.weights), shape=shape, **where)
        case Dirichlet(concentration=concentration):
            return partial(dirichlet.block, weights=node.weights, concentration=concentration, **where)
        case Noise(share=share):
            return partial(noise.block, weights=node.weights, factor=share, **where)
        case Table(order=order):
            seed = None if order == "turn" else node.seed
            given = node.weights[None] if rows is None else rows
            return partial(table.block, table=given, seed=seed, stream=node.stream)


def _ordered(node: _Node, spread: Ordered, where: Mapping[str, int]) -> Offer:
    n_items = len(node.weights)
    if spread.ranks and len(spread.ranks) != n_items:
        raise RejectedError([_length(node, "ranks", len(spread.ranks))])
    falling = np.unique(-node.weights, return_inverse=True)[1].ravel() + 1
    ranks = np.array(spread.ranks, dtype=np.int64) if spread.ranks else falling
    draw = partial(ordered.block, importance=ranks, tied=spread.tied, **where)
    return Offer(draw, in_order(ranks, equal=spread.tied == "equal"))


def _between(node: _Node, spread: Interval, where: Mapping[str, int]) -> Offer:
    weights = node.weights / node.weights.sum()
    given = {"lower": spread.lower, "upper": spread.upper}
    if wrong := [
        _length(node, name, len(part)) for name, part in given.items() if part and len(part) != len(weights)
    ]:
        raise RejectedError(wrong)
    lower = np.array(spread.lower or np.maximum(weights - spread.margin, 0.0))
    upper = np.array(spread.upper or np.minimum(weights + spread.margin, 1.0))
    if wrong := [*_impossible(node, lower, upper)]:
        raise RejectedError(wrong)
    eye = np.eye(len(weights))
    inside = region(len(weights), np.vstack([eye, -eye]), np.append(upper, -lower))
    return Offer(partial(interval.block, lower=lower, upper=upper, **where), inside)


def _impossible(node: _Node, lower: Floats, upper: Floats) -> list[Problem]:
    crossed = [
        problem("weights-limits-cross", Place(key=KEY), child=child, found=f"{low:g}", allowed=f"{high:g}")
        for child, low, high in zip(node.part.children, lower, upper, strict=True)
        if low > high
    ]
    least, most = float(lower.sum()), float(upper.sum())
    if least > 1 + SLACK or most < 1 - SLACK:
        crossed.append(
            problem(
                "weights-limits-sum", Place(key=KEY), node=node.part.id, least=f"{least:g}", most=f"{most:g}"
            )
        )
    return crossed


def _constrained(node: _Node, rules: tuple[str, ...], where: Mapping[str, int]) -> Offer:
    inside, wrong = within(rules, node.part.children, f"{KEY}.rules")
    if inside is None:
        raise RejectedError(wrong)
    start, radius = constrained.interior(inside)
    if not radius > NO_ROOM:
        code = "weights-impossible" if not radius >= -NO_ROOM else "weights-no-room"
        raise RejectedError([problem(code, Place(key=f"{KEY}.rules"), found="; ".join(rules))])
    return Offer(partial(constrained.block, inside=inside, start=start, **where), inside)


def _length(node: _Node, name: str, found: int) -> Problem:
    children = ", ".join(node.part.children)
    place = Place(key=f"{KEY}.{name}")
    return problem("weights-length", place, found=found, allowed=len(node.weights), children=children)
