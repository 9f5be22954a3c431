"""Sensitivity of editions whose answer is known, and every run against the same run scored alone.

The rivals' edition: 12 cities with three measured criteria a, b, c, filled, treated and normalised by steps, in two
dimensions below the index.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import scoring
from scoring import api
from scoring.codec.factors import load_factors
from scoring.errors import RejectedError
from scoring.model.factor import Factor, MeasurementError, RandomWeights
from scoring.model.method import Use

ROOT = Path(__file__).parents[2]

EDITION = """\
format = "scoring-edition/1"
id = "steps"
year = 2024

[[input]]
kind = "cities"
path = "cities.csv"

[[input]]
kind = "measures"
path = "measures.csv"

[[step]]
id = "limit"
treat = { method = "clip_quantiles" }

[[step]]
id = "fill"
impute = "column_mean"

[[step]]
id = "scale"
normalise = { method = "min_max", low = 1, high = 100 }

[node.index]
children = { economy = 0.5, people = 0.3, land = 0.2 }
"""

RUBRIC = """\
format = "scoring-rubric/1"
id = "{name}"
input = "measure"

[criterion.a]
weight = 0.5

[criterion.b]
weight = 0.3
direction = "lower"

[criterion.c]
weight = 0.2
"""

NAMES = ("economy", "people", "land")
N_CITIES = 12


def measures(seed=3):
    source = np.random.default_rng(seed)
    lines = ["city,criterion,value"]
    for city in range(N_CITIES):
        level = source.normal()
        for name in NAMES:
            for key in "abc":
                value = 50 + 6 * level * (-1 if key == "b" else 1) + 9 * source.normal()
                if source.random() > 0.08:
                    lines.append(f"{city + 10},{name}.{key},{value:.3f}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def stepped(tmp_path, small):
    """An edition of measured criteria with all three kinds of steps."""
    folder = type(small)(tmp_path / "stepped")
    folder.write("edition.toml", EDITION)
    for name in NAMES:
        folder.write(f"rubrics/{name}.toml", RUBRIC.format(name=name))
    cities = "".join(f"{city + 10},City {city}\n" for city in range(N_CITIES))
    folder.write("cities.csv", "code,name\n" + cities)
    folder.write("measures.csv", measures())
    return folder


def uses(*names):
    return tuple(Use(method=name) for name in names)


ALL = {
    "scale": Factor(
        normalisation=(
            Use(method="z_score"),
            Use(method="rank"),
            Use(method="min_max", parameters={"low": 0.0}),
        )
    ),
    "fill": Factor(step="fill", imputation=uses("none", "column_median")),
    "limit": Factor(treatment=uses("none")),
    "rule": Factor(aggregation=uses("geometric_mean", "minimum")),
    "people": Factor(node="people", aggregation=uses("harmonic_mean")),
    "entropy": Factor(node="economy", weighting=uses("equal", "standard_deviation")),
    "weights": Factor(weights=RandomWeights(spread="noise", size=0.5)),
    "below": Factor(node="land", weights=RandomWeights(spread="dirichlet", concentration=20, draws=7)),
    "left": Factor(without=("economy.a", "land.b", "land")),
    "error": Factor(error=MeasurementError(criteria=("people.*",), size=0.05, relative=True, draws=3)),
}


def assert_runs_are_those_alone(found, runs):
    swept = found.sensitivity.swept
    for run in runs:
        alone = found.replay(run)
        failed = swept.failed[run]
        assert bool(alone.failed) == (failed >= 0), (run, found.variant(run), alone.failed)
        if alone.failed:
            assert swept.failures[failed].code == alone.code
        assert_array_equal(swept.ranks[run], alone.rank, err_msg=str(found.variant(run)))


def test_every_run_has_the_ranks_that_it_has_alone(stepped):
    found = api.sensitivity(stepped.open(), ALL, runs=16, seed=4)
    swept = found.sensitivity.swept
    assert len(swept.of) == 16 * 12
    assert 0 < (swept.failed >= 0).sum() < len(swept.of)  # a geometric mean refuses what is below zero
    assert_runs_are_those_alone(found, range(0, 192, 2))


@pytest.mark.parametrize("name", list(ALL))
def test_each_factor_alone_has_the_ranks_that_its_runs_have_alone(stepped, name):
    found = api.sensitivity(stepped.open(), {name: ALL[name]}, runs=4, seed=1)
    assert_runs_are_those_alone(found, range(12))


def test_evaluators_and_types_left_out_on_marks(small):
    factors = {
        "types": Factor(without_types=("academic", "ministry")),
        "people": Factor(without_evaluators=("a1", "m1")),
        "plan": Factor(node="policy.plan", weights=RandomWeights(spread="uniform", draws=5)),
        "parts": Factor(without=("policy.law", "service")),
    }
    found = api.sensitivity(small.open(), factors, runs=8, seed=2)
    assert_runs_are_those_alone(found, range(48))


# Two pairs of cities, each turned round by one factor alone (weights are halves):
#     u = mean(u.x, u.y)   v = mean(v.x, v.y)   index = (u + v) / 2
#     P  u (10, 8)    = 9    v (5, 5)       index 7       with min(u): 8    -> 6.5
#     Q  u (9.6, 8.2) = 8.9  v (5, 5)       index 6.95    with min(u): 8.2  -> 6.6, before P
#     R  u (1, 1)            v (10, 8)      index 5       with min(v): 4.5
#     S  u (1, 1)            v (9.6, 8.2)   index 4.95    with min(v): 4.6, before R
PAIRS = {"P": (10, 8, 5, 5), "Q": (9.6, 8.2, 5, 5), "R": (1, 1, 10, 8), "S": (1, 1, 9.6, 8.2)}
PLAIN = """\
format = "scoring-edition/1"
id = "pairs"
year = 2024

