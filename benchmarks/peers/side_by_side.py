"""The methods against the packages that have them too: `make bench-peers`.

Every call stands in a process of its own and reads the same files. Results are compared before a time counts, first for
few cities and then in full size; a package that is known to compute something else is named and not timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import pytest

HERE = Path(__file__).parent
PEERS = HERE / ".venv" / "bin" / "python"
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLBACKEND": "Agg"}
ROUNDS, PATIENCE = 5, 10
"""Rounds of a comparison; the first call, else a warm-up, is the only one where it takes more processor seconds than `PATIENCE`."""
SECONDS, GIGABYTES = 60, 4
"""What a package may take for one call."""
FEW = 100
SAME = 1e-6
"""Largest difference of two results, in parts of the largest figure: pyDecision adds 1e-9 here and there."""

SKC, PYMCDM, PYREPO, PYDECISION = PACKAGES = ("scikit-criteria", "pymcdm", "pyrepo-mcda", "pyDecision")
WRONG = {
    "critic": {PYMCDM: "costs not turned", PYREPO: "costs not turned"},
    "entropy": {PYDECISION: "costs inverted"},
    "codas": {PYDECISION: "no threshold"},
    "copeland": {PYREPO: "order of Borda", PYDECISION: "order of Borda"},
}
"""What packages compute instead of the method."""
RIGHT = {
    "weighted_sum": (SKC, PYMCDM, PYREPO),
    "critic": (SKC, PYDECISION),
    "entropy": (SKC, PYMCDM, PYREPO),
    "merec": PACKAGES,
    "topsis": PACKAGES,
    "vikor": PACKAGES,
    "promethee_ii": (PYMCDM, PYREPO, PYDECISION),
    "codas": (SKC, PYMCDM, PYREPO),
    "copeland": ("numpy",),
}
NAMES = {
    "weighted_sum": "weighted sum of min-max items, and ranks",
    "critic": "CRITIC",
    "entropy": "entropy",
    "merec": "MEREC",
    "topsis": "TOPSIS",
    "vikor": "VIKOR",
    "promethee_ii": "PROMETHEE II, usual",
    "codas": "CODAS",
    "copeland": "Copeland",
}
FASTEST = "fastest"
COMPARED = [
    ("weighted_sum", 100_000, {SKC: 1 / 3, PYMCDM: 1 / 20}),
    ("critic", 100_000, {FASTEST: 1 / 3}),
    ("entropy", 100_000, {FASTEST: 1 / 3}),
    ("merec", 100_000, {FASTEST: 1 / 3}),
    ("topsis", 5000, {FASTEST: 1 / 10}),
    ("vikor", 5000, {FASTEST: 1 / 10}),
    ("promethee_ii", 1000, {FASTEST: 1 / 10}),
    ("promethee_ii", 5000, {FASTEST: 1 / 10}),
    ("codas", 5000, {FASTEST: 1 / 10}),
    ("copeland", 5000, {FASTEST: 1}),
]
LARGE, LIMIT = 20_000, 2048


class Cost(NamedTuple):
    """What one call cost.

    Parameters
    ----------
    cpu : processor seconds of the call.
    more : memory above that of the process with the table loaded, MB.
    peak : memory of the process at most, MB.
    """

    cpu: float
    more: float
    peak: float

    def __str__(self):
        return f"{time(self.cpu)}, {self.more:.0f} MB"


def time(seconds):
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


class Side:
    """A process that makes one call when told to."""

    def __init__(self, package, method, folder):
        self.package, self.result = package, folder / f"{package}.npy"
        python = PEERS if package in PACKAGES else sys.executable
        command = [python, HERE / "serving.py", package, method, folder, str(SECONDS), str(GIGABYTES)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, text=True, env=os.environ | ALONE, **pipes)
        self.costs = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate()

    def call(self, *, keep=False):
        """Return the cost, or what the package used up: ``time`` or ``memory``."""
        self.process.stdin.write(f"{self.result if keep else ''}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"{self.package} failed"
        found = json.loads(line)
        return found.get("beyond") or Cost(**found)

    @property
    def cost(self):
        return Cost(*(median(figures) for figures in zip(*self.costs, strict=True)))


def prepare(folder, n_cities, n_items=60):
    """Write a table of lognormal values in different units; every third item is a cost."""
    source = np.random.default_rng(0)
    values = source.lognormal(size=(n_cities, n_items)) * source.uniform(0.1, 100, n_items)
    np.save(folder / "values.npy", values)
    np.save(folder / "weights.npy", source.dirichlet(np.ones(n_items)))
    np.save(folder / "direction.npy", np.where(np.arange(n_items) % 3 == 2, -1.0, 1.0))
    return folder


def agree(method, side, own):
    """Compare the results of two processes."""
    found, expected = np.load(side.result), np.load(own.result)
    if method == "weighted_sum":
        assert np.corrcoef(found, expected)[0, 1] > 1 - 1e-9
    else:
        assert np.abs(found - expected).max() < SAME * np.abs(expected).max(), side.package


def compared(method, folder):
    """Return the own process and those of the packages, which made their calls in turn, and what was used up."""
    beyond = {}
    with ExitStack() as stack:
        own, *others = (
            stack.enter_context(Side(package, method, folder)) for package in ("scoring", *RIGHT[method])
        )
        own.call(keep=True)
        for side in others:
            first = side.call(keep=True)
            if isinstance(first, str):
                beyond[side.package] = first
            else:
                agree(method, side, own)
                side.costs = [first] if first.cpu > PATIENCE else []
        quick = [side for side in others if not side.costs and side.package not in beyond]
        for _ in range(ROUNDS):
            for side in (own, *quick):
                side.costs.append(side.call())
    return own, [side for side in others if side.package not in beyond], beyond


def ratio(own, side):
    """Return the median ratio of processor seconds, round by round."""
    if len(side.costs) < ROUNDS:
        return own.cost.cpu / side.cost.cpu
    return median(one.cpu / other.cpu for one, other in zip(own.costs, side.costs, strict=True))


def cells(method, finished, beyond):
    """Return for each package what it took, or why it is not compared."""
    shown = {side.package: str(side.cost) for side in finished}
    shown |= {
        package: f"over {SECONDS} s" if why == "time" else f"over {GIGABYTES} GB"
        for package, why in beyond.items()
    }
    shown |= {package: f"wrong: {why}" for package, why in WRONG.get(method, {}).items()}
    return [shown.get(package, "") for package in PACKAGES]


@pytest.fixture(scope="session", autouse=True)
def environment():
    if not PEERS.exists():
        pytest.skip("the packages have an environment of their own: make bench-peers")


@pytest.mark.parametrize("method", RIGHT)
def test_results_agree_for_few_cities(method, tmp_path):
    folder = prepare(tmp_path, FEW)
    with Side("scoring", method, folder) as own:
        own.call(keep=True)
        for package in RIGHT[method]:
            with Side(package, method, folder) as side:
                assert isinstance(side.call(keep=True), Cost)
                agree(method, side, own)


@pytest.mark.parametrize(("method", "n_cities", "demands"), COMPARED)
def test_processor_time(method, n_cities, demands, tmp_path, record_peers):
    own, finished, beyond = compared(method, prepare(tmp_path, n_cities))
    shown = [f"{NAMES[method]}, {n_cities:,} x 60", own.cost, *cells(method, finished, beyond)]
    for package, demand in demands.items():
        chosen = [side for side in finished if package in {FASTEST, side.package}]
        side = min(chosen, key=lambda one: one.cost.cpu, default=None)
        if side is None:
            record_peers(shown, f"{SECONDS} s", own.cost.cpu / SECONDS, demand)
        else:
            name = f"numpy, {time(side.cost.cpu)}" if side.package == "numpy" else side.package
            record_peers(shown, name, ratio(own, side), demand)


@pytest.mark.parametrize("method", ["topsis", "vikor", "promethee_ii", "codas", "copeland"])
def test_memory_of_many_cities(method, tmp_path, record_peers):
    with Side("scoring", method, prepare(tmp_path, LARGE)) as own:
        cost = own.call()
    shown = [f"{NAMES[method]}, {LARGE:,} x 60", cost, *("" for _ in PACKAGES)]
    record_peers(shown, f"{LIMIT} MB, whole process {cost.peak:.0f} MB", cost.peak / LIMIT, 1)
