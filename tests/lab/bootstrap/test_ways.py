"""Summed, enumerated and sampled against one another and against loops over all draws of two panels."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from scoring.errors import RejectedError
from scoring.kernels import consensus
from scoring.lab.bootstrap.panels import Panel, Rules
from scoring.lab.bootstrap.parts import Drawing, Listed, Straight, part_of
from scoring.lab.bootstrap.ways import Enumerated, Sampled, Summed, way_of

N = 4000
WEIGHTS = np.array([0.2, 0.3, 0.1, 0.4])
RULES = Rules(rules=(consensus.mean,), of_leaf=np.zeros(4, dtype=np.int64))
ACADEMICS = [[1.0, 2.0], [4.0, 3.0], [2.0, 2.0]]
MINISTRIES = [[3.0], [1.0]]
BASE = np.array([7 / 3, 7 / 3, 2.0, 3.5])
"""Means of the three academics, of the two ministries, and a measured value."""


def panel(marks, leaves, stratum):
    table = np.array(marks)
    return Panel(
        city=0, stratum=stratum, leaves=np.array(leaves), marks=table, chair=np.zeros(table.shape, dtype=bool)
    )


def parts(size="panel", academics=ACADEMICS, straight=False, n=N):
    drawing = Drawing(n_replicates=n, seed=1, size=size)
    return [
        part_of(one, rules=RULES, drawing=drawing, city=5, straight=straight)
        for one in (panel(academics, [0, 1], 0), panel(MINISTRIES, [2], 1))
    ]


def linear(rows):
    return rows @ WEIGHTS


def bent(rows):
    return rows.min(axis=1) * rows[:, 0]


def answered(way, score):
    return way.answered(score(way.rows))


@pytest.mark.parametrize("size", ["panel", "one_less"])
def test_three_ways_give_the_same_scores(size):
    made = parts(size)
    summed, enumerated, sampled = (
        answered(way, linear)
        for way in (
            Summed(base=BASE, parts=tuple(made), n_replicates=N),
            Enumerated(base=BASE, parts=tuple(made), n_replicates=N),
            Sampled(base=BASE, parts=tuple(made)),
        )
    )
    np.testing.assert_array_equal(sampled.scores, enumerated.scores)
    np.testing.assert_allclose(summed.scores, enumerated.scores, rtol=1e-13)
    np.testing.assert_allclose(summed[1:3], enumerated[1:3], rtol=1e-12)
    assert (summed.way, enumerated.way, sampled.way) == ("summed", "enumerated", "sampled")
    assert len(np.unique(enumerated.scores)) > 5


def of_all_draws(score, size):
    """Return mean and standard deviation over every sequence of draws, with the mean rule written out."""
    sizes = (3, 2) if size == "panel" else (2, 1)
    found = []
    for first in product(ACADEMICS, repeat=sizes[0]):
        for second in product(MINISTRIES, repeat=sizes[1]):
            cells = [*np.mean(first, axis=0), *np.mean(second, axis=0), BASE[3]]
            found.append(score(np.array([cells]))[0])
    return np.mean(found), np.std(found)


@pytest.mark.parametrize("size", ["panel", "one_less"])
@pytest.mark.parametrize("score", [linear, bent])
def test_moments_are_those_of_all_draws(score, size):
    way = Enumerated(base=BASE, parts=tuple(parts(size)), n_replicates=N)
    np.testing.assert_allclose(answered(way, score)[1:3], of_all_draws(score, size), rtol=1e-12)


def test_the_variance_of_a_weighted_mean_is_the_closed_form():
    # academics add 0.2 x + 0.3 y: 0.8, 1.7, 1.0, mean 7/6; ministries 0.1 z: 0.3, 0.1, mean 0.2
    academics = [Fraction(8, 10), Fraction(17, 10), Fraction(10, 10)]
    first = sum((item - Fraction(7, 6)) ** 2 for item in academics) / 3 / 3
    second = (Fraction(1, 10) ** 2 + Fraction(1, 10) ** 2) / 2 / 2
    found = answered(Summed(base=BASE, parts=tuple(parts()), n_replicates=N), linear)
    assert found.deviation == pytest.approx(float(first + second) ** 0.5, rel=1e-13)
    assert found.mean == pytest.approx(BASE @ WEIGHTS, rel=1e-14)
    # 4,000 replicates tell a standard deviation to about one part in ninety
    assert found.scores.std() == pytest.approx(found.deviation, rel=0.05)


def test_the_way_with_the_fewest_rows_is_taken():
    made = parts()  # 10 and 3 outcomes: 30 rows together, 1 + 13 one by one
    assert isinstance(way_of(BASE, made, additive=True, n_replicates=N), Summed)
    assert isinstance(way_of(BASE, made, additive=False, n_replicates=N), Enumerated)
    assert isinstance(way_of(BASE, made[1:], additive=True, n_replicates=N), Enumerated)
    assert way_of(BASE, [], additive=False, n_replicates=N).rows.tolist() == [BASE.tolist()]


def test_panels_that_leave_a_column_empty_do_not_add_up():
    made = parts(academics=[[1.0, np.nan], [4.0, 3.0], [2.0, 2.0]])
    assert isinstance(way_of(BASE, made, additive=True, n_replicates=N), Enumerated)


def test_too_many_joint_outcomes_are_sampled(monkeypatch):
    monkeypatch.setattr("scoring.lab.bootstrap.ways.MOST_JOINT", 29)
    assert isinstance(way_of(BASE, parts(), additive=False, n_replicates=N), Sampled)


@pytest.mark.parametrize("size", ["panel", "one_less"])
def test_evaluators_who_add_up_give_the_same_scores_from_a_row_each(size):
    listed, straight = (
        Summed(base=BASE, parts=tuple(parts(size, straight=straight)), n_replicates=N)
        for straight in (False, True)
    )
    assert [len(way.rows) for way in (listed, straight)] == (
        [1 + 10 + 3, 1 + 3 + 2] if size == "panel" else [9, 6]
    )
    one, other = answered(listed, linear), answered(straight, linear)
    np.testing.assert_allclose(other.scores, one.scores, rtol=1e-13)
    np.testing.assert_allclose(other[1:3], one[1:3], rtol=1e-12)


CROWD = np.random.default_rng(2).integers(1, 5, (12, 2)).astype(float).tolist()


def test_a_crowd_adds_up_seat_by_seat():
    made = parts(academics=CROWD, straight=True, n=20_000)
    assert all(isinstance(part, Straight) for part in made)
    base = np.array([*np.mean(CROWD, axis=0), 2.0, 3.5])
    found = answered(way_of(base, made, additive=True, n_replicates=20_000), linear)
    # each of 12 draws has the variance of what the evaluators add; the ministries as above
    variance = np.var(np.array(CROWD) @ WEIGHTS[:2]) / 12 + np.var([0.3, 0.1]) / 2
    assert found.mean == pytest.approx(base @ WEIGHTS, rel=1e-13)
    assert found.deviation == pytest.approx(variance**0.5, rel=1e-12)
    assert found.scores.std() == pytest.approx(found.deviation, rel=0.03)
    assert found.scores.mean() == pytest.approx(found.mean, abs=5 * found.deviation / 20_000**0.5)


def test_a_crowd_that_does_not_add_up_is_refused():
    with pytest.raises(RejectedError) as caught:
        parts(academics=CROWD)
    assert caught.value.problems[0].code == "bootstrap-panel-too-large"
    assert caught.value.problems[0].details["found"] == 12


def test_eight_evaluators_are_still_listed():
    made = parts(academics=CROWD[:8])
    assert isinstance(made[0], Listed)


def test_a_score_that_is_missing_stays_missing():
    way = Enumerated(base=BASE, parts=tuple(parts()), n_replicates=N)
    found = way.answered(np.full(30, np.nan))
    assert np.isnan(found.scores).all()
    assert np.isnan(found[1:3]).all()
