"""Weights from points that people give to the items directly."""

from __future__ import annotations

from scoring.kernels.judge.panel import Floats, Group, Judged, judged


def proportional(points: Floats, *, group: Group = "arithmetic") -> Judged:
    """Return weights in proportion to points: budget allocation, ratings, swing.

    A budget is shared out among the items; a rating says how important each is on a scale from 0; a swing says
    how much it is worth to raise an item from its worst to its best level, against 100 for the item that is raised
    first.

    Parameters
    ----------
    points : not negative, above zero for one item of each person, shape (n_people, n_items).
    group : mean over the panel.

    References
    ----------
    Budget: OECD/JRC, Handbook on constructing composite indicators, 2008, section 6. Ratings: OECD, Better Life
    Index. Swing: D. von Winterfeldt, W. Edwards, Decision analysis and behavioral research, 1986, section 8.4.
    """
    return judged(points, group)
