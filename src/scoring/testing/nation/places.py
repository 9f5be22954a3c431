"""Names of places that do not exist.

A name is one of 24 x 16 x 16 = 6,144 words put together from three parts. No word among them is the name of a
real regency, city or province (a test goes through all of them), so that no seed can meet a real name.
"""

from __future__ import annotations

from itertools import product

from scoring.testing.nation.streams import order

FIRST = "Ka Ta Me Wa Lo Pa Ru Si Bo Na Te Ga Ma Le So Du Ra Pi Wi Ju Be Ko Tu La"
MIDDLE = "lu ra mi sa ngo ri ta wu le ndu mba yo ka ro nga lo"
LAST = "wena lira tombu sinu rembo murai danta kasi rinde tolu biru gara selo nima pawa luri"
LANDS = ("Nusa", "", "Tanah", "", "Kepulauan", "", "Teluk", "")
SIDES = ("Utara", "Selatan")
SHARING = 0.27
"""Share of the towns (kota) that bear the name of a regency (kabupaten) beside them, as 26 of 98 really do."""


def words() -> list[str]:
    """Return every word a place can be called."""
    return ["".join(parts) for parts in product(FIRST.split(), MIDDLE.split(), LAST.split())]


def stems(seed: int, count: int) -> list[str]:
    """Return `count` different names; two words where the single words are used up."""
    pool = words()
    drawn = [pool[place] for place in order(seed, len(pool), "names")]
    return [_stem(drawn, place) for place in range(count)]


def _stem(drawn: list[str], place: int) -> str:
    turn, rest = divmod(place, len(drawn))
    return drawn[rest] if not turn else f"{drawn[rest]} {drawn[(rest + turn) % len(drawn)]}"


def land_name(place: int, stem: str) -> str:
    """Return the name of a province."""
    return f"{LANDS[place % len(LANDS)]} {stem}".strip()


def regency_names(available: list[str], count: int) -> list[str]:
    """Return names for the regencies of a province; every sixth word serves for a northern and a southern one.

    The words used are taken from the end of `available`.
    """
    names: list[str] = []
    while len(names) < count:
        word = available.pop()
        pair = len(names) % 7 == 4 and len(names) + 2 <= count  # noqa: PLR2004 - once in seven names
        names += [f"{word} {side}" for side in SIDES] if pair else [word]
    return names
