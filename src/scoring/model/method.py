"""A method is a named function with its parameters, its source and its owner.

Plugins yield these records through the hooks; the engine calls `apply` and nothing else.
Arrays are float64, NaN is missing, and the item, evaluator or year axis is the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from attrs import field, frozen

from scoring.model.text import NO_TEXT, Text


@frozen(kw_only=True)
class NoParameters:
    """The parameters of a method that has none."""


@frozen(kw_only=True)
class Method:
    """A named function that the engine may call.

    Parameters
    ----------
    name : what an edition writes, lower case with underscores.
    apply : the function; the fields of `parameters` reach it as keywords.
    parameters : frozen attrs class that says which parameters there are, their types, defaults and limits.
    summary : what the method does, one sentence in each language.
    formula : the rule in one line of plain text.
    source : paper, standard or regulation the method follows.
    """

    kind: ClassVar[str] = "method"

    name: str
    apply: Callable[..., Any]
    parameters: type = NoParameters
    summary: Text = NO_TEXT
    formula: str = ""
    source: str = ""


@frozen(kw_only=True)
class ValueFunction(Method):
    """From a raw input to a score: ``apply(value, *, of=..., n=..., **parameters) -> scores``.

    Parameters
    ----------
    inputs : which of ``of`` (denominator) and ``n`` (sample size) the function takes besides ``value``.
        Every array has the shape ``(..., n_items)``; so has the result.
    increasing : whether a higher raw value never lowers the score; None where it depends on parameters.
    """

    kind: ClassVar[str] = "value function"

    inputs: tuple[str, ...] = ()
    increasing: bool | None = True


@frozen(kw_only=True)
class Consensus(Method):
    """How the marks of one evaluator type become one: ``apply(marks, chair, **parameters)``.

    ``marks`` has the shape ``(..., n_evaluators)`` with NaN where an evaluator gave none, ``chair`` is a
    boolean array of the same shape; the result has the shape ``(...)``.
    """

    kind: ClassVar[str] = "consensus rule"


@frozen(kw_only=True)
class Aggregation(Method):
    """How children become their parent: ``apply(values, weights, **parameters)``.

    ``values`` and ``weights`` have the shapes ``(..., n_items)``; a missing item (NaN) gives its weight to
    the others; the result has the shape ``(...)`` and is NaN where every item is missing.

    Parameters
    ----------
    additive : whether the result is the weighted mean of the items (contributions are then exact parts).
    positive : whether the items must be above zero.
    """

    kind: ClassVar[str] = "aggregation"

    additive: bool = False
    positive: bool = False


@frozen(kw_only=True)
class Reader:
    """A reader of input files: from the bytes of a file to the tables in it.

    Parameters
    ----------
    name : lower case with underscores.
    suffixes : endings of the files it reads, lower case: ``(".csv",)``.
    read : ``read(requests) -> iterator of contents``, one content a request in the same order. It is called once
        for all files of its endings, takes the next request when it is ready for it, and may hold back one
        answer. A request is a `scoring.intake.Request`; an answer a `scoring.intake.Content`: tables whose
        columns are text or float64 (null is an empty cell), or the problems for which the file cannot
        be read. A file that is wrong is an answer and never an exception; the same bytes give the same answer.
    summary : what it reads, one sentence in each language.
    """

    kind: ClassVar[str] = "reader"

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Iterable[Any]], Iterator[Any]]
    summary: Text = NO_TEXT


@frozen(kw_only=True)
class Writer:
    """A writer of result files: a pure function from the tables of a run to files.

    Parameters
    ----------
    name : lower case with underscores.
    suffix : ending of its files, for lists: ``.csv``.
    write : ``write(tables) -> iterable of (path in the run folder with "/", bytes)``; the same tables must give
        the same bytes. `tables` is a `scoring.report.Tables`.
    languages : whether it is called once for each published language (``tables.language``), or once in all.
    summary : what it writes, one sentence in each language.
    """

    kind: ClassVar[str] = "writer"

    name: str
    suffix: str
    write: Callable[[Any], Iterable[tuple[str, bytes]]]
    languages: bool = False
    summary: Text = NO_TEXT


@frozen(kw_only=True)
class Use:
    """A method as an edition names it, with the parameters it gives.

    Parameters
    ----------
    method : name of the method.
    parameters : parameters as written, not yet checked against the method's class.
    key : TOML path of the place that names it, for messages.
    """

    method: str
    parameters: Mapping[str, Any] = field(factory=dict)


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
    value_functions, consensus_rules, aggregations : the methods by kind.
    """

    value_functions: Register[ValueFunction]
    consensus_rules: Register[Consensus]
    aggregations: Register[Aggregation]
