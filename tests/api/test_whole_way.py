"""The whole way of a small edition whose numbers are computed by hand: run, write, open again, verify, diff.

Two cities, two criteria a and b in one rubric, weights 0.6 and 0.4, two evaluators of equal weight:

    01  a: 4, 3 -> 3.5   b: 2, 2 -> 2.0   index 0.6 * 3.5 + 0.4 * 2.0 = 2.90
    10  a: 1, 2 -> 1.5   b: 4, 3 -> 3.5   index 0.6 * 1.5 + 0.4 * 3.5 = 2.30
"""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

import scoring
from scoring.api import new_edition, new_rubric, plugins
from scoring.errors import PluginError, RejectedError, ScoringError

ROOT = Path(__file__).parents[2]

EDITION = """
format = "scoring-edition/1"
id = "small"
year = 2024
index = "index"
[node.index]
children = ["work"]
[[input]]
kind = "cities"
path = "cities.csv"
[[input]]
kind = "marks"
path = "marks*.csv"
"""
RUBRIC = """
format = "scoring-rubric/1"
id = "work"
scale = { lowest = 0, highest = 4, step = 1 }
[criterion.a]
weight = 0.6
[criterion.b]
weight = 0.4
"""
MARKS = """city,criterion,evaluator,mark
01,work.a,Ani,4
01,work.a,Budi,3
01,work.b,Ani,2
01,work.b,Budi,2
10,work.a,Ani,1
10,work.a,Budi,2
10,work.b,Ani,4
10,work.b,Budi,3
"""


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "small"
    (folder / "rubrics").mkdir(parents=True)
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    (folder / "rubrics" / "work.toml").write_text(RUBRIC, encoding="utf-8")
    (folder / "cities.csv").write_text("code,name\n01,=SUM(A1)\n10,Sukasari\n", encoding="utf-8")
    (folder / "marks.csv").write_text(MARKS, encoding="utf-8")
    return folder


