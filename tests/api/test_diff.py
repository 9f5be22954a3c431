"""Comparing runs: effects of data, weights and method calculated by hand, adding up to the whole change."""

from __future__ import annotations

import itertools

import pytest

import scoring

EQUAL = ("policy = 0.6, service = 0.4", "policy = 0.5, service = 0.5")
HALF_MORE = ("11.01,service.online,50", "11.01,service.online,75")
MINIMUM = ("[node.index]", '[node.index]\naggregation = "minimum"')


def effects(found):
    """Return (total, data, weights, method) by city, for those that have an index in both runs."""
    return {
        item.code: (item.after - item.before, item.data, item.weights, item.method)
        for item in found.cities
        if item.before is not None and item.after is not None
    }


def expect(**by_city):
    return {code.replace("_", "."): pytest.approx(numbers, abs=1e-12) for code, numbers in by_city.items()}


@pytest.fixture
def compared(small, tmp_path):
    """Compare the small edition with what changes make of it, as runs and as run folders; both must be the same."""
    other = small.copy(tmp_path / "other")

    def diff(*changes):
        for name, old, new in changes:
            other.replace(name, old, new)
        first, second = small.run(), other.run()
        found = scoring.diff(first, second)
        folders = first.write(tmp_path / "first"), second.write(tmp_path / "second")
        assert scoring.diff(*folders) == found
        for total, *parts in effects(found).values():
            if None not in parts:
                assert sum(parts) == pytest.approx(total, abs=1e-12)
        return found

    diff.other = other
    return diff


def causes(found):
    return [(item.cause, item.what, item.before, item.after) for item in found.changes]


# The base, from the top of conftest.py: policy and service are 2.75 and 2 in 11.01, 3 and 4 in 11.10, 1 and 1 in
# 11.1A, and the index 0.6 policy + 0.4 service is 2.45, 3.4 and 1.


def test_a_run_against_itself_has_no_changes(compared):
    found = compared()
    assert found.changes == ()
    assert effects(found) == dict.fromkeys(("11.10", "11.01", "11.1A"), (0, 0, 0, 0))
    assert [(item.code, item.rank_before, item.rank_after) for item in found.cities] == [
        ("11.10", 1, 1),
        ("11.01", 2, 2),
        ("11.1A", 3, 3),
        ("12.01", None, None),
    ]


def test_a_mark_that_changed_is_an_effect_of_the_data(compared):
    found = compared(("measures.csv", *HALF_MORE))
    # the service of 11.01 is 75 / 25 = 3 instead of 2: 0.4 * 1
    assert effects(found) == expect(
        **{"11_01": (0.4, 0.4, 0, 0), "11_10": (0, 0, 0, 0), "11_1A": (0, 0, 0, 0)}
    )
    assert causes(found) == [("data", "measure 11.01 service.online", "50.0", "75.0")]


def test_weights_that_changed_are_an_effect_of_the_weights(compared):
    found = compared(("edition.toml", *EQUAL))
    # 0.5 * 2.75 + 0.5 * 2 = 2.375 and 0.5 * 3 + 0.5 * 4 = 3.5
    assert effects(found) == expect(
        **{"11_01": (-0.075, 0, -0.075, 0), "11_10": (0.1, 0, 0.1, 0), "11_1A": (0, 0, 0, 0)}
    )
    assert causes(found) == [
        ("weights", "node.index.children.policy", "0.6", "0.5"),
        ("weights", "node.index.children.service", "0.4", "0.5"),
    ]


def test_an_aggregation_that_changed_is_an_effect_of_the_method(compared):
    found = compared(("edition.toml", *MINIMUM))
    # the lower of policy and service: 2, 3 and 1
    assert effects(found) == expect(
        **{"11_01": (-0.45, 0, 0, -0.45), "11_10": (-0.4, 0, 0, -0.4), "11_1A": (0, 0, 0, 0)}
    )
    assert causes(found) == [("method", "node.index.aggregation.method", "weighted_mean", "minimum")]


