"""Worked examples of built-in methods: one for each that takes a city by itself, some of the others; done by hand."""

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


class Worked(NamedTuple):
    """A use of a method that takes several cities at once.

    Parameters
    ----------
    toml : as an edition writes it.
    told : input and result, for the page.
    values : a row a city, None for a missing value; no rows where people judge.
    result : by hand, in the shape of what the method returns.
    """

    toml: str
    told: str
    values: list[list[float | None]]
    result: list[float]


def _column(toml: str, values: list[float | None], result: list[float]) -> Worked:
    return Worked(toml, f"{_listed(result)} of {_listed(values)}", [[value] for value in values], result)


def _rows(values: list[list[float | None]]) -> str:
    return "; ".join(_listed(row) for row in values)


def _weights(toml: str, values: list[list[float | None]], result: list[float]) -> Worked:
    return Worked(toml, f"the weights {_listed(result)} of the cities {_rows(values)}", values, result)


def _judged(toml: str, result: list[float]) -> Worked:
    return Worked(toml, f"the weights {_listed(result)}", [], result)


def _nation(toml: str, values: list[list[float | None]], result: list[float]) -> Worked:
    told = f"{_listed(result)} of the cities {_rows(values)} with equal weights"
    return Worked(toml, told, values, result)


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
    # 0.2 + 0.4 pass the half
    ("aggregations", "median"): _fold('"median"', [(1, 0.2), (2, 0.4), (9, 0.4)], 2),
    # 0.6 * 4 + 0.4 * 2, the higher one first
    ("aggregations", "owa"): _fold('{ method = "owa", ordered = [0.6, 0.4] }', [(2, 0.5), (4, 0.5)], 3.2),
    # at 0.5 it is the mean
    ("aggregations", "owa_orness"): _fold('{ method = "owa_orness", orness = 0.5 }', [(2, 0.5), (4, 0.5)], 3),
    # M = 2, S = 1, cv = 1 / 2: 2 * (1 - 1 / 4)
    ("aggregations", "mpi"): _fold('"mpi"', [(1, 0.5), (3, 0.5)], 1.5),
    # 2 - 1 * 1 / 2
    ("aggregations", "ampi"): _fold('"ampi"', [(1, 0.5), (3, 0.5)], 1.5),
    # the mean 2 less half of its distance to the lowest
    ("aggregations", "mean_min"): _fold('{ method = "mean_min", alpha = 0.5 }', [(1, 0.5), (3, 0.5)], 1.5),
    # 2 - 0.1 * 2 / 2
    ("aggregations", "choquet"): _fold(
        '{ method = "choquet", interactions = [[1, 2, 0.1]] }', [(1, 0.5), (3, 0.5)], 1.9
    ),
}

