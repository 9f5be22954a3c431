"""Ranks under many weightings against rivals, in turn in one process: ``python weightings_rivals.py CASE`` prints JSON.

A case is two functions that do some work and return for how many weightings they did it. Their processor seconds for
one weighting are compared round by round; of two threads against one it is the time on the clock.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import median

import numpy as np

from scoring.kernels.acceptability import indices, plan
from scoring.kernels.acceptability.pairwise import wins
from scoring.kernels.acceptability.run import run
from scoring.kernels.draw import simplex

Case = tuple[Callable[[], int], Callable[[], int]]

ROUNDS = 7
MANY, FEW = 16_384, 128
AT_ONCE = 128
COUNTED = 512


def cities(n_cities=514, n_items=6):
    """Return scores from 0 to 100 with one decimal, items that agree as they do in a nation."""
    source = np.random.default_rng(0)
    level = 50 + 12 * source.normal(size=(n_cities, 1))
    return np.clip(np.round(level + 10 * source.normal(size=(n_cities, n_items)), 1), 0, 100)


def weights(n_items, n_draws):
    return simplex.block(0, 2**29, seed=1, n_items=n_items)[:n_draws] / 2**29


def ours(made, n_draws=MANY, threads=1):
    """Draw, rank and count."""
    run(made, partial(simplex.block, seed=1, n_items=made.keys.n_items), n_draws, threads=threads)
    return n_draws


def sorting(scores):
    blocks = -(weights(scores.shape[1], AT_ONCE) @ scores.T)
    for _ in range(MANY // AT_ONCE):
        np.sort(blocks, axis=1)
    return MANY


def blocked_argsort(scores):
    """Rank blocks of weightings that are drawn already, without a look at ties, and count them in the same bins."""
    n_cities = len(scores)
    edges = plan.bin_edges(n_cities)
    bins = np.repeat(np.arange(len(edges) - 1), np.diff(edges))[None]
    drawn, cells = weights(scores.shape[1], 4096), np.empty((COUNTED, n_cities), dtype=np.int64)
    counts = np.zeros(n_cities * (len(edges) - 1), dtype=np.int64)
    for start in range(0, len(drawn), AT_ONCE):
        part = cells[start % COUNTED :][:AT_ONCE]
        order = np.argsort(-(drawn[start : start + AT_ONCE] @ scores.T), axis=1)
        np.put_along_axis(part, order, bins, axis=1)
        part += np.arange(n_cities) * (len(edges) - 1)
        if start % COUNTED == COUNTED - AT_ONCE:
            counts += np.bincount(cells.ravel(), minlength=counts.size)
    return len(drawn)


def loop(scores, index):
    """Rank one weighting after the other with scipy, and count."""
    from scipy.stats import rankdata

    n_cities = len(scores)
    counts = np.zeros((n_cities, n_cities), dtype=np.int64)
    for drawn in weights(scores.shape[1], FEW):
        ranks = rankdata(-index(scores, drawn), method="min")
        counts[np.arange(n_cities), ranks.astype(np.int64) - 1] += 1
    return FEW


def mean(scores, drawn):
    return scores @ drawn


def product(scores, drawn):
    return np.prod(scores**drawn, axis=1)


def closeness(scores, drawn):
    weighted = scores * drawn
    far = np.sqrt(np.square(weighted - weighted.max(axis=0)).sum(axis=1))
    near = np.sqrt(np.square(weighted - weighted.min(axis=0)).sum(axis=1))
    return near / (far + near)


def flows(scores):
    """Return the net flow of each item, usual preference."""
    return np.sign(scores[:, None] - scores[None]).sum(axis=1) / (len(scores) - 1)


def our_wins(made):
    wins(made, partial(simplex.block, seed=1, n_items=made.keys.n_items), [0], n_draws=2048)
    return 2048


def broadcast_wins(scores):
    means = weights(scores.shape[1], FEW) @ scores.T
    above = np.zeros((len(scores), len(scores)), dtype=np.int64)
    for start in range(0, FEW, 8):
        part = means[start : start + 8]
        above += (part[:, :, None] > part[:, None, :]).sum(axis=0)
    return FEW


def private_sorts(threads):
    """Sort arrays of its own in each thread: what a second core can give at best."""
    blocks = np.random.default_rng(0).random((threads, AT_ONCE, 514))

    def work(block):
        for _ in range(3 * MANY // AT_ONCE // threads):
            np.sort(block, axis=1)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, blocks))
    return 3 * MANY


def case(name) -> Case:
    narrow, broad = cities(), cities(n_items=60)
    shown = narrow / np.sqrt(np.square(narrow).sum(axis=0))
    net = flows(narrow)
    positive = np.maximum(narrow, 0.1)
    return {
        "sort": (partial(ours, plan.linear(narrow)), partial(sorting, narrow)),
        "argsort": (partial(ours, plan.linear(narrow)), partial(blocked_argsort, narrow)),
        "argsort of 5,000": (
            partial(ours, plan.linear(cities(5000)), 4096),
            partial(blocked_argsort, cities(5000)),
        ),
        "loop": (partial(ours, plan.linear(narrow)), partial(loop, narrow, mean)),
        "sixty": (partial(ours, plan.linear(broad)), partial(ours, plan.linear(narrow))),
        "wins": (partial(our_wins, plan.linear(narrow)), partial(broadcast_wins, narrow)),
        "geometric": (partial(ours, indices.geometric(positive)), partial(loop, positive, product)),
        "topsis": (partial(ours, indices.topsis(shown)), partial(loop, shown, closeness)),
        "promethee": (partial(ours, plan.linear(net)), partial(loop, net, mean)),
        "two threads": (
            partial(ours, plan.linear(narrow), 4 * MANY, 2),
            partial(ours, plan.linear(narrow), 4 * MANY, 1),
        ),
        "two threads that sort": (partial(private_sorts, 2), partial(private_sorts, 1)),
    }[name]


def seconds(work, clock):
    """Return seconds of one weighting."""
    start = clock()
    n_draws = work()
    return (clock() - start) / n_draws


def compare(name):
    """Return the median ratio of a case, and microseconds of either side for one weighting."""
    clock = time.perf_counter if "threads" in name else time.process_time
    one, other = case(name)
    one(), other()
    rounds = [(seconds(one, clock), seconds(other, clock)) for _ in range(ROUNDS)]
    return {
        "ratio": median(mine / theirs for mine, theirs in rounds),
        "ours": median(mine for mine, _ in rounds) * 1e6,
        "rival": median(theirs for _, theirs in rounds) * 1e6,
    }


if __name__ == "__main__":
    print(json.dumps(compare(sys.argv[1])))
