"""Links lead somewhere, both languages say the same, codes that are named exist."""

import re
from pathlib import Path

import pytest

from scoring import __version__
from scoring.codec.messages import catalogue

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)


def prose(path):
    return FENCED.sub("", path.read_text(encoding="utf-8"))


def anchors(path):
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


def links(path):
    return [link for link in LINK.findall(prose(path)) if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_reached_from_the_readme():
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        targets = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
        waiting += [target for target in targets if target.suffix == ".md" and target in PAGES]
    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in seen] == []


OFFICER, PETUGAS = (ROOT / "docs" / "how-to" / name for name in ("officer.md", "petugas.md"))


def codes(page):
    """Return the codes in the table of messages."""
    return re.findall(r"`([a-z]+(?:-[a-z]+)+)`", prose(page).split("| --- |")[0])


@pytest.mark.parametrize("page", [OFFICER, PETUGAS], ids=lambda page: page.stem)
def test_the_codes_that_officers_are_told_exist(page):
    found = codes(page)
    assert len(found) > 20
    assert [code for code in found if code not in catalogue()] == []


def test_both_languages_tell_officers_the_same():
    shapes = [
        re.findall(r"^#+ |^\d\. |^\| `|```\w*", page.read_text(encoding="utf-8"), re.MULTILINE)
        for page in (OFFICER, PETUGAS)
    ]
    assert codes(OFFICER) == codes(PETUGAS)
    assert shapes[0][:40] == shapes[1][:40]


def test_the_changelog_names_this_version_and_what_moves_results():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version, {__version__}." in text or f"## [{__version__}]" in text
    assert all("### Results" in release for release in text.split("\n## [")[1:])