APART = [[1.0, 4.0], [3.0, 2.0], [2.0, 4.0]]
EVEN = [[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]
ACROSS = {
    # scaled 0 and 1, 1 and 0, 0.5 and 1
    ("nation_aggregations", "weighted_sum"): _nation('"weighted_sum"', APART, [0.5, 0.5, 0.75]),
    # the same by the number of cities
    ("nation_aggregations", "mairca"): _nation('"mairca"', APART, [1 / 6, 1 / 6, 0.25]),
    # the third beats the first, whose second item is level; the other pairs win one item each
    ("nation_aggregations", "copeland"): _nation('"copeland"', APART, [-1, 0, 1]),
    # first item -1, 1, 0; second 1/2, -1, 1/2
    ("nation_aggregations", "promethee_ii"): _nation('"promethee_ii"', APART, [-0.25, 0, 0.25]),
    # distances from the ideal of 3 and 0, 1 and 2, 2 and 0, each of 8
    ("nation_aggregations", "spotis"): _nation(
        '{ method = "spotis", lower = [0, 0], upper = [4, 4] }', APART, [0.625, 0.625, 0.75]
    ),
    # the third is best with weights of 1/5 each, with which the two others reach 1
    ("nation_aggregations", "benefit_of_the_doubt"): _nation(
        '"benefit_of_the_doubt"', [[1, 4], [4, 1], [2, 2]], [1, 1, 0.8]
    ),
    # scaled 0, 1/2 and 1: half way between the ideal and its opposite
    ("nation_aggregations", "topsis"): _nation(
        '{ method = "topsis", scaling = "min_max" }', EVEN, [0, 0.5, 1]
    ),
    # S 1, 1/2, 0 and R 1/2, 1/4, 0
    ("nation_aggregations", "vikor"): _nation('"vikor"', EVEN, [0, 0.5, 1]),
    # 0.5 / 1.5, 0.5 / 1, 0.5 / 0.5
    ("nation_aggregations", "gra"): _nation('"gra"', EVEN, [1 / 3, 0.5, 1]),
    # the root of 1/4 * 1
    ("nation_aggregations", "weighted_product"): _nation('"weighted_product"', [[1, 4], [4, 1]], [0.5, 0.5]),
    # half of (1/4 + 1) / 2 and half of 1/2
    ("nation_aggregations", "waspas"): _nation('"waspas"', [[1, 4], [4, 1]], [0.5625, 0.5625]),
    ("normalisations", "none"): _column('"none"', [2, 4, 10], [2, 4, 10]),
    # 2 / 8 of the way
    ("normalisations", "min_max"): _column('{ method = "min_max", high = 100 }', [2, 4, 10], [0, 25, 100]),
    ("normalisations", "distance_to_maximum"): _column('"distance_to_maximum"', [2, 4, 10], [0, 0.25, 1]),
    # the median is 4, the worst 2
    ("normalisations", "distance_to_reference"): _column(
        '{ method = "distance_to_reference", point = "median" }', [2, 4, 10], [0, 1, 4]
    ),
    # 2 of the 4 from the worst to the target
    ("normalisations", "distance_to_target"): _column(
        '{ method = "distance_to_target", target = [6] }', [2, 4, 10], [0, 0.5, 2]
    ),
    ("normalisations", "goalposts"): _column(
        '{ method = "goalposts", lower = [0], upper = [8] }', [2, 4, 10], [0.25, 0.5, 1]
    ),
    ("normalisations", "scaled"): _column(
        '{ method = "scaled", lower = [0], upper = [5] }', [2, 4, 10], [0.4, 0.8, 2]
    ),
    # the mean is 4, the standard deviation 2
    ("normalisations", "z_score"): _column('"z_score"', [2, 4, 6], [-1, 0, 1]),
    # the median is 4, and so far from it are 2, 0 and 6: 2 in the middle
    ("normalisations", "robust_z"): _column(
        '{ method = "robust_z", scale = 1.4826 }', [2, 4, 10], [-1, 0, 3]
    ),
    # 4/5 of the mean 17/3 are 4.53, 6/5 are 6.8
    ("normalisations", "above_below_mean"): _column('"above_below_mean"', [2, 5, 10], [-1, 0, 1]),
    ("normalisations", "rank"): _column('"rank"', [2, 4, 10], [1, 2, 3]),
    ("normalisations", "borda"): _column('"borda"', [2, 4, 10], [0, 1, 2]),
    ("normalisations", "percentile_rank"): _column('"percentile_rank"', [2, 4, 10], [0, 0.5, 1]),
    # shares 1/3, 2/3 and 1
    ("normalisations", "categorical_quantiles"): _column(
        '{ method = "categorical_quantiles", shares = [0.5], scores = [0, 10] }', [2, 4, 10], [0, 10, 10]
    ),
    ("normalisations", "categorical_limits"): _column(
        '{ method = "categorical_limits", limits = [4], scores = [1, 2] }', [2, 4, 10], [1, 2, 2]
    ),
    ("normalisations", "piecewise_linear"): _column(
        '{ method = "piecewise_linear", knots = [0, 4, 8], scores = [0, 1, 3] }', [2, 6, 10], [0.5, 2, 3]
    ),
    ("normalisations", "fraction_of_maximum"): _column('"fraction_of_maximum"', [2, 4, 10], [0.2, 0.4, 1]),
    ("normalisations", "max"): _column('"max"', [2, 4, 10], [0.2, 0.4, 1]),
    ("normalisations", "nonlinear"): _column('"nonlinear"', [2, 4, 10], [0.04, 0.16, 1]),
    ("normalisations", "zavadskas_turskis"): _column('"zavadskas_turskis"', [2, 4, 10], [0.2, 0.4, 1]),
    ("normalisations", "sum"): _column('"sum"', [2, 3, 5], [0.2, 0.3, 0.5]),
    # the root of 9 + 16 is 5
    ("normalisations", "vector"): _column('"vector"', [3, 4], [0.6, 0.8]),
    ("normalisations", "ratio_to_reference"): _column('"ratio_to_reference"', [2, 4, 6], [0.5, 1, 1.5]),
    # ln 2 by ln 8
    ("normalisations", "logarithmic"): _column('"logarithmic"', [2, 4], [1 / 3, 2 / 3]),
    # distances 4, 1 and 0 of together 5
    ("normalisations", "enhanced_accuracy"): _column('"enhanced_accuracy"', [6, 9, 10], [0.2, 0.8, 1]),
    # one value far away: skewness 2.2, kurtosis 5
    ("treatments", "winsorise"): _column('"winsorise"', [1, 2, 3, 4, 100], [1, 2, 3, 4, 4]),
    ("treatments", "clip_quantiles"): _column(
        '{ method = "clip_quantiles", low = 0.25, high = 0.75, when = "always" }',
        [1, 2, 3, 4, 5],
        [2, 2, 3, 4, 4],
    ),
    # y is 1, 3 and 9, less 1
    ("treatments", "box_cox"): _column(
        '{ method = "box_cox", exponent = 1, when = "always" }', [2, 4, 10], [0, 2, 8]
    ),
    ("imputations", "constant"): _column('{ method = "constant", value = 0 }', [2, None, 4], [2, 0, 4]),
    ("imputations", "column_mean"): _column('"column_mean"', [2, None, 4], [2, 3, 4]),
    ("imputations", "column_median"): _column('"column_median"', [2, None, 4, 9], [2, 4, 4, 9]),
    ("weightings", "equal"): _weights('"equal"', EVEN, [0.5, 0.5]),
    # 1 / 2**2 and 1/3 / 1**2
    ("weightings", "variance"): _weights('"variance"', [[1, 0], [2, 0], [3, 1]], [3 / 7, 4 / 7]),
    # 1 / 2 and 1 / 3
    ("weightings", "coefficient_of_variation"): _weights(
        '"coefficient_of_variation"', [[1, 2], [2, 3], [3, 4]], [0.6, 0.4]
    ),
    # 2 / 8 and 2 / 16
    ("weightings", "gini"): _weights('"gini"', [[1, 3], [3, 5]], [2 / 3, 1 / 3]),
    # what is the same everywhere tells nothing
    ("weightings", "entropy"): _weights('"entropy"', [[1, 1], [1, 3]], [0, 1]),
    # of two items each has half of the axis
    ("weightings", "principal_axis"): _weights('"principal_axis"', [[1, 1], [2, 3], [3, 2]], [0.5, 0.5]),
    ("judgements", "ahp"): _judged('{ method = "ahp", tables = [[[1, 4], [0.25, 1]]] }', [0.8, 0.2]),
    # halves of 1 + 1/2 and of 1/2
    ("judgements", "rank_order_centroid"): _judged(
        '{ method = "rank_order_centroid", ranks = [[1, 2]] }', [0.75, 0.25]
    ),
    ("judgements", "rank_sum"): _judged('{ method = "rank_sum", ranks = [[1, 2]] }', [2 / 3, 1 / 3]),
    ("judgements", "rank_reciprocal"): _judged(
        '{ method = "rank_reciprocal", ranks = [[1, 2]] }', [2 / 3, 1 / 3]
    ),
    ("judgements", "swing"): _judged('{ method = "swing", points = [[100, 60]] }', [0.625, 0.375]),
    ("judgements", "budget_allocation"): _judged(
        '{ method = "budget_allocation", points = [[70, 30]] }', [0.7, 0.3]
    ),
    ("judgements", "ratings"): _judged('{ method = "ratings", ratings = [[5, 3]] }', [0.625, 0.375]),
    ("judgements", "best_worst"): _judged(
        '{ method = "best_worst", best_to_others = [[1, 4]], others_to_worst = [[4, 1]] }', [0.8, 0.2]
    ),
}
