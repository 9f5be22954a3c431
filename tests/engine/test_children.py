"""Exact shares, and what a list of children means."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine import children
from scoring.errors import Place

HERE = Place(key="here")


def test_a_list_keeps_its_order_and_a_pattern_that_of_the_ids():
    ids = ("b.y", "b.x", "a.x", "a", "c")
    assert children.expand(["c", "*.x", "a"], ids, HERE) == (("c", "b.x", "a.x", "a"), [])


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*", ("a", "c")),
        ("a.*", ("a.x",)),
        ("*.*", ("a.x", "b.x")),
        ("*.x.*", ("b.x.y",)),
        ("b.*.y", ("b.x.y",)),
    ],
)
def test_a_star_is_one_part_and_never_empty(pattern, found):
    ids = ("a", "c", "a.x", "b.x", "b.x.y")
    names, problems = children.expand([pattern], ids, HERE)
    assert names == found
    assert bool(problems) == (not found)


def test_signs_of_patterns_other_than_the_star_are_plain_letters():
    names, problems = children.expand(["a.x", "a+x*", "(a)"], ("a.x", "aax", "abx", "a"), HERE)
    assert names == ("a.x",)
    assert [item.code for item in problems] == ["pattern-matches-nothing", "unknown-child"]


def test_equal_shares_are_exact():
    assert children.equal(3) == (Fraction(1, 3),) * 3


decimals = st.decimals(0, 100, places=4)


@settings(deadline=None, database=None)
@given(st.lists(decimals, min_size=1, max_size=20).filter(any))
def test_shares_sum_to_one_exactly_and_keep_their_proportions(numbers):
    shares = children.proportional(numbers)
    assert sum(shares) == 1
    total = sum(map(Fraction, numbers))
    assert all(share * total == Fraction(number) for share, number in zip(shares, numbers, strict=True))


@settings(deadline=None, database=None)
@given(st.dictionaries(st.text("abc", min_size=1), decimals, min_size=1))
def test_given_weights_are_taken_only_if_they_sum_to_one(weights):
    shares, problems = children.given(weights, HERE, exact=True)
    if sum(map(Fraction, weights.values())) == 1:
        assert shares == tuple(map(Fraction, weights.values()))
    else:
        assert shares == ()
        assert [item.code for item in problems] == ["weights-sum"]
        assert Decimal(problems[0].details["found"]) == sum(weights.values())


def test_the_sum_is_told_without_an_exponent():
    _, (item,) = children.given({"a": Decimal("1E+2")}, HERE, exact=True)
    assert item.details["found"] == "100"
