"""Whole commands, measured by the operating system: processor seconds and peak memory of each finished run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Sequence

from attrs import frozen

ROUNDS = 5


@frozen(kw_only=True)
class Cost:
    """What one run of a command cost.

    Parameters
    ----------
    cpu : user and system seconds of the process and of the children it waited for.
    peak : largest resident memory of the process itself, MB.
    """

    cpu: float
    peak: float


@frozen(kw_only=True)
class Pair:
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
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: exit {process.returncode}\n{process.stderr.read().decode()}")
    process.stderr.close()
    return Cost(cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024)


def paired(ours: Sequence[str], rival: Sequence[str], *, rounds: int = ROUNDS) -> Pair:
    """Run both in turn after one warm-up of each."""
    cost(ours), cost(rival)
    runs = [(cost(ours), cost(rival)) for _ in range(rounds)]
    return Pair(
        ratio=statistics.median(first.cpu / second.cpu for first, second in runs),
        ours=_median([first for first, _ in runs]),
        rival=_median([second for _, second in runs]),
    )


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        cpu=statistics.median(item.cpu for item in costs), peak=statistics.median(item.peak for item in costs)
    )


def python(code: str, *arguments: str) -> list[str]:
    """Return the command that runs some Python code."""
    return [sys.executable, "-c", code, *arguments]
