"""Weightings from descriptions: sums, limits, orders, trees."""

import pickle

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.errors import RejectedError
from scoring.kernels.draw.stream import BLOCK
from scoring.lab.described import described
from scoring.lab.drawing import offered, official
from scoring.model.weighed import Weighed

WHOLE = 2**24
ONE = [[1.0, 2.0, 3.0], [3.0, 1.0, 2.0]]
WEIGHTS = [0.5, 0.3, 0.2]


def drawn(weighed, text, seed=0, number=0, rows=None):
    offer = offered(weighed, described(text), seed=seed, rows=rows)
    units = pickle.loads(pickle.dumps(offer.draw))(number, WHOLE)  # noqa: S301 - as a cluster does
    assert units.shape == (BLOCK, len(weighed.items))
    assert_array_equal(units.sum(axis=1), WHOLE)
    assert (units >= 0).all()
    return units / WHOLE


WAYS = [
    "uniform",
    "sobol",
    'sobol:shape="spacings"',
    "dirichlet",
    "noise",
    "ordered",
    "ordered:ranks=[1, 1, 2]",
    "interval",
    "interval:lower=[0.4, 0, 0]",
    'constraints:rules=["a >= 0.4"]',
]


@pytest.mark.parametrize("text", WAYS)
def test_weightings_sum_to_the_whole_and_depend_on_seed_and_block_alone(weighed, text):
    index = weighed(ONE, WEIGHTS)
    first = drawn(index, text)
    assert_array_equal(drawn(index, text), first)
    assert not np.array_equal(drawn(index, text, seed=1), first)
    assert not np.array_equal(drawn(index, text, number=1), first)


def test_means_are_those_of_the_distributions(weighed):
    index = weighed(ONE, WEIGHTS)
    # standard errors of means of 4,096 weightings are below 0.004; the centroid of a strict order of three weights is
    # (1 + 1/2 + 1/3) / 3, (1/2 + 1/3) / 3, (1/3) / 3: Barron & Barrett 1996
    assert_allclose(drawn(index, "uniform").mean(axis=0), 1 / 3, atol=0.015)
    assert_allclose(drawn(index, "dirichlet:concentration=100").mean(axis=0), WEIGHTS, atol=0.005)
    assert_allclose(drawn(index, "ordered").mean(axis=0), [11 / 18, 5 / 18, 2 / 18], atol=0.01)
    assert_allclose(drawn(index, "sobol").mean(axis=0), 1 / 3, atol=0.002)


def test_limits_orders_and_constraints_hold_and_are_known_to_the_search(weighed):
    index, unit = weighed(ONE, WEIGHTS), 4 / WHOLE
    near = drawn(index, "interval:margin=0.05")
    assert (np.abs(near - WEIGHTS) <= 0.05 + unit).all()
    falling = drawn(index, "ordered:ranks=[3, 2, 1]")
    assert (np.diff(falling, axis=1) >= -unit).all()
    level = drawn(index, 'ordered:ranks=[1, 2, 2], tied="equal"')
    assert_allclose(level[:, 1], level[:, 2], atol=unit)
    ruled = drawn(index, 'constraints:rules=["a >= b + 0.1", "c <= 0.3"]')
    assert (ruled[:, 0] >= ruled[:, 1] + 0.1 - unit).all()
    assert (ruled[:, 2] <= 0.3 + unit).all()
    for text, weights in (
        ("interval:margin=0.05", near),
        ("ordered:ranks=[3, 2, 1]", falling),
        ('ordered:ranks=[1, 2, 2], tied="equal"', level),
        ('constraints:rules=["a >= b + 0.1", "c <= 0.3"]', ruled),
    ):
        inside = offered(index, described(text), seed=0).inside
        rows, limits = inside.inequalities()
        equal, to = inside.equalities()
        assert (weights @ rows.T <= limits + 4 * unit).all()
        assert_allclose(weights @ equal.T, np.broadcast_to(to, (BLOCK, len(to))), atol=4 * unit)
        assert not (np.array([[0.05, 0.9, 0.05]]) @ rows.T <= limits).all() or not np.allclose(
            equal @ [0.05, 0.9, 0.05], to
        )


@pytest.mark.parametrize("text", ["uniform", "dirichlet", "noise"])
def test_where_nothing_is_forbidden_the_search_looks_at_all_weights(weighed, text):
    assert offered(weighed(ONE), described(text), seed=0).inside is None


