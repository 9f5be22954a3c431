"""The bootstrap over evaluators, against hand calculation and against the whole engine run on every draw.

A draw is played by writing each evaluator that is drawn as an evaluator of his own, with a copy of his marks.
"""

import json
from itertools import product

import numpy as np
import polars as pl
import pytest
from attrs import evolve

import scoring
from scoring import api
from scoring.api import panelled
from scoring.api.variants import Workshop
from scoring.errors import RejectedError
from scoring.lab.bootstrap.parts import Drawing

CROWDED = """\
city,criterion,evaluator,mark,state
11.01,policy.plan,a1,4,
11.01,policy.plan,a2,2,
11.01,policy.plan,a3,1,
11.01,policy.plan,m1,1,
11.01,policy.plan,m2,3,
11.01,policy.law,a1,3,
11.01,policy.law,a2,4,
11.01,policy.law,a3,0,
11.01,policy.law,m1,3,
11.01,policy.law,m2,2,
11.10,policy.plan,a1,4,
11.10,policy.plan,m1,4,
11.10,policy.law,a1,2,
11.10,policy.law,m1,2,
11.1A,policy.plan,a1,1,
11.1A,policy.law,a1,0,
"""
EVALUATORS = "evaluator,type\na1,academic\na2,academic\na3,academic\nm1,ministry\nm2,ministry\n"
PANELS = "city,evaluator\n" + "".join(
    f"{city},{evaluator}\n"
    for city, own in (("11.01", ("a1", "a2", "a3", "m1", "m2")), ("11.10", ("a1", "m1")), ("11.1A", ("a1",)))
    for evaluator in own
)


@pytest.fixture
def crowded(small):
    """The small edition with three academics and two ministries in 11.01, all of whom marked everything."""
    small.write("evaluators.csv", EVALUATORS)
    small.write("panels.csv", PANELS)
    small.write("marks/all.csv", CROWDED)
    return small


@pytest.fixture
def bent(crowded):
    """The same with a missing mark, a median, and service that counts only beside good policies."""
    crowded.replace("marks/all.csv", "11.01,policy.law,m2,2,", "11.01,policy.law,m2,,")
    crowded.replace("marks/all.csv", "11.01,policy.plan,a3,1,", "11.01,policy.plan,a3,,")
    crowded.append("rubrics/policy.toml", 'consensus = "median"\n')
    gate = '[[gate]]\non = "service"\nrequire = [{ node = "policy", at_least = 2 }]\notherwise = 0\n\n'
    crowded.replace("edition.toml", "[group.province]", gate + "[group.province]")
    return crowded


def played(folder, seats):
    """Return the index of each city when evaluators are drawn, by (city, first letter of the type): [evaluators]."""
    read = {
        name: pl.read_csv(folder.path / file, infer_schema=False)
        for name, file in (
            ("marks", "marks/all.csv"),
            ("evaluators", "evaluators.csv"),
            ("panels", "panels.csv"),
        )
    }
    marks, kinds = read["marks"], dict(read["evaluators"].iter_rows())
    rows, people, sits = [], [], []
    for (city, letter), drawn in seats.items():
        for number, evaluator in enumerate(drawn):
            name = f"{city}{letter}{number}"
            own = marks.filter((pl.col("city") == city) & (pl.col("evaluator") == evaluator))
            rows.append(own.with_columns(evaluator=pl.lit(name)))
            people.append((name, kinds[evaluator]))
            sits.append((city, name))
    run = folder.run(
        marks=pl.concat(rows),
        evaluators=pl.DataFrame(people, schema=["evaluator", "type"], orient="row"),
        panels=pl.DataFrame(sits, schema=["city", "evaluator"], orient="row"),
    )
    column = run.result.column(run.plan.edition.index)
    return dict(zip(run.result.ratings.cities.codes, run.result.scores[:, column].tolist(), strict=True))


