"""Group weights and agreement against a published example and hand calculations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.judge.panel import group_weights, judged, kendall_w, places, spread

# the example of routine g08daf in the NAG Library Manual, Mark 27.2, with ties: three comparisons of ten objects
NAG = np.array(
    [
        [1.0, 4.5, 2.0, 4.5, 3.0, 7.5, 6.0, 9.0, 7.5, 10.0],
        [2.5, 1.0, 2.5, 4.5, 4.5, 8.0, 9.0, 6.5, 10.0, 6.5],
        [2.0, 1.0, 4.5, 4.5, 4.5, 4.5, 8.0, 8.0, 8.0, 10.0],
    ]
)


def test_concordance_with_ties_is_that_of_the_nag_library():
    assert_allclose(kendall_w(NAG), 0.828, atol=5e-4)  # as printed


def test_concordance_with_ties_by_hand():
    # places 1, 2.5, 2.5, 4 and 1, 2, 3, 4; sums 2, 4.5, 5.5, 8 about 5: 9 + 0.25 + 0.25 + 9 = 18.5
    # 12 * 18.5 / (4 * 60 - 2 * (8 - 2)) = 222 / 228
    assert_allclose(
        kendall_w(np.array([[0.4, 0.25, 0.25, 0.1], [0.5, 0.3, 0.15, 0.05]])), 222 / 228, rtol=1e-14
    )


def test_concordance_goes_from_opposite_orders_to_the_same():
    order = np.array([0.4, 0.3, 0.2, 0.1])
    assert kendall_w(np.array([order, order[::-1]])) == 0.0
    assert_allclose(kendall_w(np.array([order, order**2, order])), 1.0, rtol=1e-14)


@pytest.mark.parametrize("weights", [[[0.5, 0.3, 0.2]], [[1.0], [1.0]], [[0.5, 0.5], [0.5, 0.5]]])
def test_there_is_no_concordance_of_one_person_one_item_or_no_order(weights):
    assert np.isnan(kendall_w(np.array(weights)))


def test_the_last_bit_of_a_weight_makes_no_order():
    third = 0.1 + 0.2
    tied = kendall_w(np.array([[0.3, 0.3, 0.4], [0.5, 0.1, 0.4]]))
    assert kendall_w(np.array([[0.3, third, 0.4], [0.5, 0.1, 0.4]])) == tied


def test_tied_items_share_the_mean_of_their_places():
    assert_array_equal(
        places(np.array([[0.1, 0.4, 0.25, 0.25], [1, 1, 1, 1]])), [[4, 1, 2.5, 2.5], [2.5] * 4]
    )


def test_group_means_by_hand():
    individual = np.array([[0.5, 0.4, 0.1], [0.2, 0.4, 0.4]])
    assert_allclose(group_weights(individual, "arithmetic"), [0.35, 0.4, 0.25], rtol=1e-14)
    # square roots of 0.1, 0.16, 0.04 over their sum
    roots = np.array([np.sqrt(0.1), 0.4, 0.2])
    assert_allclose(group_weights(individual, "geometric"), roots / roots.sum(), rtol=1e-14)


def test_the_geometric_mean_leaves_out_what_anybody_leaves_out():
    assert_array_equal(
        group_weights(np.array([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]]), "geometric"), [0.5, 0.5, 0]
    )
    assert_array_equal(group_weights(np.array([[0.0, 0.5, 0.5], [0.5, 0.5, 0.0]]), "geometric"), [0, 1, 0])
    assert np.isnan(group_weights(np.eye(2), "geometric")).all()


def test_the_spread_by_hand():
    # deviations -0.1, 0, 0.1: sqrt(0.02 / 3)
    found = spread(np.array([[0.2, 0.8], [0.3, 0.7], [0.4, 0.6]]))
    assert_array_equal(found.lowest, [0.2, 0.6])
    assert_array_equal(found.highest, [0.4, 0.8])
    assert_allclose(found.deviation, [np.sqrt(0.02 / 3)] * 2, rtol=1e-12)


@pytest.mark.parametrize("group", ["arithmetic", "geometric"])
def test_the_order_of_items_and_people_does_not_matter(group):
    source = np.random.default_rng(1)
    points = source.random((5, 7)) + 0.1
    items, people = source.permutation(7), source.permutation(5)
    found, other = judged(points, group), judged(points[people][:, items], group)
    assert_allclose(other.weights, found.weights[items], rtol=1e-13)
    assert_allclose(other.individual, found.individual[people][:, items], rtol=1e-13)
    assert_allclose(other.kendall_w, found.kendall_w, rtol=1e-13)
    assert_allclose(other.spread.deviation, found.spread.deviation[items], rtol=1e-10)


@pytest.mark.parametrize("group", ["arithmetic", "geometric"])
def test_people_of_one_mind_are_one_person(group):
    points = np.array([3.0, 0.5, 1.5])
    alone, three = judged(points[None], group), judged(np.array([points, 7 * points, points]), group)
    assert_allclose(three.weights, alone.weights, rtol=1e-14)
    assert_allclose(alone.weights, [0.6, 0.1, 0.3], rtol=1e-14)
    assert_allclose(three.spread.deviation, 0.0, atol=1e-16)