def test_all_three_at_once_are_told_apart_and_add_up(compared):
    found = compared(("measures.csv", *HALF_MORE), ("edition.toml", *EQUAL), ("edition.toml", *MINIMUM))
    # 11.01: 2.45, with service 3 2.85, with equal weights (2.75 + 3) / 2 = 2.875, the lower one 2.75
    # 11.10: 3.4, the same data, (3 + 4) / 2 = 3.5, the lower one 3
    assert effects(found) == expect(
        **{"11_01": (0.3, 0.4, 0.025, -0.125), "11_10": (-0.4, 0, 0.1, -0.5), "11_1A": (0, 0, 0, 0)}
    )
    assert [item.cause for item in found.changes] == ["data", "method", "weights", "weights"]


def test_backwards_the_effects_are_those_of_the_way_back(compared, small):
    compared(("measures.csv", *HALF_MORE), ("edition.toml", *EQUAL))
    found = scoring.diff(compared.other.run(), small.run())
    # 11.01: 2.875; with service 2 again (2.75 + 2) / 2 = 2.375; with the old weights 2.45
    assert effects(found)["11.01"] == pytest.approx((-0.425, -0.5, 0.075, 0), abs=1e-12)


WEIGHTS = {
    # types equal: the plan of 11.01 is (3 + 1) / 2 = 2 instead of 2.5, its policy 2.5, so 0.6 * -0.25
    "evaluator types": (
        [
            ("edition.toml", "weight = 0.75", "weight = 0.5"),
            ("edition.toml", "weight = 0.25", "weight = 0.5"),
        ],
        -0.15,
        {"evaluator_type.academic.weight", "evaluator_type.ministry.weight"},
    ),
    # policy = 0.4 * 2.5 + 0.6 * 3 = 2.8 instead of 2.75: 0.6 * 0.05
    "criteria": (
        [
            ("rubrics/policy.toml", "[criterion.plan]\nweight = 0.5", "[criterion.plan]\nweight = 0.4"),
            ("rubrics/policy.toml", "[criterion.law]\nweight = 0.5", "[criterion.law]\nweight = 0.6"),
        ],
        0.03,
        {"policy: criterion.plan.weight", "policy: criterion.law.weight"},
    ),
    # a list of children is equal: 2.375
    "a list instead of a table": (
        [("edition.toml", "{ policy = 0.6, service = 0.4 }", '["policy", "service"]')],
        -0.075,
        {f"node.index.children{key}" for key in (".policy", ".service", "[0]", "[1]")},
    ),
    # shares in another order: 3 to 1 is 0.75 * 2.75 + 0.25 * 2 = 2.5625
    "shares in another order": (
        [
            (
                "edition.toml",
                "{ policy = 0.6, service = 0.4 }",
                '{ service = 1, policy = 3 }\nweights = "shares"',
            )
        ],
        0.1125,
        {"node.index.children.policy", "node.index.children.service", "node.index.weights"},
    ),
    # out of a named table, the lighter one first: 0.2 * 2.75 + 0.8 * 2 = 2.15
    "a named table": (
        [
            ("edition.toml", "{ policy = 0.6, service = 0.4 }", '["service", "policy"]\nweights = "other"'),
            ("edition.toml", "[node.index]", "[weights.other]\npolicy = 0.2\nservice = 0.8\n\n[node.index]"),
        ],
        -0.3,
        {
            *(f"node.index.children{key}" for key in (".policy", ".service", "[0]", "[1]")),
            *("node.index.weights", "weights.other.policy", "weights.other.service"),
        },
    ),
}


@pytest.mark.parametrize("kind", WEIGHTS)
def test_every_kind_of_weight_is_an_effect_of_the_weights(compared, kind):
    changes, effect, keys = WEIGHTS[kind]
    found = compared(*changes)
    assert effects(found)["11.01"] == pytest.approx((effect, 0, effect, 0), abs=1e-12)
    assert {(item.cause, item.what) for item in found.changes} == {("weights", key) for key in keys}


