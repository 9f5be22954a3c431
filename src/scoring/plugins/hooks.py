"""The hooks. They take no arguments and yield records; the records evolve, the hooks do not."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from scoring.model.method import (
    Aggregation,
    Consensus,
    Imputation,
    Normalisation,
    Reader,
    Treatment,
    ValueFunction,
    Weighting,
    Writer,
)
from scoring.model.rubric import Rubric

PROJECT = "scoring"
PREFIX = "scoring_"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def scoring_rubrics() -> Iterable[Rubric]:
    """Yield rubrics that an edition may name in ``rubrics``."""
    raise NotImplementedError


@hookspec
def scoring_value_functions() -> Iterable[ValueFunction]:
    """Yield functions from raw values to scores."""
    raise NotImplementedError


@hookspec
def scoring_consensus_rules() -> Iterable[Consensus]:
    """Yield rules by which the marks of one evaluator type become one."""
    raise NotImplementedError


@hookspec
def scoring_aggregations() -> Iterable[Aggregation]:
    """Yield rules by which children become their parent."""
    raise NotImplementedError


@hookspec
def scoring_normalisations() -> Iterable[Normalisation]:
    """Yield rules that make indicators of different units comparable."""
    raise NotImplementedError


@hookspec
def scoring_treatments() -> Iterable[Treatment]:
    """Yield rules that alter or leave out values: outliers, denominators, screening."""
    raise NotImplementedError


@hookspec
def scoring_imputations() -> Iterable[Imputation]:
    """Yield rules that fill missing values."""
    raise NotImplementedError


@hookspec
def scoring_weightings() -> Iterable[Weighting]:
    """Yield ways to choose weights, from data or from what people judged."""
    raise NotImplementedError


@hookspec
def scoring_readers() -> Iterable[Reader]:
    """Yield readers of table files."""
    raise NotImplementedError


@hookspec
def scoring_writers() -> Iterable[Writer]:
    """Yield writers of result files."""
    raise NotImplementedError


RECORDS: dict[str, type] = {
    "scoring_rubrics": Rubric,
    "scoring_value_functions": ValueFunction,
    "scoring_consensus_rules": Consensus,
    "scoring_aggregations": Aggregation,
    "scoring_normalisations": Normalisation,
    "scoring_treatments": Treatment,
    "scoring_imputations": Imputation,
    "scoring_weightings": Weighting,
    "scoring_readers": Reader,
    "scoring_writers": Writer,
}
"""The record that each hook yields."""
