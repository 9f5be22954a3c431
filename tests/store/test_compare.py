import pytest

from scoring.codec.messages import catalogue, render
from scoring.store import RunFolder, compare_folders, compare_hashes


@pytest.fixture
def run(tmp_path, manifest):
    with RunFolder(tmp_path / "run") as folder:
        folder.add("ranking.csv", b"rank\n1\n2\n")
        folder.add("edition/edition.toml", b"format\n")
        complete = folder.finish(manifest)
    return tmp_path / "run", complete


def told(problems, base):
    return [(item.code, item.place.file.removeprefix(f"{base}/")) for item in problems]


def test_an_untouched_run_holds(run):
    folder, manifest = run
    assert compare_hashes(manifest, folder) == []


def test_changed_missing_and_extra_files_are_named(run):
    folder, manifest = run
    (folder / "ranking.csv").write_bytes(b"rank\n1\n3\n")
    (folder / "edition" / "edition.toml").unlink()
    (folder / "edition" / "mine.txt").write_text("x")
    found = compare_hashes(manifest, folder)
    assert told(found, folder) == [
        ("run-output-missing", "edition/edition.toml"),
        ("run-output-changed", "ranking.csv"),
        ("run-output-extra", "edition/mine.txt"),
    ]
    assert found[1].details["allowed"] == manifest.outputs[1].sha256


def test_a_link_in_place_of_a_file_is_followed_for_its_content(run, tmp_path):
    folder, manifest = run
    (tmp_path / "other.csv").write_bytes(b"other\n")
    (folder / "ranking.csv").unlink()
    (folder / "ranking.csv").symlink_to(tmp_path / "other.csv")
    assert told(compare_hashes(manifest, folder), folder) == [("run-output-changed", "ranking.csv")]


@pytest.mark.parametrize("place", ["nowhere", "."])
def test_a_link_to_no_file_cannot_be_read(run, tmp_path, place):
    folder, manifest = run
    (folder / "ranking.csv").unlink()
    (folder / "ranking.csv").symlink_to(tmp_path / place)
    assert told(compare_hashes(manifest, folder), folder) == [("run-output-unreadable", "ranking.csv")]
    assert told(compare_folders(folder, folder), folder) == [("run-output-unreadable", "ranking.csv")]


@pytest.fixture
def pair(tmp_path):
    folders = tmp_path / "first", tmp_path / "second"
    for folder in folders:
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "same.csv").write_bytes(b"a\nb\n")
    return folders


def test_equal_folders_do_not_differ(pair):
    assert compare_folders(*pair) == []


def test_the_log_is_not_compared(pair):
    (pair[0] / "log.json").write_text("1")
    (pair[1] / "log.json").write_text("2")
    assert compare_folders(*pair) == []
    assert told(compare_folders(*pair, ignore=()), pair[0]) == [("run-file-differs", "log.json")]


def test_files_of_one_side_are_named(pair):
    (pair[0] / "mine").write_text("x")
    (pair[1] / "deep" / "yours").write_text("x")
    assert told(compare_folders(*pair), pair[0]) == [
        ("run-file-only-here", "mine"),
        ("run-file-only-there", "deep/yours"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "offset", "line"),
    [
        (b"a\nbc\nd", b"a\nbx\nd", 3, 2),
        (b"", b"x", 0, 1),
        (b"a\nb\n", b"a\nb\nc\n", 4, 3),
        (b"a\nb", b"a\n", 2, 2),
        (b"x" * 3_000_000 + b"\n1", b"x" * 3_000_000 + b"\n2", 3_000_001, 2),
        (b"\n" * 2_000_000 + b"1", b"\n" * 2_000_000 + b"2", 2_000_000, 2_000_001),
    ],
)
def test_the_first_difference_is_named_by_byte_and_line(pair, first, second, offset, line):
    (pair[0] / "file").write_bytes(first)
    (pair[1] / "file").write_bytes(second)
    (found,) = compare_folders(*pair)
    assert found.code == "run-file-differs"
    assert (found.details["offset"], found.details["line"]) == (offset, line)


@pytest.mark.parametrize("code", [code for code in catalogue() if code.startswith("run-")])
def test_every_sentence_of_a_run_stands_in_both_languages(code):
    entry = catalogue()[code]
    assert entry.message.id != entry.message.en
    assert bool(entry.hint.id) == bool(entry.hint.en)


def test_a_difference_can_be_told(pair):
    (pair[0] / "file").write_bytes(b"a")
    (pair[1] / "file").write_bytes(b"b")
    (found,) = compare_folders(*pair)
    assert render(found, language="en") == f"{pair[0]}/file  the replay differs at byte 0, line 1"
