"""Marks without those of some evaluators."""

import numpy as np
from numpy.testing import assert_array_equal

from scoring.lab.panel import left_out
from scoring.model.ratings import Cities, Marks, Measures, Past, Places, Ratings

NO_INTS, NO_FLOATS = np.zeros(0, dtype=np.int64), np.zeros(0)


def places(count):
    column = np.arange(count)
    return Places(
        files=("marks.csv",), sheets=(), file=0 * column, sheet=0 * column - 1, row=column + 2, column=column
    )


MARKS = Marks(
    evaluators=("a1", "a2", "m1"),
    types=("academic", "academic", "ministry"),
    criteria=("x",),
    stages=("",),
    city=np.array([0, 0, 0, 1]),
    criterion=np.zeros(4, dtype=np.int64),
    stage=np.zeros(4, dtype=np.int64),
    evaluator=np.array([0, 1, 2, 2]),
    mark=np.array([1.0, 2.0, 3.0, 4.0]),
    chair=np.array([True, False, False, False]),
    state=np.zeros(4, dtype=np.int64),
    places=places(4),
)
RATINGS = Ratings(
    cities=Cities(codes=("1", "2"), names=("A", "B"), states=("ranked", "ranked")),
    marks=MARKS,
    measures=Measures(
        criteria=(),
        city=NO_INTS,
        criterion=NO_INTS,
        value=NO_FLOATS,
        of=NO_FLOATS,
        n=NO_FLOATS,
        date=(),
        source=(),
        places=places(0),
    ),
    past=Past(nodes=(), city=NO_INTS, node=NO_INTS, year=NO_INTS, value=NO_FLOATS, places=places(0)),
)


def marks_without(types=(), evaluators=()):
    return left_out(RATINGS, types=types, evaluators=evaluators).marks


def test_an_evaluator_takes_his_marks_with_him():
    found = marks_without(evaluators=("a2",))
    assert_array_equal(found.mark, [1, 3, 4])
    assert_array_equal(found.places.row, [2, 4, 5])
    assert found.evaluators == MARKS.evaluators


def test_a_type_takes_the_marks_of_all_its_evaluators():
    assert_array_equal(marks_without(types=("academic",)).mark, [3, 4])
    assert_array_equal(marks_without(types=("academic",), evaluators=("m1",)).mark, [])


def test_nobody_left_out_changes_nothing():
    assert left_out(RATINGS, types=(), evaluators=()) is RATINGS
