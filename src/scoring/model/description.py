"""A method as people look it up: what it does, how, from where, and what can be set."""

from __future__ import annotations

from attrs import frozen

from scoring.model.text import Text


@frozen(kw_only=True)
class ParameterDescription:
    """One parameter of a method.

    Parameters
    ----------
    name : as it is written.
    type : what it may be, in words.
    default : as it would be written; "" when it must be given.
    meaning : what it does.
    """

    name: str
    type: str
    default: str
    meaning: str


@frozen(kw_only=True)
class MethodDescription:
    """One method.

    Parameters
    ----------
    kind, name : of the method.
    summary : what it does.
    formula, source : its rule, and the paper or standard it follows.
    parameters : what can be set.
    properties : what holds for it, by name: demands, compensation, reversal_free, scope, from_data, inputs, ...
    owner : who brought it.
    """

    kind: str
    name: str
    summary: Text
    formula: str
    source: str
    parameters: tuple[ParameterDescription, ...]
    properties: dict[str, str]
    owner: str
