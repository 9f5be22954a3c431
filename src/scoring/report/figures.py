"""Numbers as people read them: rounding and the decimal sign of the language."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from scoring.model.text import Language

NONE = "–"
"""Stands where there is no number."""


def number(value: float | None, decimals: int, language: Language, *, sign: bool = False) -> str:
    """Return a number rounded half up on its decimals, with the decimal sign of the language.

    >>> number(2.675, 2, "en"), number(0.5, 2, "id"), number(None, 2, "en"), number(0.25, 1, "en", sign=True)
    ('2.68', '0,50', '–', '+0.3')
    """
    if value is None or math.isnan(value):
        return NONE
    return units(in_units(value, decimals), decimals, language, sign=sign)


def in_units(value: float, decimals: int) -> int:
    """Return a number in units of the last decimal shown, rounded half up (away from zero) on its decimals.

    >>> in_units(2.675, 2), in_units(-2.675, 2)
    (268, -268)
    """
    return int(Decimal(repr(float(value))).scaleb(decimals).to_integral_value(ROUND_HALF_UP))


def units(value: int, decimals: int, language: Language, *, sign: bool = False) -> str:
    """Return a whole number of units of the last decimal as a decimal number.

    >>> units(-35, 2, "id"), units(33150, 4, "en"), units(7, 0, "en", sign=True)
    ('-0,35', '3.3150', '+7')
    """
    return _in_language(f"{Decimal(value).scaleb(-decimals):{'+' if sign else ''}.{decimals}f}", language)


def fraction(value: Fraction | None, decimals: int, language: Language) -> str:
    """Return a fraction rounded half up.

    >>> fraction(Fraction(1, 6), 4, "id")
    '0,1667'
    """
    return NONE if value is None else units(nearest_unit(value, decimals), decimals, language)


def nearest_unit(value: Fraction, decimals: int) -> int:
    """Return the number of units of the last decimal that is nearest, half away from zero."""
    whole = math.floor(abs(value) * 10**decimals + Fraction(1, 2))
    return whole if value >= 0 else -whole


def share(value: float | Fraction | None, language: Language, decimals: int = 0) -> str:
    """Return a share in per cent; a share below one is never shown as 100 %.

    >>> share(0.9999, "en"), share(Fraction(1, 6), "id", 2), share(1.0, "en")
    ('99 %', '16,67 %', '100 %')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return NONE
    exact, whole = Fraction(value) * 100, 100 * 10**decimals
    shown = nearest_unit(exact, decimals)
    if value < 1 and shown == whole:
        shown -= 1
    return f"{units(shown, decimals, language)} %"


def count(value: int, language: Language) -> str:
    """Return a whole number with the thousands sign of the language.

    >>> count(230000, "id"), count(230000, "en")
    ('230.000', '230,000')
    """
    return f"{value:,}".replace(",", "." if language == "id" else ",")


def rank(value: float | None, language: Language) -> str:
    """Return a rank: whole, or a half rank of averaged ties.

    >>> rank(3.0, "en"), rank(2.5, "id"), rank(None, "en")
    ('3', '2,5', '–')
    """
    if value is None or math.isnan(value):
        return NONE
    return str(int(value)) if value == int(value) else number(value, 1, language)


def _in_language(text: str, language: Language) -> str:
    return text.replace(".", ",") if language == "id" else text
