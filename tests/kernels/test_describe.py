"""Statistics against COINr's documentation, scipy and hand calculations."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.describe import describe, flags, kurtosis, outlying, skewness, unique_number

NAN = float("nan")
# COINr 1.1.14 (Becker, MIT licence), data set ASEM_iData: eight indicators of 51 countries.
ASEM = np.genfromtxt(Path(__file__).parent / "treat" / "asem.csv", delimiter=",", names=True, dtype=None)
ITEMS = ASEM.dtype.names[1:]
TABLE = np.column_stack([ASEM[name] for name in ITEMS])


def of(statistic, item):
    return statistic[ITEMS.index(item)]


def column(*values):
    return np.array(values, dtype=np.float64)[:, None]


# --- printed figures


def test_the_vector_of_the_documentation_has_its_skewness_and_kurtosis():
    # COINr 1.1.14, vignette "Outlier Treatment": x <- c(1:10, 30, 100).
    values = column(*range(1, 11), 30, 100)
    assert_allclose(skewness(values), [3.063241], atol=5e-7)
    assert_allclose(kurtosis(values), [9.741391], atol=5e-7)
    assert outlying(values).all()


@pytest.mark.parametrize(
    ("item", "skewed", "peaked", "fails"),
    [
        # COINr 1.1.14, vignette "Outlier Treatment", Dets_Table of the example coin
        ("LPI", -0.3042681, -0.6567514, False),
        ("Flights", 2.1032872, 4.5088794, True),
        ("Ship", -0.5756680, -0.6814795, False),
        ("Bord", 2.1482360, 5.7914905, True),
        ("Elec", 2.2252736, 5.7910268, True),
        ("Gas", 2.8294486, 10.3346494, True),
        ("Goods", 2.6499733, 8.2666095, True),
        ("Services", 1.7010849, 2.3756557, False),
    ],
)
def test_the_indicators_of_the_documentation_have_their_skewness_and_kurtosis(item, skewed, peaked, fails):
    assert_allclose(of(skewness(TABLE), item), skewed, atol=5e-8)
    assert_allclose(of(kurtosis(TABLE), item), peaked, atol=5e-8)
    assert of(outlying(TABLE), item) == fails


@pytest.mark.parametrize(
    ("item", "figures"),
    [
        # COINr 1.1.14, vignette "Analysis", get_stats to three significant digits: minimum, maximum, mean, median,
        # standard deviation, number, non-zero share, unique share
        ("LPI", (2.07, 4.23, 3.41, 3.42, 0.538, 51, 1.0, 1.0)),
        ("Flights", (0.99, 211, 38.6, 25.6, 46.7, 51, 1.0, 1.0)),
        ("Ship", (0.0, 21.2, 12.0, 12.7, 6.84, 51, 0.824, 0.843)),
        ("Bord", (0.0, 122, 23.6, 18.0, 24.8, 51, 0.882, 0.588)),
        ("Elec", (0.0, 110, 16.2, 6.91, 22.7, 51, 0.922, 0.902)),
    ],
)
def test_the_indicators_of_the_documentation_have_their_statistics(item, figures):
    told = describe(TABLE)
    found = [
        told.minimum,
        told.maximum,
        told.mean,
        told.median,
        told.standard_deviation,
        told.number,
        1 - told.zero_share,
        told.unique_share,
    ]
    assert [float(f"{of(statistic, item):.3g}") for statistic in found] == list(figures)


def test_the_flags_are_those_of_the_documentation():
    # COINr 1.1.14, vignettes "Analysis" (the first five) and "Outlier Treatment" (the others)
    found = flags(TABLE)
    assert dict(zip(ITEMS, found.outlying.tolist(), strict=True)) == {
        "LPI": False,
        "Flights": True,
        "Ship": False,
        "Bord": True,
        "Elec": True,
        "Gas": True,
        "Goods": True,
        "Services": False,
    }
    assert not np.array([found.low_availability, found.few_unique, found.many_zeros]).any()


# --- hand calculations and scipy


def test_skewness_by_hand():
    # mean 3, d = -2, -1, 3: sum d**2 = 14, sum d**3 = 18; sqrt(3 * 2) / 1 * sqrt(3) * 18 / 14**1.5
    assert_allclose(skewness(column(1, 2, 6)), [np.sqrt(18) * 18 / 14**1.5], rtol=1e-14)


def test_kurtosis_by_hand():
    # d = -1/4 three times and 3/4: sum d**2 = 12/16, sum d**4 = 84/256, r = 4 * 84/256 / (144/256) = 7/3;
    # (5 * (7/3 - 3) + 6) * 3 / (2 * 1) = 4
    assert_allclose(kurtosis(column(0, 0, 0, 1)), [4.0], rtol=1e-14)


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=30).filter(lambda given: len({*given}) > 1))
def test_moments_are_those_of_scipy(given):
    values = np.array(given, dtype=np.float64)
    assert_allclose(skewness(values), scipy.stats.skew(values, bias=False), rtol=1e-9, atol=1e-9)
    assert_allclose(kurtosis(values), scipy.stats.kurtosis(values, bias=False), rtol=1e-9, atol=1e-9)


@given(st.lists(st.integers(-20, 20), min_size=2, max_size=12))
def test_statistics_are_those_of_exact_arithmetic(given):
    values = np.array(given, dtype=np.float64)[:, None]
    exact = [Fraction(value) for value in given]
    mean = sum(exact) / len(exact)
    variance = sum((value - mean) ** 2 for value in exact) / (len(exact) - 1)
    told = describe(values)
    assert_allclose(told.mean, [float(mean)], rtol=1e-14, atol=1e-14)
    assert_allclose(told.standard_deviation**2, [float(variance)], rtol=1e-12)
    assert told.unique_share == float(Fraction(len({*given}), len(given)))
    assert told.zero_share == float(Fraction(given.count(0), len(given)))


# --- laws


def scattered(cities=17, items=5):
    source = np.random.default_rng(cities)
    values = source.integers(0, 9, (cities, items)) / 4
    values[source.random(values.shape) < 0.2] = NAN
    return values


def test_the_order_of_the_cities_does_not_show_in_any_bit():
    values = scattered()
    for statistic, again in zip(describe(values), describe(values[::-1]), strict=True):
        assert statistic.tobytes() == again.tobytes()


def test_each_indicator_is_described_by_itself_and_a_missing_value_is_absent():
    values = scattered()
    whole = describe(values)
    for item in range(values.shape[1]):
        present = values[~np.isnan(values[:, item]), item][:, None]
        alone = describe(present)._replace(availability=np.array([len(present) / len(values)]))
        for statistic, own in zip(whole, alone, strict=True):
            assert_allclose(statistic[[item]], own, rtol=1e-14)


def test_another_unit_changes_neither_skewness_nor_kurtosis_and_the_mirror_turns_the_skewness():
    values = scattered()
    for other in (1e-200 * values, 1e150 * values, 3 * values + 7):
        assert_allclose(skewness(other), skewness(values), rtol=1e-9, atol=1e-12)
        assert_allclose(kurtosis(other), kurtosis(values), rtol=1e-9, atol=1e-12)
    assert_allclose(skewness(-values), -skewness(values), rtol=1e-12)
    assert_allclose(kurtosis(-values), kurtosis(values), rtol=1e-12)


# --- too few values, and values that do not vary


@pytest.mark.parametrize(
    "values",
    # the mean of seven times 0.1 is not 0.1 in binary
    [(), (NAN, NAN), (3,), (3, NAN), (1, 2), (0.1, 0.1, 0.1), (0.1,) * 7],
)
def test_what_cannot_be_judged_is_missing_and_passes(values):
    given = column(*values)
    assert np.isnan(skewness(given)).all()
    assert np.isnan(kurtosis(given)).all()
    assert not outlying(given).any()


def test_three_values_have_a_skewness_and_no_kurtosis():
    assert np.isfinite(skewness(column(0, 0, 1, NAN))).all()
    # 0 / 0, which rounding may make an infinity
    for values in ((0, 0, 1, NAN), (0.607, 0.729, 0.544), (0.935, 0.816, 0.003), (0.176, 0.863, 0.541)):
        assert np.isnan(kurtosis(column(*values))).all()
    assert not outlying(column(0, 0, 1), skewness_limit=0, kurtosis_limit=-100).any()


def test_an_indicator_fails_when_it_is_skewed_and_peaked_at_once():
    # By hand as above the kurtosis is 4 and, with sum d**3 = 24/64, the skewness
    # sqrt(4 * 3) / 2 * sqrt(4) * (24/64) / (12/16)**1.5 = 2: both limits are reached exactly.
    values = column(0, 0, 0, 1)
    assert outlying(values, skewness_limit=2, kurtosis_limit=4).all()
    assert not outlying(values, skewness_limit=2.000001, kurtosis_limit=4).any()
    assert not outlying(values, skewness_limit=2, kurtosis_limit=4.000001).any()
    assert outlying(-values, skewness_limit=2, kurtosis_limit=4).all()


def test_flags_count_present_values_only():
    # Two of ten are missing. Of the eight present four are zero, which is not below a half, and four differ.
    values = column(0, 0, 0, 0, 1, 1, 2, 3, NAN, NAN)
    found = flags(values)
    assert [flag.item() for flag in found] == [False, False, False, False]
    # per city there would be only 4 / 10 of either: COINr's own code flags both
    assert flags(values, least_availability=0.81).low_availability.all()
    assert flags(values, least_unique=0.51).few_unique.all()
    assert flags(values, least_non_zero=0.51).many_zeros.all()


def test_an_indicator_without_any_value_lacks_availability_and_nothing_else():
    found = flags(column(NAN, NAN, NAN))
    assert [flag.item() for flag in found] == [False, True, False, False]
    assert_array_equal(unique_number(column(NAN, NAN)), [0])


def test_shares_are_decided_on_decimals():
    # 13 of 20 are 0.65, although 13 / 20 and 1 - 7 / 20 are different numbers in binary
    assert not flags(column(*range(13), *[NAN] * 7)).low_availability.any()
    assert flags(column(*range(12), *[NAN] * 8)).low_availability.all()
