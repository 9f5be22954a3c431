"""Every example of every help page is run as it stands there."""

import os
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from scoring.cli.commands import COMMANDS
from scoring.cli.program import program

ROOT = Path(__file__).parents[2]
PAGES = {
    "scoring": program,
    **{name: import_module(entry.module).command for name, entry in COMMANDS.items()},
}
EXAMPLES = [(name, example) for name, page in PAGES.items() for example in page.examples]
READERS = {"explain", "verify", "diff"}
"""Commands whose examples need runs that are there already."""


def shell(line, place):
    """Run a line as a user would type it beside the fixtures and the rubric library."""
    environ = {
        **os.environ,
        "HOME": str(place),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    environ.pop("SCORING_LANG", None)
    words = ["bash", "-c", f"set -euo pipefail; mkdir -p ~/.config/fish/completions; {line}"]
    return subprocess.run(words, cwd=place, env=environ, capture_output=True, text=True, check=False)


def furnish(place):
    for name in ("fixtures", "rubrics"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.fixture(scope="module")
def with_runs(tmp_path_factory):
    """Make a place where the nation of two years was scored."""
    place = furnish(tmp_path_factory.mktemp("runs"))
    for year, out in (("2023", "2023"), ("2024", "2024"), ("2024", "demo")):
        ended = shell(f"scoring run fixtures/nation/{year} --out out/{out}", place)
        assert ended.returncode == 0, ended.stderr
    return place


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_the_example_works(name, example, request, tmp_path):
    place = request.getfixturevalue("with_runs") if name in READERS else furnish(tmp_path)
    line = example.replace(
        'eval "$(scoring completion zsh)"', "scoring completion zsh"
    )  # zsh may not be there
    ended = shell(line, place)
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
    words = shlex.split(example, comments=True)
    if ">" in words:
        assert (place / words[-1].replace("~", str(place))).stat().st_size > 0
    elif words[0] == "scoring":
        assert ended.stdout.strip()
