"""Reference points of a normalisation that an earlier run found."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from scoring.model.ratings import Floats


@frozen(kw_only=True, eq=False)
class StoredPoints:
    """Reference points of one step.

    Parameters
    ----------
    method : the normalisation.
    items : ids of the columns.
    points : by name, each of the shape (..., n_items).
    """

    method: str
    items: tuple[str, ...]
    points: Mapping[str, Floats]
