"""The built-in normalisations by the place among the fitted cities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from scoring.kernels.normalise import places
from scoring.kernels.normalise.places import Ties
from scoring.methods.normalisation_numbers import COINR, HANDBOOK
from scoring.model.method import Normalisation
from scoring.model.text import Text


@frozen(kw_only=True)
class Rank:
    """Parameters of ``rank`` and ``borda``.

    Parameters
    ----------
    ties : place of cities with the same value: the lowest of theirs, the mean or the highest.
    """

    ties: Ties = "min"


@frozen(kw_only=True)
class PercentileRank(Rank):
    """Parameters of ``percentile_rank``.

    Parameters
    ----------
    lowest : whether the lowest rank scores ``zero``, (rank - 1) / (n - 1), or its ``share``, rank / n.
    clip : whether other cities beyond the worst and the best fitted one score 0 and 1.
    constant : score where only one city was fitted; left out, such a criterion stops the run.
    """

    lowest: Literal["zero", "share"] = "zero"
    clip: bool = False
    constant: float | None = None


def of_places() -> Iterable[Normalisation]:
    """Yield the rules."""
    yield Normalisation(
        name="rank",
        fit=places.fit_places,
        apply=places.rank,
        parameters=Rank,
        summary=Text(en="Place from the worst city up, 1 to n.", id="Urutan dari kota terburuk, 1 sampai n."),
        formula="1 + number of worse cities; ties take the lowest, the mean or the highest place",
        source=f"{HANDBOOK}, Table 3; {COINR}, n_rank",
    )
    yield Normalisation(
        name="borda",
        fit=places.fit_places,
        apply=places.borda,
        parameters=Rank,
        summary=Text(
            en="Borda points, one for each worse city.",
            id="Poin Borda, satu untuk tiap kota yang lebih buruk.",
        ),
        formula="rank - 1",
        source=f"{COINR}, n_borda",
    )
    yield Normalisation(
        name="percentile_rank",
        fit=places.fit_places,
        apply=places.percentile_rank,
        parameters=PercentileRank,
        summary=Text(en="Share of the other cities that are worse.", id="Bagian kota lain yang lebih buruk."),
        formula="(rank - 1) / (n - 1), or rank / n",
        source=f"{COINR}, n_prank; {HANDBOOK}, Table 15",
    )
