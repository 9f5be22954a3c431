"""Ranking methods by sums, products and distances from the best, the worst or the average city."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.decide.codas import codas
from scoring.kernels.decide.edas import edas
from scoring.kernels.decide.mabac import mabac
from scoring.kernels.decide.mairca import mairca
from scoring.kernels.decide.scaling import Scaling
from scoring.kernels.decide.topsis import topsis
from scoring.kernels.decide.vikor import vikor
from scoring.kernels.decide.weighted_sum import weighted_sum
from scoring.methods import ranking_ratios
from scoring.model.method import Aggregation
from scoring.model.text import Text


@frozen(kw_only=True)
class WeightedSum:
    """Parameters of ``weighted_sum``.

    Parameters
    ----------
    scaling : what items are divided by: the range, the highest magnitude, the sum or the length of the vector.
    """

    scaling: Scaling = "min_max"


@frozen(kw_only=True)
class Topsis:
    """Parameters of ``topsis``.

    Parameters
    ----------
    scaling : what items are divided by: the range, the highest magnitude, the sum or the length of the vector.
    """

    scaling: Scaling = "vector"


@frozen(kw_only=True)
class Vikor:
    """Parameters of ``vikor``.

    Parameters
    ----------
    majority : weight of the majority of the items against the worst item, 0 to 1.
    """

    majority: float = field(default=0.5, validator=[validators.ge(0), validators.le(1)])


@frozen(kw_only=True)
class Codas:
    """Parameters of ``codas``.

    Parameters
    ----------
    threshold : difference of Euclidean distances from which the taxicab distances of two cities count too.
    """

    threshold: float = field(default=0.02, validator=validators.gt(0))


def records() -> Iterable[Aggregation]:
    """Yield the methods."""
    yield from _of_sums()
    yield from _of_ideals()
    yield from _of_averages()
    yield from ranking_ratios.records()


def _of_sums() -> Iterable[Aggregation]:
    yield Aggregation(
        name="weighted_sum",
        apply=weighted_sum,
        parameters=WeightedSum,
        scope="nation",
        compensation="full",
        reversal_free=False,
        summary=Text(
            en="Weighted sum of items that are scaled first.",
            id="Jumlah tertimbang butir yang diskalakan lebih dahulu.",
        ),
        formula="sum(w r) / sum(w), r the scaled item",
        source="Hwang and Yoon, Multiple Attribute Decision Making, 1981, section 3.2",
    )
    yield Aggregation(
        name="mairca",
        apply=mairca,
        scope="nation",
        compensation="full",
        reversal_free=False,
        summary=Text(
            en="How little the real rating of a city falls short of the theoretical one.",
            id="Seberapa kecil penilaian nyata suatu kota tertinggal dari penilaian teoretis.",
        ),
        formula="sum(w r) / n_cities, r the min-max scaled item, sum(w) = 1",
        source="Gigovic, Pamucar, Bajic and Milicevic, Sustainability 8(4), 2016, equations 3 to 11",
    )


def _of_ideals() -> Iterable[Aggregation]:
    yield Aggregation(
        name="topsis",
        apply=topsis,
        parameters=Topsis,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        summary=Text(
            en="Closeness to the best city there could be, and distance from the worst.",
            id="Kedekatan dengan kota terbaik yang mungkin, dan jarak dari yang terburuk.",
        ),
        formula="D- / (D+ + D-), D the Euclidean distances of weighted scaled items from the ideal and its opposite",
        source="Hwang and Yoon, Multiple Attribute Decision Making, 1981, section 3.2",
    )
    yield Aggregation(
        name="vikor",
        apply=vikor,
        parameters=Vikor,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        summary=Text(
            en="Compromise between the majority of the items and the worst one, turned so that higher is better.",
            id="Kompromi antara mayoritas butir dan butir terburuk, dibalik agar lebih tinggi lebih baik.",
        ),
        formula="1 - Q, Q = v (S - S*) / (S- - S*) + (1 - v) (R - R*) / (R- - R*)",
        source="Opricovic and Tzeng, European Journal of Operational Research 156, 2004, section 2",
    )


def _of_averages() -> Iterable[Aggregation]:
    yield Aggregation(
        name="edas",
        apply=edas,
        scope="nation",
        compensation="full",
        reversal_free=False,
        demands=("not_negative",),
        summary=Text(
            en="Weighted distances above and below the average city.",
            id="Jarak tertimbang di atas dan di bawah rata-rata kota.",
        ),
        formula="(SP / max SP + 1 - SN / max SN) / 2",
        source="Keshavarz Ghorabaee, Zavadskas, Olfat and Turskis, Informatica 26(3), 2015, steps 2 to 8",
    )
    yield Aggregation(
        name="codas",
        apply=codas,
        parameters=Codas,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        demands=("positive",),
        summary=Text(
            en="Euclidean distance from the worst city; where two cities differ enough in it, the taxicab distance too.",
            id="Jarak Euklides dari kota terburuk; bila dua kota cukup berbeda, ditambah jarak Manhattan.",
        ),
        formula="sum over cities k of (E - E_k) + psi (T - T_k), psi = 1 where |E - E_k| >= tau, else 0",
        source="Keshavarz Ghorabaee, Zavadskas, Turskis and Antucheviciene, Economic Computation and Economic "
        "Cybernetics Studies and Research 50(3), 2016, steps 1 to 7",
    )
    yield Aggregation(
        name="mabac",
        apply=mabac,
        scope="nation",
        compensation="full",
        reversal_free=False,
        summary=Text(
            en="How far a city lies above the border that the geometric mean of all cities draws.",
            id="Seberapa jauh suatu kota berada di atas batas dari rata-rata geometrik semua kota.",
        ),
        formula="sum(w (r + 1) - g), g the geometric mean of w (r + 1) over the cities, r the min-max scaled item",
        source="Pamucar and Cirovic, Expert Systems with Applications 42(6), 2015, equations 3 to 11",
    )
