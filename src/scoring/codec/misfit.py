"""What does not fit, collected with its path while a text is turned into records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import islice

from attrs import evolve, field, frozen

from scoring.codec.keys import Path

LONGEST = 60
"""Characters of a faulty value that are shown."""


@frozen(kw_only=True)
class Misfit:
    """One thing that does not fit.

    Parameters
    ----------
    code : entry of the message catalogue.
    path : where, from the record that is being made.
    details : what the sentence names.
    on_key : whether the key is wrong and not its value.
    """

    code: str
    path: Path = ()
    details: Mapping[str, object] = field(factory=dict)
    on_key: bool = False

    def below(self, *parts: str | int) -> Misfit:
        """Return the same misfit as seen from further up."""
        return evolve(self, path=(*parts, *self.path))


class MisfitError(ValueError):
    """A value cannot be turned into a record; all reasons are in `misfits`."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__(*self.misfits)


def misfit(code: str, found: object, *, on_key: bool = False, **details: object) -> Misfit:
    """Make a `Misfit` that names the value found as it is written in TOML."""
    return Misfit(code=code, details={"found": written(found), **details}, on_key=on_key)


def written(value: object) -> str:
    """Return a value about as it is written in TOML, cut when it is long.

    >>> written({"a": [True, "x"]})
    "{ a = [true, 'x'] }"
    """
    text = _written(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _written(value: object) -> str:
    if isinstance(value, dict):
        pairs = islice(value.items(), LONGEST)
        return "{ " + ", ".join(f"{key} = {_written(item)}" for key, item in pairs) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value[:LONGEST])) + "]"
    if isinstance(value, str):
        return f"'{value[:LONGEST]}'"
    # true, nan and inf are small letters in TOML
    return (
        value.isoformat()
        if isinstance(value, dt.date | dt.time)
        else str(value).lower().replace("infinity", "inf")
    )
