"""Verifying a run: what is not the same any more is named, one by one, and versions of the software are only noted."""

from __future__ import annotations

import json
import shutil

import pytest

import scoring
from scoring.codec.messages import severity
from scoring.errors import UnreadableError

METHOD = """
from scoring import hookimpl
from scoring.model.method import Aggregation
import numpy as np

@hookimpl
def scoring_aggregations():
    yield Aggregation(name="best_of", apply=lambda values, weights: np.fmax.reduce(values, axis=-1))
"""


@pytest.fixture
def run(small, tmp_path):
    """A run of an edition with a method of its own."""
    small.write("rubrics/best.py", METHOD)
    small.replace("edition.toml", "[node.index]", '[node.index]\naggregation = "best_of"')
    return small.run().write(tmp_path / "run")


def told(run, edition=None):
    """Return code and name of everything that does not hold."""
    return [(item.code, item.details.get("name") or str(item.place)) for item in scoring.verify(run, edition)]


def test_a_run_holds(run):
    assert scoring.verify(run) == []
    assert scoring.verify(str(run)) == []


CHANGES = {
    "input": (
        lambda small: small.replace("measures.csv", "11.01,service.online,50", "11.01,service.online,51"),
        [("run-input-changed", "measures.csv")],
    ),
    "input by a space that changes nothing": (
        lambda small: small.append("measures.csv", "\n"),
        [("run-input-changed", "measures.csv")],
    ),
    "rubric": (
        lambda small: small.replace("rubrics/policy.toml", "highest = 4", "highest = 5"),
        [("run-rubric-changed", "policy")],
    ),
    "edition": (
        lambda small: small.replace("edition.toml", "decimals = 2", "decimals = 3"),
        [("run-edition-changed", "../small/edition.toml")],
    ),
    "method": (
        lambda small: small.append("rubrics/best.py", "# better\n"),
        [("run-plugin-changed", "rubrics/best.py")],
    ),
    "input that was added by the pattern": (
        lambda small: small.write("marks/more.csv", "city,criterion,evaluator,mark\n12.01,policy.law,a1,1\n"),
        [("run-input-new", "marks/more.csv")],
    ),
    "rubric that was added": (
        lambda small: small.write(
            "rubrics/more.toml", small.read("rubrics/policy.toml").replace("policy", "more")
        ),
        [("run-rubric-new", "more")],
    ),
    "rubric under another name of its file": (
        lambda small: (small.path / "rubrics/policy.toml").rename(small.path / "rubrics/other.toml"),
        # the rules are the same, so it is replayed, and the replay keeps another file
        [
            ("run-file-only-here", "edition/rubrics/policy.toml"),
            ("run-file-only-there", "edition/rubrics/other.toml"),
            ("run-file-differs", "manifest.json"),
        ],
    ),
    "code that no rule uses": (
        lambda small: small.write("rubrics/idle.py", "# idle\n"),
        [("run-file-only-there", "edition/rubrics/idle.py"), ("run-file-differs", "manifest.json")],
    ),
    "everything": (
        lambda small: [CHANGES[name][0](small) for name in ("input", "rubric", "edition", "method")],
        [
            ("run-edition-changed", "../small/edition.toml"),
            ("run-input-changed", "measures.csv"),
            ("run-rubric-changed", "policy"),
            ("run-plugin-changed", "rubrics/best.py"),
        ],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_named(small, run, change):
    make, expected = CHANGES[change]
    make(small)
    found = [(code, name.removeprefix(f"{run}/")) for code, name in told(run)]
    assert found == expected


BROKEN = {
    "input is gone": (
        lambda small: small.remove("measures.csv"),
        [("run-input-missing", "measures.csv"), ("file-not-found", "measures.csv")],
    ),
    "mark above its scale": (
        lambda small: small.replace("marks/all.csv", "11.01,policy.plan,a1,4", "11.01,policy.plan,a1,5"),
        [("run-input-changed", "marks/all.csv"), ("mark-above-scale", "marks/all.csv!D2")],
    ),
    "rubric with a slip": (
        lambda small: small.replace("rubrics/policy.toml", "scale", "scal"),
        [
            ("run-rubric-changed", "policy"),
            ("misspelt-key", "rubrics/policy.toml:4:1"),
        ],
    ),
    "rubric is gone": (
        lambda small: small.remove("rubrics/policy.toml"),
        [("run-rubric-missing", "policy"), ("unknown-child", "edition.toml:34:12")],
    ),
    "edition with a slip": (
        lambda small: small.replace("edition.toml", "year = 2024", "year = = 2024"),
        [("run-edition-changed", "../small/edition.toml"), ("toml-value", "edition.toml:3:8")],
    ),
    "method that no longer loads": (
        lambda small: small.append("rubrics/best.py", "import nothing_of_that_name\n"),
        [
            ("run-plugin-changed", "rubrics/best.py"),
            ("plugin-not-loaded", "rubrics/best.py"),
            ("unknown-method", "edition.toml:33:15"),
        ],
    ),
    "method that fails": (
        lambda small: small.replace("rubrics/best.py", "np.fmax.reduce", "np.fmaximum.reduce"),
        [("run-plugin-changed", "rubrics/best.py"), ("plugin-method-failed", "")],
    ),
    "method that is gone": (
        lambda small: small.remove("rubrics/best.py"),
        [("run-plugin-missing", "rubrics/best.py"), ("unknown-method", "edition.toml:33:15")],
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_an_edition_that_broke_since_names_what_changed_and_what_is_wrong(small, run, fault):
    make, expected = BROKEN[fault]
    make(small)
    assert [item for item in told(run) if item[0] != "scale-missing"] == expected


OUTPUTS = ["ranking.csv", "cells.parquet", "edition/edition.toml", "plan.json", "README.md"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_changed_file_of_the_run_is_named_by_its_hash_and_by_the_replay(run, name):
    with (run / name).open("ab") as file:
        file.write(b"\n")
    assert told(run) == [("run-output-changed", str(run / name)), ("run-file-differs", str(run / name))]


def test_missing_and_extra_files_of_the_run_are_named(run):
    (run / "ranking.csv").unlink()
    (run / "notes.txt").write_text("mine", encoding="utf-8")
    assert told(run) == [
        ("run-output-missing", str(run / "ranking.csv")),
        ("run-output-extra", str(run / "notes.txt")),
        ("run-file-only-here", str(run / "notes.txt")),
        ("run-file-only-there", str(run / "ranking.csv")),
    ]


def test_files_of_the_run_are_held_against_the_manifest_even_where_the_edition_is_gone(small, run):
    shutil.rmtree(small.path)
    (run / "ranking.csv").write_bytes(b"")
    assert told(run) == [
        ("run-output-changed", str(run / "ranking.csv")),
        ("run-edition-missing", str(run / "../small/edition.toml")),
    ]


def test_the_log_is_not_part_of_what_holds(run):
    (run / "log.json").write_text("{}", encoding="utf-8")
    assert scoring.verify(run) == []


def test_an_edition_that_moved_is_found_where_it_is_said_to_be(small, run, tmp_path):
    moved = small.path.rename(tmp_path / "archive")
    assert told(run) == [("run-edition-missing", str(run / "../small/edition.toml"))]
    assert told(run, moved) == []
    assert told(run, str(moved)) == []


def test_an_edition_that_is_not_where_it_is_said_to_be_is_named_by_that_place(run, tmp_path):
    assert told(run, tmp_path / "nowhere") == [
        ("run-edition-missing", str(tmp_path / "nowhere" / "edition.toml"))
    ]


def test_run_and_edition_that_move_together_hold(small, run, tmp_path):
    (tmp_path / "archive").mkdir()
    small.path.rename(tmp_path / "archive" / "small")
    assert told(run.rename(tmp_path / "archive" / "run")) == []


def test_a_run_written_through_a_linked_folder_finds_its_edition(small, tmp_path):
    deep = tmp_path / "disk" / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "link").symlink_to(deep)
    assert told(small.run().write(tmp_path / "link" / "run")) == []


def test_a_run_of_an_edition_opened_through_a_link_holds(small, tmp_path):
    (tmp_path / "link").symlink_to(small.path)
    assert told(scoring.open(tmp_path / "link").run().write(tmp_path / "run")) == []


def test_another_edition_is_told_by_all_that_differs(run, rubric_library):
    found = told(run, rubric_library / "u4ssc")
    codes = [code for code, _ in found]
    assert codes[0] == "run-edition-changed"
    assert ("run-rubric-missing", "policy") in found
    assert ("run-input-missing", "marks/all.csv") in found
    assert ("run-plugin-missing", "rubrics/best.py") in found
    assert not [code for code in codes if code.startswith("run-file")]  # nothing was replayed


def rewrite(run, change):
    """Change the manifest as the engine writes it."""
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    change(manifest)
    text = json.dumps(manifest, sort_keys=True, indent=2) + "\n"
    (run / "manifest.json").write_bytes(text.encode("ascii"))


def older_software(manifest):
    manifest["software"] |= {"polars": "0.1.0", "numpy": "1.0"}


def older_engine(manifest):
    """Make it a run of an engine that was another version with one module of methods less."""
    manifest["engine"] = "0.0.1"
    own = [item for item in manifest["plugins"] if item["distribution"] == "scoring"]
    for item in own:
        item["version"], item["sha256"] = "0.0.1", "0" * 64
    manifest["plugins"].remove(own[0])


@pytest.mark.parametrize(
    ("change", "names"), [(older_software, ["numpy", "polars"]), (older_engine, ["scoring"])]
)
def test_other_versions_of_the_software_are_notes_and_the_replay_goes_on(run, change, names):
    rewrite(run, change)
    found = scoring.verify(run)
    assert [(item.code, severity(item), item.details["name"]) for item in found] == [
        ("run-software-changed", "note", name) for name in names
    ]


def test_under_another_engine_the_bytes_are_still_compared(run):
    rewrite(run, older_engine)
    (run / "ranking.csv").write_bytes(b"rank\n1\n")
    assert [code for code, _ in told(run)] == [
        "run-output-changed",
        "run-software-changed",
        "run-file-differs",
    ]


def test_under_another_engine_a_changed_method_of_the_edition_is_still_named(small, run):
    rewrite(run, older_engine)
    small.append("rubrics/best.py", "# better\n")
    assert told(run) == [("run-plugin-changed", "rubrics/best.py"), ("run-software-changed", "scoring")]


@pytest.mark.parametrize("with_note", [False, True])
def test_a_manifest_that_says_something_else_than_the_replay_is_named(run, with_note):
    rewrite(run, lambda manifest: manifest["rows"].update(marks=15))
    if with_note:
        rewrite(run, older_software)
    assert told(run)[-1] == ("run-file-differs", str(run / "manifest.json"))


def test_the_hash_of_a_built_in_that_changed_under_the_same_version_is_named(run):
    def change(manifest):
        next(item for item in manifest["plugins"] if item["name"] == "built-in files")["sha256"] = "0" * 64

    rewrite(run, change)
    assert told(run) == [("run-plugin-changed", "built-in files (scoring)")]


def test_a_package_with_another_version_or_source_is_named(small, package, tmp_path):
    package("best-rules", METHOD)
    small.replace("edition.toml", "[node.index]", '[node.index]\naggregation = "best_of"')
    run = small.run().write(tmp_path / "run")
    assert told(run) == []
    folder = tmp_path / "site-packages"
    metadata = folder / "best_rules-1.0.dist-info" / "METADATA"
    metadata.write_text(
        metadata.read_text(encoding="utf-8").replace("Version: 1.0", "Version: 2.0"), encoding="utf-8"
    )
    assert told(run) == [("run-plugin-changed", "best_rules (best-rules)")]


def test_what_is_no_run_cannot_be_verified(small, problems):
    assert problems(scoring.verify, small.path, kind=UnreadableError) == [
        ("run-manifest-missing", str(small.path / "manifest.json"))
    ]


def test_verifying_changes_nothing(small, run):
    before = {path: path.stat().st_mtime_ns for path in small.path.parent.rglob("*")}
    scoring.verify(run)
    assert {path: path.stat().st_mtime_ns for path in small.path.parent.rglob("*")} == before
