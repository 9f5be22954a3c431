"""From a scheme to its columns: leaves for what is read, folds for what is made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from attrs import define, evolve, field

from scoring.engine import children
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Edition, EvaluatorType, Node, Scheme
from scoring.model.method import Use
from scoring.model.nearest import nearest
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.rubric import WEIGHTED_MEAN, Criterion, Rubric

LATEST = Use(method="latest")
PANEL = {"panel": EvaluatorType()}
"""The one evaluator type of an edition that names none."""


def build(scheme: Scheme) -> tuple[Structure | None, list[Problem]]:
    """Return the columns of a scheme, and everything that is wrong with how they hang together.

    Problems carry the TOML key; their file is "" for the edition and ``rubric:<id>`` for a rubric.
    """
    builder = _Builder(scheme=scheme)
    for rubric in scheme.rubrics.values():
        builder.add_rubric(rubric)
    ids = (*builder.criteria, *scheme.rubrics, *scheme.edition.nodes)
    for name, node in scheme.edition.nodes.items():
        builder.add_node(name, node, ids)
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


def types_of(rubric: Rubric, edition: Edition) -> Mapping[str, EvaluatorType]:
    """Return the evaluator types that mark a rubric."""
    declared = edition.evaluator_types or PANEL
    return {name: declared[name] for name in rubric.evaluators or declared if name in declared}


def stages_of(rubric: Rubric, edition: Edition) -> tuple[str, ...]:
    """Return the stages in which a rubric is marked; one nameless stage where the edition has none."""
    declared = edition.stages.order if edition.stages else ()
    return tuple(name for name in declared if name in (rubric.stages or declared)) or ("",)


@define
class _Builder:
    """Collects columns and problems."""

    scheme: Scheme
    leaves: list[Leaf] = field(factory=list)
    folds: list[Fold] = field(factory=list)
    criteria: list[str] = field(factory=list)
    problems: list[Problem] = field(factory=list)

    def add_rubric(self, rubric: Rubric) -> None:
        """Add the columns of a rubric's criteria, and the rubric as their fold."""
        place = Place(file=f"rubric:{rubric.id}")
        self._check_names(rubric, place)
        if not rubric.criteria:
            self.problems.append(problem("rubric-empty", place, rubric=rubric.id))
            return
        for key, criterion in rubric.criteria.items():
            self._add_criterion(
                rubric, f"{rubric.id}.{key}", criterion, evolve(place, key=f"criterion.{key}")
            )
        names = tuple(f"{rubric.id}.{key}" for key in rubric.criteria)
        weights = self._rubric_shares(rubric, place)
        if weights:
            self.folds.append(
                Fold(
                    id=rubric.id,
                    kind="rubric",
                    children=names,
                    weights=weights,
                    aggregation=rubric.aggregation,
                    coverage=Fraction(rubric.coverage),
                    then=rubric.then,
                )
            )

    def _check_names(self, rubric: Rubric, place: Place) -> None:
        edition = self.scheme.edition
        known = (
            (
                "evaluators",
                rubric.evaluators,
                tuple(edition.evaluator_types or PANEL),
                "unknown-evaluator-type",
            ),
            ("stages", rubric.stages, edition.stages.order if edition.stages else (), "unknown-stage"),
        )
        for key, names, allowed, code in known:
            self.problems += [
                problem(
                    code,
                    evolve(place, key=f"{key}[{position}]"),
                    found=name,
                    allowed=", ".join(allowed) or "none",
                    nearest=nearest(name, allowed),
                )
                for position, name in enumerate(names)
                if name not in allowed
            ]

    def _rubric_shares(self, rubric: Rubric, place: Place) -> tuple[Fraction, ...]:
        written = {key: item.weight for key, item in rubric.criteria.items()}
        rule = rubric.weights or (
            "given" if any(weight is not None for weight in written.values()) else "equal"
        )
        if rule == "equal":
            self.problems += [
                problem("weight-beside-equal", evolve(place, key=f"criterion.{key}.weight"), found=weight)
                for key, weight in written.items()
                if weight is not None
            ]
            return children.equal(len(written))
        absent = [key for key, weight in written.items() if weight is None]
        if absent:
            self.problems += [
                problem("weight-missing", evolve(place, key=f"criterion.{key}"), criterion=key)
                for key in absent
            ]
            return ()
        weights = {key: weight for key, weight in written.items() if weight is not None}
        shares, wrong = children.given(weights, evolve(place, key="criterion"), exact=rule == "given")
        self.problems += wrong
        return shares

    def _add_criterion(self, rubric: Rubric, name: str, criterion: Criterion, place: Place) -> None:
        self.criteria.append(name)
        source = criterion.input or rubric.input
        template = Leaf(
            id=name,
            criterion=name,
            input=source,
            scale=criterion.scale or rubric.scale,
            reverse=criterion.direction == "lower",
            value=rubric.value if criterion.value is None else criterion.value,
            sample=criterion.sample,
            evidence=criterion.evidence,
            history=criterion.history,
        )
        self.problems += _criterion_faults(template, criterion, place)
        if source == "marks":
            self._add_marked(rubric, criterion, template)
        else:
            self.leaves.append(template)

    def _add_marked(self, rubric: Rubric, criterion: Criterion, template: Leaf) -> None:
        """Add a leaf for each evaluator type and stage, and the folds over them where there are several."""
        edition = self.scheme.edition
        types, stages = types_of(rubric, edition), stages_of(rubric, edition)
        for stage in stages:
            whole = f"{template.id}#{stage}" if len(stages) > 1 else template.id
            names = tuple(f"{whole}@{name}" if len(types) > 1 else whole for name in types)
            self.leaves += [
                evolve(
                    template,
                    id=leaf,
                    type=name,
                    stage=stage,
                    consensus=criterion.consensus or types[name].consensus,
                )
                for leaf, name in zip(names, types, strict=True)
            ]
            if len(types) > 1:
                self.folds.append(
                    Fold(
                        id=whole,
                        kind="types",
                        children=names,
                        weights=_type_shares(types),
                        aggregation=WEIGHTED_MEAN,
                    )
                )
        if len(stages) > 1:
            self.folds.append(self._over_stages(template.id, stages))

    def _over_stages(self, name: str, stages: tuple[str, ...]) -> Fold:
        declared = self.scheme.edition.stages
        names = tuple(f"{name}#{stage}" for stage in stages)
        if declared and declared.rule == "weighted" and declared.weights:
            weights = children.proportional([declared.weights.get(stage, Decimal(0)) for stage in stages])
        else:
            weights = children.equal(len(stages))
        rule = LATEST if declared and declared.rule == "replace" else WEIGHTED_MEAN
        return Fold(id=name, kind="stages", children=names, weights=weights, aggregation=rule)

    def add_node(self, name: str, node: Node, ids: tuple[str, ...]) -> None:
        """Add a node of the edition."""
        place = Place(key=f"node.{name}.children")
        names, wrong = children.expand(node.children, ids, place)
        self.problems += wrong
        if wrong:
            return
        if not names:
            self.problems.append(problem("node-childless", place, node=name))
            return
        weights = self._node_shares(name, node, names)
        if weights:
            self.folds.append(
                Fold(
                    id=name,
                    kind="node",
                    children=names,
                    weights=weights,
                    aggregation=node.aggregation,
                    coverage=Fraction(node.coverage),
                    then=node.then,
                )
            )

    def _node_shares(self, name: str, node: Node, names: tuple[str, ...]) -> tuple[Fraction, ...]:
        place = Place(key=f"node.{name}.children")
        rule = node.weights or ("given" if isinstance(node.children, Mapping) else "equal")
        if rule == "equal":
            return children.equal(len(names))
        if rule in {"given", "shares"}:
            weights = self._own_weights(node, names, place)
        else:
            weights = self._table_weights(rule, names, evolve(place, key=f"node.{name}.weights"))
        if not weights:
            return ()
        shares, wrong = children.given(weights, place, exact=rule == "given")
        self.problems += wrong
        return shares

    def _own_weights(self, node: Node, names: tuple[str, ...], place: Place) -> dict[str, Decimal]:
        if not isinstance(node.children, Mapping):
            self.problems.append(problem("weights-not-written", place))
            return {}
        patterns = [name for name in node.children if "*" in name]
        self.problems += [problem("weight-for-pattern", place, found=name) for name in patterns]
        return {} if patterns else {name: node.children[name] for name in names}

    def _table_weights(self, table: str, names: tuple[str, ...], place: Place) -> dict[str, Decimal]:
        tables = self.scheme.edition.weights
        if table not in tables:
            allowed = ("given", "shares", "equal", *tables)
            self.problems.append(
                problem(
                    "unknown-weights",
                    place,
                    found=table,
                    allowed=", ".join(allowed),
                    nearest=nearest(table, allowed),
                )
            )
            return {}
        found = {name: tables[table].get(name, tables[table].get(name.rsplit(".", 1)[-1])) for name in names}
        absent = [name for name, weight in found.items() if weight is None]
        self.problems += [
            problem("weight-not-in-table", place, found=name, table=table, allowed=", ".join(tables[table]))
            for name in absent
        ]
        return {} if absent else {name: weight for name, weight in found.items() if weight is not None}

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

    def _needs(self) -> Iterator[tuple[str, set[str]]]:
        gated: dict[str, set[str]] = {}
        for gate in self.scheme.edition.gates:
            gated.setdefault(gate.on, set()).update(item.node for item in gate.require if item.node)
        for leaf in self.leaves:
            needed = {leaf.history.current} if leaf.history and leaf.history.current else set()
            yield leaf.id, needed | gated.get(leaf.id, set())
        for fold in self.folds:
            yield fold.id, {*fold.children} | gated.get(fold.id, set())


