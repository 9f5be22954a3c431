"""The built-in treatments that draw outliers in."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.describe import KURTOSIS_LIMIT, SKEWNESS_LIMIT
from scoring.kernels.treat import stages, winsorise
from scoring.kernels.treat.shape import When
from scoring.kernels.treat.stages import Form, Stage
from scoring.model.method import Treatment
from scoring.model.text import Text

COINR = "Becker, COINr (R package), 2022"
HANDBOOK = "OECD/JRC, Handbook on Constructing Composite Indicators, 2008"


@frozen(kw_only=True)
class Limits:
    """The test of a criterion: it fails when its skewness and its kurtosis both reach their limits.

    Parameters
    ----------
    skewness_limit : absolute skewness from which on a criterion is skewed.
    kurtosis_limit : excess kurtosis from which on it is peaked.
    """

    skewness_limit: float = field(default=SKEWNESS_LIMIT, validator=validators.ge(0))
    kurtosis_limit: float = KURTOSIS_LIMIT


@frozen(kw_only=True)
class Taken(Limits):
    """Which criteria are treated.

    Parameters
    ----------
    when : ``outlying`` for criteria that fail the test, ``always`` for all that are not constant.
    """

    when: When = "outlying"


@frozen(kw_only=True)
class Winsorise(Taken):
    """Parameters of ``winsorise``.

    Parameters
    ----------
    most_cells : number of changed values from which on no further one is drawn in; tied ones are drawn in together.
    """

    most_cells: int = field(default=5, validator=validators.ge(0))


@frozen(kw_only=True)
class WinsoriseOrLog(Limits):
    """Parameters of ``winsorise_or_log``.

    Parameters
    ----------
    most_cells : number of changed values from which on no further one is drawn in; tied ones are drawn in together.
    form : of the logarithm: that of ``log_shifted``, ``log_plus_one``, ``log_either_side`` or ``log_gii``.
    log_of : whether the logarithm is of the ``original`` values or of the ``winsorised`` ones.
    """

    most_cells: int = field(default=5, validator=validators.ge(0))
    form: Form = "shifted"
    log_of: Stage = "original"


@frozen(kw_only=True)
class ClipQuantiles(Taken):
    """Parameters of ``clip_quantiles``.

    Parameters
    ----------
    low, high : shares of the cities at the two quantiles.
    """

    low: float = field(default=0.025, validator=validators.ge(0))
    high: float = field(default=0.975, validator=validators.le(1))

    def __attrs_post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"low must be below high, found {self.low} and {self.high}")


def of_outliers() -> Iterable[Treatment]:
    """Yield the treatments."""
    yield Treatment(
        name="winsorise",
        apply=winsorise.winsorise,
        parameters=Winsorise,
        summary=Text(
            en="Draws outliers in to their neighbours, one after another until the criterion passes.",
            id="Menarik pencilan ke nilai tetangganya satu per satu sampai kriteria lolos uji.",
        ),
        formula="max -> next lower if skewness >= 0, else min -> next higher; while |skewness| and kurtosis reach their limits",
        source=f"{COINR}, winsorise",
    )
    yield Treatment(
        name="winsorise_or_log",
        apply=stages.winsorise_or_log,
        parameters=WinsoriseOrLog,
        summary=Text(
            en="Draws outliers in; the logarithm instead where that does not do.",
            id="Menarik pencilan; diganti logaritma bila belum cukup.",
        ),
        formula="winsorise(x) if that passes, else log(x)",
        source=f"{COINR}, Treat",
    )
    yield Treatment(
        name="clip_quantiles",
        apply=winsorise.clip_quantiles,
        parameters=ClipQuantiles,
        summary=Text(
            en="Draws values in to two quantiles of the criterion.",
            id="Menarik nilai ke dua kuantil kriteria.",
        ),
        formula="min(max(x, quantile(low)), quantile(high))",
        source=f"{HANDBOOK}, section 5",
    )
