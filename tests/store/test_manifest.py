import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

from scoring.codec.messages import render
from scoring.errors import RejectedError, UnreadableError
from scoring.model.edition import Edition, Node, Publish, Scheme
from scoring.model.plan import Structure
from scoring.model.ratings import Cities, InputFile, Marks, Measures, Past, Places, Ratings
from scoring.model.registry import Owner
from scoring.model.result import Result
from scoring.store import EditionFile, Output, RubricFile, load, manifest_of, software
from scoring.store.manifest import canonical, text


@pytest.fixture
def stored(tmp_path, manifest):
    """Return a function that writes a changed manifest and loads it."""

    def change(**changes):
        data = json.loads(text(manifest)) | changes
        (tmp_path / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
        return load(tmp_path)

    return change


def problems(caught):
    return [(item.code, item.place.key) for item in caught.value.problems]


def test_a_manifest_comes_back_as_it_was(tmp_path, manifest):
    full = evolve(manifest, seed=0, outputs=(Output(path="ranking.csv", bytes=5, sha256="6" * 64),))
    (tmp_path / "manifest.json").write_bytes(text(full))
    assert load(tmp_path) == full


def test_the_bytes_are_sorted_ascii_with_a_line_end(manifest):
    content = text(evolve(manifest, edition=evolve(manifest.edition, path="../Kota Añyar\udcff")))
    lines = content.decode("ascii").splitlines()
    keys = [line.split('"')[1] for line in lines if line.startswith('  "')]
    assert keys == sorted(keys)
    assert keys[0] == "edition"
    assert content.endswith(b"}\n")
    assert json.loads(content)["edition"]["path"] == "../Kota Añyar\udcff"


def test_decimals_keep_their_text_and_other_things_are_refused():
    assert canonical({"b": Decimal("0.10"), "a": 1}) == b'{\n  "a": 1,\n  "b": "0.10"\n}\n'
    with pytest.raises(TypeError, match="Path"):
        canonical({"a": Path("x")})
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_a_folder_without_a_manifest_is_no_run(tmp_path):
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path)
    assert problems(caught) == [("run-manifest-missing", "")]
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path / "file")
    assert problems(caught) == [("run-manifest-missing", "")]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_broken_file_is_named(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path)
    assert problems(caught) == [("run-manifest-unreadable", "")]


@pytest.mark.parametrize("content", ["[]", "{}", "1", '{"schema": "scoring-run/2"}'])
def test_another_schema_is_refused(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(RejectedError) as caught:
        load(tmp_path)
    assert problems(caught) == [("run-manifest-schema", "")]


def test_everything_wrong_is_told_at_once(stored, manifest):
    data = json.loads(text(manifest))
    data["edition"]["yaer"] = data["edition"].pop("year")
    data["inputs"][0]["rows"] = True
    data["inputs"][1]["bytes"] = "20"
    with pytest.raises(RejectedError) as caught:
        stored(
            edition=data["edition"],
            inputs=data["inputs"],
            seed=True,
            rows={"cities": 2.5},
            outputs={},
            rubrics=[1],
        )
    assert sorted(problems(caught)) == [
        ("run-manifest-lacks", "edition.year"),
        ("run-manifest-unknown", "edition.yaer"),
        ("run-manifest-value", "inputs[0].rows"),
        ("run-manifest-value", "inputs[1].bytes"),
        ("run-manifest-value", "outputs"),
        ("run-manifest-value", "rows"),
        ("run-manifest-value", "rubrics[0]"),
        ("run-manifest-value", "seed"),
    ]
    unknown = next(item for item in caught.value.problems if item.code == "run-manifest-unknown")
    assert unknown.details["nearest"] == "year"


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", "a\0"])
def test_an_output_outside_the_run_is_refused(stored, path):
    with pytest.raises(RejectedError) as caught:
        stored(outputs=[{"path": path, "bytes": 1, "sha256": "0"}])
    assert problems(caught) == [("run-output-outside", "")]


@pytest.mark.parametrize("language", ["en", "id"])
def test_problems_can_be_told(stored, language):
    with pytest.raises(RejectedError) as caught:
        stored(seed="x", extra=1)
    told = "\n".join(render(item, language=language) for item in caught.value.problems)
    assert "extra" in told
    assert "seed" in told
    assert "whole number or null" in told


def test_a_manifest_is_made_from_a_result():
    none = np.array([], dtype=np.int64)
    places = Places(files=(), sheets=(), file=none, sheet=none, row=none, column=none)
    marks = Marks(
        evaluators=(), types=(), criteria=(), stages=(), city=none, criterion=none, stage=none, evaluator=none,
        mark=np.zeros(3), chair=np.zeros(3, dtype=np.bool_), state=none, places=places,
    )  # fmt: skip
    measures = Measures(
        criteria=(), city=none, criterion=none, value=np.zeros(2), of=none, n=none, date=(), source=(), places=places
    )  # fmt: skip
    files = (
        InputFile(path="b.csv", kind="marks", bytes=1, rows=1, sha256="b"),
        InputFile(path="a.csv", kind="marks", bytes=1, rows=1, sha256="a"),
    )
    edition = Edition(
        format="scoring-edition/1", id="x", year=2024, nodes={"index": Node(children=("a",))},
        publish=Publish(decimals=3, tolerance=Decimal("0.10")),
    )  # fmt: skip
    result = Result(
        scheme=Scheme(edition=edition, rubrics={}),
        structure=Structure(leaves=(), folds=(), index="index", ranked=("index",)),
        ratings=Ratings(
            cities=Cities(codes=("1", "2"), names=("A", "B"), states=("ranked", "ranked")),
            marks=marks,
            measures=measures,
            past=Past(nodes=(), city=none, node=none, year=none, value=np.zeros(1), places=places),
            files=files,
        ),
        ids=("index",),
        scores=np.zeros((2, 1)),
        coverage=np.zeros((2, 1)),
        published=np.zeros((2, 1)),
        states=("ranked", "ranked"),
        rankings={},
    )
    rubrics = [RubricFile(id=name, version="1", sha256=name) for name in "ba"]
    plugins = [Owner(name=name) for name in "ba"]
    found = manifest_of(
        result,
        edition=EditionFile(id="x", year=2024, path="..", sha256="e"),
        rubrics=rubrics,
        plugins=plugins,
        seed=0,
    )
    assert [item.path for item in found.inputs] == ["a.csv", "b.csv"]
    assert [item.id for item in found.rubrics] == [item.name for item in found.plugins] == ["a", "b"]
    assert found.settings["publish"]["decimals"] == 3
    assert found.settings["publish"]["tolerance"] == "0.10"
    assert found.rows == {"cities": 2, "marks": 3, "measures": 2, "history": 1, "columns": 1, "flags": 0}
    assert found.seed == 0
    assert found.software == software()
    assert found.software["numpy"] == np.__version__