def test_rows_of_a_table_are_taken_in_turn_or_at_random(weighed):
    rows = np.array([[1.0, 1.0, 2.0], [1.0, 0.0, 0.0]])
    turn = drawn(weighed(ONE), 'table:path="w.csv",order="turn"', rows=rows)
    assert_array_equal(turn[::2], np.broadcast_to([0.25, 0.25, 0.5], (BLOCK // 2, 3)))
    assert_array_equal(turn[1::2], np.broadcast_to([1, 0, 0], (BLOCK // 2, 3)))
    mixed = drawn(weighed(ONE), 'table:path="w.csv"', rows=rows)
    assert 0.45 < (mixed[:, 0] == 1).mean() < 0.55


def test_a_single_child_has_all_the_weight(weighed):
    assert_array_equal(drawn(weighed([[1.0], [2.0]]), "uniform"), 1.0)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ordered:ranks=[1, 2]", ["weights-length"]),
        ("interval:lower=[0.1],upper=[1, 1]", ["weights-length", "weights-length"]),
        ("interval:lower=[0.5, 0.4, 0.3]", ["weights-limits-cross", "weights-limits-sum"]),
        ("interval:upper=[0.2, 0.2, 0.2],lower=[0, 0, 0]", ["weights-limits-sum"]),
        ('constraints:rules=["a >= 0.7", "b >= 0.7"]', ["weights-impossible"]),
        ('constraints:rules=["a >= 0.5", "a <= 0.5"]', ["weights-no-room"]),
        ('constraints:rules=["x >= 0.5"]', ["weights-unknown-child"]),
    ],
)
def test_what_does_not_fit_the_children_is_told(weighed, text, codes):
    index = weighed(ONE, [1 / 3] * 3)
    with pytest.raises(RejectedError) as caught:
        offered(index, described(text), seed=0)
    assert [item.code for item in caught.value.problems] == codes


@pytest.fixture
def two_levels(part):
    """An index of a node (children p, q, official 3/4 and 1/4) and a fixed child r, official 0.4 and 0.6."""
    node = part([[1.0, 2.0]] * 2, [0.75, 0.25], id="node", children=("p", "q"), item=np.array([1, 2]))
    index = part(
        [[np.nan, 3.0]] * 2,
        [0.4, 0.6],
        children=("node", "r"),
        below=np.array([0, -1]),
        item=np.array([-1, 0]),
    )
    return Weighed(parts=(node, index))


def test_weights_of_several_levels_are_multiplied_down(two_levels):
    assert two_levels.items == ("r", "p", "q")
    assert_allclose(official(two_levels), [0.6, 0.3, 0.1])
    weights = drawn(two_levels, "dirichlet:concentration=1000000")
    assert_allclose(weights.mean(axis=0), [0.6, 0.3, 0.1], atol=0.001)
    uniform = drawn(two_levels, "uniform")
    # r is uniform on 0 to 1, and p's share of the rest is so, too, independent of it
    assert_allclose(uniform.mean(axis=0), [0.5, 0.25, 0.25], atol=0.02)
    assert abs(np.corrcoef(uniform[:, 0], uniform[:, 1] / (1 - uniform[:, 0]))[0, 1]) < 0.06


def test_weights_find_their_children_in_whatever_order_these_stand(part):
    node = part([[1.0, 2.0]] * 2, [0.9, 0.1], id="node", children=("p", "q"), item=np.array([1, 2]))
    index = part(
        [[3.0, np.nan]] * 2,
        [0.8, 0.2],
        children=("r", "node"),
        below=np.array([-1, 0]),
        item=np.array([0, -1]),
    )
    turned = Weighed(parts=(node, index))
    assert_allclose(official(turned), [0.8, 0.18, 0.02])
    near = drawn(turned, "dirichlet:concentration=1000000").mean(axis=0)
    assert_allclose(near, [0.8, 0.18, 0.02], atol=0.001)


def test_numbers_of_its_own_belong_to_one_node(two_levels):
    for text in ("ordered:ranks=[1, 2]", "interval:lower=[0.1, 0.1]", 'constraints:rules=["p >= 0.1"]'):
        with pytest.raises(RejectedError) as caught:
            offered(two_levels, described(text), seed=0)
        assert {item.code for item in caught.value.problems} == {"weights-of-one-node"}
