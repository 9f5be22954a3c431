"""Sustainable connectivity against the results that the articles of the R package COINr 1.1.14 print.

Articles (bluefoxr.github.io/COINr/articles): results = Presenting results, aggregate = Aggregation, adjustments =
Adjustments and comparisons, overview = Overview.
"""

from __future__ import annotations

import csv

import numpy as np
import pytest

NODES = (
    "sustainable_connectivity",
    "connectivity",
    "sustainability",
    "physical",
    "trade_and_finance",
    "political",
    "institutional",
    "people",
    "environmental",
    "social",
    "economy",
)
# results: Index, Conn, Sust, Physical, ConEcFin, Political, Instit, P2P, Environ, Social, SusEcFin
LEADING = """
CHE 68.38 62.79 73.98 63.41 32.87 74.78 85.94 56.93 77.21 87.85 56.88
NLD 64.82 61.94 67.70 64.87 46.62 84.55 71.74 41.92 58.73 86.58 57.78
DNK 64.80 57.10 72.51 50.52 30.43 78.13 75.35 51.04 69.83 86.40 61.29
NOR 64.47 57.44 71.50 58.18 25.70 80.03 89.46 33.80 70.90 87.00 56.59
BEL 63.54 63.99 63.09 71.97 48.22 80.84 75.60 43.32 53.01 86.17 50.09
SWE 63.00 53.87 72.12 51.51 23.87 80.98 74.51 38.50 66.37 87.74 62.27
"""
# overview: the same columns, without filling and without the countries of which less than 90 % is known
LEADING_SCREENED = """
CHE 68.33 62.18 74.48 64.37 33.30 73.03 83.32 56.87 78.13 87.63 57.67
DNK 64.47 56.05 72.90 50.17 30.52 76.98 71.59 51.01 70.53 86.17 61.99
NLD 64.46 61.32 67.60 68.15 45.11 83.49 67.96 41.86 57.14 86.00 59.65
NOR 64.23 56.53 71.93 57.45 25.39 78.95 87.10 33.75 71.55 87.04 57.20
BEL 63.11 63.02 63.19 71.80 48.65 79.57 71.84 43.27 52.00 85.36 52.22
SWE 62.82 52.88 72.77 51.90 23.93 80.10 70.04 38.43 68.34 86.92 63.04
"""
# aggregate, three digits: ConEcFin, Environ, Instit, P2P, Physical, Political, Social, SusEcFin, Conn, Sust, Index
FIRST_FIVE = """
AUS 12.6 31.9 52.4 39.50 34.8 52.5 71.9 55.7 38.4 53.2 45.8
AUT 26.2 69.5 77.5 54.10 41.1 78.2 72.8 62.9 55.4 68.4 61.9
BEL 48.2 53.0 75.6 43.30 72.0 80.8 86.2 50.1 64.0 63.1 63.5
BGD 13.3 81.7 26.5  5.85 22.9 32.4 27.5 64.6 20.2 57.9 39.0
BGR 24.6 55.7 75.9 27.10 28.4 67.5 53.3 61.7 44.7 56.9 50.8
"""
IN_ORDER_OF_AGGREGATE = [NODES[place] for place in (4, 8, 6, 7, 3, 5, 9, 10, 1, 2, 0)]
# results: ranks inside the income groups XL and L
IN_GROUPS = """
CHE 1 2 1 3 5 8 2 2 1 1 8
NLD 2 3 6 2 4 2 10 6 8 4 7
DNK 3 6 2 8 6 6 6 5 3 5 5
NOR 4 5 4 4 8 4 1 11 2 3 10
SWE 5 10 3 7 10 3 8 10 5 2 3
AUT 6 7 5 11 7 5 4 4 4 9 2
BEL 1 1 2 1 2 4 7 3 10 1 9
MLT 2 2 5 3 1 12 4 1 2 10 3
SVN 3 4 1 2 6 9 6 5 5 3 2
GBR 4 3 3 4 8 5 5 7 3 2 8
CZE 5 5 4 9 5 8 10 6 12 9 1
ESP 6 7 7 7 10 2 3 9 6 6 10
"""
# results: score and rank of India
INDIA = [
    (39.79, 45),
    (28.60, 44),
    (50.99, 43),
    (18.78, 48),
    (6.38, 49),
    (51.90, 33),
    (59.84, 37),
    (6.07, 47),
    (75.34, 6),
    (22.74, 51),
    (54.88, 36),
]
FILL = """[[step]]
id = "fill"
impute = "group_mean"
group = "continent"
"""
SCREEN = """[[step]]
id = "screen"
treat = { method = "screen", availability = 0.9 }
"""


