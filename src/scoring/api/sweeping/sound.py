"""Whether factors name what an edition has, and do not get into each other's way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from scoring.api.variants import Workshop
from scoring.codec.factors import inconsistent
from scoring.codec.keys import key_text
from scoring.engine import children
from scoring.engine.binding import bind
from scoring.errors import Place, Problem, RejectedError, problem
from scoring.lab.variation import step_of
from scoring.model.edition import Scheme
from scoring.model.factor import NO_METHOD, OF_STEPS, Factor, FactorFile, FactorKind
from scoring.model.nearest import nearest
from scoring.model.plan import Structure
from scoring.model.registry import Register, Registry
from scoring.model.step import StepKind

STEPS: Mapping[FactorKind, StepKind] = {
    "normalisation": "normalise",
    "imputation": "impute",
    "treatment": "treat",
}


def unsound(factors: Mapping[str, Factor], workshop: Workshop) -> list[Problem]:
    """Return everything that is wrong with factors.

    Parameters
    ----------
    factors : by name.
    workshop : the edition with its tables.
    """
    file = FactorFile(format="scoring-factors/1", factor=factors)
    if unfit := list(inconsistent(file)):
        return [
            Problem(code=item.code, place=Place(key=key_text(item.path)), details=item.details)
            for item in unfit
        ]
    look = _Look.of(workshop)
    found = [wrong for name, factor in factors.items() for wrong in look.at(name, factor)]
    return found or list(look.clashes(factors))


@frozen(kw_only=True)
class _Look:
    scheme: Scheme
    structure: Structure
    registry: Registry
    evaluators: Mapping[str, str]

    @classmethod
    def of(cls, workshop: Workshop) -> _Look:
        """Return a look at an edition and its tables."""
        marks, edition = workshop.ratings.marks, workshop.edition
        return cls(
            scheme=edition.scheme,
            structure=edition.plan.structure,
            registry=edition.loaded.registry,
            evaluators=dict(zip(marks.evaluators, marks.types, strict=True)),
        )

    def at(self, name: str, factor: Factor) -> Iterator[Problem]:
        """Yield what is wrong with one factor."""
        kind = factor.kind
        if kind in OF_STEPS:
            yield from self._step(name, factor)
        elif kind in {"weighting", "aggregation"}:
            known = (*self.scheme.edition.nodes, *self.scheme.rubrics)
            yield from _missing("unknown-node", [factor.node], known, _place(name, "node"))
        elif kind == "weights":
            known = tuple(fold.id for fold in self.structure.folds)
            yield from _missing("unknown-node", [factor.node], known, _place(name, "node"))
        elif kind == "error":
            yield from self._criteria(name, factor)
        yield from self._named(name, factor)
        yield from self._uses(name, factor)

    def _step(self, name: str, factor: Factor) -> Iterator[Problem]:
        try:
            step_of(self.scheme.edition.steps, STEPS[factor.kind], factor.step)
        except RejectedError as error:
            place = _place(name, "step" if factor.step else factor.kind)
            yield from (Problem(code=item.code, place=place, details=item.details) for item in error.problems)

    def _named(self, name: str, factor: Factor) -> Iterator[Problem]:
        """Yield what is to be left out and is not there."""
        below = tuple(dict.fromkeys(child for fold in self.structure.folds for child in fold.children))
        lists: tuple[tuple[FactorKind, str, Collection[str]], ...] = (
            ("without", "unknown-child", below),
            ("without_types", "unknown-evaluator-type", tuple(sorted({*self.evaluators.values()}))),
            ("without_evaluators", "unknown-evaluator-to-leave-out", tuple(self.evaluators)),
        )
        for kind, code, known in lists:
            yield from _missing(code, getattr(factor, kind), known, _place(name, kind), listed=True)

    def _uses(self, name: str, factor: Factor) -> Iterator[Problem]:
        registers: Mapping[str, Register[Any]] = {
            "normalisation": self.registry.normalisations,
            "imputation": self.registry.imputations,
            "treatment": self.registry.treatments,
            "weighting": self.registry.weightings,
            "aggregation": self.registry.aggregations,
        }
        for at, use in enumerate(factor.uses):
            if use.method == NO_METHOD and factor.kind in {"imputation", "treatment"}:
                continue
            yield from bind(use, registers[factor.kind], _place(name, factor.kind, at))[1]

    def _criteria(self, name: str, factor: Factor) -> Iterator[Problem]:
        if factor.error is None:
            return
        place = _place(name, "error", "criteria")
        found, wrong = children.expand(factor.error.criteria, self._criteria_ids(), place)
        yield from wrong
        for criterion in factor.error.sizes:
            yield from _missing(
                "unknown-child", [criterion], found, _place(name, "error", "sizes", criterion)
            )

    def _criteria_ids(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(leaf.criterion for leaf in self.structure.leaves if leaf.input != "history")
        )

    def clashes(self, factors: Mapping[str, Factor]) -> Iterator[Problem]:
        """Yield the pairs of factors that change the same thing."""
        first: dict[tuple[str, str], str] = {}
        for name, factor in factors.items():
            for thing in self._changed(factor):
                if thing in first:
                    details = {
                        "factor": first[thing],
                        "other": name,
                        "found": " of ".join(filter(None, thing)),
                    }
                    yield problem("factor-clash", Place(key=key_text(("factor", name))), **details)
                first.setdefault(thing, name)

    def _changed(self, factor: Factor) -> Iterator[tuple[str, str]]:
        kind = factor.kind
        if kind in OF_STEPS:
            yield kind, step_of(self.scheme.edition.steps, STEPS[kind], factor.step)
        elif kind == "aggregation":
            yield kind, factor.node or self.structure.index
        elif kind in {"weighting", "weights"}:
            yield "weights", factor.node or self.structure.index
        elif factor.error:
            ids = self._criteria_ids()
            yield from (("error", item) for item in children.expand(factor.error.criteria, ids, Place())[0])
        else:
            yield from ((kind, item) for item in getattr(factor, kind))


def _place(*path: str | int) -> Place:
    return Place(key=key_text(("factor", *path)))


def _missing(
    code: str, names: Iterable[str], known: Collection[str], place: Place, *, listed: bool = False
) -> Iterator[Problem]:
    """Yield the names that are not known; "" is none."""
    allowed: Sequence[str] = tuple(known)
    for at, name in enumerate(names):
        if name and name not in known:
            where = Place(key=f"{place.key}[{at}]") if listed else place
            yield problem(code, where, found=name, allowed=", ".join(allowed), nearest=nearest(name, allowed))
