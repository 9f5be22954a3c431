"""Steps on raw values: their order, their direction, what they change, and what they refuse."""

import numpy as np
import pytest
from attrs import evolve, field, frozen
from numpy.testing import assert_allclose

from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.engine.raw import raw_values
from scoring.engine.structure import build
from scoring.errors import PluginError, RejectedError
from scoring.model.edition import Group
from scoring.model.method import EACH_ITEM, Imputation, Normalisation, Treatment
from scoring.model.references import StoredPoints
from scoring.model.registry import Owner, Register
from scoring.model.step import Step

STRANGER = Owner(name="methods", distribution="scoring-stranger", version="1.2")


@frozen(kw_only=True)
class Factor:
    """Parameters.

    Parameters
    ----------
    by : what values are multiplied by.
    """

    by: float = 10.0


def spread_fit(values, direction, *, by):
    turned = values * direction
    return {"low": np.nanmin(turned, axis=0), "high": np.nanmax(turned, axis=0)}


def spread_apply(values, direction, reference, *, by):
    span = reference["high"] - reference["low"]
    return by * (values * direction - reference["low"]) / np.where(span > 0, span, np.nan)


def mean_fill(values):
    return np.where(np.isnan(values), np.nanmean(values, axis=0), values)


def of_group(values, *, groups):
    filled = values.copy()
    for member in range(groups.max() + 1):
        rows = groups == member
        filled[rows] = mean_fill(values[rows])
    return filled


def last_year(values, *, past, years):
    """Fill with the newest earlier value, plus the years that went by since."""
    assert list(years) == sorted(years)
    filled = values.copy()
    for year in range(len(past)):
        known = np.isnan(values) & ~np.isnan(past[year])
        filled[known] = past[year][known] + (years[-1] - years[year])
    return filled


METHODS = [
    Normalisation(name="spread", fit=spread_fit, apply=spread_apply, parameters=Factor),
    Normalisation(name="strict", fit=spread_fit, apply=spread_apply, parameters=Factor, demands=("varying",)),
    Imputation(name="mean_fill", apply=mean_fill),
    Imputation(name="of_group", apply=of_group, inputs=("groups",)),
    Imputation(name="last_year", apply=last_year, inputs=("past", "years")),
    Imputation(name="overwrites", apply=np.zeros_like),
    Treatment(name="times", apply=lambda values, *, by: values * by, parameters=Factor),
    Treatment(name="invents", apply=np.nan_to_num),
    Treatment(name="per_head", apply=lambda values, *, of: values / of, inputs=("of",)),
    Treatment(
        name="told",
        apply=lambda values, *, direction, siblings, codes: (
            values + direction * 1000 + siblings * 100 + np.array([len(code) for code in codes])[:, None]
        ),
        inputs=("direction", "siblings", "codes"),
    ),
    Treatment(name="positive", apply=np.log, demands=("positive",)),
]
KINDS = {"normalisations": Normalisation, "imputations": Imputation, "treatments": Treatment}


def registry(bench):
    def register(kind, cls):
        found = {item.name: item for item in METHODS if isinstance(item, cls)}
        return Register(methods=found, owners=dict.fromkeys(found, STRANGER))

    return evolve(bench.registry, **{kind: register(kind, cls) for kind, cls in KINDS.items()})


def scheme(bench, *steps, criteria=("p", "q"), **edition):
    rules = bench.measured("a", *criteria)
    return bench.scheme(rules, index="a", steps=steps, **edition)


def run(bench, rules, measures, stored=None, **tables):
    structure, problems = build(rules)
    plan, wrong = compile_plan(rules, structure, registry(bench), stored)
    if problems or wrong:
        raise RejectedError([*problems, *wrong])
    read = bench.ratings(measures=measures, **tables)
    scores = evaluate(plan, raw_values(plan, read), read)
    return {name: scores.score[:, place].tolist() for name, place in plan.place.items()}, scores


def refused(bench, rules, measures=(("1", "a.p", 1), ("1", "a.q", 2)), stored=None, **tables):
    with pytest.raises(RejectedError) as caught:
        run(bench, rules, measures, stored, **tables)
    return [(item.code, item.place.key, dict(item.details)) for item in caught.value.problems]


def treat(bench, name, step="t", of=(), **parameters):
    return Step(id=step, treat=bench.use(name, **parameters), of=of)


def impute(bench, name, **fields):
    return Step(id="i", impute=bench.use(name), **fields)


