"""Whether everything an edition names exists, and its numbers can be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from scoring.engine import children
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Band, Edition, Requirement
from scoring.model.nearest import nearest
from scoring.model.plan import Leaf, Structure
from scoring.model.ratings import Cities, Past
from scoring.model.result import NATION

CITY = "city."
BAND = "band."
MOST_DECIMALS = 9


def check(edition: Edition, structure: Structure) -> list[Problem]:
    """Return what is wrong with the names and numbers of an edition, with TOML keys as places.

    Columns of the cities table are not known before it is read: `check_columns` looks at them.
    """
    look = _Look(edition=edition, ids=structure.ids)
    return [
        *look.gates(),
        *look.bands(),
        *look.groups(),
        *look.awards(),
        *look.published(),
        *look.weights(),
        *(wrong for leaf in structure.leaves for wrong in look.history(leaf)),
    ]


def check_past(edition: Edition, structure: Structure, past: Past) -> list[Problem]:
    """Return the nodes of earlier editions that are named and of which a history table with rows has none.

    A first edition has no history: then nothing is missing.
    """
    if not len(past.year):
        return []
    named = [
        (leaf.history.of, _history_place(leaf))
        for leaf in structure.leaves
        if leaf.history and leaf.history.of not in past.nodes
    ]
    wanted = edition.improvement and (edition.improvement.of or edition.index)
    if wanted and wanted not in past.nodes:
        named.append((wanted, Place(key="improvement")))
    allowed = ", ".join(past.nodes)
    return [
        problem("unknown-past-node", place, found=name, allowed=allowed, nearest=nearest(name, past.nodes))
        for name, place in named
    ]


def check_columns(edition: Edition, cities: Cities) -> list[Problem]:
    """Return the columns of the cities table that an edition names and that are not there."""
    named: list[tuple[str, str]] = [
        *((f"group.{name}.column", group.column) for name, group in edition.groups.items()),
        *(
            (f"band.{name}.by", band.by[len(CITY) :])
            for name, band in edition.bands.items()
            if band.by.startswith(CITY)
        ),
        *((f"publish.key[{at}]", column.lstrip("-")) for at, column in enumerate(edition.publish.key)),
        *(
            (f"{key}.require[{which}].city", item.city)
            for key, requirements in _required(edition)
            for which, item in enumerate(requirements)
            if item.city
        ),
    ]
    known = ("code", "name", *cities.attributes)
    return [
        problem(
            "unknown-column",
            Place(key=key),
            found=column,
            allowed=", ".join(known),
            nearest=nearest(column, known),
        )
        for key, column in named
        if column not in known
    ]


def _required(edition: Edition) -> Iterator[tuple[str, tuple[Requirement, ...]]]:
    yield from ((f"gate[{at}]", gate.require) for at, gate in enumerate(edition.gates))
    yield from ((f"band.{name}", band.require) for name, band in edition.bands.items())


@frozen(kw_only=True)
class _Look:
    edition: Edition
    ids: Collection[str]

    def _known(self, name: str, key: str) -> Iterator[Problem]:
        if name not in self.ids:
            yield problem("unknown-node", Place(key=key), found=name, nearest=nearest(name, self.ids))

    def _requirements(self, items: Iterable[Requirement], key: str) -> Iterator[Problem]:
        for position, item in enumerate(items):
            place = f"{key}.require[{position}]"
            if bool(item.node) == bool(item.city):
                yield problem("requirement-of-one", Place(key=place))
            elif item.node:
                yield from self._known(item.node, f"{place}.node")
                if item.at_least is None:
                    yield problem("requirement-needs", Place(key=place), found="node", allowed="at_least")
            elif not item.among:
                yield problem("requirement-needs", Place(key=place), found="city", allowed="among")

    def gates(self) -> Iterator[Problem]:
        for position, gate in enumerate(self.edition.gates):
            yield from self._known(gate.on, f"gate[{position}].on")
            yield from self._requirements(gate.require, f"gate[{position}]")

    def bands(self) -> Iterator[Problem]:
        for name, band in self.edition.bands.items():
            key = f"band.{name}"
            yield from self._known(band.of, f"{key}.of")
            yield from self._requirements(band.require, key)
            yield from self._limits(name, band)
            yield from self._category(name, band)

    def _limits(self, name: str, band: Band) -> Iterator[Problem]:
        tables = {f"band.{name}.limits": band.limits} if band.limits else {}
        tables |= {f"band.{name}.limits_by.{category}": limits for category, limits in band.limits_by.items()}
        if bool(band.limits) == bool(band.limits_by) or bool(band.by) != bool(band.limits_by):
            yield problem("band-limits-choice", Place(key=f"band.{name}"), band=name)
        for key, limits in tables.items():
            yield from _ascending(limits, key)
        labels = {label for limits in tables.values() for label in limits}
        for label in band.names:
            if label not in labels:
                yield problem(
                    "unknown-band",
                    Place(key=f"band.{name}.names.{label}"),
                    found=label,
                    nearest=nearest(label, labels),
                )

    def _category(self, name: str, band: Band) -> Iterator[Problem]:
        if not band.by or band.by.startswith(CITY):
            return
        other = band.by.removeprefix(BAND)
        earlier = list(self.edition.bands)[: list(self.edition.bands).index(name)]
        if other == band.by or other not in earlier:
            yield problem(
                "band-by",
                Place(key=f"band.{name}.by"),
                found=band.by,
                allowed=", ".join(earlier) or "none",
                nearest=nearest(other, earlier),
            )

    def groups(self) -> Iterator[Problem]:
        for name, group in self.edition.groups.items():
            yield from _ascending(group.limits, f"group.{name}.limits")
            if name == NATION:
                yield problem("group-reserved", Place(key=f"group.{name}"), found=name)

    def awards(self) -> Iterator[Problem]:
        known = (NATION, *self.edition.groups)
        ranked = self.edition.publish.ranked
        for name, award in self.edition.awards.items():
            for position, node in enumerate(award.nodes):
                yield from self._known(node, f"award.{name}.nodes[{position}]")
                if ranked and node in self.ids and node not in ranked:
                    yield problem("award-unranked", Place(key=f"award.{name}.nodes[{position}]"), found=node)
            if award.group not in known:
                yield problem(
                    "unknown-group",
                    Place(key=f"award.{name}.group"),
                    found=award.group,
                    allowed=", ".join(known),
                    nearest=nearest(award.group, known),
                )
            if award.top < 1:
                yield problem(
                    "number-outside", Place(key=f"award.{name}.top"), found=award.top, allowed="1 and more"
                )

    def published(self) -> Iterator[Problem]:
        publish, improvement = self.edition.publish, self.edition.improvement
        for position, name in enumerate(publish.ranked):
            yield from self._known(name, f"publish.ranked[{position}]")
        if improvement and improvement.of:
            yield from self._known(improvement.of, "improvement.of")
        if not 0 <= publish.decimals <= MOST_DECIMALS:
            yield problem(
                "number-outside", Place(key="publish.decimals"), found=publish.decimals, allowed="0 to 9"
            )
        if publish.tolerance < 0:
            yield problem(
                "number-outside",
                Place(key="publish.tolerance"),
                found=publish.tolerance,
                allowed="0 and more",
            )
        if publish.ties == "ordinal" and not publish.key:
            yield problem("ordinal-needs-key", Place(key="publish.ties"))
        if not publish.languages:
            yield problem("languages-empty", Place(key="publish.languages"))

    def weights(self) -> Iterator[Problem]:
        types = self.edition.evaluator_types
        written = {name: item.weight for name, item in types.items() if item.weight is not None}
        if written and len(written) < len(types):
            for name in types:
                if name not in written:
                    yield problem("weight-missing", Place(key=f"evaluator_type.{name}"), criterion=name)
        elif written:
            yield from children.given(written, Place(key="evaluator_type"), exact=True)[1]
        stages = self.edition.stages
        if stages and stages.weights:
            for name in sorted({*stages.weights} ^ {*stages.order}):
                yield problem(
                    "stage-weights", Place(key="stages.weights"), found=name, allowed=", ".join(stages.order)
                )
            if {*stages.weights} == {*stages.order}:
                yield from children.given(stages.weights, Place(key="stages.weights"), exact=True)[1]

    def history(self, leaf: Leaf) -> Iterator[Problem]:
        history = leaf.history
        if not history:
            return
        place = _history_place(leaf)
        if history.current and history.current not in self.ids:
            yield problem(
                "unknown-node", place, found=history.current, nearest=nearest(history.current, self.ids)
            )
        if history.rule == "improvement" and not history.current:
            yield problem("history-needs", place, rule=history.rule, allowed="current")
        if history.rule == "years" and not children.can_be_shares(history.weights):
            yield problem("history-needs", place, rule=history.rule, allowed="weights")


def _history_place(leaf: Leaf) -> Place:
    rubric, _, key = leaf.criterion.rpartition(".")
    return Place(file=f"rubric:{rubric}", key=f"criterion.{key}.history")


def _ascending(limits: Mapping[str, Decimal], key: str) -> Iterator[Problem]:
    for (low, first), (high, second) in pairwise(limits.items()):
        if second <= first:
            yield problem(
                "limits-ascend",
                Place(key=f"{key}.{high}"),
                found=f"{high} {second}",
                allowed=f"above {low} {first}",
            )