OTHERS = {("11.10", "a"): ["a1"], ("11.10", "m"): ["m1"], ("11.1A", "a"): ["a1"]}
EVERY_DRAW = list(product(product(("a1", "a2", "a3"), repeat=3), product(("m1", "m2"), repeat=2)))


@pytest.fixture
def every_draw():
    """Return the index of all cities under each of the 27 x 4 draws of the panels of 11.01, one run of each kind."""

    def found(folder):
        known = {}
        for academics, ministries in EVERY_DRAW:
            key = (*sorted(academics), *sorted(ministries))
            if key not in known:
                seats = {("11.01", "a"): academics, ("11.01", "m"): ministries, **OTHERS}
                known[key] = played(folder, seats)
        return [known[(*sorted(academics), *sorted(ministries))] for academics, ministries in EVERY_DRAW]

    return found


def row(found, code, **asked):
    (line,) = found.cities(**asked).filter(pl.col("code") == code).to_dicts()
    return line


def test_two_academics_by_hand(small):
    """11.01: of (a1, a2) both are drawn half of the time, each twice a quarter.

    a1 twice: plan 0.75 * 4 + 0.25 * 1 = 3.25, law 3, policy 3.125, index 0.6 * 3.125 + 0.4 * 2 = 2.675
    both: 2.45 as it is
    a2 twice: plan 0.75 * 2 + 0.25 = 1.75, law has no academic: 3 of the ministry, policy 2.375, index 2.225
    mean 2.45, variance (0.225**2 + 0.225**2) / 4
    """
    found = api.bootstrap(small.open(), seed=3)
    line = row(found, "11.01")
    assert line["score"] == pytest.approx(2.45)
    assert line["mean"] == pytest.approx(2.45)
    assert line["se"] == pytest.approx((2 * 0.225**2 / 4) ** 0.5, rel=1e-12)
    assert (line["low"], line["high"]) == pytest.approx((2.225, 2.675))
    assert (line["evaluators"], line["alone"], line["way"]) == (3, 1, "enumerated")
    scores, times = np.unique(np.round(found.replicates.scores[0], 9), return_counts=True)
    assert scores.tolist() == [2.225, 2.45, 2.675]
    assert times / 10_000 == pytest.approx([0.25, 0.5, 0.25], abs=0.025)  # five standard errors


def test_cities_whose_panels_cannot_vary_do_not(small):
    found = api.bootstrap(small.open(), 100)
    ten, eleven, withdrawn = (row(found, code) for code in ("11.10", "11.1A", "12.01"))
    assert [(line["se"], line["low"], line["high"]) for line in (ten, eleven)] == [(0, 3.4, 3.4), (0, 1, 1)]
    assert (ten["alone"], eleven["alone"], withdrawn["alone"]) == (2, 1, 0)
    missing = {name for name, value in withdrawn.items() if value is None}
    assert {"official", "score", "se", "low", "rank_low", "first", "unranked"} <= missing
    assert (withdrawn["state"], withdrawn["evaluators"]) == ("withdrawn", 0)


