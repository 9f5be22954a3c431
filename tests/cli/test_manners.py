import io
import json
import os
import pty
import subprocess
import sys
from types import SimpleNamespace

import pytest

from scoring.cli.manners import guess
from scoring.errors import RejectedError, problem


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("argv", "environ", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "id_ID.UTF-8"}, "id"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "id_ID.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "id_ID"}, "id"),
        ([], {"LANG": "en_US.UTF-8", "SCORING_LANG": "id"}, "id"),
        ([], {"SCORING_LANG": "", "LANG": "id_ID"}, "id"),
        (["--lang", "en"], {"SCORING_LANG": "id"}, "en"),
        (["check", "--lang=id"], {"SCORING_LANG": "en"}, "id"),
        (["check", "--", "--lang", "id"], {}, "en"),
        (["--lang"], {}, "en"),
        (["--lang", "fr"], {}, "en"),
    ],
)
def test_the_language_comes_from_the_option_then_the_environment_then_the_system(argv, environ, language):
    assert guess(argv, environ).lang == language


@pytest.mark.parametrize(
    ("environ", "stream", "colored"),
    [
        ({}, Terminal(), True),
        ({}, io.StringIO(), False),
        ({"NO_COLOR": "1"}, Terminal(), False),
        ({"NO_COLOR": ""}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"FORCE_COLOR": "1"}, io.StringIO(), True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, io.StringIO(), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, Terminal(), False),
    ],
)
def test_colour_is_for_terminals_unless_it_is_forbidden_or_demanded(environ, stream, colored):
    assert guess([], environ).color(stream) is colored


def refuse(_):
    raise RejectedError([problem("usage-other", command="c", cause="x")])


def test_problems_are_coloured_only_on_demand(cli, api):
    api.open_edition = refuse
    assert "\x1b[" not in cli("check", "e").err
    assert "\x1b[36m" in cli("check", "e", FORCE_COLOR="1").err


@pytest.fixture
def sound(api):
    note = problem("run-remarks", count=3)
    found = SimpleNamespace(files=1, rows=2, cities=3, criteria=4, notes=(note,))
    api.open_edition = lambda _: SimpleNamespace(check=lambda: found)


@pytest.mark.parametrize("line", [["check", "e", "-q"], ["-q", "check", "e"], ["check", "--quiet", "e"]])
def test_quiet_leaves_the_result_and_nothing_else(cli, sound, line):
    assert cli("check", "e").err != ""
    answer = cli(*line)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("e is sound")


@pytest.mark.parametrize("line", [["check", "e", "--lang", "id"], ["--lang", "id", "check", "e"]])
def test_the_language_may_stand_before_or_behind_the_command(cli, sound, line):
    assert cli(*line, SCORING_LANG="en").out.startswith("e baik (")


def test_nothing_of_a_call_is_left_for_the_next(cli, sound):
    before = cli("check", "e")
    cli("check", "e", "--lang", "id", "-q", "--format", "json", "--debug")
    assert cli("check", "e") == before


def test_notes_are_warnings_in_json(cli, sound):
    envelope = json.loads(cli("check", "e", "--format", "json").out)
    assert envelope["ok"] is True
    assert [item["code"] for item in envelope["warnings"]] == ["run-remarks"]
    assert envelope["data"] == {"files": 1, "rows": 2, "cities": 3, "criteria": 4}


SCRIPT = """
import sys, types, scoring
api = scoring.api = sys.modules["scoring.api"] = types.ModuleType("scoring.api")
found = types.SimpleNamespace(files=1, rows=2, cities=3, criteria=4, notes=())
api.open_edition = lambda _: types.SimpleNamespace(check=lambda: found)
from scoring.cli import main
main()
"""


def on_a_terminal(*line, **environ):
    """Return what a process writes to a terminal that is its standard error."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", SCRIPT, "check", "e", *line]
    env = {"PATH": os.environ["PATH"], "TERM": "xterm", **environ}
    ended = subprocess.run(words, stdout=subprocess.PIPE, stderr=theirs, check=False, env=env)
    os.close(theirs)
    assert ended.returncode == 0
    written = b""
    try:
        while block := os.read(ours, 1000):
            written += block
    except OSError:  # how a terminal says that there is nothing left
        pass
    os.close(ours)
    return written


def test_progress_is_shown_on_a_terminal_and_wiped_away():
    assert on_a_terminal() == b"checking ...\r\x1b[K"
    assert on_a_terminal("--lang", "id") == b"memeriksa ...\r\x1b[K"


@pytest.mark.parametrize(("line", "environ"), [(["-q"], {}), ([], {"TERM": "dumb"})])
def test_progress_is_left_out_where_it_is_not_wanted(line, environ):
    assert on_a_terminal(*line, **environ) == b""
