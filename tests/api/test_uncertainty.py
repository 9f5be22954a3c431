"""`scoring.api.uncertainty`: what it returns, how sure it is, what it writes."""

import json
from math import isnan

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose

from scoring import api
from scoring.kernels.acceptability.ranks import ranks_under
from scoring.kernels.draw.stream import BLOCK
from scoring.store.hashing import sha256

DRAWS = 3 * BLOCK + 5


@pytest.fixture(scope="session")
def found(nation):
    """The fixture nation of 2024 under 12,293 weightings."""
    return api.uncertainty(api.open_edition(nation.folder), draws=DRAWS, seed=5, threads=1)


def test_the_small_edition_by_hand(small):
    # index = w policy + (1 - w) service: 11.01 2.75 and 2, 11.10 3 and 4, 11.1A 1 and 1: the order never changes
    result = api.uncertainty(small.open(), draws=100, threads=1)
    rows = {row["code"]: row for row in result.cities().to_dicts()}
    assert [row["code"] for row in result.cities().to_dicts()] == ["11.10", "11.01", "11.1A", "12.01"]
    assert [rows[code]["mean"] for code in ("11.10", "11.01", "11.1A", "12.01")] == [1, 2, 3, None]
    assert rows["11.10"]["first"] == 1
    assert rows["11.01"]["first_error"] == 0
    assert rows["12.01"]["state"] == "withdrawn"
    assert result.letter("11.01", "en") == "rank 2; 2 in 90 % of weightings"
    assert result.letter("Kota Satu") == "peringkat 2; 2 pada 90 % pembobotan"
    central = result.central().to_dicts()
    assert {row["code"] for row in central} == {"11.10"}
    assert_allclose([row["weight"] for row in central], 0.5, atol=0.1)
    assert [row["official"] for row in central] == [0.6, 0.4]


def test_each_city_has_a_share_at_each_rank_and_they_sum_to_one(found):
    shares = found.acceptability()
    assert_allclose(shares.group_by("code").agg(pl.col("share").sum())["share"].to_numpy(), 1)
    by_rank = shares.group_by("rank").agg(pl.col("share").sum())
    assert_allclose(by_rank["share"].to_numpy(), 1, atol=0.01 * by_rank.height)
    assert shares["rank"].dtype == pl.Int64
    assert (shares["error"] >= 0).all()


def test_the_same_seed_gives_the_same_for_any_threads_and_another_seed_another(nation, found):
    edition = api.open_edition(nation.folder)
    again = api.uncertainty(edition, draws=DRAWS, seed=5, threads=3)
    assert again.cities().equals(found.cities())
    assert again.acceptability().equals(found.acceptability())
    other = api.uncertainty(edition, draws=DRAWS, seed=0, threads=1)
    assert not other.acceptability().equals(found.acceptability())


def test_an_executor_may_compute_the_parts(nation, found):
    class Backwards:
        def results(self, work, parts):
            import pickle

            for place in reversed(range(len(parts))):
                yield place, pickle.loads(pickle.dumps(work))(parts[place])  # noqa: S301 - as a cluster does

    edition = api.open_edition(nation.folder)
    again = api.uncertainty(edition, draws=DRAWS, seed=5, executor=Backwards())
    assert again.cities().equals(found.cities())
    couple = tuple(found.cities()["code"][:2])
    assert again.against(couple) == found.against(couple)


@pytest.mark.parametrize("node", ["education", ""])
def test_an_index_of_other_rules_can_be_sent_to_a_worker(rubric_library, node):
    import pickle

    result = api.uncertainty(api.open_edition(rubric_library / "ipm-2010"), node=node, draws=50)
    plan = result.posed.ranked.plan
    sent = pickle.loads(pickle.dumps(plan))  # noqa: S301 - as a cluster does
    units = result.posed.offer.draw(0, plan.whole)[:50]
    assert (ranks_under(sent, units) == ranks_under(plan, units)).all()
    assert (ranks_under(sent, units).max(axis=1) == 5).all()


