import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.report.explain.apportion import apportion

PARTS = st.lists(st.fractions(-50, 50, max_denominator=1000), min_size=1, max_size=12)


@given(PARTS, st.sampled_from([math.floor, math.ceil, round]))
def test_rounded_parts_add_up_and_stay_near(parts, rounding):
    total = rounding(sum(parts))
    found = apportion(total, parts)
    assert sum(found) == total
    assert all(abs(whole - part) < 1 for whole, part in zip(found, parts, strict=True))


@given(PARTS)
def test_a_whole_part_among_whole_parts_is_left_alone(parts):
    whole = [Fraction(math.floor(part)) for part in parts]
    assert apportion(int(sum(whole)), whole) == whole


def test_the_largest_remainders_get_what_is_left():
    # 1.5 + 2.25 + 3.25 = 7: floors 1 + 2 + 3 leave one, which goes to 1.5
    assert apportion(7, [Fraction(3, 2), Fraction(9, 4), Fraction(13, 4)]) == [2, 2, 3]


def test_parts_that_do_not_belong_to_the_total_are_refused():
    with pytest.raises(ValueError, match="12"):
        apportion(12, [Fraction(5), Fraction(5)])
    with pytest.raises(ValueError, match="1"):
        apportion(1, [])
