"""Checks of rules: one that never turns an order, and others that do, by hand."""

import numpy as np
import pytest

from scoring.lab.structure.turning import Counted, placed, reversals
from scoring.model.structure_study import Reversal

# parts of the best: with the third city 0.5 + 0.625 = 1.125 against 0.25 + 1 = 1.25, without it 1.625 against 1.5
VALUES = np.array([[6.0, 2.5], [3.0, 4.0], [12.0, 1.0]])
UP = np.ones(2)


def parts_of_best(values):
    return (values / values.max(axis=0)).sum(axis=1)


def checked(rule, values=VALUES, direction=UP):
    rows, found = reversals(rule, values, direction, "n", tolerance=1e-9)
    return {row.check: (row.found, row.unscored) for row in rows}, found


def test_a_mean_turns_nothing():
    counted, found = checked(lambda values: values.mean(axis=1))
    assert set(counted.values()) == {(0, 0)}
    assert list(counted) == [
        "leave_one_out",
        "clones",
        "clones_apart",
        "pairs",
        "circles",
        "dominance",
        "dominance_level",
    ]
    assert found == ()


def test_parts_of_the_best_turn_when_the_best_leaves():
    counted, found = checked(parts_of_best)
    assert counted["leave_one_out"] == (2, 0)
    # without the second, whose 4 is the best: 0.5 + 1 against 1 + 0.4, with it 0.5 + 0.625 against 1 + 0.25
    assert found[0] == Reversal(check="leave_one_out", cause=1, first=0, second=2, before=-1, after=1)
    assert found[1] == Reversal(check="leave_one_out", cause=2, first=0, second=1, before=-1, after=1)
    # two alone: the same pair without the third
    assert Reversal(check="pairs", first=0, second=1, before=-1, after=1) in found


def test_who_is_better_in_all_and_not_ahead_is_named():
    values = np.array([[2.0, 2.0], [1.0, 1.0], [2.0, 1.0]])
    counted, found = checked(lambda values: -values[:, 0], values)
    # the first is better in all than the second and than the third, which is level with it; so is the third than the second
    assert counted["dominance"] == (2, 0)
    assert counted["dominance_level"] == (1, 0)
    assert [(item.first, item.second, item.after) for item in found if item.check == "dominance_level"] == [
        (0, 2, 0)
    ]
    assert [item.after for item in found if item.check == "dominance"] == [-1, -1]
    assert checked(lambda values: -values[:, 0], values, -UP)[0]["dominance"] == (0, 0)


def test_copies_that_score_otherwise_are_counted():
    counted, _ = checked(lambda values: np.arange(len(values), dtype=np.float64))
    assert counted["clones_apart"] == (3, 0)


def test_circles_come_from_pairs_alone():
    # each beats the next: 0 > 1 > 2 > 0 by the first item modulo three
    def rule(values):
        if len(values) != 2:
            return np.zeros(len(values))
        ahead = (values[1, 0] - values[0, 0]) % 3 == 1
        return np.array([float(ahead), float(not ahead)])

    counted, found = checked(rule, np.array([[0.0], [1.0], [2.0]]), np.ones(1))
    assert counted["circles"] == (1, 0)
    assert Reversal(check="circles", first=0, second=1, third=2) in found


def test_calls_without_an_answer_are_counted_by_check_and_compare_nothing():
    counted, _ = checked(lambda values: np.full(len(values), np.nan) if len(values) == 2 else values[:, 0])
    assert counted["leave_one_out"] == (0, 3)
    assert counted["pairs"] == (0, 3)
    assert counted["clones"] == (0, 0)


def test_a_count_begins_anew_when_taken():
    rule = Counted(lambda values: values * np.nan)
    rule(UP)
    assert (rule.taken(), rule.taken()) == (1, 0)


def test_positions_are_those_of_all_cities():
    item = Reversal(check="clones", cause=0, first=1, second=2)
    assert placed(item, np.array([4, 7, 9])) == Reversal(check="clones", cause=4, first=7, second=9, third=-1)


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1]])
def test_the_order_of_cities_does_not_matter(order):
    assert checked(parts_of_best)[0] == checked(parts_of_best, VALUES[order])[0]
