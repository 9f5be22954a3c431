"""``scoring structure``: which tables are shown, to people and to programs."""

import json
from pathlib import Path

import pytest

from scoring.api.structure_sections import SECTIONS as OF_API
from scoring.cli.structure import SECTIONS, SHOWN
from scoring.cli.structure_words import HEADERS, TERMED, TERMS, VIEWS
from scoring.model.structure_study import Check
from scoring.report.structure import RECORDS

HDI = str(Path(__file__).parents[2] / "rubrics" / "hdi-2021")


def titles(text):
    return [name for name, view in VIEWS.items() if view.title.en in text]


def test_sections_views_and_words_are_complete():
    assert set(SECTIONS) == set(OF_API)
    assert set(VIEWS) == set(RECORDS) == {view for views in OF_API.values() for view in views}
    shown = {name for view in VIEWS.values() for name in view.columns}
    assert shown == set(HEADERS)
    assert set(Check.__args__) <= set(TERMS)
    assert shown >= TERMED


def test_without_a_choice_all_is_shown_that_needs_no_city(cli):
    answer = cli("structure", HDI, SCORING_LANG="en")
    assert (answer.code, answer.err) == (0, "")
    assert titles(answer.out) == [view for name in SHOWN for view in OF_API[name]]
    assert "South Africa" in answer.out


def test_a_city_adds_its_strengths(cli):
    answer = cli("structure", HDI, "--city", "Norway", SCORING_LANG="en")
    assert titles(answer.out)[-1] == "strengths"
    assert answer.out.count("Norway") == 8


@pytest.mark.parametrize(
    "words", [("weights,alpha",), ("weights", "alpha"), ("weights", "--show", "alpha,weights")]
)
def test_sections_come_with_commas_or_blanks_each_once(words, cli):
    answer = cli("structure", HDI, "--show", *words, SCORING_LANG="en")
    assert titles(answer.out) == ["weights", "alpha"]


def test_the_highest_come_first_and_strengths_are_shown_beside_weaknesses(cli):
    answer = cli("structure", HDI, "--show", "correlations", "--top", "1", SCORING_LANG="en")
    assert "0.965" in answer.out  # income and the index; the first pair, health and education, has 0.794
    assert "0.794" not in answer.out
    words = ("--show", "strengths", "--city", "NOR", "--top", "3")
    assert cli("structure", HDI, *words, SCORING_LANG="en").out.count("Norway") == 6


def test_rows_are_cut_and_counted(cli):
    answer = cli("structure", HDI, "--show", "weights", "--top", "1", SCORING_LANG="id")
    assert "... dan 2 baris lagi" in answer.out
    assert "0,333" in answer.out


def test_programs_get_whole_tables_and_the_folder_too(cli, tmp_path):
    out = tmp_path / "study"
    words = ("--show", "reversal,trends", "--top", "1", "--out", str(out), "--format", "json")
    data = json.loads(cli("structure", HDI, *words).out)["data"]
    assert data["study"] == str(out)
    assert [row["found"] for row in data["reversal"]] == [0] * 7
    assert data["trends"] == []
    assert (out / "structure.xlsx").exists()
    told = cli("structure", HDI, "--show", "trends", "--out", str(tmp_path / "b"), SCORING_LANG="en").out
    assert told.splitlines()[-1] == f"written to {tmp_path / 'b'}"
    assert "nothing" in told


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--show", "weights,alpa"), 2, "did you mean 'alpha'?"),
        (("--node", "helth"), 1, "did you mean 'health'?"),
        (("--city", "Norwy"), 1, "did you mean 'Norway'?"),
        (("--group", "regin"), 1, "did you mean 'region'?"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(words, code, told, cli):
    answer = cli("structure", HDI, *words, SCORING_LANG="en")
    assert answer.code == code
    assert told in answer.err
