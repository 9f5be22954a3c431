"""Comparing ways to score an edition: rankings side by side, how far they agree, which cities move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from scoring.api.edition import EditionFolder
from scoring.api.frames import Backend, from_polars
from scoring.api.studying import write_study
from scoring.api.variants import Workshop
from scoring.engine.binding import bind
from scoring.errors import Place, Problem, RejectedError, problem
from scoring.lab.comparison import agreement, movers
from scoring.lab.variation import OFFICIAL, combinations, shown
from scoring.model.comparison import Comparison
from scoring.model.method import Use
from scoring.model.registry import Registry
from scoring.model.variant import Variant
from scoring.report import comparison as report
from scoring.report.plot.canvas import PlotFormat

Method = str | Use | Mapping[str, Any]
TOP = 10


def use_of(method: Method) -> Use:
    """Return a method as an edition would name it.

    Parameters
    ----------
    method : a name, a table with ``method`` and parameters, or a use.
    """
    if isinstance(method, Use):
        return method
    if isinstance(method, str):
        return Use(method=method)
    given = dict(method)
    return Use(method=given.pop("method"), parameters=given)


@frozen(kw_only=True, eq=False)
class Compared:
    """Rankings of an edition under several variants.

    Parameters
    ----------
    comparison : index and ranks of every variant, as arrays.
    workshop : the edition with its tables.
    """

    comparison: Comparison
    workshop: Workshop = field(repr=False)

    def ranks(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a city with its rank under every variant."""
        return from_polars(report.side_by_side(self.comparison), backend)

    def variants(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row for each variant and city: index, rank and its distance to the official one."""
        return from_polars(report.ranks_table(self.comparison), backend)

    def agreement(self, top: int = TOP, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a variant: how far its ranking agrees with the official one.

        Parameters
        ----------
        top : number of first places that are looked at.
        backend : library of the frame.
        """
        return from_polars(report.agreement_table(self.comparison, agreement(self.comparison, top)), backend)

    def movers(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the cities, those whose rank moves most first."""
        return from_polars(report.movers_table(self.comparison, movers(self.comparison)), backend)

    def plot(self, *, most: int = report.MOST_DRAWN, form: PlotFormat = "svg") -> bytes:
        """Return a plot of the cities that move most.

        Parameters
        ----------
        most : number of cities.
        form : ``svg`` or ``png``.

        Raises
        ------
        ExtraMissingError
            If matplotlib is not installed.
        """
        return report.plot(self.comparison, movers(self.comparison)[:most], form=form)

    def write(self, out: str | Path, *, top: int = TOP, plots: Sequence[PlotFormat] = ()) -> Path:
        """Write all tables, and plots in the forms asked for.

        Parameters
        ----------
        out : folder that does not exist yet.
        top : number of first places that are looked at.
        plots : forms of the plot; none needs no extra.
        """
        drawn = {f"ranks.{form}": self.plot(form=form) for form in plots}
        year = self.workshop.edition.scheme.edition.year
        study = report.study(
            self.comparison,
            agreement(self.comparison, top),
            movers(self.comparison),
            year=year,
            plots=drawn,
        )
        settings = {"variants": [_written(item.variant) for item in self.comparison.variants], "top": top}
        return write_study(study, self.workshop, Path(out), settings=settings)


def _written(variant: Variant) -> dict[str, str]:
    uses = {name: getattr(variant, name) for name in ("weighting", "aggregation", "normalisation")}
    told = {name: shown(use) for name, use in uses.items() if use}
    return {"name": variant.name, "node": variant.node, "step": variant.step, **told}


def compare(
    edition: EditionFolder,
    *,
    weighting: Iterable[Method] = (),
    aggregation: Iterable[Method] = (),
    normalisation: Iterable[Method] = (),
    node: str = "",
    step: str = "",
) -> Compared:
    """Score an edition with every combination of some methods, and hold the rankings against the official one.

    Parameters
    ----------
    edition : the edition.
    weighting, aggregation, normalisation : methods: names, or tables with ``method`` and parameters.
    node : where weights and aggregation are others; the index when left out.
    step : the normalising step; the last one when left out.

    Raises
    ------
    ScoringError
        If the edition itself cannot be scored, or no method is named. A variant that cannot be scored says why in
        the result.
    """
    named = {
        "weightings": [use_of(method) for method in weighting],
        "aggregations": [use_of(method) for method in aggregation],
        "normalisations": [use_of(method) for method in normalisation],
    }
    if wrong := [*_unusable(named, edition.loaded.registry)]:
        raise RejectedError(wrong)
    variants = combinations(**named, node=node, step=step)
    if len(variants) == 1:
        raise RejectedError([problem("nothing-to-compare")])
    return compared(edition, variants)


def _unusable(named: Mapping[str, Sequence[Use]], registry: Registry) -> Iterator[Problem]:
    """Yield what is wrong with methods that are not there, or parameters that they do not have."""
    for kind, uses in named.items():
        for use in uses:
            yield from bind(use, getattr(registry, kind), Place(key=kind.removesuffix("s")))[1]


def compared(edition: EditionFolder, variants: Sequence[Variant]) -> Compared:
    """Score an edition under variants and hold the rankings against the first.

    Parameters
    ----------
    edition : the edition.
    variants : the official one first.
    """
    workshop = Workshop.of(edition)
    workshop.scores(OFFICIAL)  # whatever is wrong with the edition itself is told as such
    cities = workshop.ratings.cities
    comparison = Comparison(
        edition=edition.scheme.edition.id,
        codes=cities.codes,
        names=cities.names,
        variants=tuple(workshop.score(variants)),
    )
    return Compared(comparison=comparison, workshop=workshop)
