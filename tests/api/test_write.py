"""Writing a run: whole or not at all, with the rules that were applied; a writer's fault names its owner."""

from __future__ import annotations

import json

import pytest

import scoring
from scoring.errors import PluginError, RejectedError, UnreadableError

WRITER = """
from scoring import hookimpl
from scoring.model.method import Writer

def write(tables):
    {body}

@hookimpl
def scoring_writers():
    yield Writer(name="mine", suffix=".txt", write=write)
"""


def with_writer(small, body):
    small.write("rubrics/mine.py", WRITER.format(body=body))
    return small.run()


def test_a_run_folder_has_its_files_and_the_manifest_lists_all_but_two(small, tmp_path):
    out = small.run().write(tmp_path / "run")
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    tables = {"ranking", "rankings", "scores", "awards", "quality", "flags"}
    assert files == {
        *(f"{name}.{suffix}" for name in tables for suffix in ("csv", "parquet")),
        *(
            f"{name}.{language}.{suffix}"
            for name, suffix in (("summary", "md"), ("ranking", "xlsx"))
            for language in ("id", "en")
        ),
        *("cells.parquet", "ranking.json", "plan.json", "README.md", "manifest.json", "log.json"),
        *("edition/edition.toml", "edition/rubrics/policy.toml", "edition/rubrics/service.toml"),
    }
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {item["path"] for item in manifest["outputs"]} == files - {"manifest.json", "log.json"}
    assert [item["path"] for item in manifest["inputs"]] == [
        "cities.csv",
        "evaluators.csv",
        "marks/all.csv",
        "measures.csv",
        "panels.csv",
    ]
    assert manifest["edition"]["path"] == "../small"
    assert manifest["rows"] == {
        "cities": 4,
        "marks": 14,
        "measures": 3,
        "history": 0,
        "columns": 10,
        "flags": 0,
    }


@pytest.mark.parametrize("spelling", [str, lambda path: path])
def test_the_folder_that_was_given_is_returned(small, tmp_path, spelling):
    assert small.run().write(spelling(tmp_path / "run")) == tmp_path / "run"


def test_missing_parents_are_made(small, tmp_path):
    out = small.run().write(tmp_path / "results" / "2024" / "run")
    assert scoring.verify(out) == []


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_what_exists_is_never_overwritten(small, tmp_path, problems, kind):
    out = tmp_path / "run"
    {
        "folder": out.mkdir,
        "file": lambda: out.write_text("mine", encoding="utf-8"),
        "dangling link": lambda: out.symlink_to(tmp_path / "nowhere"),
    }[kind]()
    assert problems(small.run().write, out, kind=RejectedError) == [("run-folder-exists", str(out))]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run", "small"]
    assert kind != "file" or out.read_text(encoding="utf-8") == "mine"


def test_a_target_below_a_file_cannot_be_written(small, tmp_path, problems):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    out = tmp_path / "file" / "run"
    assert problems(small.run().write, out, kind=UnreadableError) == [("run-folder-not-writable", str(out))]


WRONG = {
    "yield ('a.txt', b'1'); raise KeyError('k')": "plugin rubrics/mine.py: the writer mine failed: KeyError: 'k'",
    "raise SystemExit(3)": "plugin rubrics/mine.py: the writer mine failed: SystemExit: 3",
    "return None": "plugin rubrics/mine.py: the writer mine failed: TypeError: 'NoneType' object is not iterable",
    "return [('a.txt', 'text')]": "writer mine of plugin rubrics/mine.py returned (str, str) for a file; "
    "allowed is a path as text and its bytes",
    "return ['ab']": "writer mine of plugin rubrics/mine.py returned str for a file; "
    "allowed is a path as text and its bytes",
    "return [(1, b'')]": "writer mine of plugin rubrics/mine.py returned (int, bytes) for a file; "
    "allowed is a path as text and its bytes",
    "return [('a.txt', b'', 1)]": "writer mine of plugin rubrics/mine.py returned (str, bytes, int) for a file; "
    "allowed is a path as text and its bytes",
}


@pytest.mark.parametrize("body", WRONG)
def test_a_writer_that_fails_or_returns_no_file_names_its_owner_and_nothing_is_left(
    small, tmp_path, rendered, body
):
    run = with_writer(small, body)
    with pytest.raises(PluginError):
        run.write(tmp_path / "results" / "run")
    assert rendered(run.write, tmp_path / "results" / "run") == [WRONG[body]]
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("return [('../outside', b'')]", "run-output-outside"),
        ("return [('/outside', b'')]", "run-output-outside"),
        ("return [('ranking.csv', b'')]", "run-output-twice"),
        ("return [('Ranking.CSV', b'')]", "run-output-twice"),
        ("return [('manifest.json', b'')]", "run-output-twice"),
    ],
)
def test_a_writer_may_write_neither_outside_nor_what_is_there(small, tmp_path, problems, body, code):
    assert [found for found, _ in problems(with_writer(small, body).write, tmp_path / "run")] == [code]
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_an_interrupt_leaves_nothing(small, tmp_path):
    run = with_writer(small, "yield ('a.txt', b'1'); raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        run.write(tmp_path / "new" / "run")
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_the_file_of_a_writer_stands_among_the_others_and_holds(small, tmp_path):
    run = with_writer(small, "yield ('sub/mine.txt', str(tables.ranking.height).encode())")
    out = run.write(tmp_path / "run")
    assert (out / "sub" / "mine.txt").read_bytes() == b"4"
    assert (out / "edition" / "rubrics" / "mine.py").is_file()
    assert scoring.verify(out) == []


CHANGES = {
    "edition.toml": lambda small: small.replace(
        "edition.toml", "policy = 0.6, service = 0.4", "policy = 0.5, service = 0.5"
    ),
    "rubrics/policy.toml": lambda small: small.replace("rubrics/policy.toml", "highest = 4", "highest = 5"),
    "rubrics/mine.py": lambda small: small.append("rubrics/mine.py", "# other\n"),
    "rubrics/new.py": lambda small: small.write("rubrics/new.py", ""),
    "rubrics": lambda small: small.remove("rubrics/service.toml"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_rules_that_were_changed_after_the_edition_was_opened_are_not_written_as_those_applied(
    small, tmp_path, problems, name
):
    run = with_writer(small, "return []")
    CHANGES[name](small)
    assert problems(run.write, tmp_path / "run", kind=RejectedError) == [
        ("edition-edited", str(small.path / name))
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_a_comment_that_was_added_meanwhile_does_not_matter(small, tmp_path):
    run = small.run()
    small.append("edition.toml", "# a remark\n")
    assert scoring.load_run(run.write(tmp_path / "run")).ranking().equals(run.ranking())


def test_a_run_that_was_loaded_can_be_written_again(small, tmp_path):
    first = small.run().write(tmp_path / "first")
    second = scoring.load_run(first).write(tmp_path / "second")
    files = [
        path.relative_to(first) for path in first.rglob("*") if path.is_file() and path.name != "log.json"
    ]
    # in the manifest the edition is the copy in the first run
    assert [name.name for name in files if (first / name).read_bytes() != (second / name).read_bytes()] == [
        "manifest.json"
    ]
