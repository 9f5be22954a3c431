"""Python files beside the rubrics of an edition."""

import hashlib
import sys

import pytest

SOURCE = """
from scoring import hookimpl
from scoring.model.method import Aggregation
from scoring.model.rubric import Criterion, Rubric

@hookimpl
def scoring_aggregations():
    yield Aggregation(name="{name}", apply=lambda values, weights: values[..., 0])
"""
RUBRIC = """
@hookimpl
def scoring_rubrics():
    yield Rubric(format="scoring-rubric/1", id="{name}", criteria={{"x": Criterion()}})
"""


@pytest.fixture
def edition(tmp_path):
    """Return a function that puts files into an edition's folder."""
    folder = tmp_path / "edition"
    (folder / "rubrics").mkdir(parents=True)

    def put(**files):
        for name, text in files.items():
            path = folder / "rubrics" / name.replace("__", "/")
            path = path.with_name(f"{path.name}.py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return put


def everything(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_beside_the_rubrics_is_loaded_and_hashed_and_nothing_is_written(edition, loaded, status):
    text = SOURCE.format(name="mine") + RUBRIC.format(name="kami.stage")
    folder = edition(mine=text)
    before = everything(folder)
    found = status(folder)
    assert (found.owner.name, found.owner.distribution, str(found.owner)) == (
        "rubrics/mine.py",
        "",
        "rubrics/mine.py",
    )
    assert found.owner.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert set(found.records) == {"aggregation mine", "rubric kami.stage"}
    assert loaded(folder).rubrics["kami.stage"].criteria
    assert everything(folder) == before == ["rubrics", "rubrics/mine.py"]


def test_files_are_loaded_in_the_order_of_their_paths_after_all_packages(edition, loaded, shelf):
    shelf.put("package", {"p": "package_plugin"}, package_plugin="")
    folder = edition(b=SOURCE.format(name="b"), a__z=SOURCE.format(name="az"), a=SOURCE.format(name="a"))
    names = [item.owner.name for item in loaded(folder).statuses]
    assert names[10:] == ["p", "rubrics/a.py", "rubrics/a/z.py", "rubrics/b.py"] or names[10:] == [
        "p",
        "rubrics/a/z.py",
        "rubrics/a.py",
        "rubrics/b.py",
    ]


def test_only_the_rubrics_folder_is_run(edition, loaded):
    folder = edition()
    (folder / "setup.py").write_text("raise RuntimeError('run')", encoding="utf-8")
    (folder / "rubrics" / "notes.py.txt").write_text("raise RuntimeError('run')", encoding="utf-8")
    assert loaded(folder).problems == ()


def test_an_edition_without_a_rubrics_folder_has_no_files(tmp_path, loaded):
    assert loaded(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("def f(:", "SyntaxError: "),
        ("import sibling_that_is_not_there", "ModuleNotFoundError: "),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("a = '\x00'", ""),
    ],
)
def test_a_file_that_does_not_load_is_told_with_its_path(edition, loaded, source, cause):
    before = set(sys.modules)
    (item,) = loaded(edition(deep__bad=source)).problems
    assert (item.code, item.place.file, item.details["owner"]) == (
        "plugin-not-loaded",
        "rubrics/deep/bad.py",
        "rubrics/deep/bad.py",
    )
    assert item.details["cause"].startswith(cause)
    assert {name for name in set(sys.modules) - before if name.startswith("scoring_edition")} == set()


def test_a_file_that_is_no_utf8_is_told(edition, loaded):
    folder = edition(good=SOURCE.format(name="good"))
    (folder / "rubrics" / "bad.py").write_bytes(b"name = 'caf\xe9'\n")
    (item,) = loaded(folder).problems
    assert (item.code, item.place.file) == ("plugin-not-loaded", "rubrics/bad.py")


def test_a_folder_or_a_dead_link_with_the_ending_of_a_file_does_not_stop_the_others(edition, loaded):
    folder = edition(good=SOURCE.format(name="good"))
    (folder / "rubrics" / "folder.py").mkdir()
    (folder / "rubrics" / "dead.py").symlink_to(folder / "nowhere.py")
    found = loaded(folder)
    assert "good" in found.registry.aggregations
    assert [(item.code, item.place.file) for item in found.problems] == [
        ("plugin-not-loaded", "rubrics/dead.py")
    ]


def test_two_files_that_claim_one_name_are_both_named(edition, loaded):
    text = SOURCE.format(name="mine")
    (item,) = loaded(edition(one=text, two=text)).problems
    assert (item.code, item.details["first"], item.details["second"]) == (
        "plugin-name-taken",
        "rubrics/one.py",
        "rubrics/two.py",
    )


def test_a_file_may_not_take_the_name_of_a_built_in(edition, loaded):
    (item,) = loaded(edition(mine=SOURCE.format(name="minimum"))).problems
    assert (item.details["first"], item.details["second"]) == (
        "built-in aggregations (scoring 9.9)",
        "rubrics/mine.py",
    )


def test_a_file_is_python_as_if_imported(edition, loaded):
    """Its annotations are its own affair, records of its own resolve them, and it knows its file and name."""
    text = (
        SOURCE.format(name="mine")
        + """
import dataclasses, functools, pathlib, sys, typing
from attrs import frozen, resolve_types

@functools.singledispatch
def kind(value):
    return "other"

@kind.register
def _(value: int):
    return "whole"

@frozen
class Parameters:
    share: "float" = 0.5

@dataclasses.dataclass
class Row:
    shares: "typing.ClassVar[list]" = []

resolve_types(Parameters)
assert kind(1) == "whole"
assert kind.__annotations__ == {} and _.__annotations__["value"] is int
assert pathlib.Path(__file__).name == "mine.py"
assert sys.modules[__name__].kind is kind
assert __name__ != "__main__"
"""
    )
    assert loaded(edition(mine=text)).problems == ()


def test_loading_again_after_a_change_sees_the_change(edition, loaded):
    folder = edition(mine=SOURCE.format(name="one"))
    first = loaded(folder)
    edition(mine=SOURCE.format(name="two"))
    second = loaded(folder)
    assert "one" in first.registry.aggregations
    assert "one" not in second.registry.aggregations
    assert "two" in second.registry.aggregations
    assert first.statuses[-1].owner.sha256 != second.statuses[-1].owner.sha256
