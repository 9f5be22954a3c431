"""What was found under many weightings: tables, intervals, letters, plots, files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from attrs import define, field, frozen

from scoring.api.frames import Backend, from_polars
from scoring.api.pairing import compared, held
from scoring.api.posing import Posed
from scoring.api.reaching import reach
from scoring.api.studying import write_study
from scoring.errors import RejectedError, problem
from scoring.kernels.acceptability.counts import Counts
from scoring.lab.counting import Executor
from scoring.lab.described import shown
from scoring.lab.uncertainty import interval, quantile, top, uncertainty
from scoring.model.nearest import nearest
from scoring.model.reach import Reach
from scoring.model.text import Language
from scoring.model.uncertainty import Between, Pairs, Setting, Uncertainty
from scoring.report import letter
from scoring.report import uncertainty as report
from scoring.report.page import page
from scoring.report.pairs import pairs_table
from scoring.report.plot.canvas import PlotFormat

Plot = Literal["intervals", "acceptability", "central", "page"]
PLOTS: tuple[Plot, ...] = ("intervals", "acceptability", "central", "page")
SHARE = 0.9


@define(eq=False)
class _Made:
    """What takes long and is made once, when it is asked for."""

    figures: Uncertainty | None = None
    pairs: Pairs | None = None


@frozen(kw_only=True, eq=False)
class Uncertain:
    """Ranks of an edition under many weightings.

    Parameters
    ----------
    posed : the edition and what was asked.
    setting : how weights were drawn.
    counts : ranks under the weightings, as whole numbers.
    top_size : how many first ranks are looked at.
    executor : computes what is counted later.
    """

    posed: Posed = field(repr=False)
    setting: Setting
    counts: Counts = field(repr=False)
    top_size: int
    executor: Executor = field(repr=False)
    _made: _Made = field(factory=_Made, repr=False)

    @property
    def figures(self) -> Uncertainty:
        """All figures as arrays; made once."""
        if self._made.figures is None:
            self._made.figures = uncertainty(
                self.posed.ranked.plan,
                self.counts,
                setting=self.setting,
                cities=self.posed.cities,
                items=self.posed.weighed.items,
                weights=self.posed.weights,
                size=self.top_size,
            )
        return self._made.figures

    def summary(self) -> dict[str, Any]:
        """Return what holds for the whole study: how weights were drawn, largest standard error, ties, entropy."""
        return report.figures(self.figures)

    def cities(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a city: official rank and all figures, each with its standard error."""
        return from_polars(report.cities_table(self.figures), backend)

    def acceptability(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row for each city and rank that came up, with the share of the weightings."""
        return from_polars(report.acceptability_table(self.figures), backend)

    def central(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the mean weights that put each city first, a row for each city and item."""
        return from_polars(report.central_table(self.figures), backend)

    def quantile(self, part: float, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the smallest rank that a part (0 to 1) of the weightings reaches or betters, a row a city."""
        found = report.figure_table(self.posed.cities, quantile(self.counts, part), "rank")
        return from_polars(found, backend)

    def top(self, size: int, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the probability of each city to be among the first, a row a city."""
        found = report.figure_table(self.posed.cities, top(self.counts, size), "share")
        return from_polars(found, backend)

    def interval(self, share: float = SHARE, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the ranks between which each city stands in at least a share of the weightings, a row a city.

        Parameters
        ----------
        share : above 0, at most 1; as much is left out above as below.
        backend : library of the frame.
        """
        return from_polars(report.interval_table(self.posed.cities, *interval(self.counts, share)), backend)

    def letter(self, city: str, language: Language = "id", share: float = SHARE) -> str:
        """Return a city's rank with its interval, as a letter says it: "rank 22; 19 to 27 in 90 % of weightings".

        Parameters
        ----------
        city : code, or name where only one city has it.
        language : of the sentence.
        share : of the weightings.
        """
        at, bounds = self.posed.position(city), interval(self.counts, share)
        return letter.sentence(
            official=float(self.posed.cities.official[at]),
            low=float(bounds.low[at]),
            high=float(bounds.high[at]),
            share=share,
            unranked=float(self.counts.unranked[at]) / self.counts.n_draws,
            language=language,
        )

    def against(self, *couples: tuple[str, str]) -> tuple[Between, ...]:
        """Return how often the first city of each couple stands above, below or level with the second.

        Parameters
        ----------
        couples : codes or names of two cities.
        """
        return held(self.posed, self.setting, couples, self.executor)

    def pairwise(self) -> Pairs:
        """Return how often each city stands above each other, under the first 102,400 weightings at most; made once.

        Raises
        ------
        RejectedError
            If there are more than 1,000 cities.
        """
        if self._made.pairs is None:
            self._made.pairs = compared(self.posed, self.setting, self.executor)
        return self._made.pairs

    def pairs(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the pairwise winning indices, a row for each two ranked cities."""
        return from_polars(pairs_table(self.posed.cities, self.pairwise()), backend)

    def reach(self, cities: Iterable[str] = (), couples: Iterable[tuple[str, str]] = ()) -> Reach:
        """Return what weights can do, without sampling: extreme ranks, and the smallest changes that matter.

        Parameters
        ----------
        cities : codes or names of those whose best and worst rank is sought.
        couples : two cities; the smallest change of the official weights is sought by which one passes the other.

        Raises
        ------
        RejectedError
            If the index is no weighted mean, or a city lacks a part.
        """
        return reach(self.posed, cities=cities, couples=couples, top=self.top_size)

    def plot(self, kind: Plot = "intervals", *, form: PlotFormat = "svg", city: str | None = None) -> bytes:
        """Return a plot, or the page.

        Parameters
        ----------
        kind : ``intervals``, ``acceptability``, ``central``, or ``page``: one interactive page, HTML.
        form : ``svg`` or ``png``.
        city : code or name of the city whose neighbours are drawn (``intervals``).

        Raises
        ------
        ExtraMissingError
            If matplotlib is not installed; the page needs none.
        """
        if kind not in PLOTS:
            allowed, near = ", ".join(PLOTS), nearest(str(kind), PLOTS)
            raise RejectedError([problem("plot-unknown", found=kind, allowed=allowed, nearest=near)])
        low, high = interval(self.counts, SHARE)
        if kind == "page":
            return page(self.figures, low=low, high=high, share=SHARE)
        at = None if city is None else self.posed.position(city)
        return report.plot(self.figures, kind, low=low, high=high, city=at, form=form)

    def write(
        self,
        out: str | Path,
        *,
        plots: Sequence[PlotFormat | Literal["page"]] = (),
        pairs: bool = False,
        against: Sequence[tuple[str, str]] = (),
        reach: Sequence[str] = (),
    ) -> Path:
        """Write all tables, and what else is asked for.

        Parameters
        ----------
        out : folder that does not exist yet.
        plots : forms of the plots, and ``page``; none needs no extra.
        pairs : whether all pairs are compared.
        against : couples of cities that are held against each other.
        reach : cities whose extreme ranks are sought; with any of them, or couples, the smallest changes are too.
        """
        drawn = {name: content for form in dict.fromkeys(plots) for name, content in self._drawn(form)}
        study = report.study(
            self.figures,
            plots=drawn,
            pairs=self.pairwise() if pairs else None,
            between=self.against(*against),
            reach=self.reach(reach, against) if reach else None,
        )
        settings = {
            "nodes": [*self.setting.nodes],
            "weights": shown(self.setting.weights),
            **({"weights_sha256": self.posed.table} if self.posed.table else {}),
            "draws": self.setting.n_draws,
            "until": self.setting.until,
            "top": self.top_size,
            "pairs": pairs,
            "against": [[*couple] for couple in against],
            "reach": [*reach],
        }
        workshop = self.posed.workshop
        return write_study(study, workshop, Path(out), settings=settings, seed=self.setting.seed)

    def _drawn(self, form: PlotFormat | Literal["page"]) -> Iterable[tuple[str, bytes]]:
        if form == "page":
            yield "uncertainty.html", self.plot("page")
            return
        for kind in report.PLOTS:
            yield f"{kind}.{form}", self.plot(kind, form=form)