[[input]]
kind = "cities"
path = "cities.csv"

[[input]]
kind = "measures"
path = "measures.csv"

[node.index]
children = ["u", "v"]
"""


@pytest.fixture
def pairs(tmp_path, small):
    folder = type(small)(tmp_path / "pairs")
    folder.write("edition.toml", PLAIN)
    for name in "uv":
        text = (
            f'format = "scoring-rubric/1"\nid = "{name}"\ninput = "measure"\n[criterion.x]\n[criterion.y]\n'
        )
        folder.write(f"rubrics/{name}.toml", text)
    folder.write("cities.csv", "code,name\n" + "".join(f"{code},City {code}\n" for code in PAIRS))
    rows = [
        f"{code},{name},{value}\n"
        for code, values in PAIRS.items()
        for name, value in zip(("u.x", "u.y", "v.x", "v.y"), values, strict=True)
    ]
    folder.write("measures.csv", "city,criterion,value\n" + "".join(rows))
    return folder


TURNING = {
    "first": Factor(node="u", aggregation=uses("minimum")),
    "second": Factor(
        node="v",
        aggregation=(Use(method="minimum"), Use(method="power_mean", parameters={"exponent": -20.0})),
    ),
}


def index_of(found, figure, factor, code=None):
    rows = found.indices().to_dicts()
    (row,) = [row for row in rows if (row["figure"], row["factor"], row["code"]) == (figure, factor, code)]
    return row


def test_factors_that_add_up_have_the_shares_of_their_variances(pairs):
    # shift = (2 a + 2 b) / 4 with a = 1 in 1 of 2 and b = 1 in 2 of 3 cases: variances 1/16 and 1/18, shares 9/17, 8/17
    found = api.sensitivity(pairs.open(), TURNING, runs=1024, seed=5)
    for name, share in (("first", 9 / 17), ("second", 8 / 17)):
        row = index_of(found, "average_shift", name)
        assert (row["first"], row["total"]) == pytest.approx((share, share), abs=0.02)
        assert row["first_low"] < row["first"] < row["first_high"]
        assert row["base_runs"] == 1024


def test_a_figure_that_one_factor_settles_has_index_one_for_it_and_nothing_for_others(pairs):
    found = api.sensitivity(pairs.open(), TURNING, runs=256, seed=1)
    for figure, code, mine, other in (
        ("winner_stays", None, "first", "second"),
        ("rank", "P", "first", "second"),
        ("rank", "Q", "first", "second"),
        ("rank", "R", "second", "first"),
    ):
        settled, idle = index_of(found, figure, mine, code), index_of(found, figure, other, code)
        assert (settled["first"], settled["total"]) == pytest.approx((1, 1), abs=0.05)
        assert (idle["first"], idle["total"]) == (0, 0)


def test_ranks_over_all_runs_are_those_of_the_pairs(pairs):
    found = api.sensitivity(pairs.open(), TURNING, runs=64, seed=1)
    rows = {row["code"]: row for row in found.ranks().to_dicts()}
    assert [(row["nominal"], row["best"], row["worst"]) for row in rows.values()] == [
        (1, 1, 2),
        (2, 1, 2),
        (3, 3, 4),
        (4, 3, 4),
    ]
    # R is fourth in two of three cases
    assert rows["R"]["median"] == 4
    assert rows["R"]["mean"] == pytest.approx(3 + 2 / 3, abs=0.05)
    assert rows["P"]["runs"] == 64 * 4


def test_one_factor_at_a_time_is_told_for_every_alternative(pairs):
    found = api.sensitivity(pairs.open(), TURNING, runs=4)
    rows = found.one_at_a_time().to_dicts()
    assert [(row["factor"], row["alternative"]) for row in rows] == [
        ("first", "minimum"),
        ("second", "minimum"),
        ("second", "power_mean:exponent=-20.0"),
    ]
    assert [row["average_shift"] for row in rows] == [0.5, 0.5, 0.5]
    assert [row["largest_shift"] for row in rows] == [1, 1, 1]
    assert [row["winner_stays"] for row in rows] == [0, 1, 1]


def test_a_factor_that_cannot_matter_has_no_index_at_all(pairs):
    factors = {**TURNING, "idle": Factor(weights=RandomWeights(spread="noise", size=0.0, draws=4))}
    found = api.sensitivity(pairs.open(), factors, runs=64)
    row = index_of(found, "average_shift", "idle")
    assert (row["first"], row["total"]) == (0, 0)


def test_where_nothing_moves_there_is_no_variance_to_share(pairs):
    found = api.sensitivity(
        pairs.open(), {"same": Factor(node="u", aggregation=uses("weighted_mean"))}, runs=8
    )
    row = index_of(found, "average_shift", "same")
    assert (row["first"], row["total"]) == (None, None)
    assert set(found.runs()["average_shift"]) == {0.0}


def test_a_failing_alternative_is_counted_and_explained_and_spoils_no_other(pairs):
    pairs.replace("measures.csv", "P,u.x,10", "P,u.x,-1")
    factors = {
        "rule": Factor(node="u", aggregation=uses("geometric_mean", "maximum")),
        "second": TURNING["second"],
    }
    found = api.sensitivity(pairs.open(), factors, runs=64, seed=3)
    (row,) = found.failures().to_dicts()
    chosen = found.sensitivity.chosen[:, 0]
    assert row["code"] == "score-negative"
    assert "P City P: u.x is -1" in row["message"]
    assert row["runs"] == (chosen == 1).sum()
    assert row["first_run"] == np.argmax(chosen == 1)
    runs = found.runs()
    assert set(runs.filter(runs["rule"] == "geometric_mean")["failed"]) == {"score-negative"}
    assert runs.filter(runs["rule"] != "geometric_mean")["average_shift"].null_count() == 0
    sound = index_of(found, "average_shift", "second")
    assert 0 < sound["base_runs"] < 64
    assert sound["total"] > 0
    alone = found.one_at_a_time().to_dicts()
    assert [row["failed"] for row in alone] == [1, 0, 0, 0]
    assert "u.x is -1" in alone[0]["failure"]
    assert_runs_are_those_alone(found, range(0, 256, 8))


def exact_indices(figure, counts):
    """First- and total-order indices by all combinations of levels, each as likely, in plain loops."""
    cells = list(np.ndindex(*counts))
    values = np.array([figure[cell] for cell in cells])
    variance = values.var()
    for at in range(len(counts)):
        inside = [values[[cell[at] == level for cell in cells]].mean() for level in range(counts[at])]
        others = {cell[:at] + cell[at + 1 :] for cell in cells}
        rest = [
            values[[cell[:at] + cell[at + 1 :] == other for cell in cells]].var() for other in sorted(others)
        ]
        yield np.var(inside) / variance, np.mean(rest) / variance


def test_indices_are_those_of_all_combinations(stepped):
    factors = {
        "scale": Factor(normalisation=(Use(method="rank"), Use(method="z_score"))),
        "fill": Factor(imputation=uses("none")),
        "left": Factor(without=("economy.a", "land")),
        "rule": Factor(node="economy", aggregation=uses("minimum")),
    }
    found = api.sensitivity(stepped.open(), factors, runs=2048, seed=0)
    counts = tuple(item.count for item in found.levels)
    every = np.array(list(np.ndindex(*counts)))
    from scoring.lab.factors import combined

    nominal = found.sensitivity.statistics.nominal
    scored = found.workshop.score(combined(found.levels, row, "all") for row in every)
    figure = {
        tuple(row.tolist()): np.abs(item.rank - nominal).mean()
        for row, item in zip(every, scored, strict=True)
    }
    for name, (first, total) in zip(factors, exact_indices(figure, counts), strict=True):
        row = index_of(found, "average_shift", name)
        assert (row["first"], row["total"]) == pytest.approx((first, total), abs=0.04)


def test_the_same_seed_gives_the_same_bytes_however_runs_are_cut(stepped, monkeypatch):
    def tables(seed=4):
        found = api.sensitivity(stepped.open(), ALL, runs=8, seed=seed)
        return [found.runs().write_csv(), found.indices().write_csv(), found.ranks().write_csv()]

    once = tables()
    for module in ("sweep.AT_ONCE", "stack.NUMBERS"):
        monkeypatch.setattr(f"scoring.api.sweeping.{module}", 5)
    assert tables() == once
    assert tables(seed=5) != once


def test_the_order_of_factors_does_not_change_what_each_run_is(pairs):
    found = api.sensitivity(pairs.open(), dict(reversed(TURNING.items())), runs=32)
    assert_runs_are_those_alone(found, range(0, 128, 5))


def test_what_a_run_was_stands_in_the_table_of_runs(pairs):
    found = api.sensitivity(pairs.open(), TURNING, runs=4, seed=9)
    rows = found.runs().to_dicts()
    assert [row["sample"] for row in rows[::4]] == ["A", "B", "A with first of B", "A with second of B"]
    for row in rows:
        assert row["first"] == ("official", "minimum")[int(row["u_first"] * 2)]
        assert row["second"] == ("official", "minimum", "power_mean:exponent=-20.0")[int(row["u_second"] * 3)]
    for run in range(4):
        mixed, a, b = rows[8 + run], rows[run], rows[4 + run]
        assert (mixed["u_first"], mixed["u_second"]) == (b["u_first"], a["u_second"])


def test_a_run_that_is_not_there_is_refused(pairs, problems):
    found = api.sensitivity(pairs.open(), TURNING, runs=2)
    assert found.replay(7).variant.name == "run 7"
    assert problems(found.replay, 8, kind=RejectedError) == [("unknown-run", "")]
    assert problems(found.replay, -1, kind=RejectedError) == [("unknown-run", "")]


def test_a_city_that_leaves_the_ranking_in_some_runs_loses_those_alone(pairs):
    pairs.replace("edition.toml", 'children = ["u", "v"]', 'children = ["u", "v"]\ncoverage = 0.6')
    pairs.replace("measures.csv", "S,u.x,1\n", "")
    pairs.replace("measures.csv", "S,u.y,1\n", "")
    factors = {"first": TURNING["first"], "left": Factor(without=("u",))}
    found = api.sensitivity(pairs.open(), factors, runs=32)
    rows = {row["code"]: row for row in found.ranks().to_dicts()}
    assert rows["S"]["nominal"] is None
    assert 0 < rows["S"]["runs"] < 128
    assert rows["P"]["runs"] == 128
    assert index_of(found, "rank", "first", "P")["base_runs"] == 32
    assert index_of(found, "rank", "first", "S")["base_runs"] < 32
    assert_runs_are_those_alone(found, range(0, 128, 9))


def test_the_study_is_written_whole(pairs, tmp_path):
    found = api.sensitivity(pairs.open(), TURNING, runs=8, seed=2)
    out = found.write(tmp_path / "out", plots=["svg"])
    names = {"indices", "ranks", "one_at_a_time", "failures", "runs"}
    assert {path.stem for path in out.glob("*.csv")} == {path.stem for path in out.glob("*.parquet")} == names
    assert {path.name for path in out.glob("*.svg")} == {"indices.svg", "ranks.svg"}
    document = json.loads((out / "sensitivity.json").read_text())
    assert document["figures"] == {"base_runs": 8, "runs": 32, "distinct": 6, "failed": 0, "seed": 2}
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["kind"], manifest["seed"]) == ("sensitivity", 2)
    assert manifest["settings"]["factors"]["first"]["node"] == "u"


def test_what_is_wrong_with_factors_is_told_at_once(stepped, problems):
    wrong = {
        "a": Factor(step="scal", normalisation=uses("rank")),
        "b": Factor(node="peeple", aggregation=uses("minimun")),
        "c": Factor(without=("economy.z",), node=""),
        "d": Factor(without_types=("x",)),
        "e": Factor(without_evaluators=("x",)),
        "f": Factor(error=MeasurementError(criteria=("nowhere.*",), size=1)),
        "g": Factor(error=MeasurementError(criteria=("land.a",), size=1, sizes={"land.b": 2})),
        "h": Factor(node="economy.a", weights=RandomWeights(spread="uniform")),
    }
    assert [code for code, _ in problems(api.sensitivity, stepped.open(), wrong, runs=6)] == [
        "unknown-normalising-step",
        "unknown-node",
        "unknown-method",
        "unknown-child",
        "unknown-evaluator-type",
        "unknown-evaluator-to-leave-out",
        "pattern-matches-nothing",
        "unknown-child",
        "unknown-node",
        "runs-no-power-of-two",
    ]
    assert problems(api.sensitivity, stepped.open(), {}) == [("factors-none", "")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Factor(weights=RandomWeights(spread="uniform")), Factor(node="index", weighting=uses("equal"))),
        (Factor(aggregation=uses("minimum")), Factor(node="index", aggregation=uses("maximum"))),
        (Factor(normalisation=uses("rank")), Factor(step="scale", normalisation=uses("z_score"))),
        (
            Factor(error=MeasurementError(criteria=("land.*",), size=1)),
            Factor(error=MeasurementError(criteria=("land.a",), size=1)),
        ),
    ],
)
def test_two_factors_may_not_change_the_same_thing(stepped, problems, one, other):
    assert problems(api.sensitivity, stepped.open(), {"one": one, "other": other})[0] == (
        "factor-clash",
        "",
    )


def test_the_command_reads_a_file_of_factors(pairs, tmp_path):
    file = tmp_path / "factors.toml"
    file.write_text(
        'format = "scoring-factors/1"\n[factor.first]\nnode = "u"\naggregation = "minimum"\n'
        '[factor.second]\nnode = "v"\naggregation = ["minimum", { method = "power_mean", exponent = -20 }]\n'
    )
    assert load_factors(file).file.factor["first"] == TURNING["first"]
    by_file = api.sensitivity(pairs.open(), file, runs=16)
    by_name = api.sensitivity(pairs.open(), TURNING, runs=16)
    assert_array_equal(by_file.sensitivity.shift, by_name.sensitivity.shift)
    file.write_text('format = "scoring-factors/1"\n[factor.first]\nnode = "w"\naggregation = "minimum"\n')
    with pytest.raises(RejectedError) as caught:
        api.sensitivity(pairs.open(), file)
    (found,) = caught.value.problems
    assert (found.code, found.place.line, found.place.column) == ("unknown-node", 3, 8)


def test_a_history_that_goes_on_with_this_year_follows_the_run():
    factors = {
        "outcome": Factor(
            node="outcome", weights=RandomWeights(spread="dirichlet", concentration=10, draws=8)
        ),
        "left": Factor(without=("outcome.branding", "output")),
        "rule": Factor(aggregation=uses("minimum")),
    }
    found = api.sensitivity(scoring.open(ROOT / "fixtures/nation/2024"), factors, runs=4)
    assert_runs_are_those_alone(found, range(0, 20, 3))


def test_leaving_out_a_sibling_that_fills_gaps_changes_what_is_filled(stepped):
    stepped.replace("edition.toml", 'impute = "column_mean"', 'impute = "sibling_mean"')
    factors = {"left": Factor(without=("economy.a", "land.b", "people.c")), "rule": ALL["people"]}
    assert_runs_are_those_alone(api.sensitivity(stepped.open(), factors, runs=8), range(32))


def test_a_rule_whose_parameters_are_one_for_each_child_fails_or_holds_with_their_number(stepped):
    spotis = Use(method="spotis", parameters={"lower": [0, 0], "upper": [101, 101]})  # there are three
    factors = {"rule": Factor(aggregation=(spotis,)), "left": Factor(without=("land", "people", "economy.c"))}
    found = api.sensitivity(stepped.open(), factors, runs=16)
    assert 0 < found.sensitivity.failed.sum() < 64
    assert_runs_are_those_alone(found, range(64))


def test_drawn_weights_take_the_place_of_those_that_a_method_chooses(stepped):
    stepped.replace(
        "edition.toml",
        "children = { economy = 0.5, people = 0.3, land = 0.2 }",
        'children = ["economy", "people", "land"]\nweighting = "standard_deviation"\ncoverage = 0.9',
    )
    factors = {
        "drawn": Factor(weights=RandomWeights(spread="noise", draws=4)),
        "scale": ALL["scale"],
        "left": Factor(without=("land", "economy.b")),
    }
    found = api.sensitivity(stepped.open(), factors, runs=8)
    assert_runs_are_those_alone(found, range(40))
    from scoring.lab.factors import combined
    from scoring.lab.sensitivity import alone

    rows, _ = alone(found.levels)
    nominal = found.sensitivity.statistics.nominal
    shifts = [
        np.abs(item.rank - nominal).mean()
        for item in found.workshop.score(combined(found.levels, row, "alone") for row in rows[4:])
    ]
    assert [row["average_shift"] for row in found.one_at_a_time().to_dicts()[1:]] == pytest.approx(shifts)


def test_a_rule_of_the_nation_above_drawn_weights(stepped):
    factors = {
        "rule": Factor(aggregation=uses("topsis")),
        "weights": Factor(weights=RandomWeights(spread="uniform", draws=6)),
        "below": ALL["below"],
        "left": Factor(without=("people", "land.a")),
    }
    assert_runs_are_those_alone(api.sensitivity(stepped.open(), factors, runs=8), range(48))


def test_gates_open_and_close_with_the_run(stepped):
    gate = '\n[[gate]]\non = "people"\nrequire = [{ node = "economy", at_least = 55 }]\notherwise = 1\n'
    stepped.append("edition.toml", gate)
    factors = {
        "below": Factor(node="economy", weights=RandomWeights(spread="uniform", draws=16)),
        "left": Factor(without=("economy.a",)),
        "rule": Factor(aggregation=uses("minimum")),
    }
    found = api.sensitivity(stepped.open(), factors, runs=16)
    assert_runs_are_those_alone(found, range(80))


def test_what_is_done_to_a_folded_score_is_done_in_every_run(pairs):
    then = 'children = ["u", "v"]\nthen = { method = "linear", raw = [2, 6.8], score = [0, 4] }'
    pairs.replace("edition.toml", 'children = ["u", "v"]', then)
    found = api.sensitivity(pairs.open(), TURNING, runs=8)
    assert found.sensitivity.statistics.nominal.tolist() == [1, 1, 3, 4]  # both are above 6.8
    assert_runs_are_those_alone(found, range(32))


def test_a_score_that_a_run_leaves_undefined_fails_that_run(pairs):
    pairs.replace(
        "rubrics/u.toml",
        "[criterion.x]",
        'then = { method = "log_goalposts", lower = 1, upper = 90 }\n[criterion.x]',
    )
    pairs.replace("measures.csv", "P,u.x,10", "P,u.x,-1")
    found = api.sensitivity(pairs.open(), TURNING, runs=8)
    assert {item.code for item in found.sensitivity.swept.failures} == {"score-undefined"}
    assert_runs_are_those_alone(found, range(32))


def test_weights_that_a_method_chooses_are_chosen_anew_without_a_child(stepped):
    factors = {
        "chosen": Factor(node="economy", weighting=uses("entropy", "critic")),
        "left": Factor(without=("economy.a", "economy.b", "economy.c")),
    }
    found = api.sensitivity(stepped.open(), factors, runs=16)
    assert_runs_are_those_alone(found, range(64))
