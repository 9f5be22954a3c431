"""The built-in weightings from data."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.kernels.weigh import axes, critic, information, loss, removal, spread
from scoring.methods.weighting_doubt import scores_of_doubt, weightings_of_doubt
from scoring.methods.weighting_parameters import Critic, FactorWeights, TargetImportance, target_importance
from scoring.model.method import Aggregation, Demand, Weighting
from scoring.model.text import Text
from scoring.plugins import hookimpl

HANDBOOK = "OECD/JRC, Handbook on Constructing Composite Indicators, 2008"
IDOCRIW = (
    "Zavadskas & Podvezko, International Journal of Information Technology & Decision Making 15 (2016) 267"
)
VARYING: tuple[Demand, ...] = ("varying", "two_cities")
RATIO: tuple[Demand, ...] = ("not_negative", "two_cities")


@hookimpl
def scoring_weightings() -> Iterable[Weighting]:
    """Yield the weightings."""
    yield from _of_spread()
    yield from _of_shape()
    yield from _of_information()
    yield from _of_loss()
    yield from _of_correlation()
    yield from _of_importance()
    yield from weightings_of_doubt()


@hookimpl
def scoring_aggregations() -> Iterable[Aggregation]:
    """Yield the rules that score each city with its own weights."""
    yield from scores_of_doubt()


def _of_spread() -> Iterable[Weighting]:
    yield Weighting(
        name="equal",
        apply=spread.equal,
        summary=Text(en="The same weight for every item.", id="Bobot yang sama bagi setiap indikator."),
        formula="1 / n",
        source=f"{HANDBOOK}, section 6",
    )
    yield Weighting(
        name="standard_deviation",
        apply=spread.standard_deviation,
        demands=VARYING,
        summary=Text(
            en="In proportion to the standard deviation of items scaled to their range.",
            id="Sebanding dengan simpangan baku indikator pada skala rentangnya.",
        ),
        formula="sd(x) / (max(x) - min(x))",
        source="Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22 (1995) 763",
    )
    yield Weighting(
        name="variance",
        apply=spread.variance,
        demands=VARYING,
        summary=Text(
            en="In proportion to the variance of items scaled to their range.",
            id="Sebanding dengan ragam indikator pada skala rentangnya.",
        ),
        formula="var(x) / (max(x) - min(x))**2",
        source="Rao & Patel, Materials & Design 31 (2010) 4738",
    )
    yield Weighting(
        name="coefficient_of_variation",
        apply=spread.coefficient_of_variation,
        demands=RATIO,
        summary=Text(
            en="In proportion to standard deviation over mean.",
            id="Sebanding dengan simpangan baku dibagi rata-rata.",
        ),
        formula="sd(x) / mean(x)",
        source="Pearson, Philosophical Transactions of the Royal Society A 187 (1896) 253",
    )


def _of_shape() -> Iterable[Weighting]:
    yield Weighting(
        name="gini",
        apply=spread.gini,
        demands=RATIO,
        summary=Text(
            en="In proportion to the Gini coefficient of each item.",
            id="Sebanding dengan koefisien Gini setiap indikator.",
        ),
        formula="sum((2 i - m - 1) x[i]) / (m sum(x)), x sorted upward",
        source="Li & Chi, First International Conference on Information Science and Engineering (2009) 3726",
    )
    yield Weighting(
        name="angle",
        apply=spread.angle,
        demands=RATIO,
        summary=Text(
            en="In proportion to the angle between an item and one that is the same in every city.",
            id="Sebanding dengan sudut antara indikator dan indikator yang sama di setiap daerah.",
        ),
        formula="arccos(sum(x) / sqrt(m sum(x**2)))",
        source="Shuai, Zongzhun, Yongji & Lei, 24th Chinese Control and Decision Conference (2012) 3889",
    )
    yield Weighting(
        name="lopcow",
        apply=spread.lopcow,
        demands=VARYING,
        summary=Text(
            en="By the logarithm of root mean square over standard deviation (LOPCOW).",
            id="Menurut logaritma akar rata-rata kuadrat dibagi simpangan baku (LOPCOW).",
        ),
        formula="|100 ln(sqrt(mean(r**2)) / sd(r))|, r scaled from the worst city to the best",
        source="Ecer & Pamucar, Omega 112 (2022) 102690",
    )


def _of_information() -> Iterable[Weighting]:
    yield Weighting(
        name="entropy",
        apply=information.entropy,
        demands=RATIO,
        summary=Text(
            en="In proportion to one less the Shannon entropy of an item's shares.",
            id="Sebanding dengan satu dikurangi entropi Shannon dari pangsa indikator.",
        ),
        formula="1 + sum(p ln p) / ln m, p = x / sum(x)",
        source="Shannon, Bell System Technical Journal 27 (1948) 379",
    )
    yield Weighting(
        name="merec",
        apply=removal.merec,
        demands=("positive", "two_cities"),
        summary=Text(
            en="By how much leaving an item out changes the performance of the cities (MEREC).",
            id="Menurut besarnya perubahan kinerja daerah bila indikator dihilangkan (MEREC).",
        ),
        formula="sum(|S'[j] - S|), S = ln(1 + sum(|ln(x / r)|) / m), S'[j] without item j",
        source="Keshavarz-Ghorabaee, Amiri, Zavadskas, Turskis & Antucheviciene, Symmetry 13 (2021) 525",
    )


def _of_loss() -> Iterable[Weighting]:
    yield Weighting(
        name="cilos",
        apply=loss.cilos,
        demands=("complete", "positive", "varying", "two_cities"),
        summary=Text(
            en="By what the other items lose in the city that is best in one (CILOS).",
            id="Menurut kerugian indikator lain di daerah yang terbaik pada satu indikator (CILOS).",
        ),
        formula="F q = 0, F[j, k] = 1 - x[best in j, k] / max(x[k]), F[k, k] = -sum over j of F[j, k]",
        source=f"{IDOCRIW}, equations 9 to 13",
    )
    yield Weighting(
        name="idocriw",
        apply=loss.idocriw,
        demands=("complete", "positive", "varying", "two_cities"),
        summary=Text(
            en="In proportion to entropy weights times impact loss weights (IDOCRIW).",
            id="Sebanding dengan bobot entropi dikali bobot kerugian dampak (IDOCRIW).",
        ),
        formula="entropy cilos / sum(entropy cilos)",
        source=f"{IDOCRIW}, equation 14",
    )


def _of_correlation() -> Iterable[Weighting]:
    yield Weighting(
        name="critic",
        apply=critic.critic,
        parameters=Critic,
        demands=VARYING,
        summary=Text(
            en="In proportion to contrast times conflict with the other items (CRITIC).",
            id="Sebanding dengan kontras dikali konflik dengan indikator lain (CRITIC).",
        ),
        formula="sd(r[j]) sum over k of (1 - corr(r[j], r[k])), r scaled from the worst city to the best",
        source="Diakoulaki, Mavrotas & Papayannakis, Computers & Operations Research 22 (1995) 763",
    )
    yield Weighting(
        name="principal_axis",
        apply=axes.principal_axis,
        demands=VARYING,
        summary=Text(
            en="In proportion to the squared loadings of the first principal axis.",
            id="Sebanding dengan kuadrat muatan pada sumbu utama pertama.",
        ),
        formula="v**2, v the leading eigenvector of the correlations",
        source=f"{HANDBOOK}, section 6.1, with one factor",
    )
    yield Weighting(
        name="factor_weights",
        apply=axes.factor_weights,
        parameters=FactorWeights,
        demands=VARYING,
        summary=Text(
            en="Squared loadings of rotated factors, grouped by factor, by the variance explained.",
            id="Kuadrat muatan faktor terotasi, dikelompokkan per faktor, menurut ragam yang dijelaskan.",
        ),
        formula="max over f of (l[j, f]**2 / sum(l[f]**2)) times sum(l[f]**2) / sum(l**2)",
        source=f"{HANDBOOK}, section 6.1",
    )


def _of_importance() -> Iterable[Weighting]:
    yield Weighting(
        name="target_importance",
        apply=target_importance,
        parameters=TargetImportance,
        demands=VARYING,
        summary=Text(
            en="Weights under which each item has its wanted share of importance for the index.",
            id="Bobot yang memberi setiap indikator pangsa kepentingan yang diinginkan dalam indeks.",
        ),
        formula="corr(x[j], sum(w x))**2 / sum over k of corr(x[k], sum(w x))**2 = target[j]",
        source="Becker, Saisana, Paruolo & Vandecasteele, Ecological Indicators 80 (2017) 12",
    )