def table(text):
    rows = (line.split() for line in text.strip().splitlines())
    return {code: [float(number) for number in numbers] for code, *numbers in rows}


@pytest.fixture
def printed(library):
    """Return a column of printed ranks by country, without the countries that have none."""
    with (library / "asem-2018" / "published.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 51
    return lambda column: {row["code"]: int(row[column]) for row in rows if row[column]}


def ranks(scored, codes):
    return {code: scored.rank(code, NODES[0]) for code in codes}


def scores(scored, code):
    return [scored.published(code, node) for node in NODES]


def test_all_ranks_of_the_example(example, printed):
    # adjustments, table Nominal
    assert ranks(example("asem-2018"), printed("rank")) == printed("rank")


@pytest.mark.parametrize("code", table(LEADING))
def test_all_scores_of_the_six_leading_countries(code, example):
    assert scores(example("asem-2018"), code) == table(LEADING)[code]


@pytest.mark.parametrize("code", table(FIRST_FIVE))
def test_all_scores_of_five_countries_to_three_digits(code, example):
    found = [float(f"{example('asem-2018').score(code, node):.3g}") for node in IN_ORDER_OF_AGGREGATE]
    assert found == table(FIRST_FIVE)[code]


def test_ranks_inside_the_income_groups(example):
    scored = example("asem-2018")
    found = {code: [scored.rank(code, node, "income") for node in NODES] for code in table(IN_GROUPS)}
    assert found == table(IN_GROUPS)


def test_score_and_rank_of_india_in_every_part(example):
    scored = example("asem-2018")
    assert [(scored.published("IND", node), scored.rank("IND", node)) for node in NODES] == INDIA


def test_all_ranks_with_percentile_ranks(changed, printed):
    # adjustments, table Prank: n_prank in the place of n_minmax
    scored = changed(
        "asem-2018", edition={'{ method = "min_max", low = 0, high = 100 }': '"percentile_rank"'}
    )
    assert ranks(scored, printed("percentile_ranks")) == printed("percentile_ranks")


def test_all_ranks_without_two_indicators(changed, printed, library):
    # adjustments, table NoLPIFor: without LPI and Forest, the weights of the others still equal
    folder = library / "asem-2018"
    gone = {"rubrics/physical.toml": "lpi", "rubrics/environmental.toml": "forest_loss"}
    files = {path: without((folder / path).read_text(encoding="utf-8"), key) for path, key in gone.items()}
    rows = (folder / "measures.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows if ",physical.lpi," not in row and ",environmental.forest_loss," not in row]
    scored = changed("asem-2018", {**files, "measures.csv": "".join(kept)})
    assert len(scored.result.structure.leaves) == 47
    assert ranks(scored, printed("without_two")) == printed("without_two")


def without(text, key):
    """Return a rubric file without one criterion."""
    parts = text.split("\n[criterion.")
    return "\n[criterion.".join(part for part in parts if not part.startswith(f"{key}]")) + "\n"


def test_all_ranks_and_scores_with_countries_screened_and_nothing_filled(changed, printed):
    # adjustments, table Screen90; overview for the scores
    scored = changed("asem-2018", edition={FILL: SCREEN})
    expected = printed("screened")
    assert len(expected) == 46
    assert ranks(scored, expected) == expected
    assert {code: scores(scored, code) for code in table(LEADING_SCREENED)} == table(LEADING_SCREENED)
    others = set(scored.result.ratings.cities.codes) - set(expected)
    assert all(np.isnan(scored.rank(code, NODES[0])) for code in others)


def test_what_the_steps_did_to_the_cells(example):
    # of 51 x 49 cells 63 are empty in the data set, and one country without energy consumption lacks two quotients
    steps = {step.id: step for step in example("asem-2018").result.steps}
    assert list(steps) == ["per_size", "fill", "outliers", "scale"]
    assert len(steps["fill"].altered) == 65
    assert {len(step.columns) for step in steps.values()} == {17, 49}
