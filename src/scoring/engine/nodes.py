"""The columns of an edition's nodes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import define, evolve, field

from scoring.engine import children
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Edition, Node
from scoring.model.nearest import nearest
from scoring.model.plan import Fold


@define
class NodeColumns:
    """Collects the folds of an edition's nodes, and what is wrong with them.

    Parameters
    ----------
    edition : where the nodes stand.
    folds, problems : what was found.
    """

    edition: Edition
    folds: list[Fold] = field(factory=list)
    problems: list[Problem] = field(factory=list)

    def add(self, name: str, node: Node, ids: tuple[str, ...]) -> None:
        """Add a node of the edition."""
        place = Place(key=f"node.{name}.children")
        names, wrong = children.expand(node.children, ids, place)
        self.problems += wrong
        if wrong:
            return
        if not names:
            self.problems.append(problem("node-childless", place, node=name))
            return
        weights = self._shares(name, node, names)
        if weights:
            self.folds.append(
                Fold(
                    id=name,
                    kind="node",
                    children=names,
                    weights=weights,
                    aggregation=node.aggregation,
                    weighting=node.weighting,
                    coverage=Fraction(node.coverage),
                    then=node.then,
                )
            )

    def _shares(self, name: str, node: Node, names: tuple[str, ...]) -> tuple[Fraction, ...]:
        place = Place(key=f"node.{name}.children")
        if node.weighting:
            return children.equal(len(names))
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
        tables = self.edition.weights
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
