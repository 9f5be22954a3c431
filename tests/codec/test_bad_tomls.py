"""Faulty files and exactly what is shown for them; the cases stand in bad/*.txt."""

import re
from pathlib import Path

import pytest

from scoring.codec.edition import load_scheme_files
from scoring.codec.messages import as_json, render

EDITION = 'format = "scoring-edition/1"\nid = "x"\nyear = 2024\n'
CASE = re.compile(
    r"^==== (?P<name>.+)\n(?P<toml>(?:.*\n)*?)----\n(?P<shown>(?:.*\n)*?)(?=\n====|\Z)", re.MULTILINE
)


def cases() -> list:
    return list(read())


def read():
    for file in sorted((Path(__file__).parent / "bad").glob("*.txt")):
        for case in CASE.finditer(file.read_text(encoding="utf-8")):
            yield pytest.param(
                file.stem, case["toml"], case["shown"].splitlines(), id=f"{file.stem}: {case['name']}"
            )


def put(folder: Path, kind: str, toml: str) -> Path:
    (folder / "rubrics").mkdir()
    if kind == "rubric":
        (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    name = "rubrics/policy.toml" if kind == "rubric" else "edition.toml"
    (folder / name).write_text(toml, encoding="utf-8")
    return folder


def test_all_cases_are_found():
    written = sum(
        file.read_text(encoding="utf-8").count("\n==== ")
        for file in (Path(__file__).parent / "bad").glob("*.txt")
    )
    assert len(cases()) == written >= 90


@pytest.mark.parametrize(("kind", "toml", "shown"), cases())
def test_what_is_wrong_is_shown_with_its_place(tmp_path, kind, toml, shown):
    found = load_scheme_files(put(tmp_path, kind, toml))
    lines = "\n".join(render(item) for item in found.problems).splitlines()
    assert len(lines) == len(shown)
    for line, wanted in zip(lines, shown, strict=True):
        # long lists of keys are cut in the cases: a new key of the edition is no new message
        assert line == wanted or (wanted.endswith("…") and line.startswith(wanted[:-1]))


@pytest.mark.parametrize(("kind", "toml", "shown"), cases())
def test_what_is_wrong_is_also_said_in_indonesian_and_to_programs(tmp_path, kind, toml, shown):
    for item in load_scheme_files(put(tmp_path, kind, toml)).problems:
        assert render(item, language="id").splitlines()[0] != render(item).splitlines()[0]
        assert as_json(item)["file"] == ("rubrics/policy.toml" if kind == "rubric" else "edition.toml")


@pytest.mark.parametrize(("kind", "toml", "shown"), cases())
def test_nothing_is_made_of_a_faulty_file_unless_a_key_is_one_too_many(tmp_path, kind, toml, shown):
    found = load_scheme_files(put(tmp_path, kind, toml))
    assert found.problems
    made = bool(found.rubrics) if kind == "rubric" else found.edition is not None
    too_many = {item.code for item in found.problems} <= {"misspelt-key", "unknown-key", "no-keys"}
    assert too_many if made else not found.complete
