"""A work whose result is known to the byte, and clusters on loopback.

Workers import what they are given by name, so that works are functions of the package and of the standard library.
"""

import os
from functools import partial

import numpy as np
import pytest

from scoring.kernels.acceptability.plan import linear
from scoring.kernels.acceptability.run import run_blocks
from scoring.kernels.draw import simplex

N_PARTS = 24


@pytest.fixture(scope="session")
def counting():
    """Count the ranks of 40 cities under blocks of weightings: the work, and its parts."""
    scores = np.random.default_rng(5).integers(0, 101, (40, 4)) / 10
    work = partial(run_blocks, linear(scores), partial(simplex.block, seed=0, n_items=4))
    return work, [(number,) for number in range(N_PARTS)]


@pytest.fixture(scope="session")
def expected(counting):
    """Return the bytes of all counts, computed one part after the other without any executor."""
    work, parts = counting
    return as_bytes({place: work(part) for place, part in enumerate(parts)})


@pytest.fixture(scope="session")
def bytes_of():
    return as_bytes


def as_bytes(results):
    return {
        place: (counts.ranks.tobytes(), counts.first_weights.tobytes()) for place, counts in results.items()
    }


@pytest.fixture(scope="module")
def cluster():
    """A local cluster of two processes."""
    cluster_module = pytest.importorskip("scoring.execution.cluster")
    pytest.importorskip("distributed")
    with cluster_module.Cluster.local(2) as started:
        yield started


@pytest.fixture
def pids():
    """Return the process of each worker, by address."""

    def found(executor):
        return executor.client.run(os.getpid)

    return found
