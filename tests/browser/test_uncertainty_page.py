"""The page in a real browser: it draws, switches language, and hostile names stay text."""

import re
import shutil
import subprocess

import pytest

import scoring
from scoring import api

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (Debian package chromium)")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=4000",
    "--enable-logging=stderr",
)
HOSTILE = "<img src=x onerror=document.title='owned'></script><script>document.title='owned'</script>"
CITIES = f"""\
code,name,kind
a,"{HOSTILE}",x
b,Kota B,x
c,Kota C,x
d,Kota D,x
"""
EDITION = """\
format = "scoring-edition/1"
id = "page"
year = 2024

[[input]]
kind = "cities"
path = "cities.csv"

[[input]]
kind = "measures"
path = "measures.csv"
spread = "criterion"

[node.index]
children = ["r.x", "r.y"]
coverage = 0.5
"""
RUBRIC = """\
format = "scoring-rubric/1"
id = "r"
input = "measure"
scale = { lowest = 0, highest = 1 }

[criterion.x]
[criterion.y]
"""
MEASURES = "code,r.x,r.y\na,1,0\nb,0,1\nc,0.4,0.4\nd,0.1,\n"


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    """Return what the browser makes of the page, by what stands behind the ``#`` of its address."""
    folder = tmp_path_factory.mktemp("edition")
    (folder / "rubrics").mkdir()
    for name, text in (
        ("edition.toml", EDITION),
        ("rubrics/r.toml", RUBRIC),
        ("cities.csv", CITIES),
        ("measures.csv", MEASURES),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    page = tmp_path_factory.mktemp("page") / "page.html"
    page.write_bytes(api.uncertainty(scoring.open(folder), draws=4096, threads=1).plot("page"))

    def shown(fragment):
        profile = tmp_path_factory.mktemp("profile")
        words = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", f"{page.as_uri()}#{fragment}"]
        ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=120)
        assert "Content Security Policy" not in ended.stderr
        assert "Uncaught" not in ended.stderr
        return ended.stdout

    return shown


def test_the_page_draws_a_row_and_a_line_for_each_city(document):
    text = document("")
    assert text.count("<tr tabindex") == 4
    assert (
        len(
            re.findall(
                r'<line x1="[\d.]+" x2="[\d.]+" y1="[\d.]+" y2="[\d.]+" stroke-width="12" class="span', text
            )
        )
        == 4
    )
    assert 'lang="id"' in text
    assert "Peringkat di bawah pembobotan lain" in text


def test_names_are_only_text(document):
    text = document("en/a")
    assert "<img" not in text
    assert "<title>page: Ranks under other weights</title>" in text
    assert "&lt;img src=x onerror" in text


def test_a_link_opens_a_city_in_a_language(document):
    text = document("en/c")
    assert "Rank 3; 2 to 3 in 90 % of the weightings." in text
    assert "among the first 10 in 100.0 % of the weightings" in text
    assert not re.search(r"Without a rank in \d", text)
    assert 'html lang="en"' in text


def test_a_city_that_is_not_always_ranked_says_so(document):
    # its one part of two covers half of the weight under every second weighting
    assert re.search(r"Without a rank in (49|50)\.\d % of the weightings\.", document("en/d"))
