"""What other weights would have made of a ranking: millions of weightings of one edition."""

from __future__ import annotations

import os
from collections.abc import Iterator

from scoring.api.edition import EditionFolder
from scoring.api.posing import Posed, pose
from scoring.api.uncertain import Uncertain
from scoring.api.weighing import Levels
from scoring.errors import Problem, RejectedError, problem
from scoring.execution.local import Threads
from scoring.kernels.acceptability.counts import Counts
from scoring.lab.counting import Executor, Told, counted, counted_until
from scoring.lab.described import Description, described

DRAWS = 100_000
MOST_DRAWS = 2**33
MOST_SEED = 2**128 - 1
TOP = 10


def uncertainty(
    edition: EditionFolder,
    weights: Description = "uniform",
    *,
    node: str = "",
    levels: Levels = "one",
    draws: int | None = None,
    until: float | None = None,
    seed: int = 0,
    threads: int | None = None,
    top: int = TOP,
    executor: Executor | None = None,
    told: Told | None = None,
) -> Uncertain:
    """Rank an edition under very many weightings.

    The edition is scored once; what its children scored is weighted anew for each draw, with its rules, thresholds of
    coverage and gates. Ties share the better rank (1, 2, 2, 4). A seed gives the same for any threads and executor.

    Parameters
    ----------
    edition : the edition.
    weights : how weights are drawn: a name, ``name:parameter=value,...``, or a table with ``method`` and parameters.
    node : whose children's weights are drawn; the index when left out.
    levels : ``all`` draws at every node and rubric on the way down whose rule is the weighted mean, too, but for one
        that reaches the index by another way, such as an improvement.
    draws : number of weightings, 100,000 when left out.
    until : draw until no share of ranks has a larger standard error, at most 10,000,000 weightings.
    seed : of the random numbers; 0 is a seed.
    threads : as many as the process may use when left out.
    top : how many first ranks are looked at.
    executor : computes the parts elsewhere, by ``results(work, parts)``.
    told : is told how many weightings are done, and of how many.

    Raises
    ------
    ScoringError
        With everything that is wrong with the edition or the question.

    Examples
    --------
    >>> import scoring
    >>> found = scoring.api.uncertainty(scoring.open("rubrics/ipm-2010"), draws=4096)
    >>> found.cities().columns[:4]
    ['code', 'name', 'state', 'official']
    """
    drawn = described(weights)
    if wrong := [*_wrong(draws=draws, until=until, seed=seed, threads=threads, top=top)]:
        raise RejectedError(wrong)
    posed = pose(edition, drawn, node=node, levels=levels, seed=seed)
    runner = executor or Threads(number=threads or usable_threads())
    counts, reached = _counted(posed, draws, until, runner, told)
    setting = posed.setting(counts, seed=seed, until=until, reached=reached)
    return Uncertain(posed=posed, setting=setting, counts=counts, top_size=top, executor=runner)


def _counted(
    posed: Posed, draws: int | None, until: float | None, runner: Executor, told: Told | None
) -> tuple[Counts, bool]:
    plan, draw = posed.ranked.plan, posed.offer.draw
    if until is not None:
        return counted_until(plan, draw, until, runner, told)
    return counted(plan, draw, draws or DRAWS, runner, told), True


def _wrong(
    *, draws: int | None, until: float | None, seed: int, threads: int | None, top: int
) -> Iterator[Problem]:
    """Yield what is wrong with the numbers that were given."""
    given = {"draws": draws, "until": until, "threads": threads, "top": top}
    for name, number in given.items():
        if number is not None and not number > 0:
            yield problem("number-not-above-zero", name=name, found=f"{number:g}")
    if draws is not None and draws > MOST_DRAWS:
        yield problem("draws-too-many", found=draws, allowed=MOST_DRAWS)
    if draws is not None and until is not None:
        yield problem("draws-and-until")
    if not 0 <= seed <= MOST_SEED:
        yield problem("seed-outside", found=seed, allowed=MOST_SEED)


def usable_threads() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
