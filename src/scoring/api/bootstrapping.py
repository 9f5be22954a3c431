"""The bootstrap over evaluators: how far scores and ranks rest on who happened to sit in the panels.

The unit that is drawn is the evaluator with all his marks for a city (a cluster bootstrap, Davison & Hinkley 1997,
section 3.8), among the evaluators of his type in that city, independently of other cities. A mark that is missing
stays missing. The whole edition follows, with its medians, gates and thresholds. Where no rule compares cities,
each city's outcomes are scored once and looked up: panels by themselves where they add up, otherwise all of them
together, or those that are drawn where they are too many. Where a rule compares cities the nation is scored anew for
each replicate, which takes some hundred times as long. Every way gives the same replicates.

A panel of a single evaluator never varies, so that the standard error leaves his chance out: `alone` counts such
panels. For n evaluators the variance of a mean is that of the draw times (n - 1) / n; with `size` ``one_less`` it
is unbiased (Rao & Wu 1988, Journal of the American Statistical Association 83, m = n - 1).

Ranks follow the competition rule 1, 2, 2, 4. The same seed gives the same replicates of a city whatever other cities
and however many replicates there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from scoring.api.bootstrapped import Bootstrapped
from scoring.api.edition import EditionFolder
from scoring.api.panelled import Panelled
from scoring.api.studied import unknown
from scoring.api.variants import Workshop
from scoring.errors import Problem, RejectedError, problem
from scoring.kernels.bootstrap.standing import counted_ranks
from scoring.lab.bootstrap.panels import Stages, evaluators_of
from scoring.lab.bootstrap.parts import Drawing, Size
from scoring.lab.bootstrap.replicates import Told
from scoring.lab.bootstrap.standing import told_of
from scoring.model.bootstrap import BootstrapSetting
from scoring.model.nearest import nearest

REPLICATES = 10_000
TOP = 10
MOST_SCORES = 2**28
"""Scores that are kept: 2 GB."""
MOST_SEED = 2**128 - 1


def bootstrap(
    edition: EditionFolder,
    replicates: int = REPLICATES,
    *,
    node: str = "",
    seed: int = 0,
    stages: Stages = "together",
    size: Size = "panel",
    top: int = TOP,
    threads: int = 1,
    told: Told | None = None,
) -> Bootstrapped:
    """Draw the evaluators of every panel again, with replacement, and see how scores and ranks move.

    The module says what is drawn, and how it is computed.

    Parameters
    ----------
    edition : the edition.
    replicates : how often evaluators are drawn.
    node : whose scores are looked at; the index when left out.
    seed : of the random numbers; 0 is a seed.
    stages : ``together`` draws an evaluator with his marks of all stages; ``apart`` draws the panel of each stage by
        itself, for stages that other people mark.
    size : ``panel`` draws as many evaluators as there are, ``one_less`` one less, at least one.
    top : how many first ranks are looked at.
    threads : workers that count ranks.
    told : is told how much is done, and of how much: cities, or replicates where rules compare cities.

    Raises
    ------
    ScoringError
        With everything that is wrong with the edition or with what is asked for.

    Examples
    --------
    >>> import scoring
    >>> found = bootstrap(scoring.open("fixtures/nation/2022"), replicates=200, seed=1)
    >>> found.cities().columns[:8]
    ['code', 'name', 'state', 'official', 'score', 'mean', 'se', 'low']
    """
    workshop = Workshop.of(edition)
    name = node or edition.scheme.edition.index
    given = {"replicates": replicates, "top": top, "threads": threads}
    _refuse(
        *_wrong_numbers(given, seed=seed),
        *_wrong_choices({"stages": (stages, get_args(Stages)), "size": (size, get_args(Size))}),
        *_wrong_size(len(workshop.ratings.cities.codes), replicates),
        *([] if name in edition.plan.place else [unknown("unknown-node", name, edition.plan.ids)]),
    )
    drawing = Drawing(n_replicates=replicates, seed=seed, size=size)
    asked = Panelled.of(workshop, name, stages=stages)
    return _bootstrapped(
        workshop, asked, drawing, node=name, stages=stages, top=top, threads=threads, told=told
    )


def _bootstrapped(
    workshop: Workshop,
    asked: Panelled,
    drawing: Drawing,
    *,
    node: str,
    stages: Stages,
    top: int,
    threads: int,
    told: Told | None,
) -> Bootstrapped:
    found = asked.replicates(drawing, told)
    counts = counted_ranks(asked.basis(found.scores), asked.points, threads=threads)
    edition = workshop.edition.scheme.edition
    setting = BootstrapSetting(
        edition=edition.id,
        year=edition.year,
        node=node,
        replicates=drawing.n_replicates,
        seed=drawing.seed,
        stages=stages,
        size=drawing.size,
        tolerance=workshop.tolerance,
    )
    figures = told_of(
        found,
        counts,
        setting=setting,
        cities=asked.cities,
        score=asked.score,
        seating=asked.seating,
        evaluators=evaluators_of(workshop.ratings.marks, workshop.raw.takes_part),
        top=top,
    )
    return Bootstrapped(figures=figures, replicates=found, counts=counts, workshop=workshop)


def _refuse(*wrong: Problem) -> None:
    if wrong:
        raise RejectedError(wrong)


def _wrong_numbers(given: Mapping[str, int], *, seed: int) -> Iterator[Problem]:
    for name, number in given.items():
        if not number > 0:
            yield problem("number-not-above-zero", name=name, found=f"{number:g}")
    if not 0 <= seed <= MOST_SEED:
        yield problem("seed-outside", found=seed, allowed=MOST_SEED)


def _wrong_choices(given: Mapping[str, tuple[str, tuple[str, ...]]]) -> Iterator[Problem]:
    for name, (found, allowed) in given.items():
        if found not in allowed:
            shown, near = ", ".join(allowed), nearest(found, allowed)
            yield problem("bootstrap-unknown-choice", name=name, found=found, allowed=shown, nearest=near)


def _wrong_size(n_cities: int, replicates: int) -> Iterator[Problem]:
    if n_cities * replicates > MOST_SCORES:
        found = n_cities * replicates
        yield problem(
            "bootstrap-too-large", found=found, allowed=MOST_SCORES, replicates=replicates, cities=n_cities
        )
