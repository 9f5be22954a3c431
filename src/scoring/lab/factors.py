"""From a factor to its levels: each alternative, or each draw, as a variant of the edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

import numpy as np
from attrs import field, frozen

from scoring.kernels.draw import dirichlet, noise, simplex
from scoring.lab.variation import OFFICIAL, shown
from scoring.model.factor import DrawnError, Factor, FactorKind, MeasurementError, RandomWeights
from scoring.model.plan import Structure
from scoring.model.ratings import Floats, Ints
from scoring.model.variant import Variant

WHOLE = 10**8
"""Units that the weights of one draw sum to."""
NOMINAL = OFFICIAL.name


@frozen(kw_only=True, eq=False)
class Levels:
    """The levels of a factor, all as likely.

    Parameters
    ----------
    name : of the factor.
    kind : what it changes.
    count : number of levels; where there are alternatives the first level is the edition as it stands.
    make : from a level to a variant.
    labels : of the levels; () where they are draws.
    units : weights of each draw as whole numbers, shape (count, n_children); None for other kinds.
    """

    name: str
    kind: FactorKind
    count: int
    make: Callable[[int], Variant] = field(repr=False)
    labels: tuple[str, ...] = ()
    units: Floats | None = field(default=None, repr=False)

    @property
    def drawn(self) -> bool:
        """Whether the levels are draws, none of which is the edition as it stands."""
        return not self.labels

    def label(self, level: int) -> str:
        """Return what a level means.

        Parameters
        ----------
        level : from 0.
        """
        return f"draw {level + 1}" if self.drawn else self.labels[level]


@frozen(kw_only=True, eq=False)
class Ground:
    """What factors are laid out on.

    Parameters
    ----------
    structure : columns of the edition, with the weights that methods chose.
    criteria : from an id or pattern to the ids of criteria.
    seed : of all draws.
    """

    structure: Structure
    criteria: Callable[[Sequence[str]], tuple[str, ...]]
    seed: int

    def levels(self, factors: Mapping[str, Factor]) -> tuple[Levels, ...]:
        """Return the levels of every factor.

        Parameters
        ----------
        factors : sound ones, by name.
        """
        return tuple(self._levels(name, factor, at) for at, (name, factor) in enumerate(factors.items()))

    def _levels(self, name: str, factor: Factor, stream: int) -> Levels:
        if factor.weights:
            return self._drawn_weights(name, factor.node or self.structure.index, factor.weights, stream)
        if factor.error:
            return self._drawn_errors(name, factor.error, stream)
        options = (OFFICIAL, *_alternatives(factor))
        return Levels(
            name=name,
            kind=factor.kind,
            count=len(options),
            make=options.__getitem__,
            labels=tuple(option.name for option in options),
        )

    def _drawn_weights(self, name: str, node: str, random: RandomWeights, stream: int) -> Levels:
        (fold,) = (fold for fold in self.structure.folds if fold.id == node)
        nominal = np.array([float(weight) for weight in fold.weights])
        units = weights_drawn(random, nominal, seed=self.seed, stream=stream)

        def make(level: int) -> Variant:
            shares = tuple(Fraction(int(unit), WHOLE) for unit in units[level])
            return Variant(name=f"draw {level + 1}", node=node, weights=shares)

        return Levels(name=name, kind="weights", count=random.draws, make=make, units=units)

    def _drawn_errors(self, name: str, error: MeasurementError, stream: int) -> Levels:
        make = partial(DrawnError, error=error, criteria=self.criteria(error.criteria), seed=self.seed)
        return Levels(
            name=name,
            kind="error",
            count=error.draws,
            make=lambda level: Variant(name=f"draw {level + 1}", error=make(stream=stream, number=level)),
        )


def weights_drawn(random: RandomWeights, nominal: Floats, *, seed: int, stream: int) -> Floats:
    """Return weights drawn at random as whole numbers, shape (n_draws, n_children).

    Parameters
    ----------
    random : how they are drawn.
    nominal : the weights of the edition, shape (n_children,).
    seed, stream : which random numbers.
    """
    if random.spread == "noise":
        found = noise.block(0, WHOLE, seed=seed, weights=nominal, factor=random.size, stream=stream)
    elif random.spread == "dirichlet":
        found = dirichlet.block(
            0, WHOLE, seed=seed, weights=nominal, concentration=random.concentration, stream=stream
        )
    else:
        found = simplex.block(0, WHOLE, seed=seed, n_items=len(nominal), stream=stream)
    return found[: random.draws]


def _alternatives(factor: Factor) -> Iterator[Variant]:
    for use in factor.normalisation:
        yield Variant(name=shown(use), step=factor.step, normalisation=use)
    for use in factor.imputation:
        yield Variant(name=shown(use), step=factor.step, imputation=use)
    for use in factor.treatment:
        yield Variant(name=shown(use), step=factor.step, treatment=use)
    for use in factor.weighting:
        yield Variant(name=shown(use), node=factor.node, weighting=use)
    for use in factor.aggregation:
        yield Variant(name=shown(use), node=factor.node, aggregation=use)
    for name in factor.without:
        yield Variant(name=f"without {name}", without=(name,))
    for name in factor.without_types:
        yield Variant(name=f"without {name}", without_types=(name,))
    for name in factor.without_evaluators:
        yield Variant(name=f"without {name}", without_evaluators=(name,))


def combined(levels: Sequence[Levels], chosen: Sequence[int] | Ints, name: str) -> Variant:
    """Return the variant in which each factor has one of its levels.

    Parameters
    ----------
    levels : of all factors.
    chosen : level of each factor, shape (n_factors,); below zero the edition as it stands.
    name : of the variant.
    """
    changes = (item.make(int(level)) for item, level in zip(levels, chosen, strict=True) if level >= 0)
    return Variant(name=name, others=tuple(change for change in changes if change is not OFFICIAL))
