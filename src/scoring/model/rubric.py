"""A rubric: the criteria of one dimension (and, where it says so, of one evaluator type)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from attrs import evolve, field, frozen, validators

from scoring.model.method import Use
from scoring.model.text import NO_TEXT, Text

Direction = Literal["higher", "lower"]
Input = Literal["marks", "measure", "history"]
WeightRule = Literal["given", "equal", "shares"]

WEIGHTED_MEAN = Use(method="weighted_mean")
MEAN = Use(method="mean")
MOST_ALIKE = 999
"""How many criteria one entry may stand for."""


@frozen(kw_only=True)
class Scale:
    """The values a mark or a measured value may take.

    Parameters
    ----------
    lowest, highest : inclusive ends; None leaves an end open (measured values only).
    step : distance between allowed values, from `lowest`; None allows every value between the ends.
    """

    lowest: Decimal | None = None
    highest: Decimal | None = None
    step: Decimal | None = None


@frozen(kw_only=True)
class Sample:
    """How large the sample behind a survey value must be.

    Parameters
    ----------
    minimum : smallest sample that counts in full.
    below : what happens to a value from a smaller one: it is flagged, or it is missing.
    """

    minimum: int
    below: Literal["flag", "missing"] = "flag"


@frozen(kw_only=True)
class Evidence:
    """What makes a result from outside acceptable.

    Parameters
    ----------
    sources : allowed values of the source column; empty allows any that is named.
    valid_days : days from the date of the result to the edition's date within which it counts; None for ever.
    expired : an older (or later dated) result stops the run, is flagged, or is missing.
    """

    sources: tuple[str, ...] = ()
    valid_days: int | None = None
    expired: Literal["refuse", "flag", "missing"] = "refuse"


@frozen(kw_only=True)
class History:
    """A raw value taken from earlier editions.

    Parameters
    ----------
    of : node whose earlier results are meant, as the history table names it.
    rule : ``last`` = the last result; ``improvement`` = `current` minus the last result; ``years`` = weighted
        mean over the newest results.
    current : node of this edition that stands for the current year; it may not depend on this criterion.
        With ``years`` an empty name leaves the current year out.
    weights : of ``years``, newest first, e.g. 3, 2, 1.
    gaps : ``skip`` takes the newest results there are, however far apart; ``hold`` keeps each weight with its
        year and gives the weight of a missing year to the others.
    """

    of: str
    rule: Literal["last", "improvement", "years"]
    current: str = ""
    weights: tuple[Decimal, ...] = ()
    gaps: Literal["skip", "hold"] = "skip"


@frozen(kw_only=True)
class Criterion:
    """One thing that is marked or measured. Empty fields are taken from the rubric.

    Parameters
    ----------
    name : text shown to people.
    guidance : how to mark, for evaluators.
    weight : share in the rubric, an exact decimal.
    input : evaluators' marks, a measured value, or earlier editions.
    scale : allowed values.
    levels : descriptor of each mark, keyed by the mark as written.
    direction : whether a higher or a lower raw value is better; ``lower`` turns marks round inside their scale.
    value : value functions, applied in order to the consensus of the marks or to the measured value.
    consensus : rule inside an evaluator type, instead of the type's own.
    sample, evidence, history : demands on the raw value.
    count : how many criteria alike the entry stands for, named ``<key>_01``, ``<key>_02`` and so on, each with
        the weight that is written; for questionnaires whose questions have numbers and no text.
    """

    name: Text = NO_TEXT
    guidance: Text = NO_TEXT
    weight: Decimal | None = None
    input: Input | None = None
    scale: Scale | None = None
    levels: Mapping[str, Text] = field(factory=dict)
    direction: Direction = "higher"
    value: tuple[Use, ...] | None = None
    consensus: Use | None = None
    sample: Sample | None = None
    evidence: Evidence | None = None
    history: History | None = None
    count: int = field(default=1, validator=[validators.ge(1), validators.le(MOST_ALIKE)])


def _numbered(entry: str, criterion: Criterion) -> Iterator[tuple[str, Criterion]]:
    if criterion.count == 1:
        yield entry, criterion
        return
    width, name = max(2, len(str(criterion.count))), criterion.name
    for number in range(1, criterion.count + 1):
        text = Text(id=name.id and f"{name.id} {number}", en=name.en and f"{name.en} {number}")
        yield f"{entry}_{number:0{width}}", evolve(criterion, count=1, name=text)


@frozen(kw_only=True)
class Rubric:
    """The criteria of a dimension, component or evaluator type, and how they fold into one score.

    The rubric is a node of the tree under its own id; its criteria are ``<id>.<key>``.

    Parameters
    ----------
    format : ``scoring-rubric/1``.
    id : dotted name, unique in the edition.
    version : the author's version of the rubric.
    name : text shown to people.
    source : regulation, paper or page the rubric follows.
    evaluators : evaluator types that mark it; empty means all types of the edition.
    stages : stages in which it is marked; empty means all stages of the edition.
    input, scale, levels, value : defaults for the criteria.
    weights : ``given`` (exact, summing to one), ``shares`` (any positive numbers) or ``equal``.
        Left out, it is ``given`` where criteria have weights, else ``equal``.
    weighting : a method that chooses the weights, from the cities' scores or from what people judged; instead of
        `weights`.
    aggregation : how the criteria fold.
    coverage : least share of the weight that must rest on data, or the rubric's score is missing.
    then : value functions applied to the folded score.
    criteria : criterion by key, in the order of the file (TOML: ``[criterion.<key>]``).
    """

    format: Literal["scoring-rubric/1"]
    id: str
    version: str = "1"
    name: Text = NO_TEXT
    source: str = ""
    evaluators: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    input: Input = "marks"
    scale: Scale | None = None
    levels: Mapping[str, Text] = field(factory=dict)
    value: tuple[Use, ...] = ()
    weights: WeightRule | None = None
    weighting: Use | None = None
    aggregation: Use = WEIGHTED_MEAN
    coverage: Decimal = Decimal(0)
    then: tuple[Use, ...] = ()
    criteria: Mapping[str, Criterion]

    def __attrs_post_init__(self) -> None:
        """Write out entries that stand for several criteria, and give those without descriptors the rubric's."""
        found: dict[str, Criterion] = {}
        for entry, criterion in self.criteria.items():
            for key, one in _numbered(entry, criterion):
                if key in found:
                    raise ValueError(f"criterion {key} stands twice")
                found[key] = one if one.levels else evolve(one, levels=self.levels)
        object.__setattr__(self, "criteria", found)