def normalise(bench, name="spread", step="n", **fields):
    return Step(id=step, normalise=bench.use(name), **fields)


ROWS = [("1", "a.p", 2), ("1", "a.q", 50), ("2", "a.p", 6), ("2", "a.q", 10), ("3", "a.p", 4)]


def test_steps_are_taken_in_their_order_and_one_may_be_taken_twice(bench):
    # (2 * 3) + nothing; twice: 2 * 3 * 3 = 18, 6 * 9 = 54, 4 * 9 = 36
    found, scores = run(
        bench,
        scheme(bench, treat(bench, "times", "t", by=3), treat(bench, "times", "u", by=3)),
        ROWS,
    )
    assert found["a.p"] == [18, 54, 36]
    assert [(step.id, step.kind, step.method) for step in scores.steps] == [
        ("t", "treat", "times"),
        ("u", "treat", "times"),
    ]


def test_imputing_before_and_after_normalising_differ(bench):
    # before: q of city 3 is (50 + 10) / 2 = 30, so 10 * (30 - 10) / 40 = 5; after: (10 + 0) / 2 = 5 too, but for p:
    before, scores = run(bench, scheme(bench, impute(bench, "mean_fill"), normalise(bench)), ROWS)
    assert before["a.q"] == [10, 0, 5]
    assert before["a.p"] == [0, 10, 5]
    assert [
        (item.city, scores.steps[0].columns[item.item], item.after) for item in scores.steps[0].altered
    ] == [(2, "a.q", 30)]
    assert np.isnan(scores.steps[0].altered[0].before)


def test_a_normalisation_takes_in_the_direction_and_a_second_one_does_not_turn_again(bench):
    rules = scheme(bench, normalise(bench), criteria=("p", ("q", {"direction": "lower"})))
    found, _ = run(bench, rules, ROWS)
    assert found["a.q"][:2] == [0, 10]
    assert found["a.p"] == [0, 10, 5]
    twice = scheme(
        bench, normalise(bench), normalise(bench, step="m"), criteria=("p", ("q", {"direction": "lower"}))
    )
    again, scores = run(bench, twice, ROWS)
    assert again["a.q"][:2] == [0, 10]
    assert_allclose(scores.steps[0].points["low"], [2, -50])
    assert_allclose(scores.steps[1].points["low"], [0, 0])


def test_a_lower_criterion_that_no_step_normalises_is_refused(bench):
    rules = scheme(bench, normalise(bench, of=("a.p",)), criteria=("p", ("q", {"direction": "lower"})))
    assert [(code, key) for code, key, _ in refused(bench, rules)] == [
        ("direction-needs-scale", "criterion.q.direction")
    ]


def test_a_step_takes_the_criteria_it_names_and_else_the_measured_ones(bench):
    rules = scheme(bench, treat(bench, "times", of=("a.q",), by=2))
    found, scores = run(bench, rules, ROWS)
    assert found["a.p"] == [2, 6, 4]
    assert found["a.q"][:2] == [100, 20]
    assert scores.steps[0].columns == ("a.q",)
    mixed = bench.scheme(
        [bench.measured("a", "p"), bench.rubric("b", "m")],
        nodes={"index": bench.node(["a", "b"])},
        steps=(treat(bench, "times", by=2),),
    )
    found, _ = run(bench, mixed, [("1", "a.p", 2)], marks=[("1", "b.m", "e", 3)])
    assert (found["a.p"], found["b.m"]) == ([4], [3])


def test_the_context_that_a_method_asks_for_reaches_it(bench):
    rules = bench.scheme(
        [bench.measured("a", "p", ("q", {"direction": "lower"})), bench.measured("b", "r")],
        nodes={"index": bench.node(["a", "b"])},
        steps=(treat(bench, "told"), normalise(bench)),
    )
    _, scores = run(
        bench,
        rules,
        [
            ("11", "a.p", 1),
            ("11", "a.q", 2),
            ("11", "b.r", 3),
            *(("2", name, 5) for name in ("a.p", "a.q", "b.r")),
        ],
    )
    after = {
        scores.steps[0].columns[item.item]: item.after for item in scores.steps[0].altered if item.city == 0
    }
    # value + 1000 times direction + 100 times the parent's number + the length of the code 11
    assert after == {"a.p": 1 + 1000 + 0 + 2, "a.q": 2 - 1000 + 0 + 2, "b.r": 3 + 1000 + 100 + 2}


