"""The built-in imputations from the city's own earlier years."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.impute import years
from scoring.kernels.impute.years import Beyond
from scoring.model.method import Imputation
from scoring.model.text import Text

SOURCE = "Becker, COINr (R package), 2022, impute_panel"


@frozen(kw_only=True)
class PanelLatest:
    """Parameters of ``panel_latest``.

    Parameters
    ----------
    years_back : how many years old a value may be; left out, any age.
    """

    years_back: int | None = field(default=None, validator=validators.optional(validators.ge(1)))


@frozen(kw_only=True)
class PanelLinear(PanelLatest):
    """Parameters of ``panel_linear``.

    Parameters
    ----------
    beyond : beyond the last year with a value, the ``nearest`` value, or the ``line`` through the two nearest ones.
    """

    beyond: Beyond = "nearest"


def from_years() -> Iterable[Imputation]:
    """Yield the imputations."""
    yield Imputation(
        name="panel_latest",
        apply=years.panel_latest,
        parameters=PanelLatest,
        inputs=("past", "years"),
        summary=Text(
            en="The city's own value of the latest earlier year that has one.",
            id="Nilai kota itu sendiri dari tahun terakhir yang memilikinya.",
        ),
        formula="x of the latest earlier year that has one",
        source=SOURCE,
    )
    yield Imputation(
        name="panel_linear",
        apply=years.panel_linear,
        parameters=PanelLinear,
        inputs=("past", "years"),
        summary=Text(
            en="The city's own values of other years, on the line between the nearest two.",
            id="Nilai kota itu sendiri dari tahun lain, pada garis antara dua tahun terdekat.",
        ),
        formula="x0 + (x1 - x0) (year - year0) / (year1 - year0); beyond the years the nearest value, or the line",
        source=SOURCE,
    )
