"""`scoring uncertainty` on the command line."""

import json
from pathlib import Path

import pytest

FIXTURE = str(Path(__file__).parents[2] / "fixtures" / "nation" / "2024")
QUICK = ("--draws", "4096", "--threads", "1")


def test_the_answer_for_people(cli):
    answer = cli("uncertainty", FIXTURE, *QUICK, "--top", "3", "--lang", "id")
    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert lines[0].startswith("4.096 pembobotan (uniform) atas index, benih 0;")
    assert "3 besar" in lines[3]
    assert len(lines) == 8


def test_the_answer_for_programs(cli):
    answer = cli(
        "uncertainty", FIXTURE, *QUICK, "--format", "json", "--against", "38.12", "21.19", "--reach", "38.12"
    )
    data = json.loads(answer.out)["data"]
    assert data["summary"]["draws"] == 4096
    assert len(data["cities"]) == 514
    assert data["against"][0]["other"] == "21.19"
    assert {row["side"] for row in data["reach"]} == {"best", "worst"}
    assert {row["change"] for row in data["changes"]} == {"pass", "winner", "top"}


def test_what_was_asked_for_besides_stands_below_the_table(cli):
    answer = cli("uncertainty", FIXTURE, *QUICK, "--against", "38.12", "21.19", "--reach", "38.12", "22.10")
    assert "38.12 Kabupaten Dungorembo Utara stands above 21.19 Kabupaten Garatolu Utara in " in answer.out
    assert answer.out.count(" at best") == 2
    assert "Another city comes first when " in answer.out


def test_the_folder_is_written(cli, tmp_path):
    answer = cli("uncertainty", FIXTURE, *QUICK, "--out", str(tmp_path / "out"), "--plot", "page")
    assert f"written to {tmp_path / 'out'}" in answer.out
    assert (tmp_path / "out" / "uncertainty.html").is_file()


def test_an_engine_gives_the_same_answer(cli):
    first, second = (
        cli("uncertainty", FIXTURE, "--draws", "9000", *more) for more in ((), ("--engine", "serial"))
    )
    assert first.out == second.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--weights", "dirichlt"), 2, "did you mean 'dirichlet'?"),
        (("--weights", "dirichlet:concentration=x"), 2, "is no description of weights"),
        (("--weights", "dirichlet:concentraton=5"), 1, "did you mean 'concentration'?"),
        (("--weights", 'table:path="none.csv"'), 3, "there is no such table of weightings"),
        (("--weights", 'constraints:rules=["baseline >= 2"]'), 1, "no weights fulfil all of"),
        (("--node", "outptu"), 1, "did you mean 'output'?"),
        (("--draws", "0"), 2, "--draws"),
        (("--until", "0"), 2, "--until"),
        (("--until", "nan"), 2, "--until"),
        (("--draws", "5", "--until", "0.1"), 2, "not both"),
        (("--seed", "-1"), 2, "--seed"),
        (("--seed", str(2**129)), 2, "outside 0 to"),
        (("--levels", "al"), 2, "did you mean 'all'?"),
        (("--plot", "pag"), 2, "did you mean 'page'?"),
        (("--engine", "thread:2"), 2, "thread:2"),
        ((*QUICK, "--against", "38.12", "x"), 1, "'x'"),
        ((*QUICK, "--reach", "42.05"), 1, "42.05"),
    ],
)
def test_mistakes_are_told_with_what_is_allowed(cli, words, code, told):
    answer = cli("uncertainty", FIXTURE, *words)
    assert told in answer.err
    assert "Traceback" not in answer.err
    assert (answer.code, answer.out) == (code, "")


def test_progress_is_shown_on_a_terminal_and_wiped_away(cli, monkeypatch):
    from scoring.cli.manners import Manners

    monkeypatch.setattr(Manners, "live", lambda _self, _stream: True)
    answer = cli("uncertainty", FIXTURE, "--draws", "40000", "--threads", "1")
    assert "100 % / 40000" in answer.err
    assert answer.err.endswith("\r\x1b[K")
    assert cli("uncertainty", FIXTURE, *QUICK, "--quiet").err == ""
