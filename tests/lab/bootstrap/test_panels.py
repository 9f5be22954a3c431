"""Three cities whose marks are written out: who sits where, and what comes of a draw.

Criterion x is marked in stages d and p by academics (a1, a2, a3) and one ministry (m1), y by academics in d only.
"""

import numpy as np
import pytest

from scoring.kernels import consensus
from scoring.lab.bootstrap.panels import Rules, evaluators_of, panels
from scoring.model.method import Use
from scoring.model.plan import Leaf
from scoring.model.ratings import Marks, Places

NONE = Places(
    files=(), sheets=(), **dict.fromkeys(("file", "sheet", "row", "column"), np.zeros(0, dtype=np.int64))
)
MEAN = Use(method="mean")
LEAVES = (
    Leaf(id="m", criterion="m", input="measure"),
    Leaf(id="x@a#d", criterion="x", type="academic", stage="d", consensus=MEAN),
    Leaf(id="x@a#p", criterion="x", type="academic", stage="p", consensus=MEAN),
    Leaf(id="x@m#d", criterion="x", type="ministry", stage="d", consensus=MEAN),
    Leaf(id="y@a#d", criterion="y", type="academic", stage="d", consensus=MEAN),
)
ROWS = [
    # city, criterion, stage, evaluator, mark
    (0, 0, 0, 0, 1.0),
    (0, 0, 0, 1, 4.0),
    (0, 0, 0, 3, 2.0),
    (0, 0, 1, 0, 3.0),
    (0, 0, 1, 1, np.nan),
    (0, 1, 0, 1, 2.0),
    (1, 0, 0, 2, 3.0),
    (1, 0, 0, 0, np.nan),
    (2, 0, 0, 0, 4.0),
]
WANTED = frozenset(leaf.id for leaf in LEAVES[1:])


@pytest.fixture
def marks():
    city, criterion, stage, evaluator = np.array([row[:4] for row in ROWS]).T
    return Marks(
        evaluators=("a1", "a2", "a3", "m1"),
        types=("academic", "academic", "academic", "ministry"),
        criteria=("x", "y"),
        stages=("d", "p"),
        city=city,
        criterion=criterion,
        stage=stage,
        evaluator=evaluator,
        mark=np.array([row[4] for row in ROWS]),
        chair=evaluator == 1,
        state=np.zeros(len(ROWS), dtype=np.int64),
        places=NONE,
    )


TAKES_PART = np.array([True, True, False])


def told(found):
    return [(item.city, item.leaves.tolist(), np.nan_to_num(item.marks, nan=-1).tolist()) for item in found]


def test_an_evaluator_has_his_marks_of_all_stages(marks):
    found = panels(marks, LEAVES, TAKES_PART, wanted=WANTED, stages="together")
    assert told(found) == [
        (0, [1, 2, 4], [[1, 3, -1], [4, -1, 2]]),  # a1, a2
        (0, [3], [[2]]),  # m1
        (1, [1], [[3]]),  # a3; a1 gave no mark and city 2 does not take part
    ]
    assert found[0].chair.tolist() == [[False] * 3, [True, False, True]]
    assert [item.n for item in found] == [2, 1, 1]
    assert [item.complete for item in found] == [False, True, True]


def test_stages_can_be_panels_of_their_own(marks):
    found = panels(marks, LEAVES, TAKES_PART, wanted=WANTED, stages="apart")
    assert told(found) == [
        (0, [1, 4], [[1, -1], [4, 2]]),
        (0, [2], [[3]]),
        (0, [3], [[2]]),
        (1, [1], [[3]]),
    ]
    assert len({item.stratum for item in found[:3]}) == 3


def test_only_columns_that_matter_are_panelled(marks):
    found = panels(marks, LEAVES, TAKES_PART, wanted={"y@a#d"}, stages="together")
    assert told(found) == [(0, [4], [[2]])]


def test_evaluators_who_marked_are_counted_once(marks):
    assert evaluators_of(marks, TAKES_PART).tolist() == [3, 1, 0]


def test_without_marks_there_are_no_panels(marks):
    assert panels(marks, LEAVES, np.zeros(3, dtype=bool), wanted=WANTED, stages="together") == ()


def test_a_draw_makes_raw_values_by_the_rule_of_each_column(marks):
    panel, *_ = panels(marks, LEAVES, TAKES_PART, wanted=WANTED, stages="together")
    rules = Rules(rules=(consensus.mean, consensus.median), of_leaf=np.array([-1, 0, 1, 0, 1]))
    found = rules.cells(panel, np.array([[0, 0], [0, 1], [1, 1]]))
    # a1 and a2 give x 1 and 4 in stage d, a1 alone gives 3 in stage p, a2 alone gives y 2
    np.testing.assert_array_equal(found, [[1, 3, np.nan], [2.5, 3, 2], [4, np.nan, 2]])


def test_a_chair_who_is_not_drawn_decides_nothing(marks):
    panel, *_ = panels(marks, LEAVES, TAKES_PART, wanted=WANTED, stages="together")
    rules = Rules(rules=(consensus.chair_decides,), of_leaf=np.zeros(5, dtype=np.int64))
    assert np.isnan(rules.cells(panel, np.array([[0, 0]]))[0, 0])
    assert rules.cells(panel, np.array([[0, 1]]))[0, 0] == 4.0


def test_nothing_is_never_made_into_something(marks):
    panel, *_ = panels(marks, LEAVES, TAKES_PART, wanted=WANTED, stages="together")
    rules = Rules(rules=(lambda marks, _: np.zeros(len(marks)),), of_leaf=np.zeros(5, dtype=np.int64))
    np.testing.assert_array_equal(rules.cells(panel, np.array([[0, 0]])), [[0, 0, np.nan]])