def test_weights_of_stages_are_weights(small, tmp_path):
    small.append(
        "edition.toml", '\n[stages]\norder = ["desk", "visit"]\nweights = { desk = 0.5, visit = 0.5 }\n'
    )
    small.write(
        "marks/all.csv",
        "city,criterion,evaluator,mark,stage\n"
        "11.1A,policy.plan,a1,1,desk\n11.1A,policy.plan,a1,3,visit\n11.1A,policy.law,a1,2,desk\n11.1A,policy.law,a1,2,visit\n",
    )
    other = small.copy(tmp_path / "other")
    other.replace("edition.toml", "desk = 0.5, visit = 0.5", "desk = 0.25, visit = 0.75")
    found = scoring.diff(small.run(), other.run())
    # the plan is 0.25 * 1 + 0.75 * 3 = 2.5 instead of 2: 0.6 * 0.5 * 0.5
    assert effects(found)["11.1A"] == pytest.approx((0.15, 0, 0.15, 0), abs=1e-12)
    assert [item.cause for item in found.changes] == ["weights", "weights"]


def test_a_weight_that_is_written_otherwise_is_no_change(compared):
    found = compared(("edition.toml", "policy = 0.6, service = 0.4", "policy = 0.60, service = 0.400"))
    assert found.changes == ()


EXTRA = (
    "rubrics/service.toml",
    "[criterion.online]",
    '[criterion.extra]\nvalue = { method = "linear", raw = [0, 100], score = [0, 4] }\n\n[criterion.online]',
)


def test_a_criterion_that_was_added_is_an_effect_of_the_method(compared):
    compared.other.append("measures.csv", "11.01,service.extra,100,,,\n")
    found = compared(EXTRA)
    # service of 11.01 is (4 + 2) / 2 = 3 instead of 2; the old rules know nothing of the new measure
    assert effects(found)["11.01"] == pytest.approx((0.4, 0, 0, 0.4), abs=1e-12)
    kinds = {item.cause for item in found.changes if item.what.startswith("service: criterion.extra")}
    assert kinds == {"method"}
    assert ("data", "measure 11.01 service.extra", "", "100.0") in causes(found)


def test_a_criterion_that_was_removed_is_an_effect_of_the_method(compared, small):
    compared.other.append("measures.csv", "11.01,service.extra,100,,,\n")
    compared(EXTRA)
    found = scoring.diff(compared.other.run(), small.run())
    # without its measure the old rules still have the extra criterion: service is 2 by the data alone
    assert effects(found)["11.01"] == pytest.approx((-0.4, -0.4, 0, 0), abs=1e-12)
    assert ("data", "measure 11.01 service.extra", "100.0", "") in causes(found)


def test_a_child_that_was_added_with_its_weight_is_an_effect_of_the_method(compared):
    found = compared(("edition.toml", "policy = 0.6, service = 0.4", '"policy.plan" = 0.1, service = 0.9'))
    # 0.1 * 2.5 + 0.9 * 2 = 2.05
    assert effects(found)["11.01"] == pytest.approx((-0.4, 0, 0, -0.4), abs=1e-12)
    assert {item.cause for item in found.changes} == {"method"}


