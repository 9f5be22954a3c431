"""Whether the children of a node measure one thing, and which components they have."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scoring.kernels.structure.components import (
    Adequacy,
    Components,
    bartlett,
    kmo,
    principal_components,
)
from scoring.kernels.structure.correlation import complete_correlation
from scoring.kernels.structure.reliability import cronbach_alpha
from scoring.kernels.structure.rotation import varimax
from scoring.model.ratings import Floats
from scoring.model.structure_figures import AdequacyRow, AlphaRow, ComponentRow
from scoring.model.structure_study import StudiedEdition

KEPT = 1.0
"""Least eigenvalue of a component that is rotated: it explains as much as a child (Kaiser)."""


def reliability(studied: StudiedEdition, node: str, *, standardised: bool = False) -> tuple[AlphaRow, ...]:
    """Return Cronbach's alpha of the children of a node, a row each.

    Parameters
    ----------
    studied : the edition.
    node : id of the node.
    standardised : from correlations in place of covariances, for children of different units.
    """
    children = studied.fold(node).children
    found = cronbach_alpha(studied.benefits(children), standardised=standardised)
    return tuple(
        AlphaRow(
            node=node,
            child=child,
            items=len(children),
            alpha=float(found.alpha),
            without=float(found.without[place]),
            with_rest=float(found.with_rest[place]),
        )
        for place, child in enumerate(children)
    )


def adequacy(studied: StudiedEdition, node: str) -> AdequacyRow:
    """Return whether the children of a node are fit for components; children that are the same everywhere are left out.

    Parameters
    ----------
    studied : the edition.
    node : id of the node.
    """
    children = studied.fold(node).children
    names, values = _varying(studied, children)
    fit = len(names) > 1
    test = bartlett(values) if fit else None
    return AdequacyRow(
        node=node,
        items=len(names),
        cities=int((~np.isnan(values).any(axis=1)).sum()) if names else 0,
        kmo=float(kmo(values).overall) if fit else np.nan,
        chi_squared=test.chi_squared if test else np.nan,
        degrees=test.degrees if test else 0,
        p_value=test.p_value if test else np.nan,
        left_out=", ".join(name for name in children if name not in names),
    )


def components(studied: StudiedEdition, node: str) -> tuple[ComponentRow, ...]:
    """Return the principal components of the children of a node, a row for each component and child.

    Children that are the same in every city that has all of them are left out; with fewer than two there are none.

    Parameters
    ----------
    studied : the edition.
    node : id of the node.
    """
    names, values = _varying(studied, studied.fold(node).children)
    if len(names) <= 1:
        return ()
    return tuple(_component_rows(node, names, principal_components(values), kmo(values)))


def _varying(studied: StudiedEdition, children: tuple[str, ...]) -> tuple[tuple[str, ...], Floats]:
    """Return the children that vary among the cities that have all children, and their scores."""
    values = studied.benefits(children)
    varies = ~np.isnan(complete_correlation(values)[0].diagonal())
    names = tuple(name for name, kept in zip(children, varies, strict=True) if kept)
    return names, values[:, varies]


def _component_rows(
    node: str, names: tuple[str, ...], found: Components, fit: Adequacy
) -> Iterator[ComponentRow]:
    rotated = _rotated(found)
    cumulative = np.cumsum(found.explained)
    for place, eigenvalue in enumerate(found.eigenvalues.tolist()):
        for item, child in enumerate(names):
            yield ComponentRow(
                node=node,
                component=place + 1,
                eigenvalue=eigenvalue,
                explained=float(found.explained[place]),
                cumulative=float(cumulative[place]),
                child=child,
                loading=float(found.loadings[item, place]),
                rotated=float(rotated[item, place]),
                kmo=float(fit.items[item]),
            )


def _rotated(found: Components) -> Floats:
    kept = found.eigenvalues >= KEPT
    rotated = np.full(found.loadings.shape, np.nan)
    if kept.any():
        rotated[:, kept] = varimax(found.loadings[:, kept])
    return rotated
