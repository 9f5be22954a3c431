"""What was found when evaluators were drawn again: tables and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import field, frozen

from scoring.api.frames import Backend, from_polars
from scoring.api.studying import write_study
from scoring.api.variants import Workshop
from scoring.errors import RejectedError, problem
from scoring.kernels.acceptability.counts import Counts
from scoring.lab.bootstrap.replicates import Replicates
from scoring.lab.bootstrap.standing import interval
from scoring.model.bootstrap import Bootstrap, BootstrapInterval
from scoring.report import bootstrap as report

SHARE = 0.9


@frozen(kw_only=True, eq=False)
class Bootstrapped:
    """Scores and ranks of an edition whose evaluators are drawn again and again.

    Parameters
    ----------
    figures : what was found, as arrays.
    replicates : scores of the replicates.
    counts : ranks in the replicates, as whole numbers.
    workshop : the edition with its tables.
    """

    figures: Bootstrap
    replicates: Replicates = field(repr=False)
    counts: Counts = field(repr=False)
    workshop: Workshop = field(repr=False)

    def cities(self, share: float = SHARE, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a city: score, standard error, interval, ranks, chances of the first places.

        Parameters
        ----------
        share : of the replicates that an interval holds, above 0, at most 1.
        backend : library of the frame.
        """
        return from_polars(report.cities_table(self.figures, self._interval(share)), backend)

    def interval(self, share: float = SHARE, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the scores and ranks between which each city stands, a row a city; parameters as in `cities`."""
        return from_polars(report.interval_table(self.figures, self._interval(share)), backend)

    def ranks(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row for each city and rank that came up, with the share of the replicates."""
        return from_polars(report.ranks_table(self.figures), backend)

    def summary(self) -> dict[str, Any]:
        """Return how evaluators were drawn, and how many cities were scored in which way."""
        return report.figures(self.figures)

    def write(self, out: str | Path, *, share: float = SHARE) -> Path:
        """Write all tables.

        Parameters
        ----------
        out : folder that does not exist yet.
        share : as in `cities`.

        Raises
        ------
        ScoringError
            If the folder exists or cannot be written.
        """
        settings = {**report.figures(self.figures), "top": self.figures.top, "interval": share}
        study = report.study(self.figures, self._interval(share))
        seed = self.figures.setting.seed
        return write_study(study, self.workshop, Path(out), settings=settings, seed=seed)

    def _interval(self, share: float) -> BootstrapInterval:
        if not 0 < share <= 1:
            wrong = problem(
                "bootstrap-unknown-choice",
                name="share",
                found=f"{share:g}",
                allowed="above 0, at most 1",
                nearest="",
            )
            raise RejectedError([wrong])
        return interval(self.replicates, self.counts, share)
