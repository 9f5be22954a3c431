"""Weights under linear constraints, against regions whose distribution is known."""

import numpy as np
import pytest

from scoring.kernels.draw import constrained
from scoring.kernels.draw.stream import BLOCK

WHOLE = 2**29
PARTS = np.array([0.1, 0.25, 0.5, 0.75, 0.9])


def drawn(inside, **options):
    start, _ = constrained.interior(inside)
    blocks = [constrained.block(n, WHOLE, seed=4, inside=inside, start=start, **options) for n in range(4)]
    return np.concatenate(blocks) / WHOLE


def test_no_constraint_is_the_simplex():
    # P(w <= x) = 1 - (1 - x)**3
    weights = drawn(constrained.region(4))
    for item in range(4):
        share = (weights[:, [item]] <= 1 - (1 - PARTS) ** (1 / 3)).mean(axis=0)
        np.testing.assert_allclose(share, PARTS, atol=5 * 0.5 / np.sqrt(len(weights)))


def test_an_order_has_the_rank_order_centroid():
    # Barron & Barrett 1996, n = 4: 25/48, 13/48, 7/48, 3/48
    rows = np.array([[-1.0, 1, 0, 0], [0, -1, 1, 0], [0, 0, -1, 1]])
    weights = drawn(constrained.region(4, rows, np.zeros(3)), steps=60)
    np.testing.assert_allclose(weights.mean(axis=0), np.array([25, 13, 7, 3]) / 48, atol=0.006)
    assert (np.diff(weights, axis=1) <= 4 / WHOLE).all()


def test_an_upper_limit_on_a_sum():
    # w1 + w2 <= 0.5 of four items: the sum is Beta(2, 2) cut there, P(sum <= x) = (3 x**2 - 2 x**3) / 0.5
    inside = constrained.region(4, np.array([[1.0, 1, 0, 0]]), np.array([0.5]))
    total = drawn(inside)[:, :2].sum(axis=1)
    for limit in (0.1, 0.25, 0.4):
        share = (3 * limit**2 - 2 * limit**3) / 0.5
        assert abs((total <= limit).mean() - share) < 5 * 0.5 / np.sqrt(len(total))
    assert total.max() <= 0.5 + 4 / WHOLE


def test_an_equality_holds_and_the_rest_is_uniform():
    # w1 = 2 w2 and three items leave a line, w2 uniform in 0 ... 1/3
    inside = constrained.region(3, equal_rows=np.array([[1.0, -2, 0]]), equal_to=np.array([0.0]))
    weights = drawn(inside)
    np.testing.assert_allclose(weights[:, 0], 2 * weights[:, 1], atol=5 / WHOLE)
    share = (weights[:, [1]] <= PARTS / 3).mean(axis=0)
    np.testing.assert_allclose(share, PARTS, atol=5 * 0.5 / np.sqrt(len(weights)))


def test_the_inner_point_of_a_triangle_is_the_centre_of_its_circle():
    # the simplex of three items has sides of sqrt(2): an inner circle of radius sqrt(6) / 6
    centre, radius = constrained.interior(constrained.region(3))
    np.testing.assert_allclose(centre, 1 / 3, atol=1e-9)
    assert radius == pytest.approx(np.sqrt(6) / 6)


def test_constraints_without_a_solution_or_without_room_show_it():
    no_room = constrained.region(2, np.array([[1.0, 0], [-1, 0]]), np.array([0.5, -0.5]))
    impossible = constrained.region(2, np.array([[1.0, 0], [-1, 0]]), np.array([0.4, -0.6]))
    assert constrained.interior(no_room)[1] == pytest.approx(0.0, abs=1e-9)
    assert constrained.interior(impossible)[1] < 0


def test_walks_are_independent_of_one_another():
    first, second = drawn(constrained.region(3))[: 2 * BLOCK].reshape(2, BLOCK, 3)[:, :, 0]
    assert abs(np.corrcoef(first, second)[0, 1]) < 5 / np.sqrt(BLOCK)
    assert abs(np.corrcoef(first[1:], first[:-1])[0, 1]) < 5 / np.sqrt(BLOCK)


def test_a_few_dimensions_take_the_steps_of_hitandrun():
    # ceil(log(n + 1) / 4 * n**3), manual of the R package hitandrun, hitandrun(thin.fn)
    assert [constrained.steps_for(n) for n in (5, 10, 20)] == [56, 600, 6090]
