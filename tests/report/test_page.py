"""The page of ranks under many weightings: one file, its policy, names that are only text."""

import base64
import hashlib
import html
import json
import re
import tomllib
from importlib.resources import files

import numpy as np
import pytest

from scoring.model.draw import Drawn, Uniform
from scoring.model.edition import CITY_STATES
from scoring.model.uncertainty import Cities, Figure, Setting, Uncertainty
from scoring.report.page import content, page

NAN = np.nan
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u2028&amp;'\""


@pytest.fixture
def found():
    names = ("mean", "sd", "q05", "q25", "median", "q75", "q95", "first", "top", "holistic", "entropy")
    pair = Figure(value=np.array([1.5, 1.5, NAN]), error=np.array([0.01, 0.01, NAN]))
    return Uncertainty(
        setting=Setting(
            edition=HOSTILE,
            year=2024,
            nodes=("index",),
            weights=Drawn(method="uniform", spread=Uniform()),
            seed=0,
            n_draws=100,
            whole=2**29,
            exact=True,
            tied=0,
        ),
        cities=Cities(
            codes=("1", "2", "3"),
            names=(HOSTILE, "B", ""),
            states=("ranked", "ranked", "withdrawn"),
            official=np.array([2.0, 1.0, NAN]),
        ),
        items=(HOSTILE, "y"),
        official_weights=np.array([0.4, 0.6]),
        edges=np.array([0, 1, 2]),
        acceptability=Figure(value=np.array([[0.5, 0.5, NAN], [0.5, 0.5, NAN]]), error=np.zeros((2, 3))),
        figures=dict.fromkeys(names, pair),
        best=np.array([1.0, 1.0, NAN]),
        worst=np.array([2.0, 2.0, NAN]),
        unranked=np.array([0.0, 0.0, 1.0]),
        top=10,
        central=Figure(value=np.array([[0.1, 0.9], [NAN, NAN], [NAN, NAN]]), error=np.zeros((3, 2))),
        confidence=np.array([1.0, NAN, NAN]),
        choice=Figure(value=np.array(1.0), error=np.array(0.0)),
    )


@pytest.fixture
def text(found):
    return page(found, low=np.array([1.0, 1.0, NAN]), high=np.array([2.0, 2.0, NAN]), share=0.9).decode()


def parts(text, tag):
    return re.findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", text, re.DOTALL)


def data_of(text):
    return json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1]
    )


def test_only_the_script_and_style_of_the_page_may_run_and_nothing_is_loaded(text):
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1])
    script, style = parts(text, "script")[-1], parts(text, "style")[0]
    for source, part in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<\w+[^>]*\s(src|href)=|url\(|@import", text)
    assert {*re.findall(r"https?://[^\s\"']+", text)} == {
        "http://www.w3.org/2000/svg"
    }  # a name, not an address


def test_no_name_can_end_its_element(text):
    assert text.count("<script") == 2
    assert "<img" not in text
    assert "\u2028" not in text
    assert "\u202e" not in text
    assert data_of(text)["cities"][1]["name"].startswith("</script><script>")


def test_the_script_makes_no_markup_of_texts(text):
    script = parts(text, "script")[-1]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|fetch\(", script
    )


def test_cities_come_in_the_official_order_with_null_for_what_is_not(text):
    cities = data_of(text)["cities"]
    assert [city["code"] for city in cities] == ["2", "1", "3"]
    assert (cities[2]["low"], cities[2]["official"], cities[2]["central"]) == (None, None, None)
    assert data_of(text)["shares"][0] == [[1, 1, 0.5], [2, 2, 0.5]]


def test_a_page_of_too_many_shares_leaves_them_out(found, monkeypatch):
    monkeypatch.setattr(content, "MOST_SHARES", 3)
    nothing = np.array([1.0, 1.0, NAN])
    assert data_of(page(found, low=nothing, high=nothing, share=0.9).decode())["shares"] is None


def test_the_same_study_gives_the_same_page(found, text):
    low, high = np.array([1.0, 1.0, NAN]), np.array([2.0, 2.0, NAN])
    assert page(found, low=low, high=high, share=0.9).decode() == text


def test_every_text_is_there_in_both_languages_and_every_key_of_the_script_has_one(text):
    source = files("scoring.report.page").joinpath("texts.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(source)
    assert all(set(entry) == {"id", "en"} for entry in entries.values())
    fields = {
        key: [set(re.findall(r"\{(\w+)\}", one)) for one in entry.values()] for key, entry in entries.items()
    }
    assert all(first == second for first, second in fields.values())
    script = parts(text, "script")[-1]
    used = set(re.findall(r'say\("(\w+)"', script)) | set(re.findall(r'data-text="(\w+)"', text))
    used |= set(re.findall(r'\["(\w+)", "(?:text|rank|drawn|number|share)"\]', script))
    assert used - set(entries) == set()
    assert {f"state_{state}" for state in (*CITY_STATES, "incomplete")} <= set(entries)
