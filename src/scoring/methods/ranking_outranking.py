"""Ranking methods that compare cities two by two or with given bounds."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.kernels.decide.copeland import copeland
from scoring.kernels.decide.electre.choice import electre_i
from scoring.kernels.decide.electre.ranking import electre_iii
from scoring.kernels.decide.gra import gra
from scoring.kernels.decide.promethee.flows import promethee_ii
from scoring.kernels.decide.ram import ram
from scoring.kernels.decide.spotis import spotis
from scoring.kernels.decide.todim import todim
from scoring.methods.ranking_thresholds import (
    Bounds,
    ElectreI,
    ElectreIII,
    Gra,
    Promethee,
    Todim,
    an_item_each,
)
from scoring.model.method import Aggregation
from scoring.model.text import Text


def records() -> Iterable[Aggregation]:
    """Yield the methods."""
    yield from _by_distance()
    yield from _by_pairs()
    yield from _by_outranking()


def _by_distance() -> Iterable[Aggregation]:
    yield Aggregation(
        name="spotis",
        apply=an_item_each(spotis),
        parameters=Bounds,
        scope="nation",
        compensation="full",
        reversal_free=True,
        summary=Text(
            en="Closeness to an ideal city whose values are given bounds, so that no city turns the order of others.",
            id="Kedekatan dengan kota ideal yang nilainya berupa batas tetap, sehingga tidak ada kota yang membalik "
            "urutan kota lain.",
        ),
        formula="1 - sum(w |x - ideal| / (upper - lower)) / sum(w)",
        source="Dezert, Tchamova, Han and Tacnet, The SPOTIS Rank Reversal Free Method for Multi-Criteria "
        "Decision-Making Support, FUSION, 2020",
    )
    yield Aggregation(
        name="ram",
        apply=ram,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        demands=("not_negative",),
        summary=Text(
            en="Root Assessment Method: a root of the gains, whose order is set by the costs.",
            id="Metode penilaian akar: akar dari manfaat, dengan pangkat akar yang ditentukan oleh biaya.",
        ),
        formula="(2 + S+)**(1 / (2 + S-)), S = sum(w x / sum over cities of x) / sum(w) over gains and over costs",
        source="Sotoudeh-Anvari, Root Assessment Method (RAM), Journal of Cleaner Production 423, 2023, 138695",
    )
    yield Aggregation(
        name="gra",
        apply=gra,
        parameters=Gra,
        scope="nation",
        compensation="full",
        reversal_free=False,
        demands=("varying",),
        summary=Text(
            en="Grey relational grade to a city that is the best in every item.",
            id="Derajat relasi abu-abu terhadap kota yang terbaik pada setiap butir.",
        ),
        formula="sum(w (dmin + rho dmax) / (d + rho dmax)) / sum(w), d = 1 - min-max scaled value",
        source="Deng, Control problems of grey systems, Systems and Control Letters 1, 1982; Kuo, Yang and Huang, "
        "Computers and Industrial Engineering 55, 2008",
    )


def _by_pairs() -> Iterable[Aggregation]:
    yield Aggregation(
        name="todim",
        apply=todim,
        parameters=Todim,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        demands=("positive",),
        summary=Text(
            en="Dominance over all other cities in which losses weigh more than gains.",
            id="Dominasi atas semua kota lain dengan kerugian yang berbobot lebih besar daripada keuntungan.",
        ),
        formula="sum over cities and items of sqrt(w d) if d >= 0 else -sqrt(-d / w) / theta, min-max scaled",
        source="Gomes and Lima, Foundations of Computing and Decision Sciences 16, 1992; Gomes and Rangel, European "
        "Journal of Operational Research 193, 2009",
    )
    yield Aggregation(
        name="promethee_ii",
        apply=an_item_each(promethee_ii),
        parameters=Promethee,
        scope="nation",
        compensation="partial",
        reversal_free=False,
        summary=Text(
            en="Net flow: mean preference of the city over the others minus theirs over it.",
            id="Arus bersih: rata-rata preferensi kota terhadap kota lain dikurangi preferensi kota lain terhadapnya.",
        ),
        formula="sum(w mean over other cities of (P(d) - P(-d))) / sum(w)",
        source="Brans and Vincke, Management Science 31, 1985; Brans, Vincke and Mareschal, European Journal of "
        "Operational Research 24, 1986",
    )


def _by_outranking() -> Iterable[Aggregation]:
    yield Aggregation(
        name="copeland",
        apply=copeland,
        scope="nation",
        compensation="none",
        reversal_free=False,
        summary=Text(
            en="Cities beaten by a majority of the weight minus cities that beat it so.",
            id="Jumlah kota yang dikalahkan dengan mayoritas bobot dikurangi jumlah kota yang mengalahkannya.",
        ),
        formula="sum over cities of sign(sum(w [x > y]) + sum(w [x = y]) / 2 - sum(w) / 2)",
        source="Munda and Nardo, Applied Economics 41, 2009; COINr, outranking matrix and Copeland scores",
    )
    yield Aggregation(
        name="electre_i",
        apply=electre_i,
        parameters=ElectreI,
        scope="nation",
        compensation="none",
        reversal_free=False,
        summary=Text(
            en="Cities outranked minus cities outranking, by enough concordance and no strong discordance.",
            id="Jumlah kota yang diungguli dikurangi jumlah kota yang mengungguli, bila konkordansi cukup dan "
            "diskordansi tidak kuat.",
        ),
        formula="sum over cities of [i S j] - [j S i], S: sum(w [x >= y]) / sum(w) >= c and max(y - x) / range <= d",
        source="Roy, Classement et choix en presence de points de vue multiples, RIRO 2, 1968; Figueira, Mousseau and "
        "Roy, ELECTRE methods, 2005",
    )
    yield Aggregation(
        name="electre_iii",
        apply=an_item_each(electre_iii),
        parameters=ElectreIII,
        scope="nation",
        compensation="none",
        reversal_free=False,
        summary=Text(
            en="Mean standing in two distillations of the degrees to which cities outrank one another.",
            id="Rata-rata kedudukan dalam dua distilasi atas derajat keunggulan antarkota.",
        ),
        formula="mean over both distillations of (cities in lower classes - cities in higher classes) / (n - 1)",
        source="Roy, ELECTRE III, Cahiers du CERO 20, 1978; Figueira, Mousseau and Roy, ELECTRE methods, 2005",
    )