def _type_shares(types: Mapping[str, EvaluatorType]) -> tuple[Fraction, ...]:
    weights = [item.weight for item in types.values()]
    numbers = [weight for weight in weights if weight is not None]
    return (
        children.proportional(numbers)
        if len(numbers) == len(weights) and any(numbers)
        else children.equal(len(types))
    )


def _criterion_faults(leaf: Leaf, criterion: Criterion, place: Place) -> Iterator[Problem]:
    bounded = leaf.scale and leaf.scale.lowest is not None and leaf.scale.highest is not None
    if leaf.input == "marks" and not bounded:
        yield problem("scale-missing", place, criterion=leaf.criterion)
    elif leaf.reverse and not bounded:
        yield problem(
            "direction-needs-scale", evolve(place, key=f"{place.key}.direction"), criterion=leaf.criterion
        )
    if leaf.input == "history" and not leaf.history:
        yield problem("history-missing", place, criterion=leaf.criterion)
    for name, given, needed in (
        ("history", criterion.history, "history"),
        ("evidence", criterion.evidence, "measure"),
        ("sample", criterion.sample, "measure"),
        ("consensus", criterion.consensus, "marks"),
    ):
        if given is not None and leaf.input != needed:
            yield problem(
                "input-mismatch",
                evolve(place, key=f"{place.key}.{name}"),
                found=name,
                input=leaf.input,
                allowed=needed,
            )


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
