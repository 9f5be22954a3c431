"""Levels of factors: their alternatives and draws as variants."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.lab.factors import WHOLE, Ground, combined, weights_drawn
from scoring.lab.sensitivity import alone, laid_out, levels_at
from scoring.model.factor import Factor, MeasurementError, RandomWeights
from scoring.model.method import Use
from scoring.model.plan import Fold, Structure

MEAN, MINIMUM = Use(method="weighted_mean"), Use(method="minimum")
STRUCTURE = Structure(
    leaves=(),
    folds=(
        Fold(
            id="index",
            kind="node",
            children=("a", "b", "c"),
            weights=(Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)),
            aggregation=MEAN,
        ),
    ),
    index="index",
    ranked=("index",),
)
FACTORS = {
    "rule": Factor(node="a", aggregation=(MINIMUM, Use(method="power_mean", parameters={"exponent": 2}))),
    "left": Factor(without=("a", "b")),
    "weights": Factor(weights=RandomWeights(spread="noise", draws=5)),
    "error": Factor(error=MeasurementError(criteria=("x.*",), size=1, draws=4)),
}
LEVELS = Ground(structure=STRUCTURE, criteria=lambda _: ("x.a", "x.b"), seed=3).levels(FACTORS)
NOMINAL = np.array([0.5, 0.3, 0.2])


def test_the_first_alternative_is_the_edition_itself_and_draws_have_none():
    assert [item.count for item in LEVELS] == [3, 3, 5, 4]
    assert LEVELS[0].labels == ("official", "minimum", "power_mean:exponent=2")
    assert LEVELS[1].labels == ("official", "without a", "without b")
    assert [item.drawn for item in LEVELS] == [False, False, True, True]
    assert LEVELS[2].label(0) == "draw 1"


def test_a_run_makes_all_its_changes_at_once():
    found = combined(LEVELS, [1, 2, 3, 0], "run")
    assert len(found.others) == 4
    rule, left, weights, error = found.others
    assert (rule.node, rule.aggregation, left.without) == ("a", MINIMUM, ("b",))
    assert (weights.node, sum(weights.weights)) == ("index", 1)
    assert weights.weights == tuple(Fraction(int(unit), WHOLE) for unit in LEVELS[2].units[3])
    assert (error.error.criteria, error.error.number) == (("x.a", "x.b"), 0)
    assert combined(LEVELS, [0, 0, -1, -1], "nominal").others == ()


def test_factors_draw_independently_of_each_other():
    first, second = (
        weights_drawn(RandomWeights(spread="uniform"), NOMINAL, seed=1, stream=stream)[:, 0]
        for stream in (0, 1)
    )
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.06


@pytest.mark.parametrize(
    "random",
    [
        RandomWeights(spread="noise", size=0.4),
        RandomWeights(spread="dirichlet", concentration=30),
        RandomWeights(spread="uniform", draws=100),
    ],
)
def test_drawn_weights_sum_to_the_whole(random):
    units = weights_drawn(random, NOMINAL, seed=2, stream=0)
    assert units.shape == (random.draws, 3)
    assert_array_equal(units.sum(axis=1), WHOLE)
    assert (units >= 0).all()


def test_drawn_weights_spread_as_they_are_asked_to():
    # Dirichlet: variance w (1 - w) / (c + 1); uniform on the simplex of 3: mean 1/3, variance 2/36
    units = (
        weights_drawn(RandomWeights(spread="dirichlet", concentration=30), NOMINAL, seed=2, stream=0) / WHOLE
    )
    assert_allclose(units.mean(axis=0), NOMINAL, atol=0.01)
    assert_allclose(units.var(axis=0), NOMINAL * (1 - NOMINAL) / 31, rtol=0.1)
    units = weights_drawn(RandomWeights(spread="uniform"), NOMINAL, seed=2, stream=0) / WHOLE
    assert_allclose(units.mean(axis=0), 1 / 3, atol=0.01)
    assert_allclose(units.var(axis=0), 1 / 18, rtol=0.1)


def test_every_level_has_the_same_share_of_the_unit_interval():
    points = np.column_stack([(np.arange(60) + 0.5) / 60] * 4)
    found = levels_at(points, LEVELS)
    for at, item in enumerate(LEVELS):
        assert_array_equal(np.bincount(found[:, at]), 60 / item.count)
    assert levels_at(np.full((1, 4), np.nextafter(1, 0)), LEVELS).tolist() == [[2, 2, 4, 3]]


def test_runs_are_two_samples_and_one_with_the_columns_exchanged():
    points = laid_out(8, 3, seed=1)
    assert points.shape == (8 * 5, 3)
    a, b = points[:8], points[8:16]
    for factor in range(3):
        mixed = points[16 + 8 * factor : 24 + 8 * factor]
        assert_array_equal(mixed[:, factor], b[:, factor])
        assert_array_equal(np.delete(mixed, factor, axis=1), np.delete(a, factor, axis=1))


def test_one_at_a_time_leaves_all_others_as_they_are():
    rows, told = alone(LEVELS)
    assert (rows >= 0).sum() == len(rows) == 2 + 2 + 5 + 4
    assert [number for *_, number in told] == [1, 1, 1, 1, 5, 4]
    assert told[-1] == ("error", "4 draws", 4)
