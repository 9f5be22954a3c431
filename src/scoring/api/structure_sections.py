"""The sections in which the structure of an edition is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import polars as pl

from scoring.api.studied import unknown
from scoring.errors import RejectedError
from scoring.model.result import NATION

if TYPE_CHECKING:
    from scoring.api.structuring import Structured

SECTIONS = {
    "weights": ("weights",),
    "importance": ("importance",),
    "correlations": ("correlations",),
    "alpha": ("alpha",),
    "components": ("adequacy", "components"),
    "removal": ("removal",),
    "reversal": ("reversal", "reversals"),
    "strengths": ("strengths",),
    "trends": ("trends",),
}
"""The tables of each section."""
DEFAULT = tuple(name for name in SECTIONS if name != "reversal")


def tables(
    found: Structured,
    sections: Sequence[str],
    *,
    node: str = "",
    city: str = "",
    group: str = NATION,
    top: int = 5,
) -> dict[str, pl.DataFrame]:
    """Return the tables of some sections by name.

    Parameters
    ----------
    found : the structure.
    sections : names of sections.
    node, city, group, top : as in the view of each section.

    Raises
    ------
    RejectedError
        If there is no such section, node, city or group.
    """
    if wrong := [name for name in sections if name not in SECTIONS]:
        raise RejectedError([unknown("structure-no-section", name, SECTIONS) for name in wrong])
    views: dict[str, Callable[[], pl.DataFrame]] = {
        "weights": found.weights,
        "importance": lambda: found.importance(node),
        "correlations": lambda: found.correlations(node=node, group=group),
        "alpha": lambda: found.alpha(node),
        "adequacy": lambda: found.adequacy(node),
        "components": lambda: found.components(node),
        "removal": lambda: found.removal(node),
        "reversal": lambda: found.reversal(node),
        "reversals": lambda: found.reversal(node, each=True),
        "strengths": lambda: found.strengths(city, top=top, group=group),
        "trends": lambda: found.trends(node),
    }
    return {view: views[view]() for name in sections for view in SECTIONS[name]}
