"""Who sits where in the nation, and the random numbers that each city has of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import groupby

import numpy as np
from attrs import field, frozen

from scoring.lab.bootstrap.panels import Panel, Rules
from scoring.lab.bootstrap.parts import Drawing, Part, part_of
from scoring.model.ratings import Bools, Floats


@frozen(kw_only=True, eq=False)
class Seating:
    """The panels of all cities, and how their marks become raw values.

    Parameters
    ----------
    codes : of the cities.
    panels : sorted by city.
    rules : how marks become one.
    base : raw values as they are, shape (n_cities, n_leaves).
    straight : columns whose score is a sum over the evaluators who marked, shape (n_leaves,).
    """

    codes: tuple[str, ...]
    panels: tuple[Panel, ...] = field(repr=False)
    rules: Rules
    base: Floats = field(repr=False)
    straight: Bools = field(repr=False)

    def parts(self, drawing: Drawing) -> Iterator[tuple[int, tuple[Part, ...]]]:
        """Yield each city with what can come of its panels of more than one evaluator.

        Parameters
        ----------
        drawing : how evaluators are drawn.
        """
        several = {
            city: [panel for panel in own if panel.n > 1]
            for city, own in groupby(self.panels, key=lambda panel: panel.city)
        }
        for city in range(len(self.codes)):
            yield city, self._of_city(city, several.get(city, []), drawing)

    def _of_city(self, city: int, own: Sequence[Panel], drawing: Drawing) -> tuple[Part, ...]:
        """Return the parts of a city; evaluators add up only where no draw of any panel leaves a column empty."""
        if all(panel.complete for panel in own):
            found = self._parts(city, own, drawing, straight=self.straight)
            if all(part.misses_the_same(self.base[city]) for part in found):
                return found
        return self._parts(city, own, drawing, straight=np.zeros_like(self.straight))

    def _parts(
        self, city: int, own: Sequence[Panel], drawing: Drawing, *, straight: Bools
    ) -> tuple[Part, ...]:
        number = number_of(self.codes[city])
        return tuple(
            part_of(
                panel,
                rules=self.rules,
                drawing=drawing,
                city=number,
                straight=bool(straight[panel.leaves].all()),
            )
            for panel in own
        )


def number_of(code: str) -> int:
    """Return the number that stands for a city in the random numbers, whatever other cities there are.

    >>> number_of("11.01")
    3793378493295360446
    """
    return int.from_bytes(sha256(code.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1
