"""The parts of an explanation with their contributions as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from scoring.model.explanation import Part
from scoring.report.explain.apportion import apportion
from scoring.report.figures import in_units

CRITERION = ("leaf", "types", "stages")
"""Kinds of columns that stand for one criterion."""


@frozen(kw_only=True)
class Shown:
    """A part and its contribution in units of the last decimal shown; None when it has none."""

    part: Part
    units: int | None
    parts: tuple[Shown, ...]


def shown(root: Part, decimals: int) -> Shown:
    """Return the tree with rounded contributions: those of every part's children add up to the part's.

    Parameters
    ----------
    root : the index; its contribution is its score.
    decimals : that are shown.
    """
    units = None if root.score is None else in_units(root.score, decimals)
    return _shown(root, units, decimals)


def _shown(part: Part, units: int | None, decimals: int) -> Shown:
    counted = [child for child in part.parts if child.contribution is not None]
    exact = [Fraction(child.contribution or 0) * 10**decimals for child in counted]
    whole = iter(apportion(units, exact)) if units is not None and counted else iter(())
    children = tuple(
        _shown(child, None if child.contribution is None else next(whole, None), decimals)
        for child in part.parts
    )
    return Shown(part=part, units=units, parts=children)


def walk(tree: Shown) -> Iterator[Shown]:
    """Yield the tree from the top, each part before its children."""
    yield tree
    for child in tree.parts:
        yield from walk(child)


def criteria(part: Part) -> Iterator[Part]:
    """Yield the criteria below a part: the uppermost parts that stand for one.

    A part whose children contribute nothing though it has a contribution itself (a gate set its score) counts as one.
    """
    alone = all(child.contribution is None for child in part.parts)
    if part.kind in CRITERION or not part.parts or (alone and part.contribution is not None):
        yield part
    else:
        for child in part.parts:
            yield from criteria(child)
