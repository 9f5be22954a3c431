"""The built-in imputations as they are registered, and those by scikit-learn against it."""

import re
import sys

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.experimental import enable_iterative_imputer  # noqa: F401 - it makes the next line work
from sklearn.impute import IterativeImputer, KNNImputer
from sklearn.linear_model import BayesianRidge
from sklearn.preprocessing import StandardScaler

from scoring.codec.parameters import parameters
from scoring.errors import ExtraMissingError
from scoring.methods.imputation_learning import iterative_regression, nearest_neighbours
from scoring.methods.imputations import scoring_imputations

NAN = float("nan")
IMPUTATIONS = {method.name: method for method in scoring_imputations()}
CASES = [
    ("constant", {"value": 3.5}),
    ("column_mean", {}),
    ("column_median", {}),
    ("group_mean", {}),
    ("group_median", {}),
    ("sibling_mean", {}),
    ("sibling_median", {}),
    ("panel_latest", {}),
    ("panel_latest", {"years_back": 2}),
    ("panel_linear", {}),
    ("panel_linear", {"years_back": 4, "beyond": "line"}),
    ("nearest_neighbours", {}),
    ("nearest_neighbours", {"neighbours": 2, "by_distance": True}),
    ("iterative_regression", {}),
    ("iterative_regression", {"rounds": 2, "bounded": False, "draw": True, "seed": 4}),
]
LEARNT = {"nearest_neighbours", "iterative_regression"}
cases = pytest.mark.parametrize(("name", "given"), CASES, ids=[f"{name} {given}" for name, given in CASES])
exact = pytest.mark.parametrize(("name", "given"), [case for case in CASES if case[0] not in LEARNT])
learnt = pytest.mark.parametrize("fill", [nearest_neighbours, iterative_regression])
every = pytest.mark.parametrize("method", IMPUTATIONS.values(), ids=IMPUTATIONS)


def locked(array):
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def nation(cities=23):
    """Three columns that vary, a constant one and one without any value; the last city has nothing."""
    source = np.random.default_rng(cities)
    values = np.array(source.random((cities, 5)) * 10)
    values[:, 1] += 3 * values[:, 0]
    values[:, 3] = 0.1
    values[source.random(values.shape) < 0.2] = NAN
    values[:, 4], values[-1] = NAN, NAN
    past = source.random((2, *values.shape))
    return locked(values), {
        "direction": locked([1.0, -1.0, 1.0, 1.0, 1.0]),
        "siblings": locked([0, 0, 1, 1, 0]),
        "groups": locked(source.integers(-1, 3, cities)),
        "past": locked(np.where(past < 0.4, NAN, past)),
        "years": locked([2019, 2022, 2024]),
    }


def keywords(method, given):
    made, wrong = parameters(method.parameters, given, key="k")
    assert wrong == []
    return {item.name: getattr(made, item.name) for item in attrs.fields(method.parameters)}


def filled(name, given, values, context):
    method = IMPUTATIONS[name]
    return method.apply(values, **{item: context[item] for item in method.inputs}, **keywords(method, given))


def reordered(context, order):
    return {**context, "groups": context["groups"][order], "past": context["past"][:, order]}


@every
def test_an_imputation_is_described_in_both_languages(method):
    assert method.summary.en.endswith(".")
    assert method.summary.id.endswith(".")
    assert method.summary.en != method.summary.id
    assert method.formula


@every
def test_every_parameter_is_described(method):
    texts = [kind.__doc__ or "" for kind in method.parameters.__mro__[:-1]]
    told = [
        name
        for text in texts
        for names in re.findall(r"^ *([a-z_, ]+) : ", text, re.MULTILINE)
        for name in names.split(", ")
    ]
    assert {item.name for item in attrs.fields(method.parameters)} <= {*told}


