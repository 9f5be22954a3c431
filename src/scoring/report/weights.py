"""The weights as a table: what every part is made from."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from scoring.model.plan import Fold, Structure

PICKING = ("first_present", "latest", "minimum", "maximum")
"""Rules that pick one child: what the children's weights are says nothing."""


@frozen(kw_only=True)
class Share:
    """One child of a part.

    Parameters
    ----------
    parent, child : ids of columns.
    weight : exact share in the parent; None where the parent picks one child.
    aggregation : how the parent folds.
    """

    parent: str
    child: str
    weight: Fraction | None
    aggregation: str


def shares(structure: Structure, *kinds: str) -> Iterator[Share]:
    """Yield the children of every fold of these kinds: the index first, then downwards, then what lies beside it."""
    folds = {fold.id: fold for fold in structure.folds if fold.kind in kinds}
    for fold in _from_the_top(folds, structure.index):
        method = fold.aggregation.method
        for child, weight in zip(fold.children, fold.weights, strict=True):
            shown = None if method in PICKING else weight
            yield Share(parent=fold.id, child=child, weight=shown, aggregation=method)


def _from_the_top(folds: dict[str, Fold], index: str) -> Iterator[Fold]:
    below = {child for fold in folds.values() for child in fold.children}
    waiting = [index, *(name for name in folds if name not in below)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in folds and name not in seen:
            seen.add(name)
            yield folds[name]
            waiting[:0] = folds[name].children
