"""What every built-in normalisation keeps, and what its parameters refuse."""

import json
from types import SimpleNamespace

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.codec.parameters import parameters
from scoring.methods.normalisations import scoring_normalisations

NAN = float("nan")
METHODS = {method.name: method for method in scoring_normalisations()}
EXAMPLES = {
    "min_max": [{}, {"low": 10, "high": 20, "clip": True}],
    "distance_to_reference": [
        {"point": "median"},
        {"point": "best", "low": 1, "high": 2},
        {"point": "given", "given": [60], "capped": True},
    ],
    "distance_to_target": [{"target": [60]}, {"target": [60], "capped": True, "low": 1, "high": 100}],
    "goalposts": [{"lower": [20], "upper": [80]}, {"lower": [20], "upper": [80], "clip": False, "high": 100}],
    "scaled": [{"lower": [20], "upper": [80]}],
    "z_score": [{}, {"mean": 50, "sd": 10}],
    "robust_z": [{}, {"centre": 50, "scale": 10}],
    "rank": [{}, {"ties": "average"}, {"ties": "max"}],
    "borda": [{}, {"ties": "average"}],
    "percentile_rank": [{}, {"ties": "average", "lowest": "share"}, {"clip": True}],
    "categorical_quantiles": [{}, {"shares": [0.5], "scores": [1, 2]}],
    "categorical_limits": [{"limits": [20, 40, 60], "scores": [0, 1, 1, 4]}],
    "piecewise_linear": [{"knots": [20, 50, 80], "scores": [0, 80, 100]}],
    "sum": [{}, {"costs": "complement"}],
    "vector": [{}, {"costs": "inverse"}],
    "ratio_to_reference": [
        {},
        {"point": "worst", "form": "difference"},
        {"point": "given", "given": [60]},
    ],
}
GIVEN_POINTS = {"goalposts", "scaled", "distance_to_target", "categorical_limits", "piecewise_linear"}
RATIOS = {
    "above_below_mean",
    "fraction_of_maximum",
    "max",
    "nonlinear",
    "zavadskas_turskis",
    "sum",
    "vector",
    "ratio_to_reference",
}
STEPS = {
    "above_below_mean",
    "categorical_quantiles",
    "categorical_limits",
    "goalposts",
    "piecewise_linear",
    "distance_to_reference",
    "distance_to_target",
}
"""Rules that may give the same score to two values, because they cut or cap."""
CONSTANT_STOPS = [
    ("min_max", {}),
    ("distance_to_maximum", {}),
    ("distance_to_reference", {"point": "mean"}),
    ("distance_to_target", {"target": 7}),
    ("z_score", {}),
    ("robust_z", {}),
    ("enhanced_accuracy", {}),
]
DIRECTION = np.array([1.0, -1.0, 1.0, -1.0, 1.0])


def made(name, given):
    found, wrong = parameters(METHODS[name].parameters, given, key="k")
    assert found is not None, wrong
    return {item.name: getattr(found, item.name) for item in attrs.fields(METHODS[name].parameters)}


def bound(name, given):
    method, keywords = METHODS[name], made(name, given)
    return SimpleNamespace(
        name=name,
        fit=lambda values, direction: method.fit(values, direction, **keywords),
        apply=lambda values, direction, reference: method.apply(values, direction, reference, **keywords),
        both=lambda values, direction: method.apply(
            values, direction, method.fit(values, direction, **keywords), **keywords
        ),
    )


def every(name, given):
    return True


def cases(keep=every):
    return pytest.mark.parametrize(
        "rule",
        [
            pytest.param(bound(name, given), id=f"{name} {given}" if given else name)
            for name in METHODS
            for given in EXAMPLES.get(name, [{}])
            if keep(name, given)
        ],
    )


def is_affine(name, given):
    return name not in RATIOS | GIVEN_POINTS | {"none", "logarithmic"} and "given" not in given


def is_ratio(name, given):
    return name in RATIOS and "given" not in given


def is_fitted(name, given):
    return name not in (GIVEN_POINTS - {"distance_to_target"}) | {"none"} and "given" not in given


def frozen(array):
    array = np.ascontiguousarray(array, dtype=np.float64)
    array.setflags(write=False)
    return array


def measured(rows=29):
    """Positive values with ties in some items, some missing."""
    source = np.random.default_rng(rows)
    values = source.integers(2, 101, (rows, 5)) + 0.1 * source.integers(0, 9, (rows, 5))
    values[:, 3:] = np.round(values[:, 3:], -1) + 5
    values[source.random(values.shape) < 0.15] = NAN
    return frozen(values)


