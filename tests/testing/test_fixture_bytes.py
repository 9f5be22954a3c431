"""Byte stability: the committed fixtures are what the generator writes today.

This says nothing about whether the numbers are right; it says that nobody changed them unseen. Parquet and
xlsx bytes also depend on the versions of polars and xlsxwriter, which the requirements file fixes.
"""

from pathlib import Path

from scoring.testing.nation.__main__ import main

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "fixtures" / "nation"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_generator_writes_the_committed_bytes(tmp_path):
    main([str(tmp_path / "nation"), "--seed", "2024"])
    committed, written = contents(FIXTURE), contents(tmp_path / "nation")
    assert sorted(written) == sorted(committed)
    assert [name for name in written if written[name] != committed[name]] == []


def test_the_fixtures_stay_small():
    sizes = {name: len(data) for name, data in contents(ROOT / "fixtures").items()}
    assert sum(sizes.values()) < 5_000_000
    assert sizes["nation/2024/marks.parquet"] < 1_500_000
