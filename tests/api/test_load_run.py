"""Opening a run folder: everything comes back without the inputs, and what was tampered with is refused by name."""

from __future__ import annotations

import hashlib
import json
import shutil

import polars as pl
import pytest

import scoring
from scoring.errors import PluginError, RejectedError, UnreadableError
from scoring.report import explanation_text

TABLES = ("ranking", "rankings", "scores", "awards", "quality", "flags", "cells")
STAGES = """
[stages]
order = ["desk", "visit"]
weights = { desk = 0.5, visit = 0.5 }
"""


def assert_same(loaded, run):
    """Compare two runs table by table: values, types and order."""
    for table in TABLES:
        ours, theirs = getattr(loaded.tables(), table), getattr(run.tables(), table)
        assert ours.schema == theirs.schema
        assert ours.equals(theirs), table
    assert loaded.result.scores.tobytes() == run.result.scores.tobytes()
    assert loaded.result.coverage.tobytes() == run.result.coverage.tobytes()
    assert loaded.result.states == run.result.states
    assert loaded.result.ratings.files == run.result.ratings.files
    for ours, theirs in ((loaded.result.ratings.cities, run.result.ratings.cities),):
        assert (ours.codes, ours.names, ours.states, ours.attributes) == (
            theirs.codes,
            theirs.names,
            theirs.states,
            theirs.attributes,
        )


@pytest.fixture
def stored(small, tmp_path):
    """The run folder of the small edition, whose inputs are gone."""
    out = small.run().write(tmp_path / "run")
    shutil.rmtree(small.path)
    return out


def test_a_run_is_explained_without_its_inputs(small, tmp_path):
    run = small.run()
    out = run.write(tmp_path / "run")
    shutil.rmtree(small.path)
    moved = out.rename(tmp_path / "elsewhere")
    for city in ("11.01", "11.10", "11.1A", "12.01"):
        expected = explanation_text(run.explain(city, against="11.10"), language="id")
        assert (
            explanation_text(scoring.load_run(moved).explain(city, against="11.10"), language="id")
            == expected
        )


def test_marks_measures_states_chairs_and_places_survive(small, tmp_path):
    run = small.run()
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


@pytest.mark.parametrize(
    "name",
    [
        "asem-2018",
        "hdi-2021",
        "ipm-2010",
        "kami-5",
        "smart-city-2023",
        "smart-city-2024",
        "spbe-2020",
        "tai-2001",
        "u4ssc",
    ],
)
def test_every_edition_of_the_library_survives(rubric_library, tmp_path, name):
    run = scoring.open(rubric_library / name).run()
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


def test_the_nation_survives(nation, tmp_path):
    assert_same(scoring.load_run(nation.write(tmp_path / "run")), nation)


def test_the_chair_still_decides_after_the_round_trip(small, tmp_path, column):
    small.replace("edition.toml", "weight = 0.75", 'weight = 0.75\nconsensus = "chair"')
    run = small.run()
    # the chair of 11.01 is a1: plan 0.75 * 4 + 0.25 * 1 = 3.25; in 11.10 the chair is of the other type, so no
    # academic mark counts there and the plan is the ministry's 4
    assert column(run, "policy.plan")["11.01"] == 3.25
    assert column(run, "policy.plan")["11.10"] == 4.0
    loaded = scoring.load_run(run.write(tmp_path / "run"))
    assert_same(loaded, run)
    assert loaded.result.ratings.marks.chair.sum() == run.result.ratings.marks.chair.sum() == 4


def test_stages_survive(small, tmp_path):
    small.append("edition.toml", STAGES)
    lines = small.read("marks/all.csv").splitlines()
    rows = [f"{line},{stage}" for line in lines[1:] for stage in ("desk", "visit")]
    small.write("marks/all.csv", "\n".join([lines[0] + ",stage", *rows]) + "\n")
    run = small.run()
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


def test_history_survives(small, tmp_path):
    small.append("edition.toml", '\n[improvement]\n\n[[input]]\nkind = "history"\npath = "history.csv"\n')
    small.write(
        "history.csv", "city,year,node,value\n11.10,2023,index,3.3\n11.10,2021,index,1\n12.01,2023,index,2\n"
    )
    run = small.run()
    # 3.4 - 3.3, and the last result of 11.10 is that of 2023
    assert run.ranking().filter(code="11.10").select("last", "improvement").row(0) == (
        3.3,
        pytest.approx(0.1),
    )
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


