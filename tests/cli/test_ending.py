import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from scoring import __version__
from scoring.cli import ending
from scoring.codec.messages import render
from scoring.errors import Exit, Place, PluginError, RejectedError, UnreadableError, problem

REFUSED = problem("system-refused", Place(file="a.csv"), path="a.csv", cause="x")
OTHER = problem("system-refused", Place(file="b.csv"), path="b.csv", cause="y")


@pytest.fixture
def failing(api):
    """Make `scoring check` end with an error."""

    def set_up(error):
        def open_edition(_):
            raise error

        api.open_edition = open_edition

    return set_up


def test_the_numbers_are_those_of_the_model():
    assert (ending.OK, ending.USAGE, ending.UNREADABLE) == (Exit.OK, Exit.USAGE, Exit.UNREADABLE)
    assert (ending.BUG, ending.INTERRUPTED) == (Exit.BUG, Exit.INTERRUPTED)


def test_every_problem_is_shown_and_counted(cli, failing):
    failing(UnreadableError([REFUSED, OTHER, OTHER]))
    answer = cli("check", "e")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == "\n".join(
        [render(REFUSED), render(OTHER), render(OTHER), "problems: 3, in files: 2", ""]
    )


def test_one_problem_is_not_counted(cli, failing):
    failing(UnreadableError([REFUSED]))
    assert cli("check", "e").err == render(REFUSED) + "\n"


def test_problems_are_said_in_indonesian(cli, failing):
    failing(UnreadableError([REFUSED, OTHER]))
    answer = cli("check", "e", "--lang", "id")
    assert answer.err.endswith("masalah: 2, di berkas: 2\n")
    assert render(REFUSED, language="id") in answer.err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        # the code of the error, or of its gravest problem where that is higher (system-refused ends with 3)
        (RejectedError([problem("usage-other", command="", cause="")]), 2),
        (RejectedError([REFUSED]), 3),
        (UnreadableError([REFUSED]), 3),
        (PluginError([REFUSED]), 4),
    ],
)
def test_the_highest_exit_code_counts(cli, failing, error, code):
    failing(error)
    assert cli("check", "e").code == code


def test_problems_are_given_to_programs_with_place_and_hint(cli, failing):
    place = Place(file="survey.xlsx", sheet="impact", cell="E17")
    failing(UnreadableError([problem("system-refused", place, path="p", cause="c")]))
    answer = cli("check", "e", "--format", "json")
    assert (answer.code, answer.err) == (3, "")
    envelope = json.loads(answer.out)
    assert (envelope["ok"], envelope["data"]) == (False, None)
    (error,) = envelope["errors"]
    assert error["code"] == "system-refused"
    assert (error["path"], error["sheet"], error["cell"]) == ("survey.xlsx!impact!E17", "impact", "E17")
    assert set(error["message"]) == set(error["hint"]) == {"id", "en"}


def test_a_refusal_of_the_system_is_no_bug(cli, failing):
    failing(OSError(errno.ENOSPC, "No space left on device", "out/x"))
    assert cli("check", "e") == (3, "", "out/x: the system refuses: No space left on device\n")


@pytest.mark.parametrize(
    "error", [ValueError("five"), OSError("no file at all"), EOFError(), KeyError("no-such-code")]
)
def test_anything_else_is_called_a_bug_and_hides_nothing_when_asked(cli, failing, error):
    failing(error)
    short = cli("check", "e")
    assert (short.code, short.out) == (70, "")
    assert "bug in scoring" in short.err
    assert type(error).__name__ in short.err
    assert "Traceback" not in short.err
    assert "--debug" in short.err
    for line, environ in ((["--debug"], {}), (["-v"], {}), ([], {"SCORING_DEBUG": "1"})):
        long = cli("check", "e", *line, **environ)
        assert long.code == 70
        assert long.err.startswith("Traceback")
        assert "in open_edition" in long.err
    assert "Traceback" not in cli("check", "e", SCORING_DEBUG="0").err


def test_a_bug_does_not_steer_the_terminal(cli, failing):
    failing(ValueError("Kota\x1b[2J\u202e"))
    for line in ([], ["--debug"]):
        answer = cli("check", "e", *line)
        assert answer.code == 70
        assert r"Kota\x1b[2J\u202e" in answer.err
        assert not {"\x1b", "\u202e"} & set(answer.err)


def test_a_bug_is_told_to_programs_too(cli, failing):
    failing(ValueError("five"))
    answer = cli("check", "e", "--format", "json")
    assert answer.code == 70
    envelope = json.loads(answer.out)
    assert envelope["ok"] is False
    assert envelope["errors"][0]["code"] == "bug"
    assert "five" in envelope["errors"][0]["message"]["id"]


def test_a_problem_that_the_catalogue_does_not_know_is_a_bug(cli, failing):
    failing(RejectedError([problem("no-such-code")]))
    answer = cli("check", "e")
    assert answer.code == 70
    assert "no-such-code" in answer.err


def test_the_cause_of_a_plugin_fault_is_traced_when_asked(cli, failing):
    error = PluginError([REFUSED])
    error.__cause__ = ZeroDivisionError("in the plugin")
    failing(error)
    assert "in the plugin" not in cli("check", "e").err
    assert "ZeroDivisionError: in the plugin" in cli("check", "e", "--debug").err


def test_an_interrupt_ends_with_its_own_code(cli, failing):
    failing(KeyboardInterrupt())
    assert cli("check", "e") == (130, "", "interrupted\n")
    envelope = json.loads(cli("check", "e", "--format", "json").out)
    assert envelope["errors"][0]["code"] == "interrupted"


def process(code, **settings):
    """Start Python on some code that has a stub api in place."""
    stub = "import sys, types, scoring; api = scoring.api = sys.modules['scoring.api'] = types.ModuleType('scoring.api')\n"
    script = stub + textwrap.dedent(code) + "\nfrom scoring.cli import main\nmain()"
    return [sys.executable, "-c", script, *settings.pop("line")], settings


def test_control_c_ends_a_real_process_with_130():
    code = """
    import time
    def open_edition(_):
        print("ready", flush=True)
        time.sleep(60)
    api.open_edition = open_edition
    """
    words, _ = process(code, line=["check", "e"])
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout.readline() == "ready\n"
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, "interrupted\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_reader_that_goes_away_is_no_error():
    words, _ = process("", line=["completion", "bash"])
    shell = 'set -o pipefail; "$@" | true'
    for _ in range(3):
        ended = subprocess.run(
            ["bash", "-c", shell, "bash", *words], capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, "")


def test_a_terminal_of_another_encoding_gets_codes_instead_of_an_error():
    code = """
    from scoring.errors import RejectedError, problem
    def open_edition(_):
        raise RejectedError([problem("system-refused", path="Kota ½ 市", cause="c")])
    api.open_edition = open_edition
    """
    words, _ = process(code, line=["check", "e"])
    environ = {**os.environ, "PYTHONIOENCODING": "latin-1:strict", "LANG": "C.UTF-8"}
    environ.pop("PYTHONUTF8", None)
    ended = subprocess.run(words, capture_output=True, check=False, env=environ)
    assert ended.returncode == 3
    assert ended.stderr.decode("latin-1").startswith("Kota ½ \\u5e02: ")


@pytest.mark.parametrize(
    "words", [[sys.executable, "-m", "scoring"], [str(Path(sys.executable).with_name("scoring"))]]
)
def test_the_program_and_the_module_are_the_same(words):
    ended = subprocess.run([*words, "--version"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"scoring {__version__}\n", "")
