"""Ranking methods by parts of the best value, of the sum or of the length of all cities' values."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels.decide.aras import aras
from scoring.kernels.decide.cocoso import cocoso
from scoring.kernels.decide.copras import copras
from scoring.kernels.decide.marcos import marcos
from scoring.kernels.decide.moora import full_multiplicative_form, moora, moora_reference_point
from scoring.kernels.decide.multimoora import multimoora
from scoring.kernels.decide.waspas import waspas
from scoring.kernels.decide.weighted_product import weighted_product
from scoring.model.method import Aggregation
from scoring.model.text import Text


@frozen(kw_only=True)
class SumShare:
    """Parameters of ``waspas`` and ``cocoso``.

    Parameters
    ----------
    sum_share : part of the weighted sum against the weighted product, 0 to 1.
    """

    sum_share: float = field(default=0.5, validator=[validators.ge(0), validators.le(1)])


def records() -> Iterable[Aggregation]:
    """Yield the methods."""
    yield from _of_products()
    yield from _of_sums()
    yield from _of_moora()


def _of_products() -> Iterable[Aggregation]:
    yield Aggregation(
        name="weighted_product",
        apply=weighted_product,
        scope="nation",
        compensation="partial",
        demands=("positive",),
        # the best value of an item is the same factor for all, but a missing item passes on parts of it
        reversal_free=None,
        summary=Text(
            en="Product of the parts of the best value, weights in the exponent.",
            id="Hasil kali bagian dari nilai terbaik, dengan bobot sebagai pangkat.",
        ),
        formula="prod(r**w), r = x / max x, for costs min x / x, sum(w) = 1",
        source="Triantaphyllou, Multi-Criteria Decision Making Methods, 2000, section 2.2.2",
    )
    yield Aggregation(
        name="waspas",
        apply=waspas,
        parameters=SumShare,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        demands=("positive",),
        summary=Text(
            en="Weighted sum and weighted product of the parts of the best value, taken together.",
            id="Gabungan jumlah dan hasil kali tertimbang dari bagian nilai terbaik.",
        ),
        formula="lambda sum(w r) + (1 - lambda) prod(r**w), r = x / max x, for costs min x / x",
        source="Zavadskas, Turskis, Antucheviciene and Zakarevicius, Elektronika ir Elektrotechnika 122(6), 2012, "
        "equations 1 to 6",
    )
    yield Aggregation(
        name="cocoso",
        apply=cocoso,
        parameters=SumShare,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        summary=Text(
            en="Three ways to combine a weighted sum with a sum of powers, as one.",
            id="Tiga cara menggabungkan jumlah tertimbang dan jumlah pangkat menjadi satu.",
        ),
        formula="(k_a k_b k_c)**(1/3) + (k_a + k_b + k_c) / 3 of S = sum(w r) and P = sum(r**w)",
        source="Yazdani, Zarate, Zavadskas and Turskis, Management Decision 57(9), 2019, steps 1 to 5",
    )


def _of_sums() -> Iterable[Aggregation]:
    yield Aggregation(
        name="copras",
        apply=copras,
        scope="nation",
        compensation="full",
        reversal_free=False,
        demands=("positive",),
        summary=Text(
            en="Shares of the benefits, and what is shared out in inverse proportion to the costs.",
            id="Bagian manfaat, ditambah pembagian yang berbanding terbalik dengan biaya.",
        ),
        formula="S+ + sum(S-) / (S- sum(1 / S-)), S the sums of w x / sum x over benefits and over costs",
        source="Zavadskas, Kaklauskas, Peldschus and Turskis, The Baltic Journal of Road and Bridge Engineering 2(4), 2007",
    )
    yield Aggregation(
        name="aras",
        apply=aras,
        scope="nation",
        compensation="full",
        reversal_free=False,
        demands=("positive",),
        summary=Text(
            en="Part of the optimal city's weighted sum of shares.",
            id="Bagian dari jumlah tertimbang kota optimal.",
        ),
        formula="S / S_0, S = sum(w r), r = x / sum x, for costs (1 / x) / sum(1 / x)",
        source="Zavadskas and Turskis, Technological and Economic Development of Economy 16(2), 2010, equations 1 to 10",
    )
    yield Aggregation(
        name="marcos",
        apply=marcos,
        scope="nation",
        compensation="full",
        reversal_free=False,
        demands=("positive",),
        summary=Text(
            en="Utility of a city against the best and the worst values there are.",
            id="Kegunaan suatu kota terhadap nilai terbaik dan terburuk yang ada.",
        ),
        formula="(K+ + K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-))",
        source="Stevic, Pamucar, Puska and Chatterjee, Computers and Industrial Engineering 140, 2020, equations 1 to 12",
    )


def _of_moora() -> Iterable[Aggregation]:
    yield Aggregation(
        name="moora",
        apply=moora,
        scope="nation",
        compensation="full",
        reversal_free=False,
        summary=Text(
            en="Weighted benefits less weighted costs, each a part of the length of all cities' values.",
            id="Manfaat tertimbang dikurangi biaya tertimbang, masing-masing bagian dari panjang vektor.",
        ),
        formula="sum(w r) of benefits - sum(w r) of costs, r = x / sqrt(sum(x**2))",
        source="Brauers and Zavadskas, Control and Cybernetics 35(2), 2006",
    )
    yield Aggregation(
        name="moora_reference_point",
        apply=moora_reference_point,
        scope="nation",
        compensation="none",
        reversal_free=False,
        summary=Text(
            en="The largest weighted gap to the best value, turned so that higher is better.",
            id="Selisih tertimbang terbesar terhadap nilai terbaik, dibalik agar lebih tinggi lebih baik.",
        ),
        formula="-max(w |r - r_best|), r = x / sqrt(sum(x**2))",
        source="Brauers and Zavadskas, Control and Cybernetics 35(2), 2006",
    )
    yield Aggregation(
        name="full_multiplicative_form",
        apply=full_multiplicative_form,
        scope="nation",
        compensation="partial",
        demands=("positive",),
        reversal_free=None,
        summary=Text(
            en="Product of the benefits divided by that of the costs, weights in the exponent.",
            id="Hasil kali manfaat dibagi hasil kali biaya, dengan bobot sebagai pangkat.",
        ),
        formula="prod(r**w) of benefits / prod(r**w) of costs, r = x / sqrt(sum(x**2))",
        source="Brauers and Zavadskas, Technological and Economic Development of Economy 16(1), 2010",
    )
    yield Aggregation(
        name="multimoora",
        apply=multimoora,
        scope="nation",
        compensation="partial",
        demands=("positive",),
        reversal_free=False,
        summary=Text(
            en="How many cities a city dominates by ratio, reference point and product, less how many dominate it.",
            id="Banyaknya kota yang diungguli menurut rasio, titik acuan, dan hasil kali, dikurangi yang mengungguli.",
        ),
        formula="cities dominated - cities that dominate, by the majority of the three rankings",
        source="Brauers and Zavadskas, Technological and Economic Development of Economy 17(1), 2011",
    )
