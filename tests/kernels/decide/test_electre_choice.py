"""ELECTRE I against a printed example, and its kernel on small relations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import pairs
from scoring.kernels.decide.electre.choice import electre_i, electre_i_figures, kernel

NAN = float("nan")

# Garcia Cebrian and Munoz Porcar, Localizacion empresarial en Aragon, Revista de Metodos Cuantitativos para la
# Economia y la Empresa 7, 2009: data and tables as carried by scikit-criteria 0.9 (tests/agg/test_electre.py)
SITES = np.array(
    [
        [6.0, 5, 28, 5, 5],
        [4, 2, 25, 10, 9],
        [5, 7, 35, 9, 6],
        [6, 1, 27, 6, 7],
        [6, 8, 30, 7, 9],
        [5, 6, 26, 4, 8],
    ]
)
SCALED = SITES / SITES.sum(axis=0)
WEIGHTS, DIRECTION = np.array([0.25, 0.25, 0.1, 0.2, 0.2]), np.array([1.0, 1, -1, 1, 1])


def off_the_diagonal(table):
    return np.asarray(table)[~np.eye(len(table), dtype=bool)]


def test_the_tables_of_the_sites():
    found = electre_i_figures(SCALED, WEIGHTS, DIRECTION)
    concordance = [
        [NAN, 0.5000, 0.3500, 0.5000, 0.3500, 0.4500],
        [0.5000, NAN, 0.5000, 0.7500, 0.5000, 0.5000],
        [0.6500, 0.5000, NAN, 0.4500, 0.2000, 0.7000],
        [0.7500, 0.2500, 0.5500, NAN, 0.3500, 0.4500],
        [0.9000, 0.7000, 0.8000, 0.9000, NAN, 0.9000],
        [0.5500, 0.5000, 0.5500, 0.5500, 0.1000, NAN],
    ]
    discordance = [
        [NAN, 0.5052, 0.4042, 0.1883, 0.42857, 0.2825],
        [0.4286, NAN, 0.7143, 0.2589, 0.8571, 0.5714],
        [0.1696, 0.2825, NAN, 0.1938, 0.2825, 0.2180],
        [0.5714, 0.4042, 0.8571, NAN, 1.0, 0.7143],
        [0.0485, 0.3031, 0.2021, 0.0727, NAN, 0.0969],
        [0.1295, 0.6063, 0.5052, 0.2021, 0.3031, NAN],
    ]
    assert_allclose(off_the_diagonal(found.concordance), off_the_diagonal(concordance), atol=0.00006)
    assert_allclose(off_the_diagonal(found.discordance), off_the_diagonal(discordance), atol=0.00006)


def test_the_kernel_of_the_sites_is_the_fifth_alone():
    found = electre_i_figures(SCALED, WEIGHTS, DIRECTION, concordance=0.65, discordance=0.35)
    assert np.flatnonzero(found.kernel).tolist() == [4]


def test_the_net_count_of_the_sites():
    # with the thresholds 0.65 and 0.35 the printed tables give 2 S 4, 3 S 1 and 6, 5 S 1, 2, 3, 4 and 6
    assert electre_i(SCALED, WEIGHTS, DIRECTION).tolist() == [-2.0, 0, 1, -2, 5, -2]


@pytest.mark.parametrize(
    ("least", "largest", "outranks"), [(0.8, 0.3, True), (0.81, 0.3, False), (0.8, 0.29, False)]
)
def test_a_share_or_a_lag_equal_to_the_threshold_is_within_it(least, largest, outranks):
    # 0.7 + 0.1 is 0.7999999999999999 and 0.9 - 0.6 is 0.30000000000000004 in binary; the widest range is 1
    values, weights = np.array([[1.0, 1.0, 0.6], [0.0, 0.0, 0.9]]), np.array([0.7, 0.1, 0.2])
    found = electre_i_figures(values, weights, np.ones(3), concordance=least, discordance=largest)
    assert found.outranks[0, 1] == outranks


@pytest.mark.parametrize(
    ("size", "arrows", "chosen"),
    [
        (3, [], [0, 1, 2]),
        (4, [(0, 1), (1, 2), (2, 3)], [0, 2]),  # a chain: 1 falls to 0, 2 is free, 3 falls to 2
        (3, [(0, 1), (1, 2), (2, 0)], [0, 1, 2]),  # a circle is one
        (4, [(0, 1), (1, 0), (1, 2), (3, 2)], [0, 1, 3]),  # two that outrank one another, and one aside
        (5, [(0, 1), (1, 2), (2, 1), (2, 3), (3, 4)], [0, 3]),
    ],
)
def test_the_kernel_of_a_relation(size, arrows, chosen):
    outranks = np.zeros((size, size), dtype=bool)
    for one, two in arrows:
        outranks[one, two] = True
    assert np.flatnonzero(kernel(outranks)).tolist() == chosen


@pytest.mark.parametrize("seed", range(3))
def test_a_kernel_is_closed_and_free_inside(seed):
    source = np.random.default_rng(seed)
    outranks = np.triu(source.random((60, 60)) < 0.05, 1)
    order = source.permutation(60)
    outranks = outranks[order][:, order]  # no circle
    chosen = kernel(outranks)
    assert not outranks[np.ix_(chosen, chosen)].any()
    assert outranks[np.ix_(chosen, ~chosen)].any(axis=0).all()


@pytest.mark.parametrize("numbers", [1 << 20, 200])
def test_the_count_is_that_of_the_relation(numbers, monkeypatch):
    monkeypatch.setattr(pairs, "NUMBERS", numbers)
    source = np.random.default_rng(5)
    values = source.integers(0, 8, (40, 5)) / 4
    values[source.random(values.shape) < 0.2] = NAN
    values[7] = NAN
    weights, direction = source.random((3, 5)), np.array([1.0, -1, 1, 1, 1])
    found = electre_i(values, weights, direction, concordance=0.6, discordance=0.5)
    for weighting, scores in zip(weights, found, strict=True):
        outranks = relation(values * direction, weighting)
        expected = outranks.sum(axis=1) - outranks.sum(axis=0)
        assert_array_equal(scores, np.where(np.arange(40) == 7, NAN, expected))


def relation(values, weights):
    """Return who outranks whom, pair by pair: a share of at least 0.6, a lag of at most half the widest range."""
    span = np.max(np.nanmax(values, axis=0) - np.nanmin(values, axis=0))
    outranks = np.zeros((len(values), len(values)), dtype=bool)
    for one, two in np.ndindex(outranks.shape):
        both = ~np.isnan(values[one] + values[two])
        if one != two and both.any():
            gap = (values[one] - values[two])[both]
            agreed = weights[both][gap >= 0].sum() / weights[both].sum()
            outranks[one, two] = agreed >= 0.6 and max(-gap.min(), 0) / span <= 0.5
    return outranks


def test_an_item_without_weight_does_not_oppose():
    values = np.array([[2.0, 0.0], [1.0, 9.0]])
    assert electre_i(values, np.array([1.0, 0.0]), np.ones(2)).tolist() == [1.0, -1.0]
    assert electre_i(values, np.array([0.9, 0.1]), np.ones(2)).tolist() == [0.0, 0.0]


def test_sums_that_differ_by_rounding_alone_are_as_good_as_one_another():
    values = np.array([[0.3, 0.9], [0.1 + 0.2, 0.1]])
    assert electre_i(values, np.ones(2), np.ones(2), concordance=0.5, discordance=0.0).tolist() == [1.0, -1.0]
    assert electre_i(values[:, :1], np.ones(1), np.ones(1)).tolist() == [0.0, 0.0]