def edited(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def index_of(run):
    return dict(run.ranking().select("code", "index_exact").rows())


def codes(problems):
    return [item.code for item in problems]


def leaves(part):
    return [part] if not part.parts else [leaf for child in part.parts for leaf in leaves(child)]


def test_the_index_is_the_one_computed_by_hand(small):
    assert index_of(scoring.open(small).run()) == pytest.approx({"01": 2.9, "10": 2.3}, abs=1e-12)


def test_contributions_add_up_exactly_and_lead_to_the_cells(small):
    explanation = scoring.open(small).run().explain("01", against="10")
    parts = leaves(explanation.root)
    assert sum(part.contribution for part in parts) == Fraction(explanation.root.score)
    assert [float(part.contribution) for part in parts] == pytest.approx([2.1, 0.8], abs=1e-12)
    assert [[str(cell.place) for cell in part.cells] for part in parts] == [
        ["marks.csv!D2", "marks.csv!D3"],
        ["marks.csv!D4", "marks.csv!D5"],
    ]
    assert explanation.against.code == "10"


def test_contributions_add_up_exactly_for_every_city_of_the_nation():
    run = scoring.open(ROOT / "fixtures" / "nation" / "2024").run()
    ranked = [code for code, rank in run.ranking().select("code", "rank").rows() if rank is not None]
    assert len(ranked) == 479
    for code in ranked[::7]:
        root = run.explain(code).root
        assert sum((leaf.contribution or Fraction(0)) for leaf in leaves(root)) == Fraction(root.score)


def test_a_run_is_the_same_for_shuffled_rows_columns_and_files(small, tmp_path):
    first = scoring.open(small).run().write(tmp_path / "first")
    other = Path(shutil.copytree(small, tmp_path / "other"))
    frame = pl.read_csv(small / "marks.csv", infer_schema=False).sample(fraction=1, shuffle=True, seed=3)
    (other / "marks.csv").unlink()
    frame.head(3).select("mark", "evaluator", "criterion", "city").write_csv(other / "marks_z.csv")
    frame.tail(5).select("evaluator", "city", "mark", "criterion").write_csv(other / "marks_a.csv")
    (other / "cities.csv").write_text("name,code\nSukasari,10\n=SUM(A1),01\n", encoding="utf-8")
    second = scoring.open(other).run().write(tmp_path / "second")
    same = ("ranking", "rankings", "scores", "awards", "quality")
    for name in [f"{stem}{end}" for stem in same for end in (".csv", ".parquet")] + [
        "ranking.json",
        "plan.json",
    ]:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_written_run_can_be_opened_without_its_inputs(small, tmp_path):
    run = scoring.open(small).run()
    out = run.write(tmp_path / "out")
    shutil.rmtree(small)
    again = scoring.load_run(out)
    assert again.ranking().equals(run.ranking())
    assert again.explain("Sukasari").root == run.explain("10").root


def test_an_existing_folder_is_never_overwritten(small, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(RejectedError) as caught:
        scoring.open(small).run().write(out)
    assert codes(caught.value.problems) == ["run-folder-exists"]
    assert list(out.iterdir()) == []


WRITER = """
from scoring import hookimpl
from scoring.model.method import Writer

def write(tables):
    yield "first.txt", b"written"
    raise ValueError("the disk of the plugin is full")

@hookimpl
def scoring_writers():
    yield Writer(name="broken", suffix=".txt", write=write)
"""


def test_a_writer_that_fails_is_named_and_leaves_nothing(small, tmp_path):
    (small / "rubrics" / "writer.py").write_text(WRITER, encoding="utf-8")
    with pytest.raises(PluginError) as caught:
        scoring.open(small).run().write(tmp_path / "deep" / "out")
    (found,) = caught.value.problems
    assert found.code == "plugin-writer-failed"
    assert "rubrics/writer.py" in str(found.details["owner"])
    assert "the disk of the plugin is full" in str(found.details["cause"])
    assert [path.name for path in tmp_path.iterdir()] == ["small"]
    assert list((small / "rubrics").glob("__pycache__")) == []


def test_a_tampered_run_is_refused_by_name(small, tmp_path):
    out = scoring.open(small).run().write(tmp_path / "out")
    edited(out / "edition" / "rubrics" / "work.toml", "0.6", "0.5")
    with pytest.raises(ScoringError) as caught:
        scoring.load_run(out)
    assert codes(caught.value.problems) == ["run-output-changed"]
    assert caught.value.problems[0].place.file.endswith("edition/rubrics/work.toml")


def test_a_saved_workbook_does_not_stop_an_explanation(small, tmp_path):
    out = scoring.open(small).run().write(tmp_path / "out")
    (out / "ranking.en.xlsx").write_bytes(b"saved by somebody")
    assert scoring.load_run(out).explain("01").code == "01"
    assert codes(scoring.verify(out)) == ["run-output-changed", "run-file-differs"]


def test_a_run_that_holds_gives_no_problem(small, tmp_path):
    assert scoring.verify(scoring.open(small).run().write(tmp_path / "out")) == []


def test_what_changed_since_the_run_is_named(small, tmp_path):
    out = scoring.open(small).run().write(tmp_path / "out")
    edited(small / "marks.csv", "01,work.a,Ani,4", "01,work.a,Ani,3")
    edited(small / "rubrics" / "work.toml", "[criterion.b]", "# a remark\n[criterion.b]")
    found = {(item.code, str(item.details.get("name", ""))) for item in scoring.verify(out)}
    assert found == {("run-input-changed", "marks.csv"), ("run-rubric-changed", "work")}


def test_a_missing_input_is_named(small, tmp_path):
    out = scoring.open(small).run().write(tmp_path / "out")
    (small / "cities.csv").unlink()
    assert ("run-input-missing", "cities.csv") in {
        (item.code, item.details.get("name")) for item in scoring.verify(out)
    }


def test_an_edition_that_moved_is_found_where_it_is_said_to_be(small, tmp_path):
    out = scoring.open(small).run().write(tmp_path / "out")
    moved = small.rename(tmp_path / "moved")
    assert codes(scoring.verify(out)) == ["run-edition-missing"]
    assert scoring.verify(out, edition=moved) == []


def test_a_difference_is_split_into_data_weights_and_method(small, tmp_path):
    before = scoring.open(small).run().write(tmp_path / "before")
    # data: a of 01 becomes 3, 3 -> 3.0: 0.6 * 3.0 + 0.4 * 2.0 = 2.60, a move of -0.30
    edited(small / "marks.csv", "01,work.a,Ani,4", "01,work.a,Ani,3")
    # weights: 0.5 * 3.0 + 0.5 * 2.0 = 2.50, a move of -0.10
    edited(small / "rubrics" / "work.toml", "weight = 0.6", "weight = 0.5")
    edited(small / "rubrics" / "work.toml", "weight = 0.4", "weight = 0.5")
    # method: the minimum of 3.0 and 2.0 is 2.00, a move of -0.50
    edited(small / "rubrics" / "work.toml", 'id = "work"', 'id = "work"\naggregation = "minimum"')
    after = scoring.open(small).run().write(tmp_path / "after")
    found = scoring.diff(before, after)
    moved = next(city for city in found.cities if city.code == "01")
    assert (moved.data, moved.weights, moved.method) == pytest.approx((-0.3, -0.1, -0.5), abs=1e-12)
    assert (moved.before, moved.after) == pytest.approx((2.9, 2.0), abs=1e-12)
    causes = {(change.cause, change.before, change.after) for change in found.changes}
    assert causes == {
        ("data", "4.0", "3.0"),
        ("weights", "0.6", "0.5"),
        ("weights", "0.4", "0.5"),
        ("method", "weighted_mean", "minimum"),
    }


def test_a_run_does_not_differ_from_itself(small, tmp_path):
    out = scoring.open(small).run().write(tmp_path / "out")
    found = scoring.diff(out, out)
    assert found.changes == ()
    assert {(city.data, city.weights, city.method) for city in found.cities} == {(0.0, 0.0, 0.0)}


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "polars"])
def test_frames_of_any_library_go_in_and_come_out(small, library):
    marks = pl.read_csv(small / "marks.csv", schema_overrides={"city": pl.String})
    frame = {"pandas": marks.to_pandas, "pyarrow": marks.to_arrow, "polars": lambda: marks}[library]()
    run = scoring.open(small, marks=frame).run()
    assert index_of(run) == pytest.approx({"01": 2.9, "10": 2.3}, abs=1e-12)
    assert type(run.ranking(backend=library)).__module__.split(".")[0] == library


