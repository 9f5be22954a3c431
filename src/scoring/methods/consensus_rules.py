"""The built-in consensus rules."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen, validators

from scoring.kernels import consensus
from scoring.model.method import Consensus
from scoring.model.text import Text
from scoring.plugins import hookimpl

HALF = 0.5


@frozen(kw_only=True)
class TrimmedMean:
    """Parameters of ``trimmed_mean``.

    Parameters
    ----------
    share : share of the marks cut from each end, at least 0 and below 0.5.
    """

    share: float = field(default=0.2, validator=[validators.ge(0), validators.lt(HALF)])


@hookimpl
def scoring_consensus_rules() -> Iterable[Consensus]:
    """Yield the rules."""
    yield Consensus(
        name="mean",
        apply=consensus.mean,
        summary=Text(en="Arithmetic mean of the marks.", id="Rata-rata nilai."),
        formula="sum(x) / n",
    )
    yield Consensus(
        name="median",
        apply=consensus.median,
        summary=Text(en="Middle mark, or the mean of the two in the middle.", id="Nilai tengah."),
        formula="x[(n+1)/2] of the ordered marks",
    )
    yield Consensus(
        name="trimmed_mean",
        apply=consensus.trimmed_mean,
        parameters=TrimmedMean,
        summary=Text(
            en="Mean without the lowest and highest share of the marks.",
            id="Rata-rata tanpa sebagian nilai terendah dan tertinggi.",
        ),
        formula="mean of x[g+1 .. n-g], g = floor(share * n)",
        source="Wilcox, Introduction to Robust Estimation, 4th ed. 2017, section 2.2.3",
    )
    yield Consensus(
        name="olympic",
        apply=consensus.olympic,
        summary=Text(
            en="Mean without one lowest and one highest mark, from three marks on.",
            id="Rata-rata tanpa satu nilai terendah dan satu tertinggi, mulai tiga nilai.",
        ),
        formula="(sum(x) - min(x) - max(x)) / (n - 2), n >= 3; else sum(x) / n",
    )
    yield Consensus(
        name="chair",
        apply=consensus.chair_decides,
        summary=Text(
            en="The mark of the panel's chair; missing where the chair gave none.",
            id="Nilai ketua panel; kosong bila ketua tidak menilai.",
        ),
        formula="x of the chair",
    )
