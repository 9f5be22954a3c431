"""The built-in normalisations by ratios; what they do where lower is better is part of each rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

from scoring.kernels.normalise import ratios
from scoring.kernels.normalise.ratios import Costs
from scoring.kernels.normalise.reference import Point
from scoring.methods.normalisation_numbers import COINR, HANDBOOK, Numbers, check_point, numbers
from scoring.model.method import EACH_ITEM, Normalisation
from scoring.model.text import Text

JAHAN = "Jahan and Edwards, Materials and Design 65, 2015"


@frozen(kw_only=True)
class Share:
    """Parameters of ``sum``.

    Parameters
    ----------
    costs : where lower is better, the ``inverse`` (1 / x) / sum(1 / x), or the ``complement`` 1 - x / sum(x).
    """

    costs: Costs = "inverse"


@frozen(kw_only=True)
class Vector:
    """Parameters of ``vector``.

    Parameters
    ----------
    costs : where lower is better, the ``complement`` 1 - x / norm(x), or the ``inverse`` (1 / x) / norm(1 / x).
    """

    costs: Costs = "complement"


@frozen(kw_only=True)
class EnhancedAccuracy:
    """Parameters of ``enhanced_accuracy``.

    Parameters
    ----------
    constant : score where all fitted cities have the same value; left out, such a criterion stops the run.
    """

    constant: float | None = None


@frozen(kw_only=True)
class RatioToReference:
    """Parameters of ``ratio_to_reference``.

    Parameters
    ----------
    point : a statistic of the fitted cities, or ``given``.
    given : the point itself in the units of the criterion: one number for all criteria or one a criterion.
    form : ``ratio`` is 1 at the point, ``difference`` 0.
    """

    point: Point = "mean"
    given: Numbers = field(default=(), converter=numbers, metadata=EACH_ITEM)
    form: Literal["ratio", "difference"] = "ratio"

    def __attrs_post_init__(self) -> None:
        check_point(self.point, self.given)


def of_ratios() -> Iterable[Normalisation]:
    """Yield the rules."""
    yield from _of_the_best()
    yield from _of_all()
    yield from _of_logarithms_and_distances()


def _of_the_best() -> Iterable[Normalisation]:
    yield Normalisation(
        name="fraction_of_maximum",
        fit=ratios.fit_best,
        apply=ratios.fraction_of_maximum,
        demands=("not_negative",),
        summary=Text(
            en="Share of the highest value; the lowest value by each where lower is better.",
            id="Bagian dari nilai tertinggi; nilai terendah dibagi tiap nilai bila rendah lebih baik.",
        ),
        formula="x / max(x); min(x) / x where lower is better",
        source=f"{HANDBOOK}, Table 14; Zavadskas and others, Elektronika ir Elektrotechnika 122, 2012; {COINR}, n_fracmax",
    )
    yield Normalisation(
        name="max",
        fit=ratios.fit_maximum,
        apply=ratios.maximum,
        demands=("not_negative",),
        summary=Text(
            en="Share of the highest value, taken away from one where lower is better.",
            id="Bagian dari nilai tertinggi, dikurangkan dari satu bila nilai rendah lebih baik.",
        ),
        formula="x / max(x); 1 - x / max(x) where lower is better",
        source=JAHAN,
    )
    yield Normalisation(
        name="nonlinear",
        fit=ratios.fit_best,
        apply=ratios.nonlinear,
        demands=("not_negative",),
        summary=Text(
            en="Powers of the share of the best value, which widen the lead of the best.",
            id="Pangkat dari bagian terhadap nilai terbaik, yang memperlebar keunggulan yang terbaik.",
        ),
        formula="(x / max(x))**2; (min(x) / x)**3 where lower is better",
        source="Peldschus, Vaigauskas and Zavadskas, Bauplanung Bautechnik 37, 1983",
    )
    yield Normalisation(
        name="zavadskas_turskis",
        fit=ratios.fit_best,
        apply=ratios.zavadskas_turskis,
        demands=("not_negative",),
        summary=Text(
            en="One less the distance from the best value, as a share of that value.",
            id="Satu dikurangi jarak dari nilai terbaik, sebagai bagian dari nilai itu.",
        ),
        formula="1 - |best - x| / best",
        source="Zavadskas and Turskis, Informatica 19, 2008",
    )


def _of_all() -> Iterable[Normalisation]:
    yield Normalisation(
        name="sum",
        fit=ratios.fit_sum,
        apply=ratios.total,
        parameters=Share,
        demands=("not_negative",),
        summary=Text(en="Share of the sum of all cities.", id="Bagian dari jumlah semua kota."),
        formula="x / sum(x); (1 / x) / sum(1 / x) where lower is better",
        source=JAHAN,
    )
    yield Normalisation(
        name="vector",
        fit=ratios.fit_norm,
        apply=ratios.vector,
        parameters=Vector,
        summary=Text(
            en="Share of the length of the vector of all cities.", id="Bagian dari panjang vektor semua kota."
        ),
        formula="x / sqrt(sum(x**2)); 1 - x / sqrt(sum(x**2)) where lower is better",
        source=JAHAN,
    )
    yield Normalisation(
        name="ratio_to_reference",
        fit=ratios.fit_named,
        apply=ratios.ratio_to_reference,
        parameters=RatioToReference,
        demands=("not_negative",),
        summary=Text(
            en="Ratio to a point of comparison, or the difference as a share of it.",
            id="Rasio terhadap titik pembanding, atau selisihnya sebagai bagian dari titik itu.",
        ),
        formula="x / point, point / x where lower is better; or (x - point) / point, (point - x) / point",
        source=f"{HANDBOOK}, section 5.4",
    )


def _of_logarithms_and_distances() -> Iterable[Normalisation]:
    yield Normalisation(
        name="logarithmic",
        fit=ratios.fit_logarithms,
        apply=ratios.logarithmic,
        demands=("positive",),
        summary=Text(
            en="Share of the logarithm in the sum of logarithms.",
            id="Bagian logaritma dalam jumlah logaritma.",
        ),
        formula="ln x / ln prod(x); (1 - ln x / ln prod(x)) / (n - 1) where lower is better",
        source="Zavadskas and Turskis, Informatica 19, 2008",
    )
    yield Normalisation(
        name="enhanced_accuracy",
        fit=ratios.fit_distances,
        apply=ratios.enhanced_accuracy,
        parameters=EnhancedAccuracy,
        summary=Text(
            en="One less the share in all distances from the best value.",
            id="Satu dikurangi bagian dari seluruh jarak terhadap nilai terbaik.",
        ),
        formula="1 - |best - x| / sum(|best - x|)",
        source="Zeng, Li and Yang, Journal of Medical Systems 37, 2013",
    )
