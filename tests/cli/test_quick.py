"""What must answer at once imports nothing heavy: no time is measured, so no busy machine can fail the test."""

import json
import os
import subprocess
import sys

import pytest

from scoring.cli.commands import COMMANDS

HEAVY = {
    "numpy",
    "polars",
    "pandas",
    "pyarrow",
    "narwhals",
    "cattrs",
    "tree_sitter",
    "pluggy",
    "xlsxwriter",
    "python_calamine",
    "rich",
}
SCRIPT = """
import json, os, sys
from scoring.cli.ending import run
code = run(sys.argv[1:], os.environ)
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


def modules(*line, **environ):
    """Return exit code, output and the packages that were imported."""
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, *line],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environ},
    )
    code, names = json.loads(ended.stderr.splitlines()[-1])
    return code, ended.stdout, set(names)


@pytest.mark.parametrize(
    "line",
    [["--help"], ["--version"], ["completion", "zsh"], *([name, "--help"] for name in COMMANDS)],
    ids=" ".join,
)
def test_help_version_and_completion_script_import_nothing_heavy(line):
    code, out, names = modules(*line)
    assert code == 0
    assert out
    assert names & (HEAVY | {"attr", "attrs"}) == set()


def test_help_of_the_program_imports_no_command():
    script = SCRIPT.replace(
        'name.partition(".")[0] for name in sys.modules',
        "name for name in sys.modules if name.startswith('scoring.cli.')",
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=True
    )
    _, names = json.loads(ended.stderr.splitlines()[-1])
    assert {entry.module for entry in COMMANDS.values()} & set(names) == set()


def test_completing_a_word_imports_nothing_heavy():
    asked = {"_SCORING_COMPLETE": "bash_complete", "COMP_WORDS": "scoring ex", "COMP_CWORD": "1"}
    code, out, names = modules(**asked)
    assert (code, out) == (0, "plain,explain\n")
    assert names & (HEAVY | {"attr", "attrs"}) == set()


def test_options_are_completed():
    asked = {"_SCORING_COMPLETE": "bash_complete", "COMP_WORDS": "scoring run --o", "COMP_CWORD": "2"}
    assert modules(**asked)[:2] == (0, "plain,--out\n")


def test_values_are_completed():
    asked = {
        "_SCORING_COMPLETE": "bash_complete",
        "COMP_WORDS": "scoring check --format j",
        "COMP_CWORD": "3",
    }
    assert modules(**asked)[:2] == (0, "plain,json\n")


@pytest.mark.parametrize("line", [["chek"], ["check"], ["run", "x", "--ot"]], ids=" ".join)
def test_a_mistake_in_the_command_line_imports_no_table_library(line):
    code, _, names = modules(*line)
    assert code == 2
    assert names & HEAVY == set()


def test_a_completed_command_has_its_sentence_in_the_language():
    asked = {
        "_SCORING_COMPLETE": "fish_complete",
        "COMP_WORDS": "scoring ",
        "COMP_CWORD": "ver",
        "SCORING_LANG": "id",
    }
    code, out, _ = modules(**asked)
    assert (code, out) == (0, f"plain,verify\t{COMMANDS['verify'].text.id}\n")
