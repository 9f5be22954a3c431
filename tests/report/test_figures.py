from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.report import figures


@given(st.decimals(-1000, 1000, places=6), st.integers(0, 5))
def test_a_number_is_rounded_half_up_on_its_decimals(value, decimals):
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(figures.number(float(value), decimals, "en")) == expected


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        (2.675, "2.68", "2,68"),
        (-0.004, "0.00", "0,00"),
        (-2.5, "-2.50", "-2,50"),
        (1234.5, "1234.50", "1234,50"),
    ],
)
def test_the_decimal_sign_is_that_of_the_language(value, english, indonesian):
    assert figures.number(value, 2, "en") == english
    assert figures.number(value, 2, "id") == indonesian


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_nothing_is_a_dash(nothing):
    assert figures.number(nothing, 2, "en") == "–"
    assert figures.share(nothing, "en") == "–"
    assert figures.rank(nothing, "en") == "–"


def test_a_share_below_one_is_never_all():
    assert figures.share(0.99999, "en") == "99 %"
    assert figures.share(1.0, "en") == "100 %"
    assert figures.share(Fraction(99999, 100000), "id", 2) == "99,99 %"
    assert figures.share(0.005, "en") == "1 %"


@given(st.fractions(-100, 100), st.integers(0, 6))
def test_a_fraction_is_shown_by_its_nearest_unit(value, decimals):
    unit = figures.nearest_unit(value, decimals)
    assert abs(value * 10**decimals - unit) <= Fraction(1, 2)
