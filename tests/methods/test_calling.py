"""Built-in methods as plain functions: what they take, what they refuse, and that they are the registered ones."""

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring import methods
from scoring.kernels import aggregate
from scoring.methods import Names, UnfitError
from scoring.methods.calling import built_in
from scoring.model.registry import Registry

VALUES = np.array([[250.0, 16, 12], [200, 16, 8], [300, 32, 16], [275, 32, 8]])
WEIGHTS = [0.25, 0.25, 0.5]
NAN = float("nan")


def test_every_method_can_be_had_as_a_function():
    for kind in attrs.fields(Registry):
        register = getattr(built_in(), kind.name)
        for name in register:
            function = methods.method(name, register[name].kind)
            assert function.method is register[name]
            assert register[name].formula in function.__doc__


def test_a_rule_of_the_nation_by_its_name():
    # weighted sum of min-max scaled items, the first a cost: (1 - (x - 200) / 100, (x - 16) / 16, (x - 8) / 8)
    found = methods.weighted_sum(VALUES, WEIGHTS, ["lower", "higher", "higher"])
    assert_allclose(found, [0.125 + 0 + 0.25, 0.25, 0 + 0.25 + 0.5, 0.0625 + 0.25])
    assert_array_equal(methods.weighted_sum(VALUES, WEIGHTS, [-1, 1, 1]), found)


def test_weights_and_directions_may_come_by_name():
    by_place = methods.topsis(VALUES, WEIGHTS, [-1, 1, 1], scaling="sum")
    assert_array_equal(methods.topsis(VALUES, direction=[-1, 1, 1], weights=WEIGHTS, scaling="sum"), by_place)
    with pytest.raises(TypeError, match="weights"):
        methods.entropy(VALUES, weights=WEIGHTS)


def test_a_stack_of_weightings_gives_a_row_each():
    stack = [[1, 0, 0], WEIGHTS]
    found = methods.weighted_sum(VALUES, stack)
    assert found.shape == (2, 4)
    assert_allclose(found[1], methods.weighted_sum(VALUES, WEIGHTS))
    of_city = methods.geometric_mean(VALUES, stack)
    assert of_city.shape == (2, 4)
    assert_allclose(of_city[0], VALUES[:, 0])


def test_without_weights_and_direction_all_count_alike_and_higher_is_better():
    assert_allclose(methods.weighted_mean(VALUES), VALUES.mean(axis=1))
    assert_allclose(methods.weighted_sum(VALUES), methods.weighted_sum(VALUES, [1, 1, 1], [1, 1, 1]))


def test_a_normalisation_is_fitted_once_and_applied_to_others():
    points = methods.min_max.fit(VALUES, ["lower", "higher", "higher"])
    assert_allclose(methods.min_max(VALUES, ["lower", "higher", "higher"])[0], [0.5, 0, 0.5])
    other = methods.min_max.apply([[200.0, 24, 20]], ["lower", "higher", "higher"], reference=points)
    assert_allclose(other, [[1, 0.5, 1.5]])


def test_weightings_from_data_and_from_people():
    assert_allclose(methods.equal(VALUES), [1 / 3] * 3)
    # 3 : 1 as the only judgement
    assert_allclose(methods.ahp(2, tables=[[[1, 3], [1 / 3, 1]]]).weights, [0.75, 0.25])
    assert_allclose(methods.rank_sum(3, ranks=[[1, 2, 3]]).weights, [3 / 6, 2 / 6, 1 / 6])


def test_treatments_and_imputations_take_their_context_by_name():
    table = [[1.0, NAN], [3.0, 4.0]]
    assert_allclose(methods.column_mean(table), [[1, 4], [3, 4]])
    assert_allclose(methods.group_mean([[1.0], [NAN], [5.0]], groups=[0, 0, 1]), [[1], [1], [5]])
    assert_allclose(methods.denominate([[10.0]], of=[[4]], scale=100), [[250]])
    with pytest.raises(TypeError, match="group_mean needs groups by name"):
        methods.group_mean(table)


def test_consensus_rules_and_value_functions_too():
    assert_allclose(methods.method("median", "consensus rule")([[1.0, 5, 2]]), [2])
    assert_allclose(methods.linear([5.0], raw=[0, 10], score=[0, 4]), [2])
    assert_allclose(methods.ratio([6.0], of=np.array([3.0])), [2])


def test_what_values_are_not_is_told_with_their_names():
    table = VALUES.copy()
    table[2, 1] = -3
    with pytest.raises(UnfitError) as caught:
        methods.geometric_mean(table, names=Names(cities=["a", "b", "Kota Tiga"], items=["x", "Kejahatan"]))
    assert (
        str(caught.value)
        == "Kota Tiga: Kejahatan is -3, and geometric_mean of this call takes nothing below 0"
    )
    with pytest.raises(ValueError, match="city 3: item 2 is -3"):
        methods.geometric_mean(table)
    with pytest.raises(UnfitError, match="item 1 is 5 in every city"):
        methods.cilos([[5.0, 1], [5.0, 2]])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: methods.power_mean(VALUES, exponant=2), "exponant"),
        (lambda: methods.power_mean(VALUES), "exponent"),
        (lambda: methods.power_mean(VALUES, exponent="2"), "exponent"),
        (lambda: methods.topsis(VALUES, scaling="vectr"), "vector"),
    ],
)
def test_parameters_are_refused_by_name(ask, words):
    with pytest.raises(UnfitError, match=words):
        ask()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: methods.topsis(VALUES[0]), "values must have the shape"),
        (lambda: methods.topsis(VALUES, [1, 2]), "weights must be 3"),
        (lambda: methods.topsis(VALUES, [1, 2, -1]), "weights must be 3"),
        (lambda: methods.topsis(VALUES, [0, 0, 0]), "weights must be 3"),
        (lambda: methods.topsis(VALUES, [1, 2, NAN]), "weights must be 3"),
        (lambda: methods.topsis(VALUES, WEIGHTS, [1, -1]), "direction must be 3"),
        (lambda: methods.topsis(VALUES, WEIGHTS, [1, 0, 1]), "direction must be 3"),
        (lambda: methods.topsis(VALUES, WEIGHTS, ["up", 1, 1]), "direction must be 3"),
        (lambda: methods.scaled(VALUES, lower=[1, 2], upper=[9]), "lower needs 1 number, or 3"),
    ],
)
def test_arrays_that_do_not_fit_are_a_value_error(ask, words):
    with pytest.raises(ValueError, match=words):
        ask()


def test_a_rule_of_one_city_takes_no_direction():
    with pytest.raises(TypeError, match="takes no direction"):
        methods.weighted_mean(VALUES, WEIGHTS, [1, 1, 1])


def test_a_name_that_is_not_there_or_stands_for_several():
    with pytest.raises(AttributeError, match="did you mean 'topsis'"):
        methods.topsi  # noqa: B018 - looking it up is the test
    with pytest.raises(
        AttributeError, match=r"method\('median', kind='aggregation' or kind='consensus rule'\)|kind="
    ):
        methods.median  # noqa: B018
    with pytest.raises(AttributeError):
        methods._private  # noqa: B018


def test_values_that_are_given_stay_as_they_are():
    before = VALUES.copy()
    methods.topsis(VALUES, WEIGHTS)
    methods.winsorise(VALUES)
    methods.min_max(VALUES)
    assert_array_equal(before, VALUES)


def test_the_function_is_the_kernel():
    assert methods.weighted_mean.method.apply is aggregate.weighted_mean