def test_denominators_come_from_the_measures_table(bench):
    found, _ = run(
        bench,
        scheme(bench, treat(bench, "per_head"), criteria=("p",)),
        [("1", "a.p", 12, 4), ("2", "a.p", 9, 3)],
    )
    assert found["a.p"] == [3, 3]


def test_groups_are_kept_apart_by_the_group_that_the_step_names(bench):
    rules = scheme(
        bench, impute(bench, "of_group", group="kind"), criteria=("p",), groups={"kind": Group(column="kind")}
    )
    measures = [("1", "a.p", 2), ("2", "a.p", 100), ("3", "a.p", np.nan), ("4", "a.p", np.nan)]
    kinds = {"1": "city", "2": "regency", "3": "city", "4": "regency"}
    found, _ = run(bench, rules, measures, kind=kinds)
    assert found["a.p"] == [2, 100, 2, 100]


def test_earlier_values_come_from_the_history_table_in_years(bench):
    rules = scheme(bench, impute(bench, "last_year"), criteria=("p",))
    past = [("1", "a.p", 2019, 5), ("2", "a.p", 2019, 7), ("2", "a.p", 2022, 8), ("2", "a.p", 2024, 999)]
    found, _ = run(bench, rules, [("1", "a.p", np.nan), ("2", "a.p", np.nan), ("3", "a.p", 1)], past=past)
    assert found["a.p"] == [5 + 5, 8 + 2, 1]  # 2024 is the edition's own year and no earlier one


def test_a_city_that_does_not_take_part_moves_no_reference_point(bench):
    found, _ = run(
        bench,
        scheme(bench, normalise(bench), criteria=("p",)),
        [("1", "a.p", 0), ("2", "a.p", 10), ("3", "a.p", 1000)],
        states={"3": "not_participating"},
    )
    assert found["a.p"][:2] == [0, 10]
    assert np.isnan(found["a.p"][2])


def test_a_city_that_does_not_take_part_gets_no_value_from_anybody(bench):
    measures = [("1", "a.p", 2), ("3", "a.p", 4), ("4", "a.p", np.nan)]
    found, scores = run(
        bench,
        scheme(bench, impute(bench, "mean_fill"), treat(bench, "told"), criteria=("p",)),
        measures,
        cities=("1", "22", "3", "4"),
        states={"22": "not_participating"},
    )
    assert np.isnan(found["a.p"][1])
    assert [(item.city, item.after) for item in scores.steps[0].altered] == [(3, 3.0)]
    # value + 1000 for its direction + the length of the code: each city has its own code
    assert [value for value in found["a.p"] if value == value] == [1003, 1005, 1004]  # noqa: PLR0124 - not a number


def test_stored_points_are_used_instead_of_new_ones_in_any_order(bench):
    points = {"low": np.array([0.0, 0.0]), "high": np.array([100.0, 10.0])}
    stored = {"n": StoredPoints(method="spread", items=("a.q", "a.p"), points=points)}
    found, scores = run(
        bench, scheme(bench, normalise(bench, reference="references/2023.json")), ROWS, stored
    )
    assert found["a.p"] == [2, 6, 4]  # 10 * p / 10
    assert found["a.q"][:2] == [5, 1]  # 10 * q / 100
    assert_allclose(scores.steps[0].points["high"], [10, 100])


def test_stored_points_of_another_method_or_without_a_criterion_are_refused(bench):
    points = {"low": np.array([0.0]), "high": np.array([100.0])}
    rules = scheme(bench, normalise(bench, reference="references/2023.json"))
    lacking = {"n": StoredPoints(method="spread", items=("a.q",), points=points)}
    assert [(code, key, told["found"]) for code, key, told in refused(bench, rules, stored=lacking)] == [
        ("reference-lacks", "step[0].reference", "a.p")
    ]
    other = {"n": StoredPoints(method="z", items=("a.q", "a.p"), points=points)}
    assert {code for code, _, _ in refused(bench, rules, stored=other)} == {"reference-lacks"}


def test_a_constant_criterion_is_an_error_that_names_it(bench):
    rows = [("1", "a.p", 0.1 + 0.2), ("2", "a.p", 0.3), ("1", "a.q", 1), ("2", "a.q", 2)]
    ((code, _, told),) = refused(bench, scheme(bench, normalise(bench)), rows)
    # 0.1 + 0.2 is 0.3 but for its last bit: without care it would be the best of all, and 0.3 the worst
    assert (code, told["child"], told["node"], told["found"]) == ("not-normalised", "a.p", "n", "2 / 2")
    ((code, _, told),) = refused(bench, scheme(bench, normalise(bench, "strict")), rows)
    assert (code, told["child"], told["found"], told["method"]) == ("value-constant", "a.p", "0.3", "strict")


