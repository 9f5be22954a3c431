"""What people read instead of ids: names of nodes, criteria, groups, bands and columns in their language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import field, frozen

from scoring.model.edition import Edition, Scheme
from scoring.model.result import NATION
from scoring.model.text import Language, Text
from scoring.report.catalogue import known, say


@frozen(kw_only=True)
class Labels:
    """Names in one language; what has no name is called by its id.

    Parameters
    ----------
    scheme : where the names stand.
    language : of the names.
    names : of criteria, rubrics and nodes, by id.
    """

    scheme: Scheme
    language: Language
    names: Mapping[str, Text] = field(init=False, repr=False, eq=False)

    @names.default
    def _collect(self) -> Mapping[str, Text]:
        return dict(_names(self.scheme))

    @property
    def edition(self) -> Edition:
        """The edition whose names are used."""
        return self.scheme.edition

    def title(self) -> str:
        """Return the name of the edition."""
        return self._named(self.edition.name, self.edition.id)

    def column(self, node: str) -> str:
        """Return the name of a column of the result: ``Public service · Academic · Stage 1``."""
        rest, _, stage = node.partition("#")
        criterion, _, kind = rest.partition("@")
        parts = [self._named(self.names.get(criterion), criterion)]
        parts += [self.evaluator_type(kind)] if kind else []
        return " · ".join([*parts, stage] if stage else parts)

    def evaluator_type(self, kind: str) -> str:
        """Return the name of an evaluator type."""
        found = self.edition.evaluator_types.get(kind)
        return self._named(found.name if found else None, kind)

    def band_table(self, band: str) -> str:
        """Return the name of a band table."""
        return self._named(self.edition.bands[band].name, band)

    def band(self, band: str, label: str) -> str:
        """Return the name of a band of a table."""
        return self._named(self.edition.bands[band].names.get(label), label)

    def group(self, group: str) -> str:
        """Return the name of a group, or of the nation."""
        if group == NATION:
            return say("column.nation", self.language)
        return self._named(self.edition.groups[group].name or known(f"attribute.{group}"), group)

    def member(self, group: str, member: str) -> str:
        """Return the name of a value of a group."""
        if group == NATION:
            return say("column.nation", self.language)
        return self._named(self.edition.groups[group].names.get(member), member)

    def award(self, award: str) -> str:
        """Return the name of an award."""
        return self._named(self.edition.awards[award].name, award)

    def attribute(self, name: str) -> str:
        """Return the name of a column of the cities table: the group's that uses it, a known one, or itself."""
        named = [
            item.name for item in self.edition.groups.values() if item.column == name and not item.limits
        ]
        return self._named(next((item for item in named if item), known(f"attribute.{name}")), name)

    def state(self, state: str) -> str:
        """Return the name of a state of a city."""
        return say(f"state.{state}", self.language)

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the catalogue in this language."""
        return say(key, self.language, **values)

    def of(self, family: str) -> Callable[[str], str]:
        """Return the function that names the values of a column: ``state``, ``node``, ``band_<name>``, ``group_<name>``."""
        prefix, _, name = family.partition("_")
        return {
            "state": self.state,
            "node": self.column,
            "band": lambda value: self.band(name, value),
            "group": lambda value: self.member(name, value),
        }[prefix]

    def _named(self, text: Text | None, otherwise: str) -> str:
        return text.in_language(self.language) if text else otherwise


def _names(scheme: Scheme) -> Iterator[tuple[str, Text]]:
    """Yield the names of criteria, rubrics and nodes; a later one counts."""
    for rubric in scheme.rubrics.values():
        yield from ((f"{rubric.id}.{key}", item.name) for key, item in rubric.criteria.items())
        yield rubric.id, rubric.name
    yield from ((node, item.name) for node, item in scheme.edition.nodes.items())
