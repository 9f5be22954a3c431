"""Splitting an index into the parts it is made of, down to the cells, so that the parts add up exactly.

Each score is shared among its children in proportion to effective weight times score. For a weighted mean
these shares are its very terms; for other rules they are a convention that is named as such. All shares are
exact fractions, so nothing is lost on the way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from scoring.model.explanation import Cell, Part
from scoring.model.plan import Fold, Structure

CHOOSE_ONE = {"first_present": 0, "latest": -1}
EXTREME = {"minimum": min, "maximum": max}
UNWEIGHTED = {"sum"}


@frozen(kw_only=True)
class Scored:
    """Scores of one city.

    Parameters
    ----------
    score : by column; None when missing.
    coverage : by column.
    cells : raw values by leaf.
    """

    score: Mapping[str, float | None]
    coverage: Mapping[str, float]
    cells: Mapping[str, tuple[Cell, ...]]


def explain(structure: Structure, scored: Scored, root: str = "") -> Part:
    """Return the tree below a column with the exact contribution of every part.

    Parameters
    ----------
    structure : columns of the edition.
    scored : scores of the city.
    root : column to explain; the index when empty.
    """
    name = root or structure.index
    score = scored.score[name]
    whole = None if score is None else Fraction(score)
    tree = _Tree(folds={fold.id: fold for fold in structure.folds}, scored=scored)
    return tree.part(name, 0, Fraction(1), Fraction(1), whole)


@frozen(kw_only=True)
class _Tree:
    folds: Mapping[str, Fold]
    scored: Scored

    def part(
        self,
        name: str,
        depth: int,
        weight: Fraction,
        effective: Fraction | None,
        contribution: Fraction | None,
    ) -> Part:
        fold = self.folds.get(name)
        return Part(
            id=name,
            kind=fold.kind if fold else "leaf",
            depth=depth,
            score=self.scored.score[name],
            coverage=self.scored.coverage[name],
            weight=weight,
            effective=effective,
            contribution=contribution,
            parts=self._children(fold, depth, contribution) if fold else (),
            cells=self.scored.cells.get(name, ()),
        )

    def _children(self, fold: Fold, depth: int, contribution: Fraction | None) -> tuple[Part, ...]:
        scores = [self.scored.score[child] for child in fold.children]
        effective = effective_weights(fold, scores)
        shares = _shares(effective, scores)
        return tuple(
            self.part(
                child,
                depth + 1,
                weight,
                own,
                None if contribution is None or share is None else contribution * share,
            )
            for child, weight, own, share in zip(fold.children, fold.weights, effective, shares, strict=True)
        )


def effective_weights(fold: Fold, scores: Sequence[float | None]) -> list[Fraction | None]:
    """Return each child's share after the missing ones passed theirs on; None for a missing child.

    A rule that picks children (first, latest, minimum, maximum) gives the picked ones everything; a sum of points
    counts every child alike.
    """
    present = [place for place, score in enumerate(scores) if score is not None and fold.weights[place] > 0]
    method = fold.aggregation.method
    if method in CHOOSE_ONE and present:
        present = [present[CHOOSE_ONE[method]]]
    if method in EXTREME and present:
        chosen = EXTREME[method](score for place in present if (score := scores[place]) is not None)
        present = [place for place in present if scores[place] == chosen]
    weights = {place: Fraction(1) if method in UNWEIGHTED else fold.weights[place] for place in present}
    total = sum(weights.values(), Fraction(0))
    shares = {place: weight / total for place, weight in weights.items()}
    return [None if score is None else shares.get(place, Fraction(0)) for place, score in enumerate(scores)]


def _shares(effective: Sequence[Fraction | None], scores: Sequence[float | None]) -> list[Fraction | None]:
    """Return the share of each child in its parent; they sum to one."""
    terms = [
        None if weight is None or score is None else weight * Fraction(score)
        for weight, score in zip(effective, scores, strict=True)
    ]
    total = sum((term for term in terms if term is not None), Fraction(0))
    if total == 0:  # all scores are zero: nothing to go by but the weights
        return list(effective)
    return [None if term is None else term / total for term in terms]
