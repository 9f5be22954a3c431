"""All problems of one reading, cut to what a person can read but counted in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from attrs import define, field

from scoring.errors import NOWHERE, Place, Problem, problem
from scoring.intake.book.names import column_number

_CELL = re.compile("([A-Z]+)([0-9]+)")

LISTED = 50
"""Problems of one code in one file that are listed one by one."""

Order: TypeAlias = tuple[str, int, int]
"""Sheet, row and column: where in a file a problem stands, for sorting."""


@define
class _Kind:
    """Problems of one code in one file."""

    listed: list[tuple[Order, Problem]] = field(factory=list)
    count: int = 0


@define
class Findings:
    """Collects problems while everything is read.

    Parameters
    ----------
    unreadable : whether a file could not be read at all.
    notes : what is worth knowing and does not stop a run.
    """

    unreadable: bool = False
    notes: list[Problem] = field(factory=list)
    _kinds: dict[tuple[str, str], _Kind] = field(factory=dict)

    def add(self, *items: Problem) -> None:
        """Take problems as they are."""
        for item in items:
            kind = self._kinds.setdefault((item.place.file, item.code), _Kind())
            kind.count += 1
            if kind.count <= LISTED:
                kind.listed.append((_order(item.place), item))

    def note(self, item: Problem) -> None:
        """Take what is worth knowing, once."""
        if item not in self.notes:
            self.notes.append(item)

    def stop(self, *items: Problem) -> None:
        """Take problems for which a file cannot be read."""
        self.unreadable = self.unreadable or bool(items)
        self.add(*items)

    def many(
        self,
        code: str,
        file: str,
        count: int,
        first: Sequence[tuple[Order, Place]],
        details: Sequence[Mapping[str, object]],
    ) -> None:
        """Take `count` problems of one code in one file, of which the first are listed.

        Parameters
        ----------
        code, file : of all of them.
        count : how many there are.
        first : order and place of those that are listed.
        details : their details.
        """
        kind = self._kinds.setdefault((file, code), _Kind())
        kind.count += count
        for (order, place), named in zip(first, details, strict=True):
            kind.listed.append((order, Problem(code=code, place=place, details=named)))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems sorted by place; the rest of a long list is one problem with its number."""
        ordered: list[tuple[str, Order, str, Problem]] = []
        for (file, code), kind in self._kinds.items():
            listed = sorted(kind.listed, key=lambda pair: pair[0])[:LISTED]
            ordered += [(file, order, code, item) for order, item in listed]
            if kind.count > len(listed):
                rest = problem(
                    "more-of-kind",
                    Place(file=file) if file else NOWHERE,
                    found=kind.count - len(listed),
                    of=code,
                )
                ordered.append((file, listed[-1][0], code, rest))
        return tuple(item for *_, item in sorted(ordered, key=lambda entry: entry[:3]))


def _order(place: Place) -> Order:
    """Return what a problem is sorted by: its cell, else its line, else the head of its sheet."""
    cell = _CELL.match(place.cell)
    if not cell:
        return place.sheet, place.line, place.column
    return place.sheet, int(cell[2]), column_number(cell[1])
