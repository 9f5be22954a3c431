"""Inequalities between weights."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from scoring.lab.inequality import inequality, within

ITEMS = ("a", "b.c", "b.c@x#y")
READ = {
    "a >= 0.3": ([-1, 0, 0], -0.3, False),
    "0.3 <= a": ([-1, 0, 0], -0.3, False),
    "2 a - b.c <= 0.5": ([2, -1, 0], 0.5, False),
    "2*a-b.c<=5e-1": ([2, -1, 0], 0.5, False),
    "a >= b.c": ([-1, 1, 0], 0, False),
    "a + b.c + 0.1 = b.c@x#y": ([1, 1, -1], -0.1, True),
    "-a == -0.5": ([-1, 0, 0], -0.5, True),
    "a + a <= 1": ([2, 0, 0], 1, False),
}


@pytest.mark.parametrize(("rule", "meant"), READ.items())
def test_a_rule_is_read_as_it_is_meant(rule, meant):
    found, wrong = inequality(rule, ITEMS, "weights.rules[0]")
    assert wrong == []
    assert_allclose(found.coefficients, meant[0])
    assert (found.limit, found.equal) == (pytest.approx(meant[1]), meant[2])


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "a",
        "a >=",
        ">= 1",
        "a >= b.c >= 0.1",
        "a b.c >= 1",
        "1 >= 0.5",
        "a ** 2 >= 1",
        "a >= 0,3",
        "(a) <= 1",
    ],
)
def test_what_is_no_linear_inequality_is_refused(rule):
    found, wrong = inequality(rule, ITEMS, "weights.rules[0]")
    assert found is None
    assert [(item.code, item.place.key) for item in wrong] == [("weights-rule", "weights.rules[0]")]


def test_all_wrong_rules_come_in_one_report_with_the_nearest_child():
    inside, wrong = within(["a >= 0.1", "b.d >= 0.1", "a > 1", "z + y <= 1"], ITEMS, "weights.rules")
    assert inside is None
    assert [(item.code, item.place.key, item.details.get("nearest")) for item in wrong] == [
        ("weights-unknown-child", "weights.rules[1]", "b.c"),
        ("weights-rule", "weights.rules[2]", None),
        ("weights-unknown-child", "weights.rules[3]", ""),
        ("weights-unknown-child", "weights.rules[3]", ""),
    ]


def test_rules_make_a_region():
    inside, _ = within(["a >= 0.2", "a + b.c = 0.7"], ITEMS, "weights.rules")
    rows, limits = inside.inequalities()
    equal, to = inside.equalities()
    for weights, fits in (([0.3, 0.4, 0.3], True), ([0.1, 0.6, 0.3], False), ([0.3, 0.3, 0.4], False)):
        held = (rows @ weights <= limits + 1e-12).all() and np.allclose(equal @ weights, to)
        assert held == fits
