"""What weights can do to the ranks of an edition, without sampling."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from scoring.api.posing import Posed
from scoring.errors import RejectedError, problem
from scoring.lab.reaching import Reaching
from scoring.lab.weighed import index_under
from scoring.model.reach import Reach


def reach(
    posed: Posed, *, cities: Iterable[str] = (), couples: Iterable[tuple[str, str]] = (), top: int = 10
) -> Reach:
    """Return extreme ranks, and the smallest changes of the official weights that matter.

    Ranks are those under the weights that can be drawn where these fulfil linear constraints (``interval``, ``ordered``,
    ``constraints``), and under all weights otherwise. Changes are sought among all weights.

    Parameters
    ----------
    posed : the edition and what is weighted.
    cities : codes or names of those whose best and worst rank is sought.
    couples : two cities; the smallest change is sought by which the lower passes the higher.
    top : how many first ranks are looked at besides the first one.

    Raises
    ------
    RejectedError
        If the index is no weighted mean, or a city lacks a part or is not known.
    """
    scores = posed.ranked.scores
    if scores is None:
        found = ", ".join(sorted({part.method.name for part in posed.weighed.parts}))
        raise RejectedError([problem("reach-not-linear", found=found)])
    search = Reaching(
        scores=scores,
        index=partial(index_under, posed.weighed),
        items=posed.weighed.items,
        weights=posed.weights,
        inside=posed.offer.inside,
    )
    asked = [posed.position(city) for city in cities]
    pairs = [(posed.position(one), posed.position(other)) for one, other in couples]
    named = [*asked, *(city for pair in pairs for city in pair)]
    if lacking := search.lacking(named, posed.cities.codes):
        raise RejectedError(lacking)
    return search.found(asked, pairs, top)
