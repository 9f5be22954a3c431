"""The built-in treatments as they are registered: what every one keeps, and what is refused."""

import re

import attrs
import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scoring.codec.parameters import parameters
from scoring.errors import RejectedError
from scoring.methods.treatments import scoring_treatments

NAN = float("nan")
TREATMENTS = {method.name: method for method in scoring_treatments()}
CASES = [
    ("screen", {}),
    ("screen", {"availability": 0, "non_zero": 0.5, "include": ["C01"]}),
    ("denominate", {"scale": 1000}),
    ("winsorise", {}),
    ("winsorise", {"when": "always", "most_cells": 3}),
    ("winsorise_or_log", {}),
    ("winsorise_or_log", {"most_cells": 0, "form": "either_side", "log_of": "winsorised"}),
    ("clip_quantiles", {}),
    ("clip_quantiles", {"when": "always", "low": 0.1, "high": 0.9}),
    ("log_shifted", {}),
    ("log_shifted", {"when": "always"}),
    ("log_plus_one", {}),
    ("log_plus_one", {"when": "always"}),
    ("log_either_side", {}),
    ("log_either_side", {"when": "always"}),
    ("log_gii", {}),
    ("log_gii", {"when": "always"}),
    ("box_cox", {}),
    ("box_cox", {"when": "always", "exponent": -0.5}),
]
cases = pytest.mark.parametrize(("name", "given"), CASES, ids=[f"{name} {given}" for name, given in CASES])
every = pytest.mark.parametrize("method", TREATMENTS.values(), ids=TREATMENTS)


def keywords(method, given):
    made, wrong = parameters(method.parameters, given, key="k")
    assert wrong == []
    return {item.name: getattr(made, item.name) for item in attrs.fields(method.parameters)}


def locked(array):
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def nation(cities=23):
    """Columns of several shapes, some values missing: even, long tails on either side, zeros, constant, empty."""
    source = np.random.default_rng(cities)
    values = source.integers(1, 90, (cities, 7)) / 8
    values[2, 1], values[4, 1], values[5, 2] = 4000, 3000, -800
    values[:, 3] = np.where(source.random(cities) < 0.8, 0.0, values[:, 3])
    values[source.random(values.shape) < 0.15] = NAN
    values[:, 5], values[:, 6] = 0.1, NAN
    return locked(values), {
        "codes": tuple(f"C{city:02d}" for city in range(cities)),
        "of": locked(source.integers(0, 9, values.shape) * 1.0),
    }


def treated(name, given, values, context):
    method = TREATMENTS[name]
    return method.apply(values, **{item: context[item] for item in method.inputs}, **keywords(method, given))


def turned(context, order):
    return {"codes": tuple(np.array(context["codes"])[order]), "of": locked(context["of"][order])}


@every
def test_a_treatment_is_described_in_both_languages(method):
    assert method.summary.en.endswith(".")
    assert method.summary.id.endswith(".")
    assert method.summary.en != method.summary.id
    assert method.formula
    assert method.source


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


def test_the_treatments_are_those_of_the_documents():
    assert list(TREATMENTS) == [
        "screen",
        "denominate",
        "winsorise",
        "winsorise_or_log",
        "clip_quantiles",
        "log_shifted",
        "log_plus_one",
        "log_either_side",
        "log_gii",
        "box_cox",
    ]
    assert {name for name, _ in CASES} == {*TREATMENTS}


@cases
def test_shape_and_type_stay_and_what_is_missing_stays_missing(name, given):
    values, context = nation()
    found = treated(name, given, values, context)
    assert found.shape == values.shape
    assert found.dtype == np.float64
    assert np.isnan(found[np.isnan(values)]).all()
    assert not np.isinf(found).any()


@cases
def test_a_table_without_cities_stays_empty(name, given):
    values, context = nation()
    nobody = {"codes": (), "of": context["of"][:0]}
    given = {key: value for key, value in given.items() if key != "include"}
    assert treated(name, given, values[:0], nobody).shape == (0, 7)


@cases
def test_the_order_of_cities_does_not_show_in_any_bit(name, given):
    values, context = nation()
    order = np.random.default_rng(5).permutation(len(values))
    again = treated(name, given, locked(values[order]), turned(context, order))
    assert again.tobytes() == treated(name, given, values, context)[order].tobytes()


@pytest.mark.parametrize(("name", "given"), [case for case in CASES if case[0] != "screen"])
def test_each_column_is_treated_by_itself(name, given):
    values, context = nation()
    whole = treated(name, given, values, context)
    for item in range(values.shape[1]):
        alone = {**context, "of": context["of"][:, [item]]}
        assert_array_equal(treated(name, given, values[:, [item]], alone), whole[:, [item]])


@pytest.mark.parametrize(("name", "given"), CASES[3:])
def test_no_city_overtakes_another_and_a_constant_column_is_left_alone(name, given):
    values, context = nation()
    found = treated(name, given, values, context)
    for before, after in zip(values.T, found.T, strict=True):
        order = np.argsort(before[~np.isnan(before)])
        assert (np.diff(after[~np.isnan(before)][order]) >= 0).all()
    assert_array_equal(found[:, 5], values[:, 5])


@pytest.mark.parametrize(("name", "given"), [case for case in CASES[3:] if case[1].get("when") != "always"])
def test_a_column_that_passes_the_test_is_left_alone(name, given):
    values, context = nation()
    found = treated(name, given, values, context)
    assert_array_equal(found[:, [0, 4]], values[:, [0, 4]])
    assert (found[:, 1] != values[:, 1])[[2, 4]].any()


def test_a_city_to_include_that_is_not_there_is_refused_by_name():
    values, context = nation()
    with pytest.raises(RejectedError) as caught:
        treated("screen", {"include": ["C01", "c07", "Z"]}, values, context)
    assert [(item.code, item.details["found"]) for item in caught.value.problems] == [
        ("unknown-city", "c07"),
        ("unknown-city", "Z"),
    ]
    assert caught.value.problems[0].details["nearest"] == "C07"


@pytest.mark.parametrize(
    ("name", "given", "keys"),
    [
        ("screen", {"availability": 1.01}, ["availability"]),
        ("screen", {"non_zero": -0.1}, ["non_zero"]),
        ("screen", {"include": ["A", "A"]}, ["include[1]"]),
        ("denominate", {"scale": 0}, ["scale"]),
        ("winsorise", {"most_cells": -1}, ["most_cells"]),
        ("winsorise", {"most_cells": 2.5}, ["most_cells"]),
        ("winsorise", {"when": "never"}, ["when"]),
        ("winsorise", {"skewness_limit": -1}, ["skewness_limit"]),
        ("winsorise_or_log", {"form": "log"}, ["form"]),
        ("winsorise_or_log", {"when": "always"}, ["when"]),
        ("clip_quantiles", {"low": -0.1}, ["low"]),
        ("clip_quantiles", {"high": 1.1}, ["high"]),
        ("clip_quantiles", {"low": 0.5, "high": 0.5}, [""]),
        ("box_cox", {"exponent": 5.5}, ["exponent"]),
        ("log_gii", {"exponent": 1}, ["exponent"]),
    ],
)
def test_parameters_outside_their_limits_are_refused_at_their_key(name, given, keys):
    _, wrong = parameters(TREATMENTS[name].parameters, given, key="k")
    assert [item.place.key for item in wrong] == [f"k.{key}" if key else "k" for key in keys]