def test_a_value_that_a_method_cannot_take_is_told_with_city_and_criterion(bench):
    rows = [("1", "a.p", 1), ("2", "a.p", 0), ("3", "a.p", -1.5)]
    found = refused(bench, scheme(bench, treat(bench, "positive"), criteria=("p",)), rows)
    assert [(code, told["city"], told["child"], told["found"]) for code, _, told in found] == [
        ("value-not-positive", "2 Kota 2", "a.p", "0"),
        ("value-not-positive", "3 Kota 3", "a.p", "-1.5"),
    ]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda bench: treat(bench, "invents"), "missing values stay missing"),
        (lambda bench: impute(bench, "overwrites"), "present values stay as they are"),
    ],
    ids=["a treatment that invents", "an imputation that overwrites"],
)
def test_a_method_that_does_what_its_kind_may_not_is_named(bench, step, words):
    with pytest.raises(PluginError) as caught:
        run(bench, scheme(bench, step(bench)), ROWS)
    (item,) = caught.value.problems
    assert (item.code, item.details["allowed"]) == ("plugin-wrong-return", words)
    assert "scoring-stranger" in item.details["owner"]


def test_what_is_wrong_with_the_steps_themselves(bench):
    def told(*steps, **edition):
        return [(code, key) for code, key, _ in refused(bench, scheme(bench, *steps, **edition))]

    assert told(treat(bench, "times"), treat(bench, "times")) == [("step-id-twice", "step[1].id")]
    assert told(treat(bench, "tmes")) == [("unknown-method", "step[0].treat")]
    assert told(treat(bench, "times", bye=2)) == [("misspelt-key", "step[0].treat.bye")]
    assert told(treat(bench, "times", of=("a.x",))) == [("unknown-child", "step[0].of")]
    assert told(impute(bench, "of_group")) == [("step-needs-group", "step[0].impute")]
    assert told(impute(bench, "of_group", group="kinds")) == [("unknown-group", "step[0].group")]
    assert told(impute(bench, "mean_fill", group="kind")) == [("step-group-unused", "step[0].group")]
    marked = bench.scheme(bench.rubric("a", "p"), index="a", steps=(treat(bench, "times"),))
    assert [(code, key) for code, key, _ in refused(bench, marked)] == [
        ("step-without-criteria", "step[0].id")
    ]


def test_a_step_cannot_take_what_comes_from_earlier_editions(bench):
    from scoring.model.rubric import History

    rules = bench.scheme(
        [bench.measured("a", "p", ("h", {"input": "history", "history": History(of="a", rule="last")}))],
        index="a",
        steps=(treat(bench, "times", of=("a.*",)),),
    )
    assert [(code, key) for code, key, _ in refused(bench, rules)] == [("step-of-history", "step[0].of")]


@frozen(kw_only=True)
class PerItem:
    """Parameters.

    Parameters
    ----------
    by : one for all, or one a criterion.
    """

    by: tuple[float, ...] = field(metadata=EACH_ITEM)


METHODS.append(
    Treatment(name="times_each", apply=lambda values, *, by: values * np.array(by), parameters=PerItem)
)


def test_numbers_are_one_for_all_or_one_for_each(bench):
    one, _ = run(bench, scheme(bench, treat(bench, "times_each", by=[2])), ROWS)
    assert one["a.p"] == [4, 12, 8]
    each, _ = run(bench, scheme(bench, treat(bench, "times_each", by=[2, 3])), ROWS)
    assert (each["a.p"], each["a.q"][:2]) == ([4, 12, 8], [150, 30])
    ((code, key, told),) = refused(bench, scheme(bench, treat(bench, "times_each", by=[2, 3, 4])))
    assert (code, key, told["items"]) == ("parameter-length", "step[0].treat.by", "a.p, a.q")


def test_numbers_follow_the_order_in_which_the_step_names_its_criteria(bench):
    step = treat(bench, "times_each", of=("a.q", "a.p"), by=[3, 2])
    found, scores = run(bench, scheme(bench, step), ROWS)
    assert (found["a.p"], found["a.q"][:2]) == ([4, 12, 8], [150, 30])
    assert scores.steps[0].columns == ("a.q", "a.p")
