"""Everything that README and docs show is run as it stands there, in a copy."""

import re
from pathlib import Path

import pytest
from reference.commands import tree
from snippets.console import matches
from snippets.page import Block, steps
from snippets.reader import MAKE, Reader

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = [page for page in PAGES if any(isinstance(step, Block) for step in steps(page))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)
UNPLAYED = frozenset(
    {
        *(f"make {target}" for target in TARGETS),
        *(example for command in tree().values() for example in command.examples),
        "make",
        "python3 -m venv .venv",
        ". .venv/bin/activate",
        "pip install .",
        "pip uninstall village-rubric",
        "python tests/docs/write_reference.py",
    }
)
"""What is tried elsewhere: targets of the Makefile, examples of the help pages, and installing."""


def name_of(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", SHOWN, ids=map(name_of, SHOWN))
def test_what_the_page_shows_happens(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Reader(page=page, place=tmp_path, commands=UNPLAYED).follow() > 0


@pytest.mark.parametrize("page", PAGES, ids=map(name_of, PAGES))
def test_every_comment_and_fence_is_understood(page):
    text = page.read_text(encoding="utf-8")
    assert text.count("```") == 2 * sum(isinstance(step, Block) for step in steps(page))
    comments = re.findall(r"<!-- (?!begin: |end -->)", text)
    assert len(comments) == sum(len(step.told) if isinstance(step, Block) else 1 for step in steps(page))


def test_make_demo_is_played_as_the_makefile_says():
    recipe = re.search(r"^demo:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)[1]
    out = re.search(r"^OUT := (.*)$", MAKEFILE, re.MULTILINE)[1]
    last = recipe.strip().splitlines()[-1].strip().lstrip("@")
    played = last.replace("$(BIN)/", "").replace("$(OUT)", out)
    assert f"exec {played}\n" in MAKE


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\ntwo", "one\ntwo\n", True),
        ("one\ntwo", "one\ntwo\nthree\n", False),
        ("one\n...", "one\ntwo\nthree\n", True),
        ("one\n...\nfour", "one\ntwo\nthree\n", False),
        ("took ... s", "took 1.5 s\n", True),
        ("took ... s", "took 1.5\nand more s\n", False),
        ("a.c", "abc\n", False),
        ("", "\n", True),
        ("", "one\n", False),
    ],
)
def test_what_is_shown_is_held_against_what_is_printed(shown, printed, same):
    assert matches(shown, printed) is same


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("```console\n$ echo one\ntwo\n```\n", "echo one"),
        ("```console\n$ exit 3\n```\n", "ends with 3"),
        ("```pycon\n>>> 1 + 1\n3\n```\n", "Expected"),
        ("```python\nprint(1)\n```\n", "not shown"),
        ("```toml\n# edition.toml\nyeer = 2024\n```\n", "yeer"),
        (
            '```toml\n# edition.toml\n[node.index]\nchildren = ["a"]\naggregation = "weighted"\n```\n',
            "weighted",
        ),
        ('```toml\nid = "x"\n```\n', "which file"),
        ("```sh\nrm -rf /\n```\n", "nobody runs"),
        ("<!-- same: LICENSE -->\n```csv\na,b\n```\n", "is not what LICENSE holds"),
        ("```\nfree text\n```\n", "cannot be checked"),
    ],
)
def test_a_page_that_shows_what_does_not_happen_is_found(page, fault, tmp_path, monkeypatch):
    place, file = tmp_path / "place", tmp_path / "page.md"
    place.mkdir()
    file.write_text(page, encoding="utf-8")
    monkeypatch.chdir(place)
    monkeypatch.setattr(Reader, "_at", lambda _, line, what: f"{line}: {what}")
    with pytest.raises(AssertionError, match=re.escape(fault)):
        Reader(page=file, place=place, commands=UNPLAYED).follow()