def test_a_frame_of_an_unknown_kind_is_refused(small):
    with pytest.raises(TypeError, match="no table is called mark; there are"):
        scoring.open(small, mark=pl.DataFrame())


def test_everything_wrong_in_rules_and_plugins_comes_at_once(small):
    edited(small / "edition.toml", "[node.index]", "[node.index]\ncoverge = 1")
    edited(small / "rubrics" / "work.toml", "weight = 0.6", "weight = 0.7")
    (small / "rubrics" / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(PluginError) as caught:
        scoring.open(small)
    assert [(str(item.place), item.code) for item in caught.value.problems] == [
        ("rubrics/broken.py", "plugin-not-loaded"),
        ("edition.toml:7:1", "misspelt-key"),
        ("rubrics/work.toml:5:2", "weights-sum"),
    ]
    broken = [status for status in plugins(small) if status.problems]
    assert [status.owner.name for status in broken] == ["rubrics/broken.py"]


def test_a_new_edition_and_a_new_rubric_are_sound_and_never_overwrite(tmp_path):
    edition = new_edition(tmp_path / "edition", "u4ssc")
    assert scoring.open(edition).check().cities == 4
    rubric = new_rubric(tmp_path / "safety.academic.toml")
    assert scoring.load_rubric(rubric).id == "safety.academic"
    for again in (lambda: new_edition(edition), lambda: new_rubric(rubric)):
        with pytest.raises(RejectedError) as caught:
            again()
        assert codes(caught.value.problems) == ["target-exists"]