def test_chances_of_ranks_by_hand(small):
    # with 30 % online 11.10 has 0.6 * 3 + 0.4 * 1.2 = 2.28: above 2.225, below 2.45 and 2.675
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,30")
    found = api.bootstrap(small.open(), 20_000, top=1)
    first = row(found, "11.01")
    assert first["first"] == first["top_1"] == pytest.approx(0.75, abs=5 * (0.75 * 0.25 / 20_000) ** 0.5)
    assert first["first_error"] == pytest.approx((first["first"] * (1 - first["first"]) / 20_000) ** 0.5)
    assert row(found, "11.10")["first"] == pytest.approx(1 - first["first"])
    assert (first["rank_low"], first["rank_high"]) == (1, 2)
    assert (row(found, "11.1A")["rank_low"], row(found, "11.1A")["rank_high"]) == (3, 3)
    shares = found.ranks().filter(pl.col("code") == "11.01")
    assert shares["rank"].to_list() == [1, 2]
    assert shares["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize(("edition", "way"), [("crowded", "summed"), ("bent", "enumerated")])
def test_every_draw_scored_by_the_whole_engine_gives_the_closed_form(edition, way, request, every_draw):
    folder = request.getfixturevalue(edition)
    scores = np.array([draw["11.01"] for draw in every_draw(folder)])
    found = api.bootstrap(folder.open(), seed=1)
    line = row(found, "11.01")
    assert line["way"] == way
    assert line["mean"] == pytest.approx(scores.mean(), rel=1e-12)
    assert line["se"] == pytest.approx(scores.std(), rel=1e-11)
    known, times = np.unique(np.round(scores, 9), return_counts=True)
    drawn = np.round(found.replicates.scores[0], 9)
    assert set(drawn.tolist()) <= set(known.tolist())
    share = np.array([(drawn == score).mean() for score in known])
    expected = times / len(scores)
    assert (np.abs(share - expected) < 5 * np.sqrt(expected * (1 - expected) / 10_000)).all()


def test_a_chair_who_is_not_drawn_keeps_the_others_from_adding_up(crowded):
    crowded.replace("panels.csv", "11.01,m1\n", "11.01,m1,yes\n")
    crowded.replace("panels.csv", "city,evaluator\n", "city,evaluator,chair\n")
    ruled = '[evaluator_type.ministry]\nconsensus = "chair"\n'
    crowded.replace("edition.toml", "[evaluator_type.ministry]\n", ruled)
    scores = []
    for academics, ministries in EVERY_DRAW:
        # without m1 the ministry says nothing, and academics count in full
        means = np.mean([{"a1": (4, 3), "a2": (2, 4), "a3": (1, 0)}[name] for name in academics], axis=0)
        plan, law = means if "m1" not in ministries else 0.75 * means + 0.25 * np.array([1, 3])
        scores.append(0.6 * (plan + law) / 2 + 0.4 * 2)
    line = row(api.bootstrap(crowded.open(), 10), "11.01")
    assert line["way"] == "enumerated"
    assert (line["mean"], line["se"]) == pytest.approx((np.mean(scores), np.std(scores)), rel=1e-11)


def test_steps_on_measures_are_taken_once_before_anyone_is_drawn(crowded, every_draw):
    step = '[[step]]\nid = "z"\nnormalise = { method = "z_score" }\n\n'
    crowded.replace("edition.toml", "[group.province]", step + "[group.province]")
    crowded.replace("rubrics/service.toml", "value = ", "# value = ")
    scores = np.array([draw["11.01"] for draw in every_draw(crowded)])
    line = row(api.bootstrap(crowded.open(), 10), "11.01")
    assert line["way"] == "summed"
    assert (line["mean"], line["se"]) == pytest.approx((scores.mean(), scores.std()), rel=1e-11)


def test_too_many_outcomes_are_sampled_with_the_same_result(bent, monkeypatch):
    whole = api.bootstrap(bent.open(), 500, seed=9)
    monkeypatch.setattr("scoring.lab.bootstrap.ways.MOST_JOINT", 1)
    sampled = api.bootstrap(bent.open(), 500, seed=9)
    assert sampled.summary()["cities_by_way"] == {"enumerated": 3, "sampled": 1}
    np.testing.assert_array_equal(sampled.replicates.scores, whole.replicates.scores)
    drawn = whole.replicates.scores[0]
    assert row(sampled, "11.01")["se"] == pytest.approx(drawn.std(ddof=1))


def test_replicate_by_replicate_gives_the_same_result(bent, monkeypatch):
    quick = api.bootstrap(bent.open(), 200, seed=9)
    found = panelled._dependence
    monkeypatch.setattr(panelled, "_dependence", lambda *given: evolve(found(*given), nationwide=("index",)))
    slow = api.bootstrap(bent.open(), 200, seed=9)
    assert slow.summary()["cities_by_way"] == {"nationwide": 4}
    np.testing.assert_array_equal(slow.replicates.scores, quick.replicates.scores)
    np.testing.assert_array_equal(slow.counts.ranks, quick.counts.ranks)


def test_rules_that_compare_cities_score_the_nation_for_each_replicate(crowded, every_draw):
    crowded.replace(
        "edition.toml",
        "children = { policy = 0.6, service = 0.4 }",
        'children = { policy = 0.6, service = 0.4 }\naggregation = "topsis"',
    )
    told = []
    found = api.bootstrap(crowded.open(), 40, told=lambda *done: told.append(done))
    assert told == [(done, 40) for done in range(1, 41)]
    # who is drawn in 11.01 moves the others
    draws = np.array([[draw[code] for code in ("11.01", "11.10", "11.1A")] for draw in every_draw(crowded)])
    known = {tuple(line) for line in np.round(draws, 9).tolist()}
    replicates = np.round(found.replicates.scores[:3].T, 9).tolist()
    assert {tuple(line) for line in replicates} <= known
    assert len({line[1] for line in replicates}) > 1


@pytest.mark.parametrize("stages", ["together", "apart"])
def test_a_whole_replicate_of_the_nation_is_what_the_engine_makes_of_its_marks(stages):
    """Two stages, medians, gates, histories, thresholds: one replicate with the panels of all cities drawn again."""
    folder = "fixtures/nation/2024"
    keys = ["city", "type"] if stages == "together" else ["city", "type", "stage"]
    found = api.bootstrap(scoring.open(folder), 3, seed=4, stages=stages)
    kinds = dict(pl.read_csv(f"{folder}/evaluators.csv").select("evaluator", "type").iter_rows())
    marks = pl.read_parquet(f"{folder}/marks.parquet").with_columns(
        type=pl.col("evaluator").replace_strict(kinds)
    )
    given = marks.filter(pl.col("mark").is_not_null()).select(*keys, "evaluator").unique().sort("evaluator")
    seats = {key: frame["evaluator"].to_list() for key, frame in given.group_by(*keys)}
    drawn = drawn_seats(scoring.open(folder), stages=stages, seed=4, replicate=2)
    assert drawn.keys() <= seats.keys()  # cities that withdrew have marks and no panel
    chosen = [
        (*key, seats[key][seat], f"{'-'.join(key)}-{number}")
        for key, own in drawn.items()
        for number, seat in enumerate(own)
    ]
    table = pl.DataFrame(chosen, schema=[*keys, "evaluator", "as"], orient="row")
    again = marks.join(table, on=[*keys, "evaluator"]).with_columns(evaluator=pl.col("as"))
    people = table.select(pl.col("as").alias("evaluator"), "type", "city")
    run = scoring.open(
        folder,
        marks=again.drop("type", "as"),
        evaluators=people.select("evaluator", "type"),
        panels=people.select("city", "evaluator"),
    ).run()
    expected = run.result.scores[:, run.result.column("index")]
    np.testing.assert_allclose(found.replicates.scores[:, 2], expected, rtol=1e-12)
    assert np.nanmax(np.abs(expected - found.figures.score)) > 0.1


def drawn_seats(edition, *, stages, seed, replicate):
    """Return who is drawn, by city, type and, where stages are apart, stage: places among those who gave a mark."""
    asked = panelled.Panelled.of(Workshop.of(edition), "index", stages=stages)
    leaves = asked.plan.structure.leaves
    names = sorted({(leaf.type, leaf.stage if stages == "apart" else "") for leaf in leaves})

    def key(panel):
        return (asked.seating.codes[panel.city], *filter(None, names[panel.stratum]))

    found = {key(panel): [0] for panel in asked.seating.panels}
    several = [panel for panel in asked.seating.panels if panel.n > 1]
    parts = [part for _, own in asked.seating.parts(Drawing(n_replicates=3, seed=seed)) for part in own]
    for panel, part in zip(several, parts, strict=True):
        found[key(panel)] = part.outcomes.seats[part.numbers[replicate]].tolist()
    return found


def test_one_less_gives_the_unbiased_variance(crowded):
    """Standard errors of means, s / sqrt(n) with n - 1 in s, added as the weights say.

    An academic adds 0.6 * 0.75 * (plan + law) / 2, a1 7, a2 6, a3 1: 1.575, 1.35, 0.225; a ministry 0.6 * 0.25 * (plan +
    law) / 2, m1 4, m2 5: 0.3, 0.375.
    """
    found = api.bootstrap(crowded.open(), 100, size="one_less")
    variance = np.var([1.575, 1.35, 0.225], ddof=1) / 3 + np.var([0.3, 0.375], ddof=1) / 2
    assert row(found, "11.01")["se"] == pytest.approx(variance**0.5, rel=1e-12)


def test_a_crowd_of_forty_adds_up(crowded):
    people = [f"c{number:02}" for number in range(40)]
    crowded.append("evaluators.csv", "".join(f"{name},academic\n" for name in people))
    crowded.append("panels.csv", "".join(f"11.1A,{name}\n" for name in people))
    rows = [
        (name, item, (number * k) % 5)
        for number, name in enumerate(people)
        for k, item in ((3, "plan"), (2, "law"))
    ]
    crowded.append(
        "marks/all.csv", "".join(f"11.1A,policy.{item},{name},{mark},\n" for name, item, mark in rows)
    )
    found = api.bootstrap(crowded.open(), 2000)
    totals = [1, *(sum(mark for name, _, mark in rows if name == one) for one in people)]
    line = row(
        found, "11.1A"
    )  # nobody of the ministry, so that academics count in full: 0.6 (plan + law) / 2
    assert line["se"] == pytest.approx(0.3 * np.std(totals) / 41**0.5, rel=1e-10)
    assert line["way"] == "summed"
    for bending in (
        'consensus = "median"\n',
        'value = { method = "linear", raw = [0, 2], score = [0, 2], clip = true }\n',
    ):
        other = crowded.copy(crowded.path.with_name(f"with {bending[:5]}"))
        other.append("rubrics/policy.toml", bending)
        with pytest.raises(RejectedError) as caught:
            api.bootstrap(other.open(), 10)
        assert caught.value.problems[0].details["found"] == 41


def test_a_citys_replicates_do_not_depend_on_other_cities_or_on_how_many_there_are(bent):
    many = api.bootstrap(bent.open(), 300, seed=2)
    few = api.bootstrap(bent.open(), 100, seed=2)
    np.testing.assert_array_equal(few.replicates.scores, many.replicates.scores[:, :100])
    text = bent.read("cities.csv").replace("11.10,Kota Sepuluh,,Utara,\n", "")
    for name in ("panels.csv", "marks/all.csv", "measures.csv"):
        lines = bent.read(name).splitlines(keepends=True)
        bent.write(name, "".join(line for line in lines if not line.startswith("11.10")))
    bent.write("cities.csv", text)
    alone = api.bootstrap(bent.open(), 300, seed=2)
    np.testing.assert_array_equal(alone.replicates.scores[0], many.replicates.scores[0])


def test_the_order_of_marks_and_threads_do_not_show_and_seeds_do(bent):
    one = api.bootstrap(bent.open(), 5000, seed=0)
    head, *lines = bent.read("marks/all.csv").splitlines(keepends=True)
    bent.write("marks/all.csv", head + "".join(reversed(lines)))
    two = api.bootstrap(bent.open(), 5000, seed=0, threads=2)
    assert one.cities().equals(two.cities())
    np.testing.assert_array_equal(one.replicates.scores, two.replicates.scores)
    other = api.bootstrap(bent.open(), 5000, seed=1)
    assert (one.replicates.scores[0] != other.replicates.scores[0]).any()


def test_any_node_can_be_looked_at(small):
    line = row(api.bootstrap(small.open(), node="policy"), "11.01")
    # policy 3.125, 2.75, 2.375 by the calculation above
    assert line["se"] == pytest.approx((2 * 0.375**2 / 4) ** 0.5, rel=1e-12)


def test_ranks_follow_published_scores_where_the_edition_does(small):
    # 11.10 gets 0.6 * 3 + 0.4 * 1.6275 = 2.451, published 2.45 as 11.01 is half of the time
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,40.6875")
    exact = api.bootstrap(small.open(), 2000)
    assert row(exact, "11.01")["first"] == pytest.approx(0.25, abs=0.05)
    small.replace("edition.toml", "[publish]\n", '[publish]\nranks_from = "published"\n')
    published = api.bootstrap(small.open(), 2000)
    assert row(published, "11.01")["first"] == pytest.approx(0.75, abs=0.05)
    np.testing.assert_array_equal(published.replicates.scores, exact.replicates.scores)


def test_scores_tie_within_the_tolerance_of_the_edition(small):
    # 11.10 has 2.46: 0.01 above the middle of the three scores of 11.01, 0.215 below the best, 0.235 above the last
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,41.25")
    small.replace("edition.toml", "[publish]\n", "[publish]\ntolerance = 0.01\n")
    found = api.bootstrap(small.open(), 2000)
    assert row(found, "11.01")["first"] == pytest.approx(0.75, abs=0.05)
    assert row(found, "11.10")["first"] == pytest.approx(0.75, abs=0.05)
    assert [row(found, code)["official"] for code in ("11.01", "11.10", "11.1A")] == [1, 1, 3]
    small.replace("edition.toml", "tolerance = 0.01", "tolerance = 0.009")
    assert row(api.bootstrap(small.open(), 2000), "11.01")["first"] == pytest.approx(0.25, abs=0.05)


def test_intervals_hold_the_share_that_is_asked_for(small):
    found = api.bootstrap(small.open(), 4000)
    half = found.interval(0.4).filter(pl.col("code") == "11.01").to_dicts()[0]
    # 0.3 and 0.7 of the replicates: both in the middle half
    assert (half["low"], half["high"]) == pytest.approx((2.45, 2.45))
    assert half["official"] == 2
    with pytest.raises(RejectedError):
        found.interval(0)


def test_what_is_wrong_with_the_question_is_told_at_once(small, problems):
    edition = small.open()
    for asked, codes in (
        ({"replicates": 0, "top": 0}, ["number-not-above-zero"] * 2),
        ({"seed": -1}, ["seed-outside"]),
        ({"replicates": 2**27}, ["bootstrap-too-large"]),
        ({"stages": "apartt", "size": "half"}, ["bootstrap-unknown-choice"] * 2),
        ({"node": "polcy"}, ["unknown-node"]),
        ({"node": "service"}, ["bootstrap-no-marks"]),
    ):
        assert [code for code, _ in problems(api.bootstrap, edition, **asked)] == codes


def test_frames_come_in_the_library_that_is_asked_for(small):
    found = api.bootstrap(small.open(), 50)
    assert found.cities(backend="pandas")["code"].tolist()[:2] == ["11.10", "11.01"]
    assert found.ranks(backend="pyarrow").column_names == [
        "code",
        "name",
        "rank",
        "to_rank",
        "share",
        "error",
    ]


def test_the_folder_holds_every_table_and_what_was_asked(small, tmp_path):
    found = api.bootstrap(small.open(), 50, seed=5)
    out = found.write(tmp_path / "study", share=0.8)
    assert pl.read_parquet(out / "cities.parquet").equals(found.cities(0.8))
    data = json.loads((out / "bootstrap.json").read_text())
    assert data["figures"]["cities_by_way"] == {"enumerated": 4}
    manifest = json.loads((out / "manifest.json").read_text())
    assert (manifest["kind"], manifest["seed"]) == ("bootstrap", 5)
    assert manifest["settings"]["interval"] == 0.8
