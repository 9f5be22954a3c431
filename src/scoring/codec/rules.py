"""What the keys of the files must fulfil besides their type: names, limits. Used for checks and for the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from attrs import frozen

from scoring.codec.misfit import Misfit, misfit
from scoring.model.edition import Award, Edition, Node, Publish
from scoring.model.rubric import MOST_ALIKE, Criterion, Evidence, Rubric, Sample, Scale
from scoring.model.step import Step

TOML_NAMES: Mapping[type, Mapping[str, str]] = {
    Edition: {
        "evaluator_types": "evaluator_type",
        "nodes": "node",
        "gates": "gate",
        "bands": "band",
        "groups": "group",
        "awards": "award",
        "inputs": "input",
        "steps": "step",
    },
    Rubric: {"criteria": "criterion"},
}
"""Fields whose key differs from their name: tables are written in the singular."""

_PART = "[a-z0-9_]+"
_DOTTED = rf"{_PART}(\.{_PART})*"


class Rule(Protocol):
    """A demand on the raw value of one key."""

    def misfits(self, value: Any) -> Iterator[Misfit]:  # noqa: ANN401 any TOML value may come
        """Yield what is wrong; a value of another type is left to the check of types."""

    def schema(self) -> dict[str, Any]:
        """Return the same demand in JSON Schema."""


@frozen
class Name:
    """A name: one part, or parts with dots between."""

    pattern: str = _PART

    def misfits(self, value: Any) -> Iterator[Misfit]:  # noqa: ANN401
        """Yield what is wrong with the name."""
        if isinstance(value, str) and not re.fullmatch(self.pattern, value):
            yield misfit("bad-name" if self.pattern == _PART else "bad-dotted-name", value)

    def schema(self) -> dict[str, Any]:
        """Return the pattern."""
        return {"pattern": f"^{self.pattern}$"}


@frozen
class Keys:
    """A table whose keys are names."""

    name: Name

    def misfits(self, value: Any) -> Iterator[Misfit]:  # noqa: ANN401
        """Yield what is wrong with the keys."""
        for key in value if isinstance(value, dict) else ():
            for found in self.name.misfits(key):
                yield Misfit(code=found.code, path=(key,), details=found.details, on_key=True)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of the keys."""
        return {"propertyNames": self.name.schema()}


@frozen
class Marks:
    """A table whose keys are marks: different decimal numbers, written as text."""

    def misfits(self, value: Any) -> Iterator[Misfit]:  # noqa: ANN401
        """Yield keys that are no number, or the same number as an earlier key."""
        seen = set()
        for key in value if isinstance(value, dict) else ():
            number = _decimal(key)
            if number is None:
                yield Misfit(code="level-not-a-number", path=(key,), details={"found": key}, on_key=True)
            elif number in seen:
                yield Misfit(code="level-twice", path=(key,), details={"found": key}, on_key=True)
            seen.add(number)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of the keys."""
        return {"propertyNames": {"pattern": r"^-?[0-9]+(\.[0-9]+)?$"}}


@frozen(kw_only=True)
class Limits:
    """A number inside limits."""

    least: int
    most: int | None = None
    above: bool = False

    def misfits(self, value: Any) -> Iterator[Misfit]:  # noqa: ANN401
        """Yield the number when it lies outside."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != value:  # noqa: PLR0124 not a number
            return
        if value < self.least or (self.above and value == self.least):
            yield misfit("not-above" if self.above else "too-low", value, least=self.least)
        elif self.most is not None and value > self.most:
            yield misfit("too-high", value, most=self.most)

    def schema(self) -> dict[str, Any]:
        """Return the limits."""
        low = {"exclusiveMinimum" if self.above else "minimum": self.least}
        return low if self.most is None else low | {"maximum": self.most}


NAME, DOTTED = Name(), Name(_DOTTED)
SHARE = Limits(least=0, most=1)

RULES: Mapping[type, Mapping[str, Rule]] = {
    Edition: {
        "id": DOTTED,
        "index": DOTTED,
        "year": Limits(least=1900, most=2999),
        "evaluator_types": Keys(NAME),
        "weights": Keys(NAME),
        "nodes": Keys(DOTTED),
        "bands": Keys(NAME),
        "groups": Keys(NAME),
        "awards": Keys(NAME),
    },
    Node: {"coverage": SHARE},
    Step: {"id": NAME},
    Award: {"top": Limits(least=1)},
    Publish: {"decimals": Limits(least=0, most=9), "tolerance": Limits(least=0)},
    Rubric: {"id": DOTTED, "coverage": SHARE, "levels": Marks(), "criteria": Keys(NAME)},
    Criterion: {"weight": Limits(least=0), "levels": Marks(), "count": Limits(least=1, most=MOST_ALIKE)},
    Scale: {"step": Limits(least=0, above=True)},
    Sample: {"minimum": Limits(least=1)},
    Evidence: {"valid_days": Limits(least=0)},
}
"""Demands by record and field."""


def toml_name(cls: type, attribute: str) -> str:
    """Return the key under which a field is written."""
    return TOML_NAMES.get(cls, {}).get(attribute, attribute)


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
