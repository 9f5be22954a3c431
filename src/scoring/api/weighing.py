"""From a scored edition to its index as a function of weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import numpy as np
from attrs import field, frozen

from scoring.engine.conditions import holds
from scoring.engine.evaluate import Scores
from scoring.engine.plan import FoldStep, Plan
from scoring.errors import Place, Problem, RejectedError, problem
from scoring.model.edition import Gate
from scoring.model.nearest import nearest
from scoring.model.plan import Fold
from scoring.model.ratings import Cities
from scoring.model.weighed import Closing, Part, Weighed

Levels = Literal["one", "all"]
KINDS = ("node", "rubric")


@frozen(kw_only=True, eq=False)
class Scale:
    """A scored edition, of which some weights are to be drawn.

    Parameters
    ----------
    plan : compiled rules.
    scores : under the edition's own weights.
    cities : in the order of the rows.
    """

    plan: Plan
    scores: Scores
    cities: Cities
    _folds: dict[str, Fold] = field(factory=dict, repr=False)
    _rows: dict[str, tuple[FoldStep, int]] = field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        """Look up folds and their steps by name."""
        self._folds.update((fold.id, fold) for fold in self.scores.structure.folds)
        for layer in self.plan.layers:
            for step in layer.folds:
                self._rows.update((name, (step, row)) for row, name in enumerate(step.names))

    @property
    def index(self) -> str:
        """The node that is the index."""
        return self.plan.edition.index

    def weighed(self, node: str = "", levels: Levels = "one") -> Weighed:
        """Return the index as a function of the weights below one node, or at all levels.

        Parameters
        ----------
        node : a node or rubric that the index is made from; "" for the index.
        levels : ``all`` also frees the weights of every node and rubric on the way down, as far as weighted means go;
            a node that reaches the index by another way, such as an improvement, keeps its own.

        Raises
        ------
        RejectedError
            If there are no such weights, or they reach the index by other ways than folding.
        """
        name = node or self.index
        way = self._way(name)
        drawn, kept = self._downwards(name) if levels == "all" else ([name], [])
        moving = [*reversed(drawn), *way]
        if wrong := [*self._further(name, moving)]:
            raise RejectedError(wrong)
        place = {part: number for number, part in enumerate(moving)}
        children = (
            child
            for part in reversed(moving)
            if part in drawn
            for child in self._folds[part].children
            if child not in place
        )
        items = {child: number for number, child in enumerate(children)}
        parts = tuple(self._part(part, place, items, part in drawn) for part in moving)
        return Weighed(parts=parts, kept=tuple(kept))

    def _way(self, name: str) -> list[str]:
        """Return what is above a node on the way to the index, the index last."""
        above = {child: fold.id for fold in self._inside() for child in fold.children}
        known = [fold.id for fold in self._inside() if fold.kind in KINDS]
        if name not in known:
            near, allowed = nearest(name, known), ", ".join(known)
            place = Place(key="node")
            raise RejectedError(
                [problem("weights-not-drawn", place, found=name, allowed=allowed, nearest=near)]
            )
        way = []
        while name != self.index:
            name = above[name]
            way.append(name)
        return way

    def _inside(self) -> Iterator[Fold]:
        """Yield the folds that the index is made from, itself first."""
        waiting = [self.index]
        while waiting:
            name = waiting.pop(0)
            if name in self._folds:
                yield self._folds[name]
                waiting += self._folds[name].children

    def _downwards(self, name: str) -> tuple[list[str], list[str]]:
        """Return a node and those below it whose weights can be multiplied down, parents first; and those left out."""
        if not self._multiplies(name):
            found = self._folds[name].aggregation.method
            raise RejectedError([problem("levels-not-additive", Place(key="levels"), node=name, found=found)])
        freed: list[str] = []
        kept: list[str] = []
        waiting = [name]
        while waiting:
            first = waiting.pop(0)
            if freed and any(self._further(first, [first, *self._way(first)])):
                kept.append(first)
                continue
            freed.append(first)
            waiting += [child for child in self._folds[first].children if self._multiplies(child)]
        return freed, kept

    def _multiplies(self, name: str) -> bool:
        fold = self._folds.get(name)
        return fold is not None and fold.kind in KINDS and self._rows[name][0].rule.method.additive

    def _further(self, node: str, moving: Sequence[str]) -> Iterator[Problem]:
        """Yield the columns that depend on the weights by another way, and on which the index depends."""
        needs = self._needs()
        depends = set(moving)
        grown = True
        while grown:
            more = {name for name, needed in needs.items() if name not in depends and depends & {*needed}}
            depends |= more
            grown = bool(more)
        wanted, waiting = set[str](), [self.index]
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += needs.get(name, ())
        for name in sorted((depends & wanted) - {*moving}):
            yield problem("weights-reach-further", node=node, found=name)

    def _needs(self) -> dict[str, list[str]]:
        """Return what each column is made from, and what its gates and its history look at."""
        needs: dict[str, list[str]] = {name: [*fold.children] for name, fold in self._folds.items()}
        for leaf in self.plan.structure.leaves:
            if leaf.history and leaf.history.current:
                needs[leaf.id] = [leaf.history.current]
        for gate in self.plan.edition.gates:
            needs.setdefault(gate.on, []).extend(item.node for item in gate.require if item.node)
        return needs

    def _part(self, name: str, place: Mapping[str, int], items: Mapping[str, int], drawn: bool) -> Part:
        fold, (step, row) = self._folds[name], self._rows[name]
        columns = step.children[row]
        return Part(
            id=name,
            children=fold.children,
            below=np.array([place.get(child, -1) for child in fold.children], dtype=np.int64),
            item=np.array([items.get(child, -1) if drawn else -1 for child in fold.children], dtype=np.int64),
            drawn=drawn,
            weights=np.array([float(weight) for weight in fold.weights]),
            values=np.ascontiguousarray(self.scores.score[:, columns]),
            coverage=np.ascontiguousarray(self.scores.coverage[:, columns]),
            direction=step.direction[row],
            least=float(step.coverage[row]),
            method=step.rule.method,
            parameters=step.rule.keywords,
            rule=step.rule,
            absent_counts=step.absent_counts,
            then=step.then,
            closings=tuple(self._closings(name, place)),
        )

    def _closings(self, name: str, place: Mapping[str, int]) -> Iterable[Closing]:
        for gate in self.plan.edition.gates:
            if gate.on == name:
                yield self._closing(gate, place)

    def _closing(self, gate: Gate, place: Mapping[str, int]) -> Closing:
        fixed = [item for item in gate.require if item.node not in place]
        return Closing(
            met=holds(fixed, self.scores.score, self.plan.place, self.cities),
            parts=tuple(
                (place[item.node], float(item.at_least or 0)) for item in gate.require if item.node in place
            ),
            otherwise=np.nan if gate.otherwise == "missing" else float(gate.otherwise),
        )
