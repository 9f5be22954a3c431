"""The best-worst method: each item against the most and the least important one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scoring.kernels.judge.panel import Floats, Group, Spread, group_weights, kendall_w, spread


class BestWorst(NamedTuple):
    """Weights from a panel, and how consistent each person is.

    Parameters
    ----------
    weights, individual, kendall_w, spread : see `scoring.kernels.judge.panel.Judged`.
    ksi : largest deviation of a person's weights from what that person said, in weights; 0 is fully consistent.
        Shape (n_people,).
    input_ratio : input-based consistency ratio, from 0, fully consistent, to 1; shape (n_people,).
    """

    weights: Floats
    individual: Floats
    kendall_w: float
    spread: Spread
    ksi: Floats
    input_ratio: Floats


class Ends(NamedTuple):
    """Positions of the most and of the least important item."""

    best: int
    worst: int


def best_worst(best_to_others: Floats, others_to_worst: Floats, *, group: Group = "arithmetic") -> BestWorst:
    """Return the weights of the linear best-worst method.

    For each person, the least ksi such that abs(w[best] - a[j] w[j]) and abs(w[j] - b[j] w[worst]) are not above it
    for any item j, with weights that are not negative and sum to one; solved exactly as a linear programme.

    Parameters
    ----------
    best_to_others : a, how many times the best item is as important as each one, shape (n_people, n_items).
    others_to_worst : b, how many times each item is as important as the worst one, shape (n_people, n_items).
    group : mean over the panel.

    References
    ----------
    J. Rezaei, Best-worst multi-criteria decision-making method: some properties and a linear model, Omega 64,
    2016, model (19).
    """
    pairs = list(zip(best_to_others, others_to_worst, strict=True))
    solved = np.array([_solved(*pair) for pair in pairs])
    individual = solved[:, :-1] / solved[:, :-1].sum(axis=-1, keepdims=True)
    return BestWorst(
        weights=group_weights(individual, group),
        individual=individual,
        kendall_w=kendall_w(individual),
        spread=spread(individual),
        ksi=solved[:, -1],
        input_ratio=np.array([input_ratio(*pair) for pair in pairs]),
    )


def ends(best_to_others: Floats, others_to_worst: Floats) -> Ends:
    """Return the best item, which is 1 time itself, and the worst.

    Of several with a 1, the best is the one that is most above the worst, and the worst the one that the best is
    most above; of equal ones the first.

    Parameters
    ----------
    best_to_others, others_to_worst : of one person, shape (n_items,), each with a 1.
    """
    best = np.argmax(np.where(best_to_others == 1, others_to_worst, 0.0))
    worst = np.argmax(np.where(others_to_worst == 1, best_to_others, 0.0))
    return Ends(int(best), int(worst))


def input_ratio(best_to_others: Floats, others_to_worst: Floats) -> float:
    """Return the input-based consistency ratio of one person, max(abs(a[j] b[j] - c)) / (c**2 - c).

    c is how many times the best item is as important as the worst; the ratio is 0 where that is 1.

    Parameters
    ----------
    best_to_others, others_to_worst : a and b, shape (n_items,).

    References
    ----------
    F. Liang, M. Brunelli, J. Rezaei, Consistency issues in the best worst method: measurements and thresholds,
    Omega 96, 2020.
    """
    most = best_to_others[ends(best_to_others, others_to_worst).worst]
    if most <= 1:
        return 0.0
    return float(np.abs(best_to_others * others_to_worst - most).max() / (most**2 - most))


def _solved(best_to_others: Floats, others_to_worst: Floats) -> Floats:
    """Return weights and ksi of one person, shape (n_items + 1,)."""
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import

    n_items = len(best_to_others)
    best, worst = ends(best_to_others, others_to_worst)
    deviations = np.zeros((2, n_items, n_items))
    deviations[0][:, best] += 1.0
    deviations[0] -= np.diag(best_to_others)
    deviations[1][:, worst] -= others_to_worst
    deviations[1] += np.eye(n_items)
    sides = deviations.reshape(-1, n_items)
    at_most_ksi = np.hstack([np.vstack([sides, -sides]), np.full((4 * n_items, 1), -1.0)])
    found = linprog(
        np.append(np.zeros(n_items), 1.0),
        A_ub=at_most_ksi,
        b_ub=np.zeros(4 * n_items),
        A_eq=np.append(np.ones(n_items), 0.0)[None, :],
        b_eq=[1.0],
        method="highs-ds",
    )
    return np.asarray(found.x, dtype=np.float64)