ODD = [
    "=1+1",
    "Kota 'Satu' & <b>Dua</b>",
    "../../etc/passwd",
    "Kota\tTab",
    "Kota \u202eabc",
    "null",
    "nan",
    "11.10",
    "Ko\u0301ta",
    "Kota" * 200,
]


@pytest.mark.parametrize("name", ODD)
def test_cities_with_odd_names_survive(small, tmp_path, name):
    cities = pl.read_csv(small.path / "cities.csv", infer_schema=False)
    cities = cities.with_columns(name=pl.when(pl.col("code") == "11.01").then(pl.lit(name)).otherwise("name"))
    run = small.run(cities=cities)
    loaded = scoring.load_run(run.write(tmp_path / "run"))
    assert_same(loaded, run)
    assert loaded.explain("11.01").name == name


@pytest.mark.parametrize("code", ["11.10.20", "011", "1e5", "A/B", "-1", "=1", "11 10", "ID-JK"])
def test_codes_of_any_form_survive(small, tmp_path, code):
    for name in ("cities.csv", "panels.csv", "marks/all.csv", "measures.csv"):
        small.write(name, small.read(name).replace("11.10", code))
    run = small.run()
    loaded = scoring.load_run(run.write(tmp_path / "run"))
    assert_same(loaded, run)
    assert loaded.explain(code).name == "Kota Sepuluh"


def test_attributes_that_are_all_empty_or_oddly_named_survive(small, tmp_path):
    header, *rows = small.read("cities.csv").splitlines()
    text = "\n".join([f"{header},empty,city_x,rank", *(f"{row},,x,9" for row in rows)]) + "\n"
    small.write("cities.csv", text)
    run = small.run()
    loaded = scoring.load_run(run.write(tmp_path / "run"))
    assert_same(loaded, run)
    assert loaded.result.ratings.cities.attributes["empty"] == ("",) * 4


def test_a_city_that_takes_part_and_has_no_index_stays_incomplete(small, tmp_path):
    small.append("cities.csv", "13.01,Kota Tanpa Nilai,,Selatan,\n")
    run = small.run()
    assert run.ranking().filter(code="13.01")["state"].to_list() == ["incomplete"]
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


def test_a_run_without_marks_survives(small, tmp_path):
    small.replace("edition.toml", "policy = 0.6, service = 0.4", "service = 1")
    small.replace("edition.toml", 'ranked = ["index", "policy"]', "")
    small.write("marks/all.csv", "city,criterion,evaluator,mark,state\n11.01,policy.plan,a1,,\n")
    run = small.run()
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


def test_a_rubric_file_with_a_capital_ending_is_among_the_rules_that_are_kept(small, tmp_path):
    (small.path / "rubrics" / "policy.toml").rename(small.path / "rubrics" / "POLICY.TOML")
    run = small.run()
    assert_same(scoring.load_run(run.write(tmp_path / "run")), run)


def rewrite(path, change):
    """Change a Parquet file of a run."""
    change(pl.read_parquet(path)).write_parquet(path)


