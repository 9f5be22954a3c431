"""What a letter to a city says of its rank under other weights."""

from __future__ import annotations

import math

from scoring.model.text import Language, Text
from scoring.report import figures

RANK = Text(
    en="rank {rank}; {low} to {high} in {share} of weightings",
    id="peringkat {rank}; {low} sampai {high} pada {share} pembobotan",
)
ALWAYS = Text(
    en="rank {rank}; {low} in {share} of weightings", id="peringkat {rank}; {low} pada {share} pembobotan"
)
UNRANKED = Text(
    en="; without a rank in {unranked} of all weightings", id="; tanpa peringkat pada {unranked} pembobotan"
)
NOTHING = 0.0005


def sentence(
    *, official: float, low: float, high: float, share: float, unranked: float, language: Language
) -> str:
    """Return a rank with the ranks between which it lies.

    Parameters
    ----------
    official : rank by the edition's own weights; NaN for none.
    low, high : ranks between which the city stands in at least a share of the weightings.
    share : of the weightings.
    unranked : share of the weightings under which the city has no rank.
    language : of the sentence.

    Examples
    --------
    >>> sentence(official=22.0, low=19.0, high=27.0, share=0.9, unranked=0.0, language="id")
    'peringkat 22; 19 sampai 27 pada 90 % pembobotan'
    """
    text = ALWAYS if low == high else RANK
    told = text.in_language(language).format(
        rank=figures.rank(official, language),
        low=figures.rank(low, language),
        high=figures.rank(high, language),
        share=per_cent(share, language),
    )
    if unranked > 0:
        told += UNRANKED.in_language(language).format(unranked=per_cent(unranked, language))
    return told


def per_cent(part: float | None, language: Language) -> str:
    """Return a share in per cent, with a decimal where it needs one; one above nothing is never shown as nothing.

    >>> per_cent(0.9, "en"), per_cent(0.034, "id"), per_cent(0.0001, "en")
    ('90 %', '3,4 %', '< 0.1 %')
    """
    if part is not None and 0 < part < NOTHING:
        return f"< {figures.share(0.001, language, 1)}"
    whole = part is None or math.isnan(part) or math.isclose(part * 100, round(part * 100))
    return figures.share(part if part is None else round(part, 9), language, 0 if whole else 1)