@cases()
def test_scores_have_the_shape_of_the_values_and_are_missing_where_they_are(rule):
    values = measured()
    found = rule.both(values, DIRECTION)
    assert found.dtype == np.float64
    assert_array_equal(np.isnan(found), np.isnan(values))
    assert not np.isinf(found).any()


@cases()
def test_no_city_among_those_scored_is_no_fault(rule):
    reference = rule.fit(measured(), DIRECTION)
    assert rule.apply(np.empty((0, 5)), DIRECTION, reference).shape == (0, 5)
    assert rule.both(np.empty((0, 5)), DIRECTION).shape == (0, 5)


@cases()
def test_the_order_of_cities_does_not_change_a_bit(rule):
    values, order = measured(), np.random.default_rng(3).permutation(29)
    assert rule.both(frozen(values[order]), DIRECTION).tobytes() == (
        rule.both(values, DIRECTION)[order].tobytes()
    )


@cases()
def test_the_order_of_items_and_their_company_do_not_change_a_bit(rule):
    values = measured()
    whole = rule.both(values, DIRECTION)
    backwards = rule.both(frozen(values[:, ::-1]), frozen(DIRECTION[::-1]))
    assert np.ascontiguousarray(backwards[:, ::-1]).tobytes() == whole.tobytes()
    for item in range(5):
        alone = rule.both(frozen(values[:, [item]]), DIRECTION[[item]])
        assert alone.tobytes() == np.ascontiguousarray(whole[:, [item]]).tobytes()


@cases()
def test_each_city_is_scored_alike_in_any_company(rule):
    values = measured()
    reference = rule.fit(values, DIRECTION)
    whole = rule.apply(values, DIRECTION, reference)
    parts = [
        rule.apply(frozen(values[start:end]), DIRECTION, reference)
        for start, end in [(0, 1), (1, 9), (9, 29)]
    ]
    assert np.concatenate(parts).tobytes() == whole.tobytes()


@cases()
def test_a_city_without_values_changes_no_other(rule):
    values = measured()
    more = frozen(np.vstack([np.full((2, 5), NAN), values]))
    # another number of places in a sum may move its last bit
    assert_allclose(rule.both(more, DIRECTION)[2:], rule.both(values, DIRECTION), rtol=1e-13, atol=1e-14)


@cases()
def test_a_missing_value_changes_no_other_item(rule):
    values = measured()
    hollow = values.copy()
    hollow[:, 1] = NAN
    whole, other = rule.both(values, DIRECTION), rule.both(frozen(hollow), DIRECTION)
    assert_array_equal(other[:, [0, 2, 3, 4]], whole[:, [0, 2, 3, 4]])
    assert np.isnan(other[:, 1]).all()


@cases()
def test_reference_points_are_arrays_by_item_that_a_text_can_keep(rule):
    values = measured()
    reference = rule.fit(values, DIRECTION)
    assert all(points.dtype == np.float64 and points.shape[-1] == 5 for points in reference.values())
    lists = {name: np.where(np.isnan(points), None, points).tolist() for name, points in reference.items()}
    read = {
        name: np.array(points, dtype=np.float64)
        for name, points in json.loads(json.dumps(lists, allow_nan=False)).items()
    }
    new = frozen(measured(31) * 1.5 + 0.3)
    assert rule.apply(new, DIRECTION, read).tobytes() == rule.apply(new, DIRECTION, reference).tobytes()


@cases()
def test_a_better_value_never_scores_less(rule):
    values = measured()
    found = rule.both(values, DIRECTION)
    for item, way in enumerate(DIRECTION):
        order = np.argsort(values[:, item] * way)
        steps = np.diff(found[order, item])
        gains = np.diff(values[order, item] * way)
        known = ~np.isnan(steps)
        assert (steps[known] >= 0).all()
        assert_array_equal(steps[known & (gains == 0)], 0)
        if rule.name not in STEPS:
            assert (steps[known & (gains > 0)] > 0).all()


@cases()
def test_new_cities_keep_their_order_too(rule):
    reference = rule.fit(measured(), DIRECTION)
    line = frozen(np.repeat(np.linspace(0.5, 150, 400)[:, None], 5, axis=1))
    steps = np.diff(rule.apply(line, DIRECTION, reference), axis=0) * DIRECTION
    assert (steps >= -1e-12).all()