def record(out, name):
    """Write the hash of a changed file into the manifest, as a forger would."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for item in manifest["outputs"]:
        if item["path"] == name:
            item["sha256"] = hashlib.sha256((out / name).read_bytes()).hexdigest()
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def higher(frame):
    return frame.with_columns(
        value=pl.when(pl.col("kind") == "mark").then(pl.col("value") + 0.5).otherwise("value")
    )


TAMPERED = {
    "cells.parquet": lambda file: rewrite(file, higher),
    "ranking.parquet": lambda file: rewrite(file, lambda frame: frame.with_columns(index_exact=pl.lit(4.0))),
    "edition/edition.toml": lambda file: file.write_text(
        file.read_text(encoding="utf-8") + "\n", encoding="utf-8"
    ),
    "edition/rubrics/policy.toml": lambda file: file.unlink(),
    "edition/rubrics/more.py": lambda file: file.write_text("raise SystemExit", encoding="utf-8"),
}
CODES = {"edition/rubrics/policy.toml": "run-output-missing", "edition/rubrics/more.py": "run-output-extra"}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_a_run_rests_on_may_not_be_changed(stored, problems, name):
    TAMPERED[name](stored / name)
    code = CODES.get(name, "run-output-changed")
    assert problems(scoring.load_run, stored, kind=RejectedError) == [(code, str(stored / name))]


def test_all_that_was_changed_is_told_at_once(stored, problems):
    for name, change in TAMPERED.items():
        change(stored / name)
    assert {place for _, place in problems(scoring.load_run, stored)} == {
        str(stored / name) for name in TAMPERED
    }


def test_raw_values_that_do_not_make_the_index_are_refused_even_with_their_hash_forged(stored, problems):
    rewrite(stored / "cells.parquet", higher)
    record(stored, "cells.parquet")
    assert problems(scoring.load_run, stored, kind=RejectedError) == [
        ("run-not-reproduced", str(stored / "ranking.parquet"))
    ]


def test_weights_that_do_not_make_the_index_are_refused_even_with_their_hash_forged(stored, problems):
    file = stored / "edition" / "edition.toml"
    text = file.read_text(encoding="utf-8").replace(
        "policy = 0.6, service = 0.4", "policy = 0.4, service = 0.6"
    )
    file.write_text(text, encoding="utf-8")
    record(stored, "edition/edition.toml")
    assert problems(scoring.load_run, stored, kind=RejectedError) == [
        ("run-not-reproduced", str(stored / "ranking.parquet"))
    ]


@pytest.mark.parametrize("name", ["cells.parquet", "ranking.parquet"])
def test_a_file_that_even_the_manifest_does_not_know_is_missing(stored, problems, name):
    manifest = json.loads((stored / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"] = [item for item in manifest["outputs"] if item["path"] != name]
    (stored / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (stored / name).unlink()
    assert problems(scoring.load_run, stored, kind=RejectedError) == [
        ("run-output-missing", str(stored / name))
    ]


@pytest.mark.parametrize(
    "name",
    [
        "ranking.id.xlsx",
        "ranking.csv",
        "scores.parquet",
        "summary.en.md",
        "ranking.parquet.bak",
        "edition.txt",
    ],
)
def test_what_people_open_and_save_does_not_prevent_an_explanation(stored, name):
    with (stored / name).open("ab") as file:
        file.write(b"saved again")
    assert scoring.load_run(stored).explain("11.10").rank == 1


def test_a_lock_file_of_a_spreadsheet_program_does_not_matter(stored):
    (stored / "~$ranking.id.xlsx").write_bytes(b"lock")
    assert scoring.load_run(str(stored)).explain("11.10").rank == 1


def test_what_is_no_run_is_refused(tmp_path, problems):
    assert problems(scoring.load_run, tmp_path, kind=UnreadableError) == [
        ("run-manifest-missing", str(tmp_path / "manifest.json"))
    ]


def test_rules_whose_package_is_gone_no_longer_load(small, tmp_path, package, problems):
    package("sum-rules", (small.path / "rubrics" / "policy.toml").read_text(encoding="utf-8") and SUM)
    small.replace("edition.toml", "[node.index]", '[node.index]\naggregation = "best_of"')
    out = small.run().write(tmp_path / "run")
    assert scoring.load_run(out).explain("11.10").rank == 1
    shutil.rmtree(tmp_path / "site-packages")
    assert problems(scoring.load_run, out, kind=RejectedError) == [("unknown-method", "edition.toml:33:15")]


SUM = """
from scoring import hookimpl
from scoring.model.method import Aggregation
import numpy as np

@hookimpl
def scoring_aggregations():
    yield Aggregation(name="best_of", apply=lambda values, weights: np.fmax.reduce(values, axis=-1))
"""


def test_a_method_of_the_edition_itself_is_kept_with_the_run(small, tmp_path, column):
    small.write("rubrics/best.py", SUM)
    small.replace("edition.toml", "[node.index]", '[node.index]\naggregation = "best_of"')
    run = small.run()
    # the better of policy and service: 2.75 and 2, 3 and 4, 1 and 1
    assert column(run) == {"11.01": 2.75, "11.10": 4.0, "11.1A": 1.0, "12.01": None}
    out = run.write(tmp_path / "run")
    shutil.rmtree(small.path)
    assert_same(scoring.load_run(out), run)


def test_a_broken_method_in_the_kept_rules_names_its_file(small, tmp_path, problems):
    small.write("rubrics/best.py", SUM)
    out = small.run().write(tmp_path / "run")
    (out / "edition" / "rubrics" / "best.py").write_text("x = (", encoding="utf-8")
    record(out, "edition/rubrics/best.py")
    assert problems(scoring.load_run, out, kind=PluginError) == [("plugin-not-loaded", "rubrics/best.py")]
