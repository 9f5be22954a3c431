"""How a score depends on evaluators' marks: through sums alone, city by city, or across the nation."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import frozen

from scoring.model.edition import Edition
from scoring.model.plan import Fold, Structure
from scoring.model.registry import Registry


@frozen(kw_only=True)
class Dependence:
    """How a column depends on marks.

    Parameters
    ----------
    needed : ids of the columns that it is made from, itself among them.
    moving : ids of those that depend on marks.
    nationwide : ids of those in which cities are held against one another.
    crooked : ids of those in which marks do not only add up.
    """

    needed: frozenset[str]
    moving: frozenset[str]
    nationwide: tuple[str, ...]
    crooked: tuple[str, ...]

    @property
    def additive(self) -> bool:
        """Whether the column is a sum of what its marked columns add, as long as the same ones are missing."""
        return not self.nationwide and not self.crooked


def dependence(
    structure: Structure, edition: Edition, registry: Registry, *, node: str, stepped: Collection[str]
) -> Dependence:
    """Find out how a column depends on marks.

    Parameters
    ----------
    structure : all columns.
    edition : its gates.
    registry : all methods.
    node : id of the column.
    stepped : ids of the columns that steps treat, impute or normalise.
    """
    causes = _causes(structure, edition)
    needed = _needed(causes, node)
    moving = _moving(causes, {leaf.id for leaf in structure.leaves if leaf.consensus}) & needed
    leaves = [leaf for leaf in structure.leaves if leaf.id in moving]
    folds = [fold for fold in structure.folds if fold.id in moving]
    across = [leaf.id for leaf in leaves if leaf.id in stepped]
    across += [fold.id for fold in structure.folds if fold.id in needed and _compares(fold, registry)]
    crooked = [leaf.id for leaf in leaves if not leaf.consensus]
    crooked += [fold.id for fold in folds if _bends(fold, registry)]
    crooked += [gate.on for gate in edition.gates if gate.on in moving]
    return Dependence(needed=needed, moving=moving, nationwide=tuple(across), crooked=tuple(crooked))


def _causes(structure: Structure, edition: Edition) -> Mapping[str, set[str]]:
    """Return for each column the columns that it is made from, and those that decide whether it counts."""
    causes = {fold.id: {*fold.children} for fold in structure.folds}
    for leaf in structure.leaves:
        causes[leaf.id] = {leaf.history.current} if leaf.history and leaf.history.current else set()
    for gate in edition.gates:
        causes[gate.on] |= {item.node for item in gate.require if item.node}
    return causes


def _needed(causes: Mapping[str, set[str]], node: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = {node}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= causes[name] - found
    return frozenset(found)


def _moving(causes: Mapping[str, set[str]], marked: set[str]) -> frozenset[str]:
    found = {*marked}
    while more := {name for name, above in causes.items() if above & found} - found:
        found |= more
    return frozenset(found)


def _compares(fold: Fold, registry: Registry) -> bool:
    """Tell whether cities are held against one another: by the rule, or by the method that chooses weights."""
    if registry.aggregations[fold.aggregation.method].scope == "nation":
        return True
    chosen = fold.weighting is not None and registry.weightings[fold.weighting.method].from_data
    return chosen and len(fold.children) > 1


def _bends(fold: Fold, registry: Registry) -> bool:
    return bool(fold.then) or not registry.aggregations[fold.aggregation.method].additive
