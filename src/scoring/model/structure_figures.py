"""Figures of the structure of an index: rows about columns and pairs of columns."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Rule = Literal["pearson", "spearman", "kendall"]
Look = Literal["high", "low", "negative", ""]


@frozen(kw_only=True)
class CorrelationRow:
    """A pair of columns.

    Parameters
    ----------
    first, second : ids of the columns.
    group, member : the cities that were looked at.
    value : the correlation; NaN where a column is the same in all of them.
    p_value : chance of a value at least as far from 0 without any relation.
    cities : number of cities that have both.
    look : ``high`` (0.9 and more), ``low`` (up to 0.3), ``negative`` (-0.4 and less) or "".
    """

    first: str
    second: str
    group: str
    member: str
    value: float
    p_value: float
    cities: int
    look: Look


@frozen(kw_only=True)
class AlphaRow:
    """Cronbach's alpha of a node, beside one of its children.

    Parameters
    ----------
    node, child : ids.
    items : number of children.
    alpha : of all children of the node; the same in each of its rows.
    without : alpha when this child is left out.
    with_rest : correlation of this child with the sum of the others.
    """

    node: str
    child: str
    items: int
    alpha: float
    without: float
    with_rest: float


@frozen(kw_only=True)
class AdequacyRow:
    """Whether the children of a node are fit for components.

    Parameters
    ----------
    node : its id.
    items : number of children that vary among the cities that have all of them.
    cities : number of those cities.
    kmo : measure of Kaiser, Meyer and Olkin, 0 to 1.
    chi_squared, degrees, p_value : Bartlett's test of sphericity.
    left_out : children that are the same in all those cities.
    """

    node: str
    items: int
    cities: int
    kmo: float
    chi_squared: float
    degrees: int
    p_value: float
    left_out: str


@frozen(kw_only=True)
class ComponentRow:
    """A principal component of the children of a node, with one of them.

    Parameters
    ----------
    node : its id.
    component : 1 explains most.
    eigenvalue : its variance, of together as many as there are children.
    explained, cumulative : its share of the variance of all children, and with those before it.
    child : one of the children.
    loading : correlation of the child with the component.
    rotated : loading after varimax among the components with an eigenvalue of at least one; NaN for the others.
    kmo : adequacy of the child.
    """

    node: str
    component: int
    eigenvalue: float
    explained: float
    cumulative: float
    child: str
    loading: float
    rotated: float
    kmo: float


@frozen(kw_only=True)
class WeightRow:
    """A column at one place of the tree.

    Parameters
    ----------
    column, parent : ids; the index has no parent.
    level : steps below the index.
    kind : ``node``, ``rubric`` or ``criterion``.
    weight : its share among its siblings.
    effective : its share in the index by this way; a column with two parents has two rows.
    method : the weighting that chose `weight`; "" where it is given.
    """

    column: str
    parent: str
    level: int
    kind: str
    weight: float
    effective: float
    method: str


@frozen(kw_only=True)
class ImportanceRow:
    """What a column's weight says, and what its variance does.

    Parameters
    ----------
    node, column : in which node the column is looked at.
    scope : ``children`` of the node, or ``criteria`` anywhere below the index.
    nominal : the weight, together 1.
    linear : squared correlation with the node.
    main : main effect, the share of the node's variance that would go if the column were the same everywhere.
    discrepancy : farthest that main effects of this scope are from the weights, both divided by those of the heaviest.
    cities : number of cities that have both.
    """

    node: str
    column: str
    scope: Literal["children", "criteria"]
    nominal: float
    linear: float
    main: float
    discrepancy: float
    cities: int
