"""An edition: one cycle of evaluation, and how it is scored. The attrs classes are the keys of edition.toml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from scoring.model.method import Use
from scoring.model.rubric import MEAN, WEIGHTED_MEAN, Rubric
from scoring.model.source import Source
from scoring.model.step import Step
from scoring.model.text import LANGUAGES, NO_TEXT, Language, Text

TieRule = Literal["competition", "dense", "average", "ordinal"]
Rounding = Literal["half_up", "half_even", "down"]
Basis = Literal["exact", "published"]
State = Literal["ranked", "not_participating", "withdrawn", "not_assessable", "incomplete"]
CITY_STATES: tuple[State, ...] = ("ranked", "not_participating", "withdrawn", "not_assessable")
MARK_STATES = ("recused", "not_assessable")


@frozen(kw_only=True)
class EvaluatorType:
    """A kind of evaluator: academic, practitioner, ministry, ...

    Parameters
    ----------
    name : text shown to people.
    weight : exact share among the types; given for all types (then summing to one) or for none (equal).
        A type that gave no mark passes its weight to the others.
    consensus : how the marks of this type's evaluators become one.
    """

    name: Text = NO_TEXT
    weight: Decimal | None = None
    consensus: Use = MEAN


@frozen(kw_only=True)
class Stages:
    """The stages of the evaluation, for criteria that are marked in several.

    Parameters
    ----------
    order : stage names, earliest first.
    rule : ``weighted`` mean of the stages, or ``replace``: the latest stage that has a score counts alone.
    weights : exact shares by stage for ``weighted``.
    """

    order: tuple[str, ...]
    rule: Literal["weighted", "replace"] = "weighted"
    weights: Mapping[str, Decimal] = field(factory=dict)


@frozen(kw_only=True)
class Node:
    """A score made from other scores.

    Parameters
    ----------
    name : text shown to people.
    children : ids with weights, or ids and patterns with one rule for all of them. In a pattern ``*`` stands
        for one part of a dotted id: ``outcome.*``.
    weights : ``given`` (exact, summing to one), ``shares``, ``equal``, or the name of a table in
        ``[weights]`` that is looked up by id and then by the last part of the id. Left out, it is ``given`` for a table of
        children and ``equal`` for a list.
    weighting : a method that chooses the weights, from the cities' scores or from what people judged; instead of
        `weights`.
    aggregation : how the children fold.
    coverage : least share of the weight that must rest on data, or the score is missing.
    then : value functions applied to the folded score.
    """

    name: Text = NO_TEXT
    children: Mapping[str, Decimal] | tuple[str, ...]
    weights: str | None = None
    weighting: Use | None = None
    aggregation: Use = WEIGHTED_MEAN
    coverage: Decimal = Decimal(0)
    then: tuple[Use, ...] = ()


@frozen(kw_only=True)
class Requirement:
    """A condition on a score or on an attribute of the city; exactly one of `node` and `city` is given.

    Parameters
    ----------
    node : node or criterion whose score is compared; a missing score does not meet a condition.
    at_least : inclusive lower limit, decided on decimals.
    city : column of the cities table.
    among : allowed values of that column.
    """

    node: str = ""
    at_least: Decimal | None = None
    city: str = ""
    among: tuple[str, ...] = ()


@frozen(kw_only=True)
class Gate:
    """A score that counts only if all requirements hold.

    Parameters
    ----------
    on : node or criterion.
    require : the requirements.
    otherwise : the score it takes when they do not hold, or ``"missing"``. A missing score stays missing.
    """

    on: str
    require: tuple[Requirement, ...]
    otherwise: Decimal | Literal["missing"] = "missing"


@frozen(kw_only=True)
class Band:
    """Bands (predicates) of a score.

    Parameters
    ----------
    of : node.
    name : text shown to people.
    limits : inclusive lower limit of each band, lowest band first; below the first limit there is no band.
    by : ``city.<column>`` or ``band.<name>``: the category that chooses among `limits_by`.
    limits_by : limits for each category.
    names : text of each band.
    basis : whether the exact or the published (rounded) score is banded; both are decided on decimals.
    require : conditions for any band above the lowest; a city that fails them gets the lowest.
    """

    of: str
    name: Text = NO_TEXT
    limits: Mapping[str, Decimal] = field(factory=dict)
    by: str = ""
    limits_by: Mapping[str, Mapping[str, Decimal]] = field(factory=dict)
    names: Mapping[str, Text] = field(factory=dict)
    basis: Basis = "exact"
    require: tuple[Requirement, ...] = ()


@frozen(kw_only=True)
class Group:
    """A column of the cities table within whose values cities are ranked.

    Parameters
    ----------
    column : column of the cities table.
    name : text shown to people.
    limits : inclusive lower limit of each class, for a column of numbers (size classes by population).
    names : text of each value or class.
    """

    column: str
    name: Text = NO_TEXT
    limits: Mapping[str, Decimal] = field(factory=dict)
    names: Mapping[str, Text] = field(factory=dict)


@frozen(kw_only=True)
class Award:
    """The best of each node in each group.

    Parameters
    ----------
    name : text shown to people.
    nodes : nodes that are awarded.
    group : name of a group, or ``nation``.
    top : ranks that are awarded; all cities tied at the last rank are.
    """

    name: Text = NO_TEXT
    nodes: tuple[str, ...]
    group: str = "nation"
    top: int = 1


@frozen(kw_only=True)
class Publish:
    """What is published and how.

    Parameters
    ----------
    decimals, rounding : of published scores.
    ties : how equal scores are ranked.
    key : columns of the cities table (``-`` in front: highest first) that order ties for ``ordinal``.
    tolerance : scores whose difference is not above it are equal for ranking, directly or through a chain.
    ranks_from : exact or published scores.
    ranked : nodes that are ranked; empty means the index and its children.
    languages : languages of the written outputs, first one first.
    """

    decimals: int = 2
    rounding: Rounding = "half_up"
    ties: TieRule = "competition"
    key: tuple[str, ...] = ()
    tolerance: Decimal = Decimal("0.000000001")
    ranks_from: Basis = "exact"
    ranked: tuple[str, ...] = ()
    languages: tuple[Language, ...] = LANGUAGES


@frozen(kw_only=True)
class Improvement:
    """The published difference to the last edition.

    Parameters
    ----------
    of : node; empty means the index.
    basis : difference of published or of exact scores. Earlier results come as the history table gives them.
    """

    of: str = ""
    basis: Basis = "published"


@frozen(kw_only=True)
class Edition:
    """One cycle of evaluation (TOML tables in the singular: ``[node.<id>]``, ``[band.<id>]``, ``[[input]]``).

    Parameters
    ----------
    format : ``scoring-edition/1``.
    id, year : name of the edition (lower case, dots between parts) and year that is evaluated.
    name, source : text shown to people; regulation, paper or page the edition follows.
    date : day against which evidence expires; the last day of `year` when left out.
    index : node that is the index.
    rubrics : ids of rubrics that come from installed packages; those in ``rubrics/`` are always loaded.
    weights : named tables of exact weights, in which nodes look their children up.
    steps : what is done with the raw values before they become scores, in order.
    inputs, evaluator_types, stages, nodes, gates, bands, groups, awards, improvement, publish : see there.
    """

    format: Literal["scoring-edition/1"]
    id: str
    year: int
    name: Text = NO_TEXT
    source: str = ""
    date: dt.date | None = None
    index: str = "index"
    rubrics: tuple[str, ...] = ()
    inputs: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()
    evaluator_types: Mapping[str, EvaluatorType] = field(factory=dict)
    stages: Stages | None = None
    weights: Mapping[str, Mapping[str, Decimal]] = field(factory=dict)
    nodes: Mapping[str, Node] = field(factory=dict)
    gates: tuple[Gate, ...] = ()
    bands: Mapping[str, Band] = field(factory=dict)
    groups: Mapping[str, Group] = field(factory=dict)
    awards: Mapping[str, Award] = field(factory=dict)
    improvement: Improvement | None = None
    publish: Publish = field(factory=Publish)


@frozen(kw_only=True)
class Scheme:
    """An edition together with the rubrics it uses: everything that says how to score.

    Parameters
    ----------
    edition : the edition.
    rubrics : rubric by id, in the order of the ids.
    """

    edition: Edition
    rubrics: Mapping[str, Rubric]