def test_a_city_that_was_added_removed_or_withdrew(compared):
    compared.other.append("cities.csv", "13.01,Kota Baru,,Utara,\n")
    compared.other.append("measures.csv", "13.01,service.online,75,,,\n")
    compared.other.write(
        "panels.csv",
        "".join(line for line in compared.other.read("panels.csv").splitlines(True) if "12.01" not in line),
    )
    compared.other.write(
        "marks/all.csv",
        "".join(
            line for line in compared.other.read("marks/all.csv").splitlines(True) if "12.01" not in line
        ),
    )
    found = compared(
        ("cities.csv", "12.01,Kota Mundur,withdrawn,Selatan,700\n", ""),
        ("cities.csv", "11.10,Kota Sepuluh,,", "11.10,Kota Sepuluh,withdrawn,"),
    )
    cities = {item.code: item for item in found.cities}
    new, gone = cities["13.01"], cities["12.01"]
    # 75 / 25, from the service alone
    assert (new.before, new.after, new.rank_before, new.rank_after) == (None, pytest.approx(3), None, 1)
    assert (new.data, new.weights, new.method) == (None, 0.0, 0.0)
    assert (gone.name, gone.before, gone.after) == ("Kota Mundur", None, None)
    left = cities["11.10"]
    assert (left.before, left.after, left.rank_before, left.rank_after) == (pytest.approx(3.4), None, 1, None)
    assert (left.data, left.weights, left.method) == (None, None, None)
    # the others are what they were, one place higher
    assert (cities["11.01"].rank_before, cities["11.01"].rank_after) == (2, 2)
    assert [item for item in causes(found) if item[0] == "city"] == [
        ("city", "11.10", "ranked", "withdrawn"),
        ("city", "12.01", "withdrawn", ""),
        ("city", "13.01", "", "ranked"),
    ]
    assert ("data", "mark 12.01 policy.plan a1", "4.0, type academic", "") in causes(found)
    assert [item.code for item in found.cities] == ["13.01", "11.01", "11.1A", "11.10", "12.01"]


