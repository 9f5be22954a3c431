import json
import os
import stat

import pytest

from scoring.errors import Exit, RejectedError, UnreadableError
from scoring.store import RunFolder, load, sha256


def codes(caught):
    return [item.code for item in caught.value.problems]


def left_over(folder):
    return sorted(item.name for item in folder.iterdir())


def test_a_run_folder_holds_what_was_added(tmp_path, manifest):
    with RunFolder(tmp_path / "run") as run:
        run.add("ranking.csv", b"rank\n1\n")
        run.add("letters/11.10.md", b"# Kota\n")
        assert not (tmp_path / "run").exists()
        complete = run.finish(manifest)
    assert left_over(tmp_path) == ["run"]
    assert (tmp_path / "run" / "letters" / "11.10.md").read_bytes() == b"# Kota\n"
    assert [(item.path, item.bytes, item.sha256) for item in complete.outputs] == [
        # the SHA-256 of the two texts by sha256sum
        ("letters/11.10.md", 7, "d6ae500e548822f25452096e67be00c07b0679b802f29ba5c95f0ffda4297fe7"),
        ("ranking.csv", 7, "619607b99c01995eac795f964ca17859a5eb410d6f07487efccac7fd1715c0b4"),
    ]
    assert load(tmp_path / "run") == complete


def test_the_manifest_holds_no_time_and_the_log_does(tmp_path, manifest):
    contents = []
    for name in ("first", "second"):
        with RunFolder(tmp_path / name) as run:
            run.add("ranking.csv", b"rank\n")
            run.finish(manifest, log={"operator": name})
        contents.append((tmp_path / name / "manifest.json").read_bytes())
    assert contents[0] == contents[1]
    log = json.loads((tmp_path / "first" / "log.json").read_text(encoding="utf-8"))
    assert log["schema"] == "scoring-log/1"
    assert log["operator"] == "first"
    assert log["started"] <= log["ended"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_run_that_fails_leaves_nothing(tmp_path, error):
    def fail():
        with RunFolder(tmp_path / "new" / "deep" / "run") as run:
            run.add("ranking.csv", b"rank\n")
            raise error

    with pytest.raises(error):
        fail()
    assert left_over(tmp_path) == []


def test_a_run_that_is_not_finished_leaves_nothing(tmp_path):
    with RunFolder(tmp_path / "run") as run:
        run.add("ranking.csv", b"rank\n")
    assert left_over(tmp_path) == []


def test_folders_above_are_made_and_stay_with_the_run(tmp_path, manifest):
    with RunFolder(tmp_path / "runs" / "2024" / "run") as run:
        run.finish(manifest)
    assert left_over(tmp_path / "runs" / "2024") == ["run"]


@pytest.mark.parametrize("kind", ["folder", "empty", "file", "link"])
def test_what_exists_is_never_overwritten(tmp_path, kind):
    target = tmp_path / "run"
    if kind == "file":
        target.write_text("mine")
    elif kind == "link":
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.mkdir()
    if kind == "folder":
        (target / "mine.txt").write_text("mine")
    before = left_over(tmp_path)
    with pytest.raises(RejectedError) as caught, RunFolder(target):
        pytest.fail("an existing target was taken")
    assert codes(caught) == ["run-folder-exists"]
    assert left_over(tmp_path) == before


def test_a_target_that_appears_meanwhile_is_not_overwritten(tmp_path, manifest):
    def write():
        with RunFolder(tmp_path / "run") as run:
            run.add("ranking.csv", b"rank\n")
            (tmp_path / "run").mkdir()
            run.finish(manifest)

    with pytest.raises(RejectedError) as caught:
        write()
    assert codes(caught) == ["run-folder-exists"]
    assert left_over(tmp_path) == ["run"]
    assert left_over(tmp_path / "run") == []


@pytest.mark.parametrize(
    "path",
    ["../evil.txt", "/evil.txt", "a/../../evil.txt", "a//b", "./a", "", ".", "a\\b", "a\0b", "a/", ".."],
)
def test_a_file_outside_the_folder_is_refused(tmp_path, path):
    with pytest.raises(RejectedError) as caught, RunFolder(tmp_path / "run") as run:
        run.add(path, b"x")
    assert codes(caught) == ["run-output-outside"]
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("path", ["ranking.csv", "Ranking.CSV", "manifest.json", "log.json"])
def test_a_name_is_taken_once(tmp_path, path):
    with RunFolder(tmp_path / "run") as run:
        run.add("ranking.csv", b"x")
        with pytest.raises(RejectedError) as caught:
            run.add(path, b"y")
    assert codes(caught) == ["run-output-twice"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UnreadableError) as caught, RunFolder(tmp_path / "file" / "run"):
        pytest.fail("a file was taken for a folder")
    assert codes(caught) == ["run-folder-not-writable"]
    assert caught.value.exit_code == Exit.UNREADABLE
    assert str(tmp_path / "file" / "run") in str(caught.value.problems[0].place)
    assert left_over(tmp_path) == ["file"]


def test_a_disk_that_fails_while_writing_leaves_nothing(tmp_path):
    def write():
        with RunFolder(tmp_path / "run") as run:
            run.add("a", b"a file")
            run.add("a/b", b"below a file")

    with pytest.raises(UnreadableError) as caught:
        write()
    assert codes(caught) == ["run-folder-not-writable"]
    assert left_over(tmp_path) == []


def test_rules_are_copied_and_nothing_else(tmp_path, manifest, edition):
    with RunFolder(tmp_path / "run") as run:
        run.snapshot(edition)
        complete = run.finish(manifest)
    assert [item.path for item in complete.outputs] == [
        "edition/edition.toml",
        "edition/rubrics/deep/gates.py",
        "edition/rubrics/governance.toml",
    ]
    copied = tmp_path / "run" / "edition" / "rubrics" / "deep" / "gates.py"
    assert copied.read_bytes() == (edition / "rubrics" / "deep" / "gates.py").read_bytes()
    assert complete.outputs[1].sha256 == sha256(copied.read_bytes())


def test_an_edition_that_is_gone_is_named(tmp_path):
    with pytest.raises(UnreadableError) as caught, RunFolder(tmp_path / "run") as run:
        run.snapshot(tmp_path / "nowhere")
    assert codes(caught) == ["run-edition-unreadable"]
    assert left_over(tmp_path) == []


def test_a_run_folder_is_as_open_as_other_folders(tmp_path, manifest):
    (tmp_path / "plain").mkdir()
    with RunFolder(tmp_path / "run") as run:
        run.finish(manifest)
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )


def test_a_relative_target_does_not_move_with_the_working_folder(tmp_path, manifest, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    with RunFolder("run") as run:
        os.chdir("elsewhere")
        run.finish(manifest)
    assert (tmp_path / "run" / "manifest.json").is_file()