def test_the_imputations_are_those_of_the_documents():
    assert list(IMPUTATIONS) == [
        "constant",
        "column_mean",
        "column_median",
        "group_mean",
        "group_median",
        "sibling_mean",
        "sibling_median",
        "panel_latest",
        "panel_linear",
        "nearest_neighbours",
        "iterative_regression",
    ]
    assert {name for name, _ in CASES} == {*IMPUTATIONS}


@cases
def test_present_values_stay_to_the_last_bit_and_nothing_becomes_infinite(name, given):
    values, context = nation()
    found = filled(name, given, values, context)
    assert found.shape == values.shape
    assert found.dtype == np.float64
    present = ~np.isnan(values)
    assert found[present].tobytes() == values[present].tobytes()
    assert not np.isinf(found).any()
    assert np.isnan(found).sum() < np.isnan(values).sum()


@cases
def test_a_table_without_cities_stays_empty_and_one_without_gaps_stays_as_it_is(name, given):
    values, context = nation()
    nobody = {**context, "groups": context["groups"][:0], "past": context["past"][:, :0]}
    assert filled(name, given, values[:0], nobody).shape == (0, 5)
    whole = locked(np.nan_to_num(values, nan=2.5))
    assert filled(name, given, whole, context).tobytes() == whole.tobytes()


@exact
def test_the_order_of_cities_does_not_show_in_any_bit(name, given):
    values, context = nation()
    order = np.random.default_rng(5).permutation(len(values))
    again = filled(name, given, locked(values[order]), reordered(context, order))
    assert again.tobytes() == filled(name, given, values, context)[order].tobytes()


@pytest.mark.parametrize(
    ("name", "given"), [case for case in CASES if case[0] in LEARNT and not case[1].get("draw")]
)
def test_the_order_of_cities_does_not_change_what_is_learnt(name, given):
    values, context = nation()
    order = np.random.default_rng(5).permutation(len(values))
    again = filled(name, given, locked(values[order]), reordered(context, order))
    assert_allclose(again, filled(name, given, values, context)[order], rtol=1e-7)


@pytest.mark.parametrize(
    ("name", "given", "keys"),
    [
        ("constant", {}, ["value"]),
        ("panel_latest", {"years_back": 0}, ["years_back"]),
        ("panel_latest", {"years_back": 1.5}, ["years_back"]),
        ("panel_linear", {"beyond": "far"}, ["beyond"]),
        ("nearest_neighbours", {"neighbours": 0}, ["neighbours"]),
        ("iterative_regression", {"rounds": 0}, ["rounds"]),
        ("iterative_regression", {"seed": -1}, ["seed"]),
        ("iterative_regression", {"seed": 2**32}, ["seed"]),
        ("column_mean", {"value": 0}, ["value"]),
    ],
)
def test_parameters_outside_their_limits_are_refused_at_their_key(name, given, keys):
    _, wrong = parameters(IMPUTATIONS[name].parameters, given, key="k")
    assert [item.place.key for item in wrong] == [f"k.{key}" for key in keys]


# --- by scikit-learn


def table():
    """Three columns of which the third is twice the first and one, with gaps; no empty row or column."""
    source = np.random.default_rng(8)
    values = source.normal(size=(30, 3)) * [1, 100, 1]
    values[:, 2] = 2 * values[:, 0] + 1
    values[source.random(values.shape) < 0.15] = NAN
    assert (~np.isnan(values)).any(axis=1).all()
    return values


def test_the_most_alike_city_by_hand():
    # In the column that both have, 1.1 is 0.1 away from 1, 0.9 from 2 and 2.9 from 4.
    values = np.array([[1.0, 3.0], [1.1, NAN], [2.0, 4.0], [4.0, 5.0]])
    assert nearest_neighbours(values, neighbours=1)[1, 1] == 3.0
    assert_allclose(nearest_neighbours(values, neighbours=2)[1, 1], 3.5, rtol=1e-9)


