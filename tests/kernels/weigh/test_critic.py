"""CRITIC against the paper's table, with costs, and with ranks."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.kernels.weigh.critic import critic

# 8 firms by 3 benefits of Diakoulaki et al. 1995; data and weights stand in the tests of scikit-criteria 0.10.
FIRMS = np.array(
    [
        [61, 1.08, 4.33],
        [20.7, 0.26, 4.34],
        [16.3, 1.98, 2.53],
        [9.0, 3.29, 1.65],
        [5.4, 2.77, 2.33],
        [4.0, 4.12, 1.21],
        [-6.1, 3.52, 2.10],
        [-34.6, 3.31, 0.98],
    ]
)
# 3 x 4 with a cost in the third place: Akcakanat, Aksoy & Teker 2018, as in the tests of JMcDM (testcritic.jl).
BANKS = np.array(
    [
        [12.9918, 0.7264, -1.1009, 1.598139592],
        [4.1201, 5.8824, 3.4483, 1.021563567],
        [4.1039, 0.0, -0.5076, 0.984469444],
    ]
)
ONE_COST = np.array([1.0, 1, -1, 1])


def plain(values, direction):
    """The paper's equations one by one, in exact fractions up to the roots."""
    items = []
    for column, sense in zip(values.T, direction, strict=True):
        x = [Fraction(float(value)) * int(sense) for value in column]
        scaled = [(value - min(x)) / (max(x) - min(x)) for value in x]
        mean = sum(scaled) / len(x)
        items.append([value - mean for value in scaled])
    size = [float(sum(value**2 for value in item)) ** 0.5 for item in items]
    parts = [
        size[j]
        * sum(
            1 - float(sum(a * b for a, b in zip(items[j], items[k], strict=True))) / size[j] / size[k]
            for k in range(len(items))
        )
        for j in range(len(items))
    ]
    return np.array(parts) / sum(parts)


def test_the_firms_of_the_paper():
    expected = [0.20222554, 0.48090173, 0.31687273]
    assert_allclose(critic(FIRMS, np.ones(3)), expected, atol=5e-9)
    assert_allclose(critic(FIRMS, np.ones(3)), plain(FIRMS, np.ones(3)), rtol=1e-12)


def test_the_firms_by_ranks():
    # scikit-criteria 0.10, critic_weights(..., correlation="spearman"), figures of its tests
    found = critic(FIRMS, np.ones(3), rule="spearman")
    assert_allclose(found, [0.21454645, 0.4898563, 0.29559726], atol=5e-9)


def test_a_cost_turns_round_before_it_is_correlated():
    found = critic(BANKS, ONE_COST)
    assert_allclose(found, [0.16883925, 0.418444976, 0.249124763, 0.163591012], atol=5e-6)
    assert_allclose(found, plain(BANKS, ONE_COST), rtol=1e-12)
    # what four libraries give, since they forget to: far off
    assert np.abs(critic(BANKS, np.ones(4)) - found).max() > 0.04


def test_a_cost_is_the_same_as_the_benefit_of_its_negative():
    values = np.random.default_rng(5).normal(size=(30, 4))
    for rule in ("pearson", "spearman"):
        turned = critic(values * ONE_COST, np.ones(4), rule=rule)
        assert_allclose(critic(values, ONE_COST, rule=rule), turned, rtol=1e-12)


def test_a_constant_item_weighs_nothing_and_is_in_no_conflict():
    values = np.column_stack([FIRMS, np.full(8, 0.1)])
    found = critic(values, np.ones(4))
    assert_allclose(found, [*critic(FIRMS, np.ones(3)), 0.0], rtol=1e-12)


def test_missing_values_leave_out_pairs():
    # loop over pairs, with numpy's correlation of the cities that have both
    values = np.random.default_rng(6).normal(size=(40, 3))
    values[[0, 5, 9], [0, 1, 2]] = np.nan
    direction = np.array([1.0, -1, 1])
    conflict = np.zeros(3)
    for first, second in np.ndindex(3, 3):
        pair = values[:, [first, second]] * direction[[first, second]]
        conflict[first] += 1 - np.corrcoef(pair[~np.isnan(pair).any(axis=1)].T)[0, 1]
    width = np.nanmax(values, axis=0) - np.nanmin(values, axis=0)
    parts = np.nanstd(values, axis=0, ddof=1) / width * conflict
    assert_allclose(critic(values, direction), parts / parts.sum(), rtol=1e-10)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9])
def test_units_do_not_matter(scale):
    other = FIRMS * np.array([scale, 1.0, 1.0]) + np.array([0.0, 5.0, 0.0])
    assert_allclose(critic(other, np.ones(3)), critic(FIRMS, np.ones(3)), rtol=1e-11)
