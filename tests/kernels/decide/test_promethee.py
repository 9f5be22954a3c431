"""PROMETHEE against printed examples and against its definition pair by pair."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import pairs
from scoring.kernels.decide.promethee.flows import (
    Flows,
    item_flows,
    preference_indices,
    promethee_flows,
    promethee_ii,
)
from scoring.kernels.decide.promethee.partial import incomparable_pairs, relation
from scoring.kernels.decide.promethee.shapes import SHAPES

NAN = float("nan")

# Brans, Vincke and Mareschal, European Journal of Operational Research 24, 1986, section 4: six power stations, six
# criteria, each with another shape, equal weights. Data and the preference indices as carried by the tests of the
# PROMETHEE modules for diviz (Poznan University of Technology).
STATIONS = np.array(
    [
        [80, 90, 6, 5.4, 8, 5],
        [65, 58, 2, 9.7, 1, 1],
        [83, 60, 4, 7.2, 4, 7],
        [40, 80, 10, 7.5, 7, 10],
        [52, 72, 6, 2.0, 3, 8],
        [94, 96, 7, 3.6, 5, 6],
    ]
)
DIRECTION = np.array([-1.0, 1, -1, -1, -1, 1])
SETTINGS = {
    "shapes": "u v linear level usual gaussian",
    "q": (10, 0, 0.5, 1, 0, 0),
    "p": (0, 30, 5, 6, 0, 0),
    "s": (1, 1, 1, 1, 1, 5),
}
INDICES = np.array(
    [
        [0.000, 0.296, 0.250, 0.268, 0.100, 0.185],
        [0.462, 0.000, 0.389, 0.333, 0.296, 0.500],
        [0.236, 0.180, 0.000, 0.333, 0.056, 0.429],
        [0.399, 0.505, 0.305, 0.000, 0.223, 0.212],
        [0.444, 0.515, 0.487, 0.380, 0.000, 0.448],
        [0.286, 0.399, 0.250, 0.432, 0.133, 0.000],
    ]
)


def test_the_preference_indices_of_the_six_power_stations():
    blocks = [*preference_indices(STATIONS, np.ones(6), DIRECTION, **SETTINGS)]
    assert [rows for rows, _ in blocks] == [slice(0, 6)]
    # three printed figures are cut off and not rounded
    assert_allclose(blocks[0][1], INDICES, atol=0.001)


def test_the_flows_of_the_six_power_stations():
    flows = promethee_flows(STATIONS, np.ones(6), DIRECTION, **SETTINGS)
    assert_allclose(flows.positive, INDICES.sum(axis=1) / 5, atol=0.0006)
    assert_allclose(flows.negative, INDICES.sum(axis=0) / 5, atol=0.0006)
    # the fifth comes first, then the second
    assert_array_equal(np.argsort(-flows.net)[:2], [4, 1])
    assert_allclose(promethee_ii(STATIONS, np.ones(6), DIRECTION, **SETTINGS), flows.net, rtol=1e-12)


def test_the_partial_order_of_the_six_power_stations():
    # from the sums of the printed indices: rows 1.099 1.980 1.234 1.644 2.274 1.500, columns 1.827 1.895 1.681 1.746
    # 0.808 1.774; 2 has the second strongest row but the weakest column, so that only 5 is comparable to it
    flows = promethee_flows(STATIONS, np.ones(6), DIRECTION, **SETTINGS)
    (_, found), *_ = relation(flows)
    assert_array_equal(
        found,
        [
            [0, 2, -1, -1, -1, -1],
            [2, 0, 2, 2, -1, 2],
            [1, 2, 0, 2, -1, 2],
            [1, 2, 2, 0, -1, 1],
            [1, 1, 1, 1, 0, 1],
            [1, 2, 2, -1, -1, 0],
        ],
    )
    assert incomparable_pairs(flows) == 6


def test_another_tool_finds_the_same():
    # JMcDM, example of promethee in its documentation; it subtracts the positive flow from the negative, which is the
    # net flow of items in which lower is better
    values = np.array(
        [
            [42.0, 35, 43, 51],
            [89, 72, 92, 85],
            [14, 85, 17, 40],
            [57, 60, 45, 80],
            [48, 32, 43, 40],
            [71, 45, 60, 85],
            [69, 40, 72, 55],
            [64, 35, 70, 60],
        ]
    )
    weights = np.array([0.25, 0.35, 0.22, 0.18])
    settings = {"shapes": "linear v linear linear", "q": (49, 0, 45, 30), "p": (100, 98, 95, 80)}
    jmcdm = [
        *(0.0698938775510204, -0.148590956382553, -0.061361984793917565, -0.04780408163265306),
        *(0.09859591836734694, -0.0006389755902360891, 0.03236974789915966, 0.057536454581832736),
    ]
    assert_allclose(promethee_ii(values, weights, -np.ones(4), **settings), jmcdm, rtol=1e-12)


@pytest.mark.parametrize(
    ("shape", "expected"),
    # differences of the four values 0, 1, 3, 6 to the last: 6, 5, 3; q = 1, p = 5, s = 3
    [
        ("usual", [-3, -1, 1, 3]),
        ("u", [-2, -2, 1, 3]),  # the difference 1 does not count, all others do
        ("v", [-(0.2 + 0.6 + 1), 0.2 - 0.4 - 1, 0.6 + 0.4 - 0.6, 1 + 1 + 0.6]),
        ("level", [-(0.5 + 1), -0.5 - 0.5, 0.5 + 0.5 - 0.5, 1 + 0.5 + 0.5]),
        ("linear", [-(0.5 + 1), -0.25 - 1, 0.5 + 0.25 - 0.5, 1 + 1 + 0.5]),
    ],
)
def test_each_shape_by_hand(shape, expected):
    flows = item_flows(np.array([[0.0], [1], [3], [6]]), np.ones(1), shapes=shape, q=(1.0,), p=(5.0,))
    assert_allclose(flows.net[:, 0] * 3, expected, atol=1e-12)


def test_the_gaussian_by_hand():
    # differences 3 and 4 and 7, s = 5: 1 - exp(-d**2 / 50)
    flows = item_flows(np.array([[0.0], [3], [7]]), np.ones(1), shapes="gaussian", s=(5.0,))
    three, four, seven = 1 - np.exp(-np.array([9, 16, 49]) / 50)
    assert_allclose(flows.positive[:, 0] * 2, [0, three, four + seven], rtol=1e-12)
    assert_allclose(flows.negative[:, 0] * 2, [three + seven, four, 0], rtol=1e-12)


def test_a_difference_equal_to_a_threshold_is_not_above_it():
    # 0.8 - 0.7 is 0.10000000000000009 in binary
    for shape, expected in (("u", 0.0), ("level", 0.0), ("linear", 0.0)):
        found = item_flows(np.array([[0.8], [0.7]]), np.ones(1), shapes=shape, q=(0.1,), p=(0.3,))
        assert found.positive[0, 0] == expected


tenths = st.one_of(st.just(NAN), st.integers(-30, 30).map(lambda number: number / 10))
thresholds = st.integers(0, 20).map(lambda number: number / 10)


@given(
    st.lists(tenths, min_size=1, max_size=14),
    st.sampled_from([shape for shape in SHAPES if shape != "gaussian"]),
    thresholds,
    thresholds,
    st.sampled_from([1.0, -1.0]),
)
def test_sorted_sums_are_those_of_the_definition_in_exact_fractions(column, shape, q, more, direction):
    flows = item_flows(
        np.array(column)[:, None], np.array([direction]), shapes=shape, q=(q,), p=(round(q + more, 1),)
    )
    low, high = exact(q), exact(q) + exact(more)
    for city, value in enumerate(column):
        if np.isnan(value):
            assert np.isnan([flows.positive[city, 0], flows.negative[city, 0]]).all()
            continue
        others = [other for at, other in enumerate(column) if at != city and not np.isnan(other)]
        gaps = [(exact(value) - exact(other)) * int(direction) for other in others]
        over = sum(defined(gap, shape, low, high) for gap in gaps)
        under = sum(defined(-gap, shape, low, high) for gap in gaps)
        n_others = max(len(others), 1)
        assert flows.positive[city, 0] == pytest.approx(float(over / n_others), abs=1e-12)
        assert flows.negative[city, 0] == pytest.approx(float(under / n_others), abs=1e-12)


def exact(number):
    return Fraction(round(number * 10), 10)


def defined(gap, shape, q, p):
    """Return the preference of Brans and Vincke (1985), table 1."""
    if gap <= 0:
        return Fraction(0)
    if shape == "usual":
        return Fraction(1)
    if shape == "u":
        return Fraction(gap > q)
    if shape == "v":
        return Fraction(1) if gap > p else gap / p
    if shape == "level":
        return Fraction(1) if gap > p else Fraction(int(gap > q), 2)
    return Fraction(1) if gap > p else Fraction(0) if gap <= q else (gap - q) / (p - q)


@pytest.mark.parametrize("shape", SHAPES)
def test_flows_are_the_means_of_the_preference_indices(shape, monkeypatch):
    monkeypatch.setattr(pairs, "NUMBERS", 600)  # many small blocks
    source = np.random.default_rng(8)
    values, weights = source.integers(0, 20, (40, 5)) / 4, source.random(5)
    settings = {"shapes": shape, "q": (0.5,), "p": (2.0, 1.0, 0.5, 3.0, 1.5), "s": (1.25,)}
    direction = np.array([1.0, -1, 1, 1, -1])
    blocks = [*preference_indices(values, weights, direction, **settings)]
    assert len(blocks) > 5
    table = np.concatenate([block for _, block in blocks])
    flows = promethee_flows(values, weights, direction, **settings)
    assert_allclose(flows.positive, table.sum(axis=1) / 39, rtol=1e-11, atol=1e-14)
    assert_allclose(flows.negative, table.sum(axis=0) / 39, rtol=1e-11, atol=1e-14)


def test_a_stack_of_weightings_is_a_product_with_the_flows_of_the_items():
    source = np.random.default_rng(1)
    values, weights = source.normal(size=(30, 4)), source.random((6, 4))
    net = item_flows(values, np.ones(4), shapes="gaussian").net
    shares = weights / weights.sum(axis=1, keepdims=True)
    assert_allclose(promethee_ii(values, weights, np.ones(4), shapes="gaussian"), shares @ net.T, atol=1e-12)


def test_a_missing_item_gives_its_weight_to_the_others():
    # usual shape; the second item has three cities: 5 > 2 > 1, hence net 1, 0, -1 over two others
    values = np.array([[1.0, NAN], [2, 5], [3, 2], [4, 1], [NAN, NAN]])
    found = promethee_ii(values, np.array([1.0, 3.0]), np.ones(2))
    first = np.array([-1.0, -1 / 3, 1 / 3, 1.0])
    assert_allclose(found, [-1, (first[1] + 3) / 4, first[2] / 4, (1 - 3) / 4, NAN], atol=1e-14)


def test_an_item_of_one_city_alone_is_no_preference():
    assert promethee_ii(np.array([[1.0, 7.0], [3.0, NAN]]), np.ones(2), np.ones(2)).tolist() == [-0.5, 1.0]


@pytest.mark.parametrize("numbers", [1 << 20, 64])
def test_the_relation_between_two_cities(numbers, monkeypatch):
    # 0 and 1 are the same up to rounding, 2 is stronger and weaker than both, 3 has no flows, 4 beats 2 in one
    monkeypatch.setattr(pairs, "NUMBERS", numbers)
    flows = Flows(np.array([0.3, 0.1 + 0.2, 0.5, NAN, 0.5]), np.array([0.2, 0.2, 0.4, NAN, 0.1]))
    found = np.concatenate([block for _, block in relation(flows)])
    assert_array_equal(
        found,
        [
            [0, 0, 2, 2, -1],
            [0, 0, 2, 2, -1],
            [2, 2, 0, 2, -1],
            [2, 2, 2, 2, 2],
            [1, 1, 1, 2, 0],
        ],
    )
    assert found.dtype == np.int8
    assert incomparable_pairs(flows) == 2


def test_incomparable_pairs_of_many_cities_are_counted_in_blocks():
    source = np.random.default_rng(2)
    flows = Flows(source.integers(0, 9, 1200) / 8, source.integers(0, 9, 1200) / 8)
    strong = np.sign(flows.positive[:, None] - flows.positive)
    weak = np.sign(flows.negative[:, None] - flows.negative)
    assert incomparable_pairs(flows) == (strong * weak > 0).sum() // 2