def test_neighbours_are_those_of_scikit_learn_on_scaled_columns():
    values = table()
    scaler = StandardScaler()
    scaled = KNNImputer(n_neighbors=4).fit_transform(scaler.fit_transform(values))
    assert_allclose(nearest_neighbours(values, neighbours=4), scaler.inverse_transform(scaled), rtol=1e-7)


def test_a_unit_does_not_choose_the_neighbours():
    # COINr and scikit-learn leave scaling to the user: the column in large units alone would choose
    values = table()
    assert_allclose(
        nearest_neighbours(values * [1, 1e6, 1]), nearest_neighbours(values) * [1, 1e6, 1], rtol=1e-6
    )


def test_regression_is_that_of_scikit_learn_on_scaled_columns():
    values = table()
    scaled = (values - np.nanmean(values, axis=0)) / np.nanstd(values, axis=0, ddof=1)
    expected = IterativeImputer(
        BayesianRidge(),
        max_iter=20,
        random_state=0,
        min_value=np.nanmin(scaled, axis=0),
        max_value=np.nanmax(scaled, axis=0),
    ).fit_transform(scaled)
    found = iterative_regression(values, rounds=20)
    assert_allclose(
        found, expected * np.nanstd(values, axis=0, ddof=1) + np.nanmean(values, axis=0), rtol=1e-6, atol=1e-6
    )


def test_a_straight_line_is_found():
    values = table()
    gap = np.isnan(values[:, 2]) & ~np.isnan(values[:, 0])
    assert gap.any()
    found = iterative_regression(values, bounded=False)
    assert_allclose(found[gap, 2], 2 * values[gap, 0] + 1, rtol=1e-2, atol=1e-2)


def test_bounded_predictions_stay_among_the_present_values():
    values = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [9.0, NAN]])
    assert iterative_regression(values)[3, 1] == 6.0
    assert iterative_regression(values, bounded=False)[3, 1] > 12.0


def test_draws_depend_on_their_seed_alone():
    values = table()
    assert_array_equal(iterative_regression(values, seed=1), iterative_regression(values, seed=2))
    first = iterative_regression(values, draw=True, seed=1)
    assert_array_equal(iterative_regression(values, draw=True, seed=1), first)
    assert (iterative_regression(values, draw=True, seed=2) != first).any()


@learnt
def test_what_is_filled_is_rounded_in_standard_deviations(fill):
    values = table()
    centre, spread = np.nanmean(values, axis=0), np.nanstd(values, axis=0, ddof=1)
    points = ((fill(values) - centre) / spread * 1e9)[np.isnan(values)]
    assert_allclose(points, np.rint(points), rtol=0, atol=1e-4)


@learnt
def test_a_city_and_a_column_without_any_value_stay_missing(fill):
    values = np.column_stack([table(), np.full(30, NAN), np.full(30, 7.0)])
    values[4] = NAN
    found = fill(values)
    assert np.isnan(found[4]).all()
    assert np.isnan(found[:, 3]).all()
    assert not np.isnan(np.delete(np.delete(found, 4, axis=0), 3, axis=1)).any()


@learnt
def test_a_gap_in_a_constant_column_is_filled_by_its_value(fill):
    values = np.column_stack([table(), np.full(30, 0.1)])
    values[3, 3] = NAN
    assert fill(values)[3, 3] == 0.1


@learnt
@pytest.mark.parametrize("values", [[[1.0, NAN]], [[1.0], [NAN]], [[1.0, NAN], [NAN, 2.0]], [[NAN, NAN]]])
def test_tables_too_small_to_learn_from_do_not_crash(fill, values):
    found = fill(np.array(values))
    there = ~np.isnan(values)
    assert_array_equal(found[there], np.array(values)[there])


@learnt
def test_without_scikit_learn_the_extra_is_named(fill, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.impute", None)
    with pytest.raises(ExtraMissingError) as caught:
        fill(table())
    (found,) = caught.value.problems
    assert found.details == {"method": fill.__name__, "package": "scikit-learn", "extra": "impute"}
