import json

import click
import pytest

from scoring.cli.commands import COMMANDS
from scoring.cli.usage import usage_problem

HINT = "\n  hint: scoring{} --help shows how it is used\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            ["chek"],
            "scoring: there is no command 'chek'; did you mean 'check'?\n  hint: scoring --help lists the commands\n",
        ),
        (["zzz"], "scoring: there is no command 'zzz'\n  hint: scoring --help lists the commands\n"),
        (
            ["--vresion"],
            "scoring: there is no option --vresion; did you mean '--version'?\n  hint: scoring --help lists the options\n",
        ),
        (
            ["run", "e", "--ot", "x"],
            "scoring run: there is no option --ot; did you mean '--out'?\n  hint: scoring run --help lists the options\n",
        ),
        (
            ["check", "-z"],
            "scoring check: there is no option -z\n  hint: scoring check --help lists the options\n",
        ),
        (["check", "a", "b"], "scoring check: 'b' is one argument too many" + HINT.format(" check")),
        (["check"], "scoring check: EDITION is missing" + HINT.format(" check")),
        (["run", "e"], "scoring run: --out is missing" + HINT.format(" run")),
        (["run", "e", "--out"], "scoring run: --out needs a value" + HINT.format(" run")),
        (["check", "e", "--quiet=yes"], "scoring check: --quiet takes no value\n"),
        (
            ["check", "e", "--format", "jsn"],
            "scoring check: --format is 'jsn', allowed: table, json; did you mean 'json'?\n",
        ),
        (["--lang", "fr", "check", "e"], "scoring: --lang is 'fr', allowed: id, en\n"),
        (
            ["schema", "rubrik"],
            "scoring schema: KIND is 'rubrik', allowed: edition, rubric; did you mean 'rubric'?\n",
        ),
        (["run", "e", "--out", "o", "--top", "0"], "scoring run: --top is '0', allowed: 1, 2, 3, ...\n"),
        (["run", "e", "--out", "o", "--top", "½"], "scoring run: --top is '½', allowed: 1, 2, 3, ...\n"),
        (
            ["new", "rubric", "x", "--from", "y"],
            "scoring new: --from belongs to 'new edition'; a rubric has no template\n",
        ),
        (
            ["ch\x1b[31mek"],
            "scoring: there is no command 'ch\\x1b[31mek'\n  hint: scoring --help lists the commands\n",
        ),
    ],
    ids=" ".join,
)
def test_a_mistake_is_named_with_the_nearest_right_word(cli, line, message):
    assert cli(*line) == (2, "", message)


def test_a_mistake_is_named_in_indonesian(cli):
    answer = cli("chek", SCORING_LANG="id")
    assert answer.code == 2
    assert answer.err.startswith("scoring: tidak ada perintah 'chek'; mungkin maksudnya 'check'?")


def test_a_wrong_language_in_the_environment_is_refused(cli):
    answer = cli("check", "e", SCORING_LANG="fr")
    assert (answer.code, answer.err) == (2, "scoring: SCORING_LANG is 'fr', allowed: id, en\n")


@pytest.mark.parametrize(
    "line",
    [["check", "--format", "json"], ["check", "--format=json", "--fromat"], ["chek", "--format", "json"]],
)
def test_a_program_gets_the_mistake_as_json(cli, line):
    answer = cli(*line)
    assert (answer.code, answer.err) == (2, "")
    envelope = json.loads(answer.out)
    assert envelope["schema"] == "scoring-answer/1"
    assert (envelope["ok"], envelope["data"], envelope["warnings"]) == (False, None, [])
    (error,) = envelope["errors"]
    assert error["code"].startswith("usage-")
    assert set(error) >= {"code", "path", "line", "cell", "hint", "message", "severity", "details"}


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"completion"}))
def test_every_command_refuses_an_unknown_option_by_its_own_name(cli, name):
    answer = cli(name, "--no-such-thing")
    assert answer.code == 2
    assert answer.err.startswith(f"scoring {name}: there is no option --no-such-thing")


def test_a_mistake_that_click_alone_knows_is_passed_on():
    found = usage_problem(click.UsageError("something else"))
    assert (found.code, found.details) == ("usage-other", {"command": "scoring", "cause": "something else"})
