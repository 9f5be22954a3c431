"""Consensus rules against panels worked out by hand."""

import statistics
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from scoring.kernels import consensus

NAN = float("nan")


def trimmed(share):
    return lambda marks, chair: consensus.trimmed_mean(marks, chair, share=share)


RULES = {
    "mean": consensus.mean,
    "median": consensus.median,
    "trimmed_mean": trimmed(0.2),
    "olympic": consensus.olympic,
    "chair": consensus.chair_decides,
}

# marks, who is the chair, and what each rule makes of them
PANELS = [
    # (3 + 4 + 4 + 2 + 1) / 5; middle of 1 2 3 4 4; without 1 and 4: (2 + 3 + 4) / 3, by both rules; third mark
    ([3, 4, 4, 2, 1], 2, {"mean": 2.8, "median": 3, "trimmed_mean": 3, "olympic": 3, "chair": 4}),
    # floor(0.2 * 4) = 0 is cut from each end, the olympic rule drops 1 and 4: (2 + 2) / 2
    ([2, 1, 4, 2], 0, {"mean": 2.25, "median": 2, "trimmed_mean": 2.25, "olympic": 2, "chair": 2}),
    # three marks: nothing is trimmed, the olympic rule keeps the middle one
    ([1, 2, 4], 1, {"mean": 7 / 3, "median": 2, "trimmed_mean": 7 / 3, "olympic": 2, "chair": 2}),
    # two marks and one: no rule drops any
    ([1, 4], 1, {"mean": 2.5, "median": 2.5, "trimmed_mean": 2.5, "olympic": 2.5, "chair": 4}),
    ([3], 0, {"mean": 3, "median": 3, "trimmed_mean": 3, "olympic": 3, "chair": 3}),
    # a missing mark is as if the evaluator were not there: 4, 1, 2 are left, the chair gave none
    ([4, NAN, 1, 2, NAN], 1, {"mean": 7 / 3, "median": 2, "trimmed_mean": 7 / 3, "olympic": 2, "chair": NAN}),
    # five marks behind two missing: floor(0.2 * 5) = 1
    ([NAN, 4, 0, 4, 1, 4, NAN], 4, {"mean": 2.6, "median": 4, "trimmed_mean": 3, "olympic": 3, "chair": 1}),
    # all agree, and equal extremes are dropped once each
    ([2, 2, 2, 2, 2], 3, {"mean": 2, "median": 2, "trimmed_mean": 2, "olympic": 2, "chair": 2}),
    ([0, 0, 4, 4], 0, {"mean": 2, "median": 2, "trimmed_mean": 2, "olympic": 2, "chair": 0}),
    # no chair on the panel
    ([1, 3], None, {"mean": 2, "median": 2, "trimmed_mean": 2, "olympic": 2, "chair": NAN}),
    # nobody gave a mark
    ([NAN, NAN, NAN], 1, {"mean": NAN, "median": NAN, "trimmed_mean": NAN, "olympic": NAN, "chair": NAN}),
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("marks", "chair", "expected"), PANELS)
def test_a_panel_by_hand(rule, marks, chair, expected):
    row = np.array([marks], dtype=np.float64)
    chairs = (
        np.arange(len(marks))[None, :] == chair if chair is not None else np.zeros(row.shape, dtype=np.bool_)
    )
    assert_allclose(RULES[rule](row, chairs), [expected[rule]], rtol=1e-15)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_panels_of_different_size_stand_side_by_side(rule):
    size = max(len(marks) for marks, _, _ in PANELS)
    table = np.array([[*marks, *[NAN] * (size - len(marks))] for marks, _, _ in PANELS])
    chairs = np.array([[place == chair for place in range(size)] for _, chair, _ in PANELS])
    name = next(name for name, item in RULES.items() if item is rule)
    assert_allclose(rule(table, chairs), [expected[name] for _, _, expected in PANELS], rtol=1e-15)


@pytest.mark.parametrize(
    ("share", "count"),
    [
        ("0.1", 10),
        ("0.2", 5),
        ("0.2", 15),
        ("0.29", 100),
        ("0.35", 20),
        ("0.07", 100),
        ("0.3", 10),
        ("0.1", 30),
        ("0.49", 3),
        ("0.2", 4),
    ],
)
def test_the_number_trimmed_is_decided_on_decimals(share, count):
    # 0.29 * 100 is 28.999999999999996 in binary, and 29 marks must go
    cut = int((Decimal(share) * count).to_integral_value(ROUND_FLOOR))
    marks = sorted(number**2 for number in range(count))
    kept = marks[cut : count - cut]
    found = consensus.trimmed_mean(
        np.array(marks, dtype=np.float64), np.zeros(count, dtype=np.bool_), share=float(share)
    )
    assert_allclose(found, float(Fraction(sum(kept), len(kept))), rtol=1e-14)


marks_of_a_panel = st.lists(st.integers(0, 400).map(lambda number: number / 100), min_size=1, max_size=15)


@given(marks_of_a_panel)
def test_mean_and_median_agree_with_the_standard_library(marks):
    row, chair = np.array(marks), np.zeros(len(marks), dtype=np.bool_)
    assert_allclose(consensus.mean(row, chair), statistics.fmean(marks), rtol=1e-14, atol=1e-300)
    assert_allclose(consensus.median(row, chair), statistics.median(marks), rtol=1e-15)


@given(marks_of_a_panel, st.sampled_from([0.0, 0.125, 0.25, 0.375, 0.49]))
def test_trimmed_mean_agrees_with_scipy(marks, share):
    row, chair = np.array(marks), np.zeros(len(marks), dtype=np.bool_)
    assert_allclose(trimmed(share)(row, chair), stats.trim_mean(marks, share), rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(marks_of_a_panel, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_sits_where(rule, marks, source):
    order = list(range(len(marks)))
    source.shuffle(order)
    row, chair = np.array(marks), np.arange(len(marks)) == 0
    found, moved = rule(row, chair), rule(row[order], chair[order])
    # the mean adds in the order of the columns, which the engine sorts by evaluator
    same = found.tobytes() == moved.tobytes() or (
        rule is consensus.mean and np.isclose(found, moved, rtol=1e-14)
    )
    assert same


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(marks_of_a_panel, st.integers(0, 15))
def test_a_missing_mark_is_as_if_the_evaluator_were_not_there(rule, marks, place):
    row, chair = np.array(marks), np.arange(len(marks)) == 0
    place = min(place, len(marks))
    longer = rule(np.insert(row, place, NAN), np.insert(chair, place, False))
    assert_array_equal(longer, rule(row, chair))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(marks_of_a_panel)
def test_the_consensus_lies_between_the_marks(rule, marks):
    found = rule(np.array(marks), np.arange(len(marks)) == 0)
    assert min(marks) - 1e-12 <= found <= max(marks) + 1e-12


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@given(marks_of_a_panel, st.integers(0, 14), st.floats(0, 4))
def test_a_higher_mark_never_lowers_the_consensus(rule, marks, which, more):
    chair = np.arange(len(marks)) == 0
    raised = np.array(marks)
    raised[which % len(marks)] += more
    assert rule(raised, chair) >= rule(np.array(marks), chair) - 1e-12


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_panels_give_no_results(rule):
    assert rule(np.empty((0, 5)), np.empty((0, 5), dtype=np.bool_)).shape == (0,)
