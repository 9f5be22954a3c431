"""Ranking methods by distances and ratios as an edition names them."""

import attrs
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import scoring.methods
from scoring.codec.parameters import parameters
from scoring.methods import ranking_distances
from scoring.plugins import load

REGISTER = load(scoring.methods.BUILT_INS, version="0").registry.aggregations
RECORDS = {record.name: record for record in ranking_distances.records()}
# two benefits and a cost of five cities
VALUES = np.array([[3.0, 8.0, 2.0], [5.0, 6.0, 4.0], [9.0, 1.0, 3.0], [4.0, 4.0, 7.0], [1.0, 2.0, 9.0]])
WEIGHTS = np.array([0.5, 0.3, 0.2])
DIRECTION = np.array([1.0, 1.0, -1.0])


def made(name, given):
    return parameters(RECORDS[name].parameters, given, key="aggregation")


def scores(name, **given):
    chosen, wrong = made(name, given)
    assert not wrong
    return RECORDS[name].apply(VALUES, WEIGHTS, DIRECTION, **attrs.asdict(chosen))


def test_every_method_is_registered_once():
    assert {
        "weighted_sum",
        "weighted_product",
        "waspas",
        "topsis",
        "vikor",
        "moora",
        "moora_reference_point",
        "full_multiplicative_form",
        "multimoora",
        "copras",
        "aras",
        "edas",
        "codas",
        "mabac",
        "mairca",
        "marcos",
        "cocoso",
    } == set(RECORDS)
    for name, record in RECORDS.items():
        assert REGISTER[name] == record
        assert record.scope == "nation"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("weighted_sum", {"scaling": "median"}),
        ("topsis", {"scaling": "range"}),
        ("vikor", {"majority": 1.1}),
        ("vikor", {"majority": -0.1}),
        ("codas", {"threshold": 0}),
        ("waspas", {"sum_share": 1.5}),
        ("cocoso", {"sum_share": -1}),
    ],
)
def test_a_parameter_out_of_its_limits_is_refused(name, given):
    refused, wrong = made(name, given)
    assert refused is None
    assert [problem.place.key for problem in wrong] == [f"aggregation.{next(iter(given))}"]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("weighted_sum", {"scaling": "min_max"}),
        ("topsis", {"scaling": "vector"}),
        ("vikor", {"majority": 0.5}),
        ("codas", {"threshold": 0.02}),
        ("waspas", {"sum_share": 0.5}),
        ("cocoso", {"sum_share": 0.5}),
    ],
)
def test_the_defaults_are_those_of_the_papers(name, given):
    assert_array_equal(scores(name), scores(name, **given))


def test_the_ends_of_a_parameter_are_the_methods_it_joins():
    # WASPAS without a sum is the weighted product; VIKOR by the majority alone ranks like the weighted sum
    assert_allclose(scores("waspas", sum_share=0.0), scores("weighted_product"), rtol=1e-14)
    majority, total = scores("vikor", majority=1.0), scores("weighted_sum")
    assert_allclose(majority, (total - total.min()) / np.ptp(total), atol=1e-12)


def test_every_method_knows_the_best_and_the_worst_city():
    table = np.vstack([VALUES, [9.5, 8.5, 1.0], [0.5, 0.5, 9.5]])
    for name, record in RECORDS.items():
        found = record.apply(table, WEIGHTS, DIRECTION)
        assert found.argmax() == 5, name
        assert found.argmin() == 6, name


def test_methods_by_ratios_ask_for_values_above_zero():
    asking = {name for name, record in RECORDS.items() if "positive" in record.demands}
    assert asking == {
        "weighted_product",
        "waspas",
        "full_multiplicative_form",
        "multimoora",
        "copras",
        "aras",
        "codas",
        "marcos",
    }
    assert RECORDS["edas"].demands == ("not_negative",)


def test_only_products_keep_the_order_of_two_cities_whoever_else_is_there():
    assert {name for name, record in RECORDS.items() if record.reversal_free is None} == {
        "weighted_product",
        "full_multiplicative_form",
    }
    assert not any(record.reversal_free for record in RECORDS.values())
