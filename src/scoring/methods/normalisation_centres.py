"""The built-in normalisations that count distances from a centre."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.normalise import centres
from scoring.methods.normalisation_numbers import COINR, HANDBOOK
from scoring.model.method import Normalisation
from scoring.model.text import Text


@frozen(kw_only=True)
class ZScore:
    """Parameters of ``z_score``.

    Parameters
    ----------
    mean, sd : mean and standard deviation of the scores of the fitted cities.
    constant : score where all fitted cities have the same value; left out, such a criterion stops the run.
    """

    mean: float = 0.0
    sd: float = field(default=1.0, validator=validators.gt(0))
    constant: float | None = None


@frozen(kw_only=True)
class RobustZ:
    """Parameters of ``robust_z``.

    Parameters
    ----------
    centre : score of the median.
    scale : score points for one robust standard deviation.
    constant : score where the median absolute deviation is zero, as it is once more than half of the cities share one
        value; left out, such a criterion stops the run.
    """

    centre: float = 0.0
    scale: float = field(default=1.0, validator=validators.gt(0))
    constant: float | None = None


@frozen(kw_only=True)
class AboveBelowMean:
    """Parameters of ``above_below_mean``.

    Parameters
    ----------
    threshold : half the width of the neutral region, as a share of the mean.
    """

    threshold: float = field(default=0.2, validator=[validators.ge(0), validators.lt(1)])


def of_centres() -> Iterable[Normalisation]:
    """Yield the rules."""
    yield Normalisation(
        name="z_score",
        fit=centres.fit_mean,
        apply=centres.z_score,
        parameters=ZScore,
        summary=Text(
            en="Distance from the mean in standard deviations.",
            id="Jarak dari rata-rata dalam simpangan baku.",
        ),
        formula="(x - mean(x)) / sd(x) * sd + mean, with n - 1 in sd(x)",
        source=f"{HANDBOOK}, section 5.2; {COINR}, n_zscore",
    )
    yield Normalisation(
        name="robust_z",
        fit=centres.fit_median,
        apply=centres.robust_z,
        parameters=RobustZ,
        summary=Text(
            en="Distance from the median in median absolute deviations, which outliers do not move.",
            id="Jarak dari median dalam simpangan mutlak median, yang tidak digeser pencilan.",
        ),
        formula="(x - median(x)) / (1.4826 median(|x - median(x)|)) * scale + centre",
        source="Leys and others, Journal of Experimental Social Psychology 49, 2013",
    )
    yield Normalisation(
        name="above_below_mean",
        fit=centres.fit_mean,
        apply=centres.above_below_mean,
        parameters=AboveBelowMean,
        demands=("not_negative",),
        summary=Text(
            en="One above, minus one below and zero near the mean.",
            id="Satu di atas, minus satu di bawah, dan nol di sekitar rata-rata.",
        ),
        formula="1 if x > (1 + t) mean(x), -1 if x < (1 - t) mean(x), else 0",
        source=f"{HANDBOOK}, section 5.5",
    )
