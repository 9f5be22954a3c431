"""How much each choice of an edition matters: many runs with choices made otherwise, and indices of their rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from attrs import evolve, field, frozen

from scoring.api.edition import EditionFolder
from scoring.api.failing import failure
from scoring.api.frames import Backend, from_polars
from scoring.api.studying import write_study
from scoring.api.sweeping.sound import unsound
from scoring.api.sweeping.sweep import sweep
from scoring.api.variants import Workshop
from scoring.codec.factors import LoadedFactors, load_factors
from scoring.engine import children
from scoring.errors import Place, RejectedError, problem
from scoring.lab.factors import Ground, Levels, combined
from scoring.lab.sensitivity import (
    alone,
    indices,
    laid_out,
    levels_at,
    shifts,
    statistics,
    told_alone,
    winner_stays,
)
from scoring.lab.variation import OFFICIAL
from scoring.model.factor import Factor
from scoring.model.plan import Structure
from scoring.model.ratings import Floats
from scoring.model.sensitivity import Sensitivity, Swept
from scoring.model.variant import Variant, VariantScores
from scoring.report import sensitivity as report
from scoring.report.plot.canvas import PlotFormat

RUNS = 256


@frozen(kw_only=True, eq=False)
class Analysed:
    """A sensitivity analysis of an edition.

    Parameters
    ----------
    sensitivity : runs, rankings and indices, as arrays.
    levels : of the factors.
    factors : as they were given.
    workshop : the edition with its tables.
    """

    sensitivity: Sensitivity
    levels: tuple[Levels, ...] = field(repr=False)
    factors: Mapping[str, Factor] = field(repr=False)
    workshop: Workshop = field(repr=False)

    def indices(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row for each figure and factor: first- and total-order index with their intervals."""
        return from_polars(report.indices_table(self.sensitivity), backend)

    def ranks(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a city: its nominal rank, and median, 5-95 % and extremes over all runs."""
        return from_polars(report.ranks_table(self.sensitivity), backend)

    def runs(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a run: where it lies, what that meant, and what came of it."""
        return from_polars(report.runs_table(self.sensitivity), backend)

    def failures(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row for each way in which runs failed, and how often."""
        return from_polars(report.failures_table(self.sensitivity), backend)

    def one_at_a_time(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row for each alternative of each factor alone."""
        return from_polars(report.alone_table(self.sensitivity), backend)

    def variant(self, run: int) -> Variant:
        """Return what a run does otherwise.

        Parameters
        ----------
        run : number of the run, from 0.

        Raises
        ------
        RejectedError
            If there is no such run.
        """
        number = len(self.sensitivity.chosen)
        if not 0 <= run < number:
            raise RejectedError([problem("unknown-run", found=run, allowed=f"0, ..., {number - 1}")])
        return combined(self.levels, self.sensitivity.chosen[run], f"run {run}")

    def replay(self, run: int) -> VariantScores:
        """Score one run by itself, with nothing that was kept of the others.

        Parameters
        ----------
        run : number of the run, from 0.
        """
        (found,) = self.workshop.score([self.variant(run)])
        return found

    def plot(self, kind: report.PlotKind = "indices", *, form: PlotFormat = "svg") -> bytes:
        """Return a plot.

        Parameters
        ----------
        kind : ``indices`` of the average rank shift, or ``ranks`` of the first cities.
        form : ``svg`` or ``png``.

        Raises
        ------
        ExtraMissingError
            If matplotlib is not installed.
        """
        return report.plot(self.sensitivity, kind, form=form)

    def write(self, out: str | Path, *, plots: Sequence[PlotFormat] = ()) -> Path:
        """Write all tables, and plots in the forms asked for.

        Parameters
        ----------
        out : folder that does not exist yet.
        plots : forms of the plots; none needs no extra.
        """
        drawn = {f"{kind}.{form}": self.plot(kind, form=form) for kind in report.PLOTS for form in plots}
        year = self.workshop.edition.scheme.edition.year
        study = report.study(self.sensitivity, year=year, plots=drawn)
        settings = {
            "runs": self.sensitivity.n_base,
            "factors": {name: _written(factor) for name, factor in self.factors.items()},
        }
        return write_study(study, self.workshop, Path(out), settings=settings, seed=self.sensitivity.seed)


def _written(factor: Factor) -> dict[str, Any]:
    """Return what was given of a factor."""
    return attrs.asdict(factor, filter=lambda _, value: value not in ("", (), None, {}))


def sensitivity(
    edition: EditionFolder, factors: str | Path | Mapping[str, Factor], *, runs: int = RUNS, seed: int = 0
) -> Analysed:
    """Score an edition with many choices made otherwise, and tell how much each choice matters.

    After Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the quality
    assessment of composite indicators, Journal of the Royal Statistical Society A 168, 307-323.

    Parameters
    ----------
    edition : the edition.
    factors : a factors file, or factors by name.
    runs : size of the base sample, a power of two; runs (factors + 2) runs are made.
    seed : of the design, of all draws and of the bootstrap.

    Raises
    ------
    ScoringError
        If the edition itself cannot be scored, or the factors are wrong. Runs that cannot be scored are counted and
        explained in the result.
    """
    loaded, named = _given(factors)
    workshop = Workshop.of(edition)
    nominal = _nominal(workshop)
    _refuse(named, workshop, loaded, runs)
    ids = tuple(dict.fromkeys(leaf.criterion for leaf in edition.plan.structure.leaves))
    ground = Ground(
        structure=nominal[0], criteria=lambda names: children.expand(names, ids, Place())[0], seed=seed
    )
    return _analysed(workshop, named, ground.levels(named), nominal[1], runs=runs, seed=seed)


def _given(factors: str | Path | Mapping[str, Factor]) -> tuple[LoadedFactors | None, Mapping[str, Factor]]:
    if isinstance(factors, str | Path):
        loaded = load_factors(Path(factors))
        return loaded, loaded.file.factor
    return None, factors


def _nominal(workshop: Workshop) -> tuple[Structure, Floats]:
    """Return the columns of the edition with the weights that methods chose, and the ranks of its index."""
    plan, scores = workshop.scores(OFFICIAL)
    return scores.structure, workshop.rank(scores.score[:, plan.place[plan.edition.index]])


def _refuse(
    factors: Mapping[str, Factor], workshop: Workshop, loaded: LoadedFactors | None, runs: int
) -> None:
    problems = unsound(factors, workshop)
    if loaded:
        problems = [loaded.locate(item) for item in problems]
    if runs < 2 or runs & (runs - 1):  # noqa: PLR2004 - a power of two has one bit
        problems.append(problem("runs-no-power-of-two", found=runs, allowed="128, 256, 512"))
    if problems:
        raise failure(problems)


def _analysed(
    workshop: Workshop,
    factors: Mapping[str, Factor],
    levels: tuple[Levels, ...],
    nominal: Floats,
    *,
    runs: int,
    seed: int,
) -> Analysed:
    points = laid_out(runs, len(levels), seed)
    rows, told = alone(levels)
    chosen = levels_at(points, levels)
    both = sweep(workshop, levels, np.vstack([chosen, rows]))
    swept, singly = _split(both, len(chosen))
    shift, winner = shifts(swept.ranks, nominal), winner_stays(swept.ranks, nominal)
    names = tuple(item.name for item in levels)
    cities = workshop.ratings.cities
    found = Sensitivity(
        edition=workshop.edition.scheme.edition.id,
        codes=cities.codes,
        names=cities.names,
        factors=names,
        labels=tuple(item.labels for item in levels),
        n_base=runs,
        seed=seed,
        points=points,
        chosen=chosen,
        swept=swept,
        shift=shift,
        winner=winner,
        indices=tuple(indices(names, runs, swept, shift, winner, seed=seed)),
        statistics=statistics(swept.ranks, nominal),
        alone=tuple(told_alone(told, singly, nominal)),
    )
    return Analysed(sensitivity=found, levels=levels, factors=factors, workshop=workshop)


def _split(swept: Swept, number: int) -> tuple[Swept, Swept]:
    """Return the runs of the design, and those of one factor at a time."""
    return evolve(swept, of=swept.of[:number]), evolve(swept, of=swept.of[number:])
