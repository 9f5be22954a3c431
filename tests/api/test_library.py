"""The rubric library as a place to start from: every edition runs where it is copied to, nothing is overwritten."""

from __future__ import annotations

import pytest

import scoring
from scoring import api
from scoring.errors import RejectedError

NAMES = (
    "asem-2018",
    "hdi-2021",
    "ipm-2010",
    "kami-5",
    "smart-city-2023",
    "smart-city-2024",
    "spbe-2020",
    "tai-2001",
    "u4ssc",
)


def test_the_library_lists_its_editions_by_name_with_titles_in_both_languages():
    found = api.library()
    assert tuple(item.name for item in found) == NAMES
    assert all(item.title.id and item.title.en and (item.path / "edition.toml").is_file() for item in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_runs_like_the_edition_it_was_copied_from(tmp_path, rubric_library, name):
    made = api.new_edition(tmp_path / "mine", name)
    assert made == tmp_path / "mine"
    run = scoring.open(made).run()
    assert run.ranking().equals(scoring.open(rubric_library / name).run().ranking())
    copied = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    here = rubric_library / name
    kept = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    assert copied == {path for path in kept if "__pycache__" not in path}
    assert scoring.verify(run.write(tmp_path / "run")) == []


def test_without_a_name_the_copy_is_of_the_smart_city_programme(tmp_path):
    made = api.new_edition(tmp_path / "mine")
    (expected,) = (item.path for item in api.library() if item.name == "smart-city-2023")
    assert (made / "edition.toml").read_bytes() == (expected / "edition.toml").read_bytes()


def test_nothing_of_the_library_is_changed_by_a_change_of_the_copy(tmp_path, rubric_library):
    made = api.new_edition(tmp_path / "mine", "u4ssc")
    before = (rubric_library / "u4ssc" / "edition.toml").read_bytes()
    (made / "edition.toml").write_text("", encoding="utf-8")
    assert (rubric_library / "u4ssc" / "edition.toml").read_bytes() == before


@pytest.mark.parametrize(
    "name", ["u4sc", "", ".", "..", "../rubrics/u4ssc", "u4ssc/", "u4ssc/rubrics", "U4SSC"]
)
def test_only_names_of_the_library_are_taken(tmp_path, name):
    with pytest.raises(RejectedError) as caught:
        api.new_edition(tmp_path / "mine", name)
    (found,) = caught.value.problems
    assert (found.code, found.details["found"], found.details["allowed"]) == (
        "unknown-template",
        name,
        ", ".join(NAMES),
    )
    assert list(tmp_path.iterdir()) == []


def test_the_nearest_name_is_told(tmp_path, rendered):
    (line,) = rendered(api.new_edition, tmp_path / "mine", "ipm-210")
    assert line.endswith("did you mean 'ipm-2010'?")


EXISTING = {
    "folder": lambda path: path.mkdir(),
    "file": lambda path: path.write_text("mine", encoding="utf-8"),
    "dangling link": lambda path: path.symlink_to(path.parent / "nowhere"),
}


@pytest.mark.parametrize("kind", EXISTING)
@pytest.mark.parametrize("make", [api.new_edition, api.new_rubric])
def test_what_exists_is_never_overwritten(tmp_path, problems, kind, make):
    target = tmp_path / "mine.toml"
    EXISTING[kind](target)
    assert problems(make, target, kind=RejectedError) == [("target-exists", str(target))]
    assert list(tmp_path.iterdir()) == [target]
    assert kind != "file" or target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("way", ["", ".", "new/..", "new/../new/.."])
def test_a_path_that_ends_where_something_is_is_refused_and_nothing_is_made(
    tmp_path, monkeypatch, problems, way
):
    monkeypatch.chdir(tmp_path)
    assert [code for code, _ in problems(api.new_edition, way, kind=RejectedError)] == ["target-exists"]
    assert list(tmp_path.iterdir()) == []


def test_parents_are_made(tmp_path):
    assert api.new_edition(tmp_path / "a" / "b" / "mine", "u4ssc").is_dir()
    assert api.new_rubric(tmp_path / "c" / "rubrics" / "mine.toml").is_file()
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == ["mine"]


def test_a_copy_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copytree", full)
    with pytest.raises(OSError, match="No space left"):
        api.new_edition(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["governance", "governance.academic", "a_1.b2"])
def test_a_new_rubric_bears_the_name_of_its_file(small, name):
    made = api.new_rubric(small.path / "rubrics" / f"{name}.toml")
    assert made == small.path / "rubrics" / f"{name}.toml"
    rubric = scoring.load_rubric(made)
    assert (rubric.id, list(rubric.criteria)) == (name, ["policy", "budget"])
    assert "dimension.evaluator_type" not in made.read_text(encoding="utf-8")


NO_NAMES = [
    "A.toml",
    "a b.toml",
    "a-b.toml",
    ".toml",
    "..toml",
    "a..b.toml",
    "a.toml.txt",
    "a",
    "a.TOML",
    "ä.toml",
    "a\n.toml",
    "=1.toml",
    ".a.toml",
    "a..toml",
]


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_file_whose_name_is_no_id_is_refused(tmp_path, problems, name):
    target = tmp_path / "rubrics" / name
    assert [code for code, _ in problems(api.new_rubric, target, kind=RejectedError)] == ["rubric-file-name"]
    assert list(tmp_path.iterdir()) == []


def test_the_name_in_a_path_with_tricks_is_that_of_the_file(tmp_path):
    (tmp_path / "rubrics").mkdir()
    made = api.new_rubric(tmp_path / "rubrics" / ".." / "x.toml")
    assert (tmp_path / "x.toml").is_file()
    assert scoring.load_rubric(made).id == "x"


@pytest.mark.parametrize("name", NAMES)
def test_the_new_rubric_checks_clean_inside_every_edition(tmp_path, name):
    made = api.new_edition(tmp_path / "mine", name)
    expected = scoring.open(made).run().ranking()
    api.new_rubric(made / "rubrics" / "starter.toml")
    edition = scoring.open(made)
    assert "starter" in edition.scheme.rubrics
    assert edition.run().ranking().equals(expected)


def test_the_new_rubric_can_be_marked_and_scored(small, column):
    api.new_rubric(small.path / "rubrics" / "starter.toml")
    small.replace("edition.toml", "policy = 0.6, service = 0.4", "starter = 1")
    small.replace("edition.toml", 'ranked = ["index", "policy"]', "")
    small.append("marks/all.csv", "11.01,starter.policy,a1,4,\n11.01,starter.budget,a1,2,\n")
    # 0.6 * 4 + 0.4 * 2, by the academic alone
    assert column(small.run())["11.01"] == pytest.approx(3.2)