CELLS = {
    "state": (
        ("marks/all.csv", "11.01,policy.plan,a2,2,", "11.01,policy.plan,a2,,recused"),
        ("2.0", "state recused"),
    ),
    "no mark any more": (("marks/all.csv", "11.01,policy.plan,a2,2,", "11.01,policy.plan,a2,,"), ("2.0", "")),
    "zero": (("marks/all.csv", "11.01,policy.plan,a2,2,", "11.01,policy.plan,a2,0,"), ("2.0", "0.0")),
    "sample": (("measures.csv", "50,40,2024-03-01,portal", "50,0,2024-03-01,portal"), ("n 40.0", "n 0.0")),
    "date and source": (
        ("measures.csv", "50,40,2024-03-01,portal", "50,40,2024-03-02,"),
        ("date 2024-03-01, source portal", "date 2024-03-02"),
    ),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_raw_value_is_told_by_what_differs_in_it(compared, kind):
    change, expected = CELLS[kind]
    found = compared(change)
    assert [(item.before, item.after) for item in found.changes] == [expected]


def test_another_chair_is_told_where_the_chair_decides(small, tmp_path):
    small.replace("edition.toml", "weight = 0.75", 'weight = 0.75\nconsensus = "chair"')
    other = small.copy(tmp_path / "other")
    other.replace("panels.csv", "11.01,a1,yes,\n11.01,a2,,", "11.01,a1,,\n11.01,a2,yes,")
    found = scoring.diff(small.run(), other.run())
    # the academic mark of the plan is 2 instead of 4: 0.6 * 0.5 * 0.75 * -2 = -0.45; a2 gave none on the law, which
    # then is the ministry's 3 as before
    assert effects(found)["11.01"] == pytest.approx((-0.45, -0.45, 0, 0), abs=1e-12)
    assert causes(found) == [
        ("data", "mark 11.01 policy.law a1", "chair True", ""),
        ("data", "mark 11.01 policy.law a2", "", "chair True"),
        ("data", "mark 11.01 policy.plan a1", "chair True", ""),
        ("data", "mark 11.01 policy.plan a2", "", "chair True"),
    ]


def test_an_evaluator_of_another_type_is_told(compared):
    found = compared(("evaluators.csv", "a2,academic", "a2,ministry"))
    # plan of 11.01: academic 4, ministry (1 + 2) / 2 = 1.5, so 3 + 0.375 = 3.375 instead of 2.5: 0.3 * 0.875
    assert effects(found)["11.01"] == pytest.approx((0.2625, 0.2625, 0, 0), abs=1e-12)
    assert ("data", "mark 11.01 policy.plan a2", "type academic", "type ministry") in causes(found)


GATE = '\n[[gate]]\non = "service"\nrequire = [{ city = "province", among = ["Utara"] }]\notherwise = 0\n'


def test_attributes_of_cities_are_told_since_gates_and_groups_rest_on_them(small, tmp_path):
    small.append("edition.toml", GATE)
    other = small.copy(tmp_path / "other")
    other.replace("cities.csv", "11.01,Kota Satu,,Utara,1000", "11.01,Kota Esa,,Barat,")
    found = scoring.diff(small.run(), other.run())
    # the service of 11.01 no longer counts: 0.4 * -2
    assert effects(found)["11.01"] == pytest.approx((-0.8, -0.8, 0, 0), abs=1e-12)
    assert causes(found) == [
        ("data", "city 11.01 name", "Kota Satu", "Kota Esa"),
        ("data", "city 11.01 population", "1000", ""),
        ("data", "city 11.01 province", "Utara", "Barat"),
    ]


def test_a_column_that_the_old_rules_need_and_the_new_table_lacks_leaves_the_steps_without_an_index(
    small, tmp_path
):
    other = small.copy(tmp_path / "other")
    small.append("edition.toml", GATE)
    other.write("cities.csv", other.read("cities.csv").replace("province", "region"))
    other.replace("edition.toml", 'column = "province"', 'column = "region"')
    found = scoring.diff(small.run(), other.run())
    (city,) = [item for item in found.cities if item.code == "11.01"]
    assert (city.before, city.after) == (pytest.approx(2.45), pytest.approx(2.45))
    assert (city.data, city.weights, city.method) == (None, None, None)
    # only in this direction: the other way round the rules without the gate need no column
    assert effects(scoring.diff(other.run(), small.run()))["11.01"] == pytest.approx((0, 0, 0, 0), abs=1e-12)


def test_new_data_that_the_old_rules_cannot_score_leave_the_steps_without_an_index(small, tmp_path):
    other = small.copy(tmp_path / "other")
    levels = '{ method = "levels", marks = [25, 50, 100], scores = [1, 2, 4] }'
    small.replace("rubrics/service.toml", '{ method = "linear", raw = [0, 100], score = [0, 4] }', levels)
    other.replace("measures.csv", *HALF_MORE)
    found = scoring.diff(small.run(), other.run())
    (city,) = [item for item in found.cities if item.code == "11.01"]
    # 75 is no level of the old rules
    assert (city.before, city.after) == (pytest.approx(2.45), pytest.approx(2.85))
    assert (city.data, city.weights, city.method) == (None, None, None)


METHOD = """
from scoring import hookimpl
from scoring.model.method import Aggregation
import numpy as np

@hookimpl
def scoring_aggregations():
    yield Aggregation(name="best_of", apply=lambda values, weights: np.fmax.reduce(values, axis=-1))
"""


def test_code_that_changed_is_told_as_the_method(small, tmp_path):
    small.write("rubrics/best.py", METHOD)
    small.replace("edition.toml", "[node.index]", '[node.index]\naggregation = "best_of"')
    other = small.copy(tmp_path / "other")
    other.replace("rubrics/best.py", "fmax", "fmin")
    found = scoring.diff(small.run(), other.run())
    # the lower instead of the higher one: 2.75 -> 2 and 4 -> 3
    assert effects(found)["11.01"] == (-0.75, 0, 0, -0.75)
    assert effects(found)["11.10"] == (-1, 0, 0, -1)
    assert [(item.cause, item.what) for item in found.changes] == [("method", "plugin rubrics/best.py")]


TEXTS = {
    'name = { id = "Kecil", en = "Small" }': 'name = { id = "Kecil", en = "Little" }',
    "limits = { low = 0, high = 3 }": 'limits = { low = 0, high = 3 }\nnames = { low = "rendah" }',
    'id = "small"': 'id = "smaller"',
    "decimals = 2": 'decimals = 2\nlanguages = ["en"]',
    '[award.best]\nnodes = ["index"]': '[award.best]\nname = "Terbaik"\nnodes = ["index"]',
}


@pytest.mark.parametrize("old", TEXTS)
def test_texts_are_told_apart_from_rules(compared, old):
    found = compared(("edition.toml", old, TEXTS[old]))
    assert {item.cause for item in found.changes} == {"text"}
    assert set(effects(found).values()) == {(0, 0, 0, 0)}


@pytest.mark.parametrize("key", ["source", "name", "levels", "weights"])
def test_a_criterion_may_bear_the_name_of_a_key(small, tmp_path, key):
    for name in ("rubrics/policy.toml", "marks/all.csv"):
        small.write(
            name,
            small.read(name)
            .replace("[criterion.plan]", f"[criterion.{key}]")
            .replace("policy.plan", f"policy.{key}"),
        )
    other = small.copy(tmp_path / "other")
    other.replace("rubrics/policy.toml", "[criterion.law]", 'consensus = "median"\n\n[criterion.law]')
    found = scoring.diff(small.run(), other.run())
    assert causes(found) == [("method", f"policy: criterion.{key}.consensus.method", "", "median")]


def test_history_that_weighs_years_belongs_to_the_method(small, tmp_path):
    small.write(
        "rubrics/past.toml",
        'format = "scoring-rubric/1"\nid = "past"\ninput = "history"\n[criterion.years]\n'
        'history = { of = "index", rule = "years", weights = [3, 1] }\n',
    )
    small.append("edition.toml", '\n[[input]]\nkind = "history"\npath = "history.csv"\n')
    small.replace("edition.toml", "policy = 0.6, service = 0.4", "policy = 0.6, past = 0.4")
    small.replace("edition.toml", 'ranked = ["index", "policy"]', 'ranked = ["index"]')
    small.write("history.csv", "city,year,node,value\n11.01,2023,index,4\n11.01,2022,index,2\n")
    other = small.copy(tmp_path / "other")
    other.replace("rubrics/past.toml", "[3, 1]", "[1, 1]")
    found = scoring.diff(small.run(), other.run())
    # (3 * 4 + 2) / 4 = 3.5 becomes 3: 0.4 * -0.5; a weight inside a value, not between parts
    assert effects(found)["11.01"] == pytest.approx((-0.2, 0, 0, -0.2), abs=1e-12)
    assert causes(found) == [("method", "past: criterion.years.history.weights[0]", "3", "1")]


EDITIONS = (
    "asem-2018",
    "ipm-2010",
    "kami-5",
    "smart-city-2023",
    "smart-city-2024",
    "spbe-2020",
    "tai-2001",
    "u4ssc",
)


@pytest.fixture(scope="module")
def library_runs(rubric_library):
    return {name: scoring.open(rubric_library / name).run() for name in EDITIONS}


@pytest.mark.parametrize(("first", "second"), [*itertools.permutations(EDITIONS, 2)])
def test_runs_of_different_editions_can_be_compared(library_runs, first, second):
    old, new = library_runs[first], library_runs[second]
    found = scoring.diff(old, new)
    codes = {*old.result.ratings.cities.codes, *new.result.ratings.cities.codes}
    assert {item.code for item in found.cities} == codes
    assert {item.cause for item in found.changes} >= {"method", "data", "text"}
    for total, *parts in effects(found).values():
        assert None in parts or sum(parts) == pytest.approx(total, abs=1e-9)


@pytest.fixture(scope="module")
def nation_of_2023(nation):
    return scoring.open(nation.folder.parent / "2023").run()


def test_years_under_like_rules_are_told_apart_for_every_city_of_both(nation, nation_of_2023):
    found = effects(scoring.diff(scoring.open(nation.folder.parent / "2022").run(), nation_of_2023))
    assert len(found) > 150
    for total, *parts in found.values():
        assert None not in parts
        assert sum(parts) == pytest.approx(total, abs=1e-12)
    # every node keeps its children but for consensus and weights, so there is something of each
    for part in range(1, 4):
        assert any(abs(row[part]) > 1e-3 for row in found.values())


def test_a_year_with_stages_has_no_steps_from_one_without(nation, nation_of_2023):
    # no mark of 2024 fits the columns of 2023, so the old rules have too little to make an index of
    found = effects(scoring.diff(nation_of_2023, nation))
    assert len(found) > 200
    assert {row[1:] for row in found.values()} == {(None, None, None)}
