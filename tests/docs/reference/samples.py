"""One worked example for each built-in method; the figures are done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Sample(NamedTuple):
    """A use of a method with input and result.

    Parameters
    ----------
    toml : as an edition writes it.
    told : input and result, for the page.
    arrays : input arrays as lists, None for a missing value.
    result : by hand; None for a missing one.
    """

    toml: str
    told: str
    arrays: tuple[list[float | None], ...]
    result: float | None


def _value(toml: str, raw: float, result: float, of: float | None = None) -> Sample:
    given = f"{raw:g}" if of is None else f"{raw:g} with `of` {of:g}"
    return Sample(toml, f"{result:g} of {given}", ([raw], [of]) if of is not None else ([raw],), result)


def _marks(toml: str, *marks: float | None, result: float, chair: int = 0) -> Sample:
    seats = [float(place == chair) for place in range(len(marks))]
    listed = _listed(marks)
    told = f"{result:g} of the marks {listed}" + (", the first from the chair" if toml == '"chair"' else "")
    return Sample(toml, told, ([*marks], seats), result)


def _fold(toml: str, children: list[tuple[float | None, float]], result: float | None) -> Sample:
    values, weights = [value for value, _ in children], [weight for _, weight in children]
    made = "a missing score" if result is None else f"{result:g}"
    told = f"{made} of the children {_listed(values)} with weights {_listed(weights)}"
    return Sample(toml, told, (values, [*weights]), result)


def _listed(numbers: Sequence[float | None]) -> str:
    return ", ".join("missing" if item is None else f"{item:g}" for item in numbers)


SAMPLES = {
    # 1 + (55 - 0) / 100 * 4 = 3.2
    ("value_functions", "identity"): _value('"identity"', 3.2, 3.2),
    ("value_functions", "linear"): _value('{ method = "linear", raw = [0, 100], score = [1, 5] }', 55, 3.2),
    # (71 - 20) / (85 - 20) = 51 / 65
    ("value_functions", "goalposts"): _value(
        '{ method = "goalposts", lower = 20, upper = 85, top = 65 }', 71, 51
    ),
    # lg 10 = 1 of lg 1 = 0 to lg 100 = 2
    ("value_functions", "log_goalposts"): _value(
        '{ method = "log_goalposts", lower = 1, upper = 100, top = 4 }', 10, 2
    ),
    # 12 is 3/4 of the way from 30 to 6
    ("value_functions", "distance_to_target"): _value(
        '{ method = "distance_to_target", target = 6, worst = 30, top = 4 }', 12, 3
    ),
    ("value_functions", "bands"): _value(
        '{ method = "bands", limits = [0, 40, 60, 80], scores = [1, 2, 3, 4] }', 60, 3
    ),
    ("value_functions", "levels"): _value(
        '{ method = "levels", marks = [1, 2, 5], scores = [0, 10, 40] }', 5, 40
    ),
    # 6 / max(10, 4) = 0.6
    ("value_functions", "ratio"): _value('{ method = "ratio", least_denominator = 10 }', 6, 0.6, of=4),
    # 9 / 12 * 4 = 3
    ("value_functions", "done_planned"): _value('{ method = "done_planned", top = 4 }', 9, 3, of=12),
    # the mean of 1, 4 and 4
    ("consensus_rules", "mean"): _marks('"mean"', 1, 4, 4, None, result=3),
    ("consensus_rules", "median"): _marks('"median"', 1, 4, 4, None, result=4),
    # floor(0.2 * 5) = 1 from each end: (2 + 3 + 4) / 3
    ("consensus_rules", "trimmed_mean"): _marks(
        '{ method = "trimmed_mean", share = 0.2 }', 1, 2, 3, 4, 4, result=3
    ),
    # without one 1 and one 4: (2 + 4) / 2
    ("consensus_rules", "olympic"): _marks('"olympic"', 1, 2, 4, 4, result=3),
    ("consensus_rules", "chair"): _marks('"chair"', 2, 4, 4, result=2),
    # (0.5 * 2 + 0.3 * 4) / 0.8 = 2.75
    ("aggregations", "weighted_mean"): _fold('"weighted_mean"', [(2, 0.5), (4, 0.3), (None, 0.2)], 2.75),
    # the root of 1 * 4
    ("aggregations", "geometric_mean"): _fold('"geometric_mean"', [(1, 0.5), (4, 0.5)], 2),
    # 1 / (0.5 / 1 + 0.5 / 4) = 1.6
    ("aggregations", "harmonic_mean"): _fold('"harmonic_mean"', [(1, 0.5), (4, 0.5)], 1.6),
    # ((1 + 49) / 2) ** (1 / 2) = 5
    ("aggregations", "power_mean"): _fold('{ method = "power_mean", exponent = 2 }', [(1, 0.5), (7, 0.5)], 5),
    ("aggregations", "minimum"): _fold('"minimum"', [(2, 0.5), (4, 0.5)], 2),
    ("aggregations", "maximum"): _fold('"maximum"', [(2, 0.5), (4, 0.5)], 4),
    ("aggregations", "sum"): _fold('"sum"', [(2, 0.5), (None, 0.5)], None),
    ("aggregations", "first_present"): _fold('"first_present"', [(None, 0.5), (4, 0.5)], 4),
    ("aggregations", "latest"): _fold('"latest"', [(2, 0.5), (None, 0.5)], 2),
}
