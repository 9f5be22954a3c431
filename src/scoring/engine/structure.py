"""From a scheme to its columns: leaves for what is read, folds for what is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from attrs import define, field

from scoring.engine.criteria import RubricColumns
from scoring.engine.nodes import NodeColumns
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Scheme
from scoring.model.nearest import nearest
from scoring.model.plan import Fold, Leaf, Structure


def build(scheme: Scheme) -> tuple[Structure | None, list[Problem]]:
    """Return the columns of a scheme, and everything that is wrong with how they hang together.

    Problems carry the TOML key; their file is "" for the edition and ``rubric:<id>`` for a rubric.
    """
    builder = _Builder(scheme=scheme)
    builder.add_rubrics()
    criteria = (f"{name}.{key}" for name, rubric in scheme.rubrics.items() for key in rubric.criteria)
    ids = (*criteria, *scheme.rubrics, *scheme.edition.nodes)
    builder.add_nodes(ids)
    builder.check_ids(ids)
    ordered = builder.in_order() if not builder.problems else ()
    if builder.problems:
        return None, builder.problems
    structure = _structure(scheme, builder, ordered)
    return structure, list(_counted_twice(structure))


def _structure(scheme: Scheme, builder: _Builder, ordered: tuple[str, ...]) -> Structure:
    folds = {fold.id: fold for fold in builder.folds}
    index = scheme.edition.index
    below = folds[index].children if index in folds else ()
    return Structure(
        leaves=tuple(sorted(builder.leaves, key=lambda leaf: leaf.id)),
        folds=tuple(folds[name] for name in ordered if name in folds),
        index=index,
        ranked=scheme.edition.publish.ranked or (index, *below),
    )


@define
class _Builder:
    """Collects columns and problems of the whole scheme."""

    scheme: Scheme
    leaves: list[Leaf] = field(factory=list)
    folds: list[Fold] = field(factory=list)
    problems: list[Problem] = field(factory=list)

    def add_rubrics(self) -> None:
        """Add the columns of every rubric."""
        for rubric in self.scheme.rubrics.values():
            columns = RubricColumns(rubric=rubric, edition=self.scheme.edition)
            columns.add()
            self.leaves += columns.leaves
            self.folds += columns.folds
            self.problems += columns.problems

    def add_nodes(self, ids: tuple[str, ...]) -> None:
        """Add every node of the edition."""
        columns = NodeColumns(edition=self.scheme.edition)
        for name, node in self.scheme.edition.nodes.items():
            columns.add(name, node, ids)
        self.folds += columns.folds
        self.problems += columns.problems

    def check_ids(self, ids: tuple[str, ...]) -> None:
        """Find ids that stand for two things, and an index that does not exist."""
        for name, count in Counter(ids).items():
            if count > 1:
                key = f"node.{name}" if name in self.scheme.edition.nodes else ""
                self.problems.append(problem("id-claimed-twice", Place(key=key), found=name))
        index = self.scheme.edition.index
        if index not in ids:
            self.problems.append(
                problem("unknown-index", Place(key="index"), found=index, nearest=nearest(index, ids))
            )

    def in_order(self) -> tuple[str, ...]:
        """Return the ids so that each stands behind those it needs, or add the problem of a circle."""
        try:
            return tuple(TopologicalSorter(dict(self._needs())).static_order())
        except CycleError as error:
            self.problems.append(problem("circle", Place(key="node"), found=" -> ".join(error.args[1])))
            return ()

    def _needs(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what each id needs; lists, since the order of a set differs from one process to the next."""
        gated: dict[str, list[str]] = {}
        for gate in self.scheme.edition.gates:
            gated.setdefault(gate.on, []).extend(item.node for item in gate.require if item.node)
        for leaf in self.leaves:
            needed = [leaf.history.current] if leaf.history and leaf.history.current else []
            yield leaf.id, [*needed, *gated.get(leaf.id, ())]
        for fold in self.folds:
            yield fold.id, [*fold.children, *gated.get(fold.id, ())]


def _counted_twice(structure: Structure) -> Iterator[Problem]:
    """Find nodes that reach the same criterion by two ways."""
    reached: dict[str, Counter[str]] = {leaf.id: Counter([leaf.id]) for leaf in structure.leaves}
    for fold in structure.folds:
        reached[fold.id] = sum((reached[child] for child in fold.children), Counter())
        twice = sorted(name for name, count in reached[fold.id].items() if count > 1)
        if (
            twice
            and fold.kind == "node"
            and not any(max(reached[child].values()) > 1 for child in fold.children)
        ):
            yield problem(
                "criterion-counted-twice",
                Place(key=f"node.{fold.id}.children"),
                node=fold.id,
                found=", ".join(twice),
            )
