"""Weights under linear constraints, by hit-and-run."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scoring.kernels.draw.grid import on_grid
from scoring.kernels.draw.stream import BLOCK, generator

Floats = npt.NDArray[np.float64]


class Region(NamedTuple):
    """Weights w >= 0 with sum 1, rows w <= limits and equal_rows w = equal_to.

    Parameters
    ----------
    rows, limits : shapes (n_rows, n_items) and (n_rows,).
    equal_rows, equal_to : shapes (n_equal, n_items) and (n_equal,).
    """

    rows: Floats
    limits: Floats
    equal_rows: Floats
    equal_to: Floats

    def inequalities(self) -> tuple[Floats, Floats]:
        """Return the rows and limits of all inequalities, w >= 0 included."""
        n_items = self.rows.shape[1]
        return np.vstack([self.rows, -np.eye(n_items)]), np.append(self.limits, np.zeros(n_items))

    def equalities(self) -> tuple[Floats, Floats]:
        """Return the rows and values of all equalities, sum 1 included."""
        n_items = self.rows.shape[1]
        return np.vstack([np.ones((1, n_items)), self.equal_rows]), np.append(1.0, self.equal_to)


def region(
    n_items: int,
    rows: Floats | None = None,
    limits: Floats | None = None,
    equal_rows: Floats | None = None,
    equal_to: Floats | None = None,
) -> Region:
    """Return a region of which some parts need not be given."""
    none = np.zeros((0, n_items))
    return Region(
        none if rows is None else rows,
        none[:, 0] if limits is None else limits,
        none if equal_rows is None else equal_rows,
        none[:, 0] if equal_to is None else equal_to,
    )


def basis(inside: Region) -> Floats:
    """Return orthonormal directions in which weights can move, shape (n_free, n_items)."""
    equal, _ = inside.equalities()
    _, sizes, turned = np.linalg.svd(equal)
    rank = int((sizes > sizes[0] * len(turned) * np.finfo(np.float64).eps).sum())
    return turned[rank:]


def interior(inside: Region) -> tuple[Floats, float]:
    """Return the centre and the radius of the largest ball in the region, by linear programming.

    Returns
    -------
    Weights, shape (n_items,), and the radius: zero where a constraint leaves no room, below zero (or NaN weights)
    where nothing fulfils all of them.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to import

    rows, limits = inside.inequalities()
    equal, equal_to = inside.equalities()
    n_items = rows.shape[1]
    reach = np.linalg.norm(rows @ basis(inside).T, axis=1)
    found = linprog(
        np.append(np.zeros(n_items), -1.0),
        A_ub=np.column_stack([rows, reach]),
        b_ub=limits,
        A_eq=np.column_stack([equal, np.zeros(len(equal))]),
        b_eq=equal_to,
        bounds=[(None, None)] * n_items + [(None, 1.0)],
    )
    if found.x is None:
        return np.full(n_items, np.nan), -np.inf
    return found.x[:-1], float(found.x[-1])


def steps_for(n_free: int) -> int:
    """Return ceil(log(n + 1) / 4 n**3) steps for n free dimensions, at least 16.

    The thinning of the R package hitandrun (van Valkenhoef, Tervonen & Postmus 2014).

    Examples
    --------
    >>> steps_for(5)
    56
    """
    return max(16, math.ceil(math.log(n_free + 1) / 4 * n_free**3))


def block(
    number: int,
    whole: int,
    *,
    seed: int,
    inside: Region,
    start: Floats,
    steps: int | None = None,
    stream: int = 0,
) -> Floats:
    """Return one block of weights uniform on a region of the simplex.

    Every weighting is the end of a walk of its own, `steps` long from the same inner point: the burn-in is `steps`,
    thinning is not needed, weightings are independent, and so are blocks.

    Parameters
    ----------
    number, whole, seed, stream : as in `simplex.block`.
    inside : the constraints.
    start : a point well inside, as from `interior`, shape (n_items,).
    steps : length of a walk; None is `steps_for` the free dimensions.

    Returns
    -------
    Whole numbers, shape (BLOCK, n_items); on the lattice a constraint may be passed by a few units.
    """
    free = basis(inside)
    walk = steps_for(len(free)) if steps is None else steps
    source = generator(seed, number, stream=stream)
    return on_grid(walked(source, inside, free, start, walk), whole)


def walked(source: np.random.Generator, inside: Region, free: Floats, start: Floats, steps: int) -> Floats:
    """Return the ends of BLOCK walks by hit-and-run (Smith 1984), shares of shape (BLOCK, n_items).

    Each step draws a direction, uniform over the free dimensions, and a point, uniform on the part of the line that
    lies in the region.
    """
    rows, limits = inside.inequalities()
    slope = (rows @ free.T).T
    moved = np.zeros((BLOCK, len(free)))
    room = limits - rows @ start
    for _ in range(steps):
        direction = source.standard_normal(moved.shape)
        back, ahead = _stretch(room - moved @ slope, direction @ slope)
        along = back + (ahead - back) * source.random(BLOCK)
        moved += direction * along[:, None]
    return np.maximum(start + moved @ free, 0.0)


def _stretch(slack: Floats, rate: Floats) -> tuple[Floats, Floats]:
    """Return how far each line runs inside, behind and ahead of where it stands, shapes (n_walks,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        far = np.maximum(slack, 0.0) / rate
    ahead = np.where(rate > 0, far, np.inf).min(axis=1)
    back = np.where(rate < 0, far, -np.inf).max(axis=1)
    return back, ahead
