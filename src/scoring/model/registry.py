"""The methods by name, each with its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from attrs import frozen

from scoring.model.method import (
    Aggregation,
    Consensus,
    Imputation,
    Normalisation,
    Treatment,
    ValueFunction,
    Weighting,
)


@frozen(kw_only=True)
class Owner:
    """Who brought a record: a distribution's entry point, the built-ins or a file of the edition.

    Parameters
    ----------
    name : ``built-in``, the entry point's name, or the file relative to the edition.
    distribution, version : of the installed package; empty for a file.
    sha256 : hash of the plugin's source file.
    """

    name: str
    distribution: str = ""
    version: str = ""
    sha256: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})" if self.distribution else self.name


M = TypeVar("M")


@frozen(kw_only=True)
class Register(Generic[M]):
    """The records of one kind by name, each with its owner.

    Parameters
    ----------
    methods : record by name.
    owners : owner by the same name.
    """

    methods: Mapping[str, M]
    owners: Mapping[str, Owner]

    def __getitem__(self, name: str) -> M:
        return self.methods[name]

    def __contains__(self, name: object) -> bool:
        return name in self.methods

    def __iter__(self) -> Iterator[str]:
        return iter(self.methods)


@frozen(kw_only=True)
class Registry:
    """Everything that the plugins brought.

    Parameters
    ----------
    value_functions, consensus_rules, aggregations, normalisations, treatments, imputations, weightings : the
        methods by kind.
    """

    value_functions: Register[ValueFunction]
    consensus_rules: Register[Consensus]
    aggregations: Register[Aggregation]
    normalisations: Register[Normalisation]
    treatments: Register[Treatment]
    imputations: Register[Imputation]
    weightings: Register[Weighting]
