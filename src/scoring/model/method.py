"""A method is a named function with its parameters, its source and its owner.

Plugins yield these records through the hooks; the engine calls `apply` and nothing else.
Arrays are float64, NaN is missing, and the item, evaluator or year axis is the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from scoring.model.text import NO_TEXT, Text

Demand = Literal["complete", "positive", "not_negative", "varying", "two_cities"]
"""What a method asks of its values, present ones: ``complete`` none missing, ``positive`` above zero,
``not_negative``, ``varying`` no item with the same value in every city, ``two_cities`` at least two of them."""

Compensation = Literal["full", "partial", "none"]
"""Whether a bad value can be made good by others: wholly, the less the worse it is, or not at all."""


EACH_ITEM: Mapping[str, str] = {"numbers": "one for all items, or one for each"}
"""Metadata of a parameter (``field(metadata=EACH_ITEM)``) that holds one number for all items, or one for each in the
order of the columns; a list of another length is refused before the method is called."""


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
    demands : what it asks of its values; whoever calls it has made sure of it.
    """

    kind: ClassVar[str] = "method"

    name: str
    apply: Callable[..., Any]
    parameters: type = NoParameters
    summary: Text = NO_TEXT
    formula: str = ""
    source: str = ""
    demands: tuple[Demand, ...] = ()


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
    """How children become their parent; a higher result is always better.

    A rule for one city by itself is ``apply(values, weights, **parameters)``: `values` and `weights` have the
    shapes ``(..., n_items)``, the result ``(...)``. A rule that compares cities is ``apply(values, weights,
    direction, **parameters)``: `values` has the shape ``(n_cities, n_items)``, `weights` ``(..., n_items)``,
    `direction` ``(n_items,)`` with 1 where higher and -1 where lower is better, the result ``(..., n_cities)``.
    A missing item (NaN) gives its weight to the others; the result is NaN where every item is missing.

    Parameters
    ----------
    scope : whether a city's result comes from that city alone, or from all cities of the nation.
    additive : whether the result is the weighted mean of the items (contributions are then exact parts).
    compensation : whether a good item makes up for a bad one; None where it depends on parameters.
    reversal_free : whether adding or leaving out a city never turns the order of two others; None where it
        depends on parameters. A rule for one city by itself always is.
    """

    kind: ClassVar[str] = "aggregation"

    scope: Literal["city", "nation"] = "city"
    additive: bool = False
    compensation: Compensation | None = None
    reversal_free: bool | None = True


@frozen(kw_only=True)
class Normalisation(Method):
    """How indicators of different units become comparable, higher is better: two functions.

    ``fit(values, direction, **parameters) -> reference`` finds reference points: arrays by name, each of the shape
    ``(..., n_items)``. ``apply(values, direction, reference, **parameters)`` uses them on these or on other
    cities; the result has the shape of `values`, ``(n_cities, n_items)``, and is missing where `values` is.
    `direction` has the shape ``(n_items,)``, 1 where higher and -1 where lower is better.
    """

    kind: ClassVar[str] = "normalisation"

    fit: Callable[..., Mapping[str, Any]]


Context = Literal["direction", "siblings", "groups", "codes", "of", "past", "years"]
"""What a treatment or imputation may take besides the values, each as a keyword: ``direction`` and ``siblings``
(code of the parent) of the shape (n_items,); ``groups`` (code of each city's group, -1 for none) and ``codes``
(a tuple of texts) of (n_cities,); ``of`` (denominators) of (n_cities, n_items); ``past`` (values of earlier years)
of (n_years, n_cities, n_items) and ``years`` (those years and the current one, ascending) of (n_years + 1,)."""


@frozen(kw_only=True)
class Treatment(Method):
    """How present values are altered or left out: ``apply(values, **context, **parameters) -> values``.

    The shape is ``(n_cities, n_items)``; what is missing stays missing.

    Parameters
    ----------
    inputs : what it takes besides the values.
    """

    kind: ClassVar[str] = "treatment"

    inputs: tuple[Context, ...] = ()


@frozen(kw_only=True)
class Imputation(Method):
    """How missing values are filled: ``apply(values, **context, **parameters) -> values``.

    The shape is ``(n_cities, n_items)``; present values stay as they are, and what it cannot fill stays missing.

    Parameters
    ----------
    inputs : what it takes besides the values.
    """

    kind: ClassVar[str] = "imputation"

    inputs: tuple[Context, ...] = ()


@frozen(kw_only=True)
class Weighting(Method):
    """A named way to choose weights; they are not negative and sum to one.

    From data it is ``apply(values, direction, **parameters)`` with the shapes ``(n_cities, n_items)`` and
    ``(n_items,)``; from people's judgements ``apply(n_items, **parameters)``. It returns the weights, shape
    ``(n_items,)``, or a named tuple whose field ``weights`` they are and whose other fields tell how they came about.

    Parameters
    ----------
    from_data : whether the weights come from the values, or from what people judged.
    """

    kind: ClassVar[str] = "weighting"

    from_data: bool = True


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
