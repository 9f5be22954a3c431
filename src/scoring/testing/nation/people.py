"""The evaluators, their teams, and the panel each city meets."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from scoring.testing.nation.dimensions import KEYS
from scoring.testing.nation.record import Land, People
from scoring.testing.nation.streams import Ints, bell, uniform

EVALUATORS, SEATS = 48, 5
TYPES = ("academic", "practitioner", "ministry", "auditor")
TEAMS = (
    "academic academic academic practitioner ministry auditor",
    "academic academic academic practitioner ministry ministry",
    "academic academic academic auditor auditor auditor",
    "academic academic practitioner practitioner ministry auditor",
    "academic academic academic practitioner practitioner auditor",
    "academic academic practitioner practitioner ministry ministry",
    "academic academic academic practitioner practitioner practitioner",
    "academic academic practitioner ministry ministry auditor",
)
"""Types of the six members of a team; the third has no practitioner, the seventh no ministry and no auditor."""
MEMBERS = 6
SHARE_OF_TEAMS = {2022: 0.5, 2023: 0.75, 2024: 1.0}
SEVERITY, TASTE, GUESTS = 0.35, 0.15, 0.10
"""Standard deviations in levels of the scale, and the share of panels with a guest of the next team."""


@frozen(kw_only=True, eq=False)
class Panels:
    """Who evaluates whom in one year.

    Parameters
    ----------
    seats : position of each evaluator, shape (n_cities, 5).
    chair : seat of the chair, shape (n_cities,).
    """

    seats: Ints
    chair: Ints


def draw_people(seed: int, n_evaluators: int = EVALUATORS) -> People:
    """Draw evaluators in teams of six; 48 of them make eight teams."""
    n_teams = n_evaluators // MEMBERS
    types = [kind for team in range(n_teams) for kind in TEAMS[team % len(TEAMS)].split()]
    width = len(str(len(types)))
    return People(
        ids=tuple(f"E{place + 1:0{width}d}" for place in range(len(types))),
        types=tuple(types),
        teams=tuple(_team_name(place // MEMBERS) for place in range(len(types))),
        severity=SEVERITY * bell(seed, (len(types),), "severity"),
        taste=TASTE * bell(seed, (len(types), len(KEYS)), "taste"),
    )


def _team_name(team: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[team] if team < len(letters) else f"{letters[team % 26]}{team // 26}"


def draw_panels(seed: int, year: int, land: Land, people: People) -> Panels:
    """Draw five of six members of a team for each city, one of them in the chair.

    Without the guests no evaluator would see cities of two teams, and strict teams could not be told from
    weak cities.
    """
    n_teams = max(1, round(len(people.ids) // MEMBERS * SHARE_OF_TEAMS[year]))
    team = np.floor(uniform(seed, (land.size,), "team", year) * n_teams).astype(np.int64)
    absent = np.floor(uniform(seed, (land.size,), "absent", year) * MEMBERS).astype(np.int64)
    member = np.arange(SEATS) + (np.arange(SEATS) >= absent[:, None])
    guest = uniform(seed, (land.size,), "guest", year) < GUESTS
    away = np.where(guest & (n_teams > 1), (team + 1) % n_teams, team)
    home = np.repeat(team[:, None], SEATS, axis=1)
    home[:, -1] = away
    chair = np.floor(uniform(seed, (land.size,), "chair", year) * SEATS).astype(np.int64)
    return Panels(seats=(home * MEMBERS + member)[land.twin], chair=chair[land.twin])