def test_intervals_quantiles_and_figures_agree(found):
    rows = found.cities().filter(pl.col("official").is_not_null())
    interval = found.interval(0.9).filter(pl.col("official").is_not_null())
    assert (interval["low"] <= rows["median"]).all()
    assert (rows["median"] <= interval["high"]).all()
    assert (rows["best"] <= interval["low"]).all()
    assert (interval["high"] <= rows["worst"]).all()
    middle = found.quantile(0.5)
    assert middle.columns == ["code", "name", "state", "rank", "error"]
    assert found.top(10)["share"].to_list() == found.cities()["top_10"].to_list()
    assert middle["rank"].to_list() == found.cities()["median"].to_list()
    assert (interval["low"] >= found.interval(0.99).filter(pl.col("official").is_not_null())["low"]).all()


def test_pairs_agree_with_one_city_against_another(found):
    codes = found.cities()["code"][:2].to_list()
    (couple,) = found.against(tuple(codes))
    row = found.pairs().filter((pl.col("code") == codes[0]) & (pl.col("other") == codes[1])).to_dicts()[0]
    assert row["above"] == couple.above / couple.n_draws
    assert couple.above + couple.below + couple.level == DRAWS
    assert row["error"] == pytest.approx(np.sqrt(row["above"] * (1 - row["above"]) / DRAWS))


def test_what_weights_can_reach_bounds_what_came_up(found):
    rows = found.cities().filter(pl.col("official") <= 2).to_dicts()
    reach = found.reach([row["code"] for row in rows])
    best = {found.posed.cities.codes[item.city]: item.rank for item in reach.ranks if item.side == "best"}
    assert all(best[row["code"]] <= row["best"] for row in rows)
    assert reach.left_out


def test_frames_of_other_libraries(found):
    assert type(found.cities("pandas")).__module__.startswith("pandas")
    assert found.central("pyarrow").num_rows == found.central().height


def test_until_stops_by_the_standard_error(small):
    small.replace("measures.csv", "11.10,service.online,100", "11.10,service.online,40")
    result = api.uncertainty(small.open(), until=0.004, threads=1)
    assert result.setting.reached
    assert result.summary()["largest_error"] <= 0.004
    assert result.setting.n_draws % BLOCK == 0


def test_identical_cities_stand_level_and_share_the_better_rank(small):
    small.append("cities.csv", "11.02,Kota Kembar,,Utara,1\n")
    small.append("panels.csv", "11.02,a1,yes,\n11.02,m1,,\n")
    small.append(
        "marks/all.csv",
        "11.02,policy.plan,a1,4,\n11.02,policy.plan,m1,4,\n11.02,policy.law,a1,2,\n11.02,policy.law,m1,2,\n",
    )
    small.append("measures.csv", "11.02,service.online,100,,,\n")
    result = api.uncertainty(small.open(), draws=500, threads=1)
    rows = {row["code"]: row for row in result.cities().to_dicts()}
    assert (rows["11.02"]["mean"], rows["11.10"]["mean"], rows["11.01"]["mean"]) == (1, 1, 3)
    (couple,) = result.against(("11.02", "11.10"))
    assert (couple.level, couple.above) == (500, 0)


def test_a_city_may_lose_its_rank_under_some_weights(small):
    small.replace("edition.toml", "service = 0.4 }", "service = 0.4 }\ncoverage = 0.5")
    small.replace("measures.csv", "11.1A,service.online,25,,,\n", "")
    result = api.uncertainty(small.open(), draws=20_000, threads=1)
    row = {row["code"]: row for row in result.cities().to_dicts()}["11.1A"]
    # its policy rests on half of the criteria: 0.5 w reaches 0.5 under no weighting but w = 1
    assert row["unranked"] is None or row["unranked"] > 0.999
    small.replace("edition.toml", "coverage = 0.5", "coverage = 0.2")
    row = {
        row["code"]: row for row in api.uncertainty(small.open(), draws=20_000, threads=1).cities().to_dicts()
    }["11.1A"]
    assert row["unranked"] == pytest.approx(0.4, abs=0.02)  # 0.5 w below 0.2
    told = api.uncertainty(small.open(), draws=20_000, threads=1).letter("11.1A", "en")
    assert "without a rank in" in told


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"draws": 0}, "number-not-above-zero"),
        ({"until": -1.0}, "number-not-above-zero"),
        ({"until": float("nan")}, "number-not-above-zero"),
        ({"draws": 10, "until": 0.1}, "draws-and-until"),
        ({"draws": 2**40}, "draws-too-many"),
        ({"seed": -1}, "seed-outside"),
        ({"top": 0}, "number-not-above-zero"),
        ({"node": "nowhere"}, "weights-not-drawn"),
        ({"weights": "unifrom"}, "weights-unknown-way"),
    ],
)
def test_a_wrong_question_is_refused(small, problems, named, code):
    assert [found for found, _ in problems(api.uncertainty, small.open(), **named)] == [code]