@cases(is_affine)
def test_turned_values_with_a_turned_direction_score_the_same(rule):
    values = measured()
    turned = rule.both(frozen(-values), frozen(-DIRECTION))
    assert_allclose(turned, rule.both(values, DIRECTION), rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize(
    ("name", "given", "turned"),
    [
        ("goalposts", {"lower": [20], "upper": [80]}, {"lower": [-80], "upper": [-20]}),
        ("scaled", {"lower": [20], "upper": [80]}, {"lower": [-80], "upper": [-20]}),
        ("distance_to_target", {"target": [60]}, {"target": [-60]}),
        (
            "distance_to_reference",
            {"point": "given", "given": [60]},
            {"point": "given", "given": [-60]},
        ),
        (
            "categorical_limits",
            {"limits": [20, 50], "scores": [0, 1, 5]},
            {"limits": [-50, -20], "scores": [0, 1, 5]},
        ),
        (
            "piecewise_linear",
            {"knots": [20, 50, 70], "scores": [0, 1, 5]},
            {"knots": [-70, -50, -20], "scores": [0, 1, 5]},
        ),
    ],
)
def test_turned_values_with_turned_points_score_the_same(name, given, turned):
    values = measured()
    expected = bound(name, given).both(values, DIRECTION)
    found = bound(name, turned).both(frozen(-values), frozen(-DIRECTION))
    assert_array_equal(found, expected)


@cases(is_affine)
@pytest.mark.parametrize(("scale", "shift"), [(1.8, 32.0), (1000.0, 0.0), (0.25, -7.0)])
def test_another_unit_does_not_matter(rule, scale, shift):
    values = measured()
    found = rule.both(frozen(values * scale + shift), DIRECTION)
    assert_allclose(found, rule.both(values, DIRECTION), rtol=1e-9, atol=1e-9)


@cases(is_ratio)
@pytest.mark.parametrize("scale", [1000.0, 0.25])
def test_another_unit_with_the_same_zero_does_not_matter_to_a_ratio(rule, scale):
    values = measured()
    found = rule.both(frozen(values * scale), DIRECTION)
    assert_allclose(found, rule.both(values, DIRECTION), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("name", "given", "low", "high"),
    [
        ("min_max", {}, 0, 1),
        ("min_max", {"low": 1, "high": 100}, 1, 100),
        ("distance_to_maximum", {}, 0, 1),
        ("enhanced_accuracy", {}, 0, 1),
        ("percentile_rank", {}, 0, 1),
        ("rank", {}, 1, 29),
        ("borda", {}, 0, 28),
        ("categorical_quantiles", {}, 0, 100),
        ("goalposts", {"lower": 20, "upper": 80, "low": 1, "high": 5}, 1, 5),
        ("fraction_of_maximum", {}, 0, 1),
        ("nonlinear", {}, 0, 1),
        ("max", {}, 0, 1),
        ("sum", {}, 0, 1),
        ("vector", {}, 0, 1),
        ("logarithmic", {}, 0, 1),
    ],
)
def test_scores_stay_within_their_bounds(name, given, low, high):
    keywords = {key: (value,) if key in {"lower", "upper"} else value for key, value in given.items()}
    method, values = METHODS[name], measured()
    keywords = {**made_defaults(name), **keywords}
    found = method.apply(values, DIRECTION, method.fit(values, DIRECTION, **keywords), **keywords)
    known = found[~np.isnan(found)]
    assert known.min() >= low
    assert known.max() <= high


def made_defaults(name):
    fields = attrs.fields(METHODS[name].parameters)
    return {item.name: item.default for item in fields if item.default is not attrs.NOTHING}


@pytest.mark.parametrize(("name", "given"), CONSTANT_STOPS)
def test_a_constant_item_has_no_score_unless_the_edition_gives_one(name, given):
    method, values = METHODS[name], np.array([[7.0, 1], [7, 2], [NAN, 4], [7, 8]])
    direction = np.array([-1.0, 1.0])
    for constant in (None, 0.5):
        keywords = attrs.asdict(method.parameters(**given, constant=constant), recurse=False)
        found = method.apply(values, direction, method.fit(values, direction, **keywords), **keywords)
        score = NAN if constant is None else constant
        assert_array_equal(found[:, 0], [score, score, NAN, score])
        if name != "distance_to_target":  # all of 1, 2, 4, 8 is worse than 7, and 8 beyond it
            assert np.isfinite(found[:, 1]).all()


@cases(is_fitted)
def test_an_item_on_which_nobody_was_fitted_gives_no_score(rule):
    values = measured().copy()
    values[:, 2] = NAN
    reference = rule.fit(frozen(values), DIRECTION)
    assert np.isnan(rule.apply(measured(), DIRECTION, reference)[:, 2]).all()


@pytest.mark.parametrize("name", METHODS)
def test_no_rule_demands_what_its_parameter_for_constant_items_may_repair(name):
    names = {item.name for item in attrs.fields(METHODS[name].parameters)}
    assert "varying" not in METHODS[name].demands
    assert ("constant" in names) == (name in {case for case, _ in CONSTANT_STOPS} | {"percentile_rank"})


GOOD = [
    ("min_max", {"low": -1, "high": 1}),
    ("min_max", {"constant": 0.5}),
    ("goalposts", {"lower": [0, 5], "upper": [10]}),
    ("goalposts", {"lower": [0], "upper": [10, 20]}),
    ("scaled", {"lower": [0, 5], "upper": [10, 6], "high": 100}),
    ("distance_to_target", {"target": [1, 2, 3]}),
    ("above_below_mean", {"threshold": 0}),
    ("piecewise_linear", {"knots": [0, 1], "scores": [3, 3]}),
    ("categorical_limits", {"limits": [0], "scores": [-1, 1]}),
]
BAD = [
    ("none", {"low": 0}, ["low"]),
    ("min_max", {"low": 1, "high": 1}, [""]),
    ("min_max", {"constant": "x"}, ["constant"]),
    ("distance_to_reference", {"point": "worst"}, ["point"]),
    ("distance_to_reference", {"point": "given"}, [""]),
    ("distance_to_reference", {"given": [4]}, [""]),
    ("distance_to_reference", {"low": 2}, [""]),
    ("ratio_to_reference", {"point": "given"}, [""]),
    ("ratio_to_reference", {"form": "share"}, ["form"]),
    ("distance_to_target", {}, ["target"]),
    ("distance_to_target", {"target": []}, ["target"]),
    ("goalposts", {"lower": [5], "upper": [5]}, [""]),
    ("goalposts", {"lower": [0, 6], "upper": [5]}, [""]),
    ("goalposts", {"lower": [0, 1], "upper": [5, 6, 7]}, [""]),
    ("goalposts", {"lower": [], "upper": [5]}, ["lower"]),
    ("goalposts", {"lower": [float("nan")], "upper": [5]}, ["lower[0]"]),
    ("scaled", {"lower": [0], "upper": [1], "clip": True}, ["clip"]),
    ("z_score", {"sd": 0}, ["sd"]),
    ("robust_z", {"scale": -1}, ["scale"]),
    ("above_below_mean", {"threshold": 1}, ["threshold"]),
    ("rank", {"ties": "first"}, ["ties"]),
    ("percentile_rank", {"lowest": "one"}, ["lowest"]),
    ("categorical_quantiles", {"shares": [0.5, 0.5], "scores": [1, 2, 3]}, ["shares"]),
    ("categorical_quantiles", {"shares": [0.5, 1], "scores": [1, 2, 3]}, ["shares"]),
    ("categorical_quantiles", {"shares": [0.5], "scores": [1, 2, 3]}, [""]),
    ("categorical_limits", {"limits": [], "scores": [1]}, ["limits"]),
    ("categorical_limits", {"limits": [1, 2], "scores": [3, 2, 1]}, ["scores"]),
    ("categorical_limits", {"limits": [1, 2], "scores": [1, 2]}, [""]),
    ("piecewise_linear", {"knots": [1], "scores": [1]}, ["knots"]),
    ("piecewise_linear", {"knots": [1, 2], "scores": [2, 1]}, ["scores"]),
    ("piecewise_linear", {"knots": [1, 2], "scores": [1]}, [""]),
    ("sum", {"costs": "minus"}, ["costs"]),
]


@pytest.mark.parametrize(("name", "given"), GOOD, ids=[f"{name} {given}" for name, given in GOOD])
def test_parameters_inside_their_limits_are_taken(name, given):
    assert made(name, given)


@pytest.mark.parametrize(("name", "given", "keys"), BAD, ids=[f"{name} {given}" for name, given, _ in BAD])
def test_parameters_outside_their_limits_are_refused_at_their_key(name, given, keys):
    found, problems = parameters(METHODS[name].parameters, given, key="k")
    assert found is None
    assert [item.place.key for item in problems] == [f"k.{key}" if key else "k" for key in keys]


def test_one_number_for_all_criteria_needs_no_list_in_python():
    posts = METHODS["goalposts"].parameters(lower=20, upper=(80.0, 90.0))
    assert posts.lower == (20.0,)
    assert posts.upper == (80.0, 90.0)


def test_the_built_ins_are_those_of_the_documents():
    assert list(METHODS) == [
        "none",
        "min_max",
        "distance_to_maximum",
        "distance_to_reference",
        "distance_to_target",
        "goalposts",
        "scaled",
        "z_score",
        "robust_z",
        "above_below_mean",
        "rank",
        "borda",
        "percentile_rank",
        "categorical_quantiles",
        "categorical_limits",
        "piecewise_linear",
        "fraction_of_maximum",
        "max",
        "nonlinear",
        "zavadskas_turskis",
        "sum",
        "vector",
        "ratio_to_reference",
        "logarithmic",
        "enhanced_accuracy",
    ]
