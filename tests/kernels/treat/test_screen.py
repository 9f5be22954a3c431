"""Screening against COINr's documentation and hand calculations."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.treat.screen import city_shares, kept, screen

NAN = float("nan")
# COINr 1.1.14, vignette "Unit Screening": twelve countries, four indicators.
CODES = ("KOR", "LAO", "MYS", "MNG", "MMR", "NZL", "PAK", "PHL", "RUS", "SGP", "THA", "VNM")
VALUES = np.array(
    [
        [20437, 249.8, 1.79800, NAN],
        [175, NAN, NAN, NAN],
        [8080, 64.2, 1.15292, 7.555],
        [293, 0.3, 0.00266, 0.046],
        [299, NAN, 0.08905, NAN],
        [7731, 46.5, 0.34615, 1.213],
        [7122, 7.2, 0.03553, 1.256],
        [1361, 11.3, 0.29555, 3.185],
        [16182, 141.5, 1.44633, 8.379],
        [11411, 270.5, 0.92780, 14.507],
        [5317, 53.6, 0.08969, 6.661],
        [3618, NAN, NAN, NAN],
    ]
)


def gone(values, **parameters):
    codes = parameters.pop("codes", CODES)
    stays = kept(values, codes=codes, **parameters)
    assert_array_equal(screen(values, codes=codes, **parameters), np.where(stays[:, None], values, NAN))
    return [code for code, there in zip(codes, stays, strict=True) if not there]


def test_the_countries_of_the_documentation_are_left_out():
    # dat_thresh = 0.75 removes "LAO" "MMR" "VNM"; Korea with 3 of 4 stays
    assert gone(VALUES, availability=0.75) == ["LAO", "MMR", "VNM"]


def test_the_shares_are_those_of_the_documentation():
    shares = city_shares(VALUES)
    assert_array_equal(shares.availability[:6], [0.75, 0.25, 1, 1, 0.5, 1])
    assert_array_equal(shares.non_zero[:6], np.ones(6))


def test_the_shares_of_a_country_with_zeros_are_those_of_the_documentation():
    # COINr 1.1.14, vignette "Imputation", Brunei: 49 indicators, 10 missing, 2 zero
    brunei = np.array([[NAN] * 10 + [0.0] * 2 + [1.0] * 37])
    assert_allclose(city_shares(brunei), [[0.7959184], [0.9487179]], atol=5e-8)


def test_two_thirds_are_enough_by_default():
    # 1 - 2 / 6 is more than 2 / 3 in binary and 4 / 6 is not; both are two thirds
    values = np.array([[1, 1, 1, 1, NAN, NAN], [1, 1, 1, NAN, NAN, NAN]])
    assert gone(values, codes=("A", "B")) == ["B"]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        # A has 2 of 4 values; B has all, of which 1 of 4 is not zero; C lacks both; D neither
        ({"availability": 0.75}, ["A", "C"]),
        ({"availability": 0.0, "non_zero": 0.5}, ["B", "C"]),
        ({"availability": 0.75, "non_zero": 0.5}, ["A", "B", "C"]),
        ({"availability": 0.75, "non_zero": 0.5, "include": ("C", "A")}, ["B"]),
        ({"availability": 0.5, "non_zero": 0.25}, ["C"]),
    ],
)
def test_each_share_decides_and_a_city_can_be_included_all_the_same(shares, expected):
    values = np.array([[1, 2, NAN, NAN], [1, 0, 0, 0], [0, NAN, NAN, NAN], [1, 2, 3, 0]], dtype=np.float64)
    assert gone(values, codes=("A", "B", "C", "D"), **shares) == expected


def test_a_city_without_any_value_is_not_kept_by_having_no_zeros():
    assert not kept(np.array([[NAN, NAN]]), codes=("A",), availability=0.0).any()


def test_what_becomes_of_a_city_does_not_depend_on_others():
    whole = screen(VALUES, codes=CODES)
    for city, code in enumerate(CODES):
        assert_array_equal(screen(VALUES[[city]], codes=(code,)), whole[[city]])