def test_all_that_is_wrong_comes_in_one_report(small, problems):
    told = problems(api.uncertainty, small.open(), draws=0, seed=-1, threads=0)
    assert [code for code, _ in told] == ["number-not-above-zero", "number-not-above-zero", "seed-outside"]


def test_a_city_without_a_rank_or_of_no_such_name_is_told(small, problems, rendered):
    result = api.uncertainty(small.open(), draws=10)
    assert problems(result.letter, "12.01") == [("city-not-ranked", "")]
    assert "did you mean 'Kota Satu'?" in rendered(result.letter, "Kota Sat")[0]
    assert problems(result.against, ("11.01", "x")) == [("unknown-city", "")]
    assert problems(result.plot, "interval") == [("plot-unknown", "")]


def test_reach_needs_a_weighted_mean_and_all_parts(small, problems):
    small.replace("measures.csv", "11.1A,service.online,25,,,\n", "")
    result = api.uncertainty(small.open(), draws=10)
    assert problems(result.reach, ["11.1A"]) == [("reach-incomplete", "")]
    small.replace("edition.toml", "service = 0.4 }", 'service = 0.4 }\naggregation = "minimum"')
    assert problems(api.uncertainty(small.open(), draws=10).reach, ["11.01"]) == [("reach-not-linear", "")]


def test_the_folder_holds_every_table_and_the_seed(small, tmp_path):
    result = api.uncertainty(small.open(), "noise:share=0.5", draws=200, seed=0, threads=1)
    folder = result.write(
        tmp_path / "out", plots=["page"], pairs=True, against=[("11.01", "11.10")], reach=["11.01"]
    )
    names = {path.name for path in folder.iterdir()}
    tables = {"cities", "acceptability", "central", "pairs", "against", "reach", "changes"}
    assert {f"{name}.{end}" for name in tables for end in ("csv", "parquet")} <= names
    assert {"uncertainty.json", "uncertainty.xlsx", "uncertainty.html", "manifest.json"} <= names
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["seed"] == 0
    assert manifest["kind"] == "uncertainty"
    assert manifest["settings"]["weights"] == "noise:share=0.5"
    assert "threads" not in manifest["settings"]
    told = json.loads((folder / "uncertainty.json").read_text())
    assert told["figures"]["draws"] == 200
    assert [row["code"] for row in told["cities"]] == ["11.10", "11.01", "11.1A", "12.01"]


def test_two_writings_are_the_same_bytes(small, tmp_path):
    hashes = []
    for threads in (1, 2):
        result = api.uncertainty(small.open(), draws=2 * BLOCK + 1, seed=9, threads=threads)
        folder = result.write(tmp_path / str(threads), plots=["svg", "page"], pairs=True)
        hashes.append(
            {path.name: sha256(path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()}
        )
    first, second = ({name: value for name, value in item.items() if name != "log.json"} for item in hashes)
    assert first == second


def test_all_levels_and_ways_of_drawing_work_on_one_edition(small):
    for weights in ("uniform", "sobol", "dirichlet", "noise", "ordered", "interval"):
        result = api.uncertainty(small.open(), weights, levels="all", draws=10, threads=1)
        assert result.posed.weighed.items == ("policy.plan", "policy.law", "service.online")
        assert not isnan(result.summary()["largest_error"])
