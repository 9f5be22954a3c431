"""What each column carries of the index: by its weight, and by how much of the differences it accounts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.kernels.structure.effective import effective_weights
from scoring.kernels.structure.importance import importance
from scoring.lab.structure.columns import branches, criteria, of_index
from scoring.model.plan import Structure
from scoring.model.ratings import Floats
from scoring.model.structure_figures import ImportanceRow, WeightRow
from scoring.model.structure_study import StudiedEdition


def weights(structure: Structure) -> tuple[WeightRow, ...]:
    """Return the nominal weights down the tree, parents before their children.

    What a rule other than the weighted mean makes of them is another matter; see `importances`.

    Parameters
    ----------
    structure : columns of an edition, with the weights that methods chose.
    """
    every = branches(structure)
    kinds, methods = _kinds(structure), _methods(structure)
    return tuple(
        WeightRow(
            column=branch.column,
            parent=branch.parent,
            level=branch.level,
            kind=kinds[branch.column],
            weight=branch.weight,
            effective=float(effective),
            method=methods.get(branch.parent, ""),
        )
        for branch, effective in zip(every, _effective(structure), strict=True)
    )


def importances(studied: StudiedEdition, node: str) -> tuple[ImportanceRow, ...]:
    """Return how much of the differences in a node each of its children accounts for.

    Parameters
    ----------
    studied : the edition.
    node : id of the node.
    """
    fold = studied.fold(node)
    shares = np.array([float(weight) for weight in fold.weights])
    return _importance(studied, node, fold.children, shares, "children")


def importances_of_criteria(studied: StudiedEdition) -> tuple[ImportanceRow, ...]:
    """Return how much of the differences in the index each criterion accounts for, beside its effective weight."""
    structure = studied.structure
    names = tuple(of_index(structure))
    total = dict.fromkeys(names, 0.0)
    for branch, share in zip(branches(structure), _effective(structure), strict=True):
        if branch.column in total:
            total[branch.column] += float(share)
    shares = np.array([total[name] for name in names])
    return _importance(studied, structure.index, names, shares, "criteria") if shares.any() else ()


def _importance(
    studied: StudiedEdition, node: str, names: Sequence[str], shares: Floats, scope: str
) -> tuple[ImportanceRow, ...]:
    score = studied.benefits((node,))[:, 0]
    found = importance(studied.benefits(tuple(names)), score, shares)
    return tuple(
        ImportanceRow(
            node=node,
            column=name,
            scope="children" if scope == "children" else "criteria",
            nominal=float(found.nominal[place]),
            linear=float(found.linear[place]),
            main=float(found.main[place]),
            discrepancy=float(found.discrepancy),
            cities=int(found.cities[place]),
        )
        for place, name in enumerate(names)
    )


def _effective(structure: Structure) -> Floats:
    every = branches(structure)
    above = np.array([branch.above for branch in every], dtype=np.int64)
    return effective_weights(above, np.array([branch.weight for branch in every]))


def _kinds(structure: Structure) -> Mapping[str, str]:
    folds = {fold.id: fold.kind for fold in structure.folds}
    return folds | dict.fromkeys(criteria(structure), "criterion")


def _methods(structure: Structure) -> Mapping[str, str]:
    return {fold.id: fold.weighting.method for fold in structure.folds if fold.weighting}
