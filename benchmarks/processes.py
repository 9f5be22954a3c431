"""Whole commands, measured by the operating system: processor seconds and peak memory of each finished run.

The command is started from a small process of its own (this file as a script): a child begins with the peak memory of
the process that forks it, and the benchmark's own is larger than some of what it measures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

ROUNDS = 5


class Cost(NamedTuple):
    """What one run of a command cost.

    Parameters
    ----------
    cpu : user and system seconds of the process and of the children it waited for.
    peak : largest resident memory of one process, MB.
    """

    cpu: float
    peak: float


class Pair(NamedTuple):
    """A command against its rival, run in turn.

    Parameters
    ----------
    ratio : median of the ratios of processor seconds, pair by pair.
    ours, rival : medians.
    """

    ratio: float
    ours: Cost
    rival: Cost


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end."""
    small = [sys.executable, "-I", "-S", __file__, *command]
    ended = subprocess.run(small, capture_output=True, text=True, check=True)
    return Cost(**json.loads(ended.stdout))


def paired(ours: Sequence[str], rival: Sequence[str], *, rounds: int = ROUNDS) -> Pair:
    """Run both in turn after one warm-up of each."""
    cost(ours), cost(rival)
    runs = [(cost(ours), cost(rival)) for _ in range(rounds)]
    return Pair(
        ratio=median(first.cpu / second.cpu for first, second in runs),
        ours=_median([first for first, _ in runs]),
        rival=_median([second for _, second in runs]),
    )


def _median(costs: list[Cost]) -> Cost:
    return Cost(cpu=median(item.cpu for item in costs), peak=median(item.peak for item in costs))


def python(code: str, *arguments: str) -> list[str]:
    """Return the command that runs some Python code."""
    return [sys.executable, "-c", code, *arguments]


def _measure(command: Sequence[str]) -> None:
    """Run the command and print what it cost; a child that fails fails this."""
    null = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code:
        sys.exit(code)
    print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}))


if __name__ == "__main__":
    _measure(sys.argv[1:])
