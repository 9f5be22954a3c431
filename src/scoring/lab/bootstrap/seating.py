"""Who sits where in the nation, and the random numbers that each city has of its own."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

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
        for city, code in enumerate(self.codes):
            yield (
                city,
                tuple(
                    part_of(
                        panel, rules=self.rules, drawing=drawing, city=number_of(code), straight=self.straight
                    )
                    for panel in several.get(city, ())
                ),
            )


def number_of(code: str) -> int:
    """Return the number that stands for a city in the random numbers, whatever other cities there are.

    >>> number_of("11.01")
    3793378493295360446
    """
    return int.from_bytes(sha256(code.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1
