"""Blocks of a terminal: lines with ``$`` are run, what stands below them is what they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

DOTS = re.compile(r"\.\.\.")


def environment(place: Path) -> dict[str, str]:
    """Return the environment of a reader who has installed `scoring` and stands in `place`."""
    site = place / ".site"
    return {
        "PATH": f"{place / '.bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(place),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(site),
        "PIP_TARGET": str(site),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as: no isolation
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def run(command: str, place: Path, environ: Mapping[str, str]) -> tuple[int, str]:
    """Run one command line and return its exit code and what it prints, both streams together."""
    ended = subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env={**environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
    )
    return ended.returncode, ended.stdout


def commands(text: str) -> list[tuple[str, str]]:
    """Return the command lines of a block, each with what it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(shown)) for command, shown in found]


def matches(shown: str, printed: str) -> bool:
    """Tell whether a text is what is shown, where ``...`` stands for anything and alone in a line for any lines."""
    lines = [line.rstrip() for line in shown.strip("\n").splitlines()]
    pattern = "".join(
        r"(?:[^\n]*\n)*?"
        if line == "..."
        else DOTS.sub(r"[^\n]*?", re.escape(line).replace(r"\.\.\.", "...")) + r"\n"
        for line in lines
    )
    found = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, found) is not None
