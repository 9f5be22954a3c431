"""Looking at the structure of an edition: what hangs together, what carries the index, what makes its order turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import polars as pl
from attrs import field, frozen

from scoring.api.edition import EditionFolder
from scoring.api.frames import Backend, from_polars
from scoring.api.structure_rule import turned
from scoring.api.structure_sections import DEFAULT, tables
from scoring.api.studied import position, studied_edition, unknown
from scoring.api.studying import write_study
from scoring.api.variants import Workshop
from scoring.engine.plan import Plan
from scoring.errors import RejectedError
from scoring.lab.structure import carrying, cities, correlating, items, leaving
from scoring.lab.structure.columns import named, nodes_of, of_index
from scoring.lab.variation import OFFICIAL
from scoring.model.result import NATION
from scoring.model.structure_figures import Rule
from scoring.model.structure_study import Columns, StudiedEdition
from scoring.report import structure as report

MOST_CHECKED = 100
"""Cities that checks of rank reversal take, the best ones; the work grows with their square."""


@frozen(kw_only=True, eq=False)
class Structured:
    """The structure of an edition, each view of it as a frame of the library that `backend` names.

    Columns are named by a level below the index (0 is the index), by a node for its children, or by a list of ids. The
    tree ends at the criteria: what evaluator types and stages make of them may be named, but is no level.

    Parameters
    ----------
    workshop : the edition with its tables.
    plan : its compiled rules.
    studied : its scores.
    """

    workshop: Workshop = field(repr=False)
    plan: Plan = field(repr=False)
    studied: StudiedEdition

    def weights(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the tree: each column's share among its siblings and in the index, nominally."""
        return self._frame("weights", carrying.weights(self.studied.structure), backend)

    def importance(self, node: str = "", backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return how much of the differences each child accounts for in its node, and each criterion in the index.

        Parameters
        ----------
        node : of whose children; left out, of all nodes, and the criteria besides.
        """
        rows = [row for name in self._nodes(node) for row in carrying.importances(self.studied, name)]
        if not node:
            rows += carrying.importances_of_criteria(self.studied)
        return self._frame("importance", rows, backend)

    def correlations(
        self,
        first: Columns | None = None,
        second: Columns | None = None,
        *,
        node: str = "",
        rule: Rule = "pearson",
        group: str = NATION,
        backend: Backend = "polars",
    ) -> Any:  # noqa: ANN401
        """Return correlations with their p-values, numbers of cities, and what deserves a look.

        Parameters
        ----------
        first, second : columns against columns, or against each other where there is no second; without any, the
            children of each node with each other and with the node.
        node : only the children of this node.
        rule : ``pearson``, ``spearman`` or ``kendall``.
        group : inside whose members the cities are looked at.

        Raises
        ------
        RejectedError
            If there is no such column, rule or group.
        """
        if rule not in get_args(Rule):
            raise RejectedError([unknown("structure-no-rule", rule, get_args(Rule))])
        pairs = correlating.chosen(self.studied, first, second, node)
        rows = correlating.correlated(self.studied, pairs, rule=rule, group=group)
        return self._frame("correlations", rows, backend)

    def alpha(self, node: str = "", *, standardised: bool = False, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return Cronbach's alpha of nodes with at least two children, and what each child does to it.

        Parameters
        ----------
        node : only this one.
        standardised : from correlations, for children of different units.
        """
        rows = [
            row
            for name in self._nodes(node, least=2)
            for row in items.reliability(self.studied, name, standardised=standardised)
        ]
        return self._frame("alpha", rows, backend)

    def adequacy(self, node: str = "", backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the measure of Kaiser, Meyer and Olkin and Bartlett's test, a row a node of at least two children."""
        rows = [items.adequacy(self.studied, name) for name in self._nodes(node, least=2)]
        return self._frame("adequacy", rows, backend)

    def components(self, node: str = "", backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return principal components of the children of nodes, a row for each component and child."""
        rows = [row for name in self._nodes(node, least=2) for row in items.components(self.studied, name)]
        return self._frame("components", rows, backend)

    def strengths(
        self,
        city: str = "",
        *,
        of: Columns | None = None,
        top: int = 5,
        group: str = NATION,
        backend: Backend = "polars",
    ) -> Any:  # noqa: ANN401
        """Return where cities have their best and worst ranks.

        Parameters
        ----------
        city : code, or name where only one has it; all when left out.
        of : columns; the criteria of the index when left out.
        top : how many of each kind.
        group : inside whose members they are ranked.
        """
        columns = tuple(of_index(self.studied.structure)) if of is None else self._columns(of)
        rows = cities.profiles(self.studied, columns, top=top, group=group)
        if city:
            wanted = position(self.workshop.ratings.cities, city)
            rows = tuple(row for row in rows if row.city == wanted)
        return self._frame("strengths", rows, backend)

    def trends(self, node: str = "", backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return how results grew over the editions of the history table and this one.

        Parameters
        ----------
        node : whose results; all columns that have a history when left out.
        """
        past, known = self.workshop.ratings.past, self.studied.structure.ids
        chosen = self._columns((node,)) if node else [name for name in past.nodes if name in known]
        rows = [row for name in chosen for row in cities.trends(self.studied, past, name)]
        return self._frame("trends", rows, backend)

    def removal(self, of: Columns = 1, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return what the ranking of the index is without each of some columns.

        Parameters
        ----------
        of : columns.
        """
        official = cities.ranked(self.studied, self.studied.structure.index)
        scored = self.workshop.score(leaving.removals(self._columns(of)))
        return self._frame("removal", [leaving.removed(official, item) for item in scored], backend)

    def reversal(
        self, node: str = "", *, most: int = MOST_CHECKED, each: bool = False, backend: Backend = "polars"
    ) -> Any:  # noqa: ANN401
        """Return how often the rule of a node turns the order of two cities, or each time that it does.

        Parameters
        ----------
        node : the index when left out.
        most : number of cities, the best of the node.
        each : a row for each pair, circle and copy in place of their numbers.

        Raises
        ------
        RejectedError
            If fewer than two cities have a score there.
        """
        counted, found = turned(self.plan, self.studied, node or self.studied.structure.index, most)
        if each:
            return self._frame("reversals", found, backend)
        return self._frame("reversal", counted, backend)

    def ranks(self, of: Columns = 1, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a row a city with its rank in each of some columns, as `merge` takes them.

        Parameters
        ----------
        of : columns.
        """
        found = {name: cities.ranked(self.studied, name) for name in self._columns(of)}
        return from_polars(report.ranks_table(self.studied, found), backend)

    def tables(self, sections: Iterable[str] = (), **chosen: Any) -> dict[str, pl.DataFrame]:  # noqa: ANN401
        """Return the tables of some sections by name.

        Parameters
        ----------
        sections : of `SECTIONS`; all but ``reversal`` when left out.
        chosen : ``node``, ``city``, ``group`` and ``top``, as in the view of each section.

        Raises
        ------
        RejectedError
            If there is no such section, node, city or group.
        """
        return tables(self, tuple(sections) or DEFAULT, **chosen)

    def write(self, out: str | Path, sections: Iterable[str] = (), **chosen: Any) -> Path:  # noqa: ANN401
        """Write the tables of some sections.

        Parameters
        ----------
        out : folder that does not exist yet.
        sections, chosen : as in `tables`.
        """
        wanted = tuple(sections) or DEFAULT
        study = report.study(self.studied, self.tables(wanted, **chosen), node=chosen.get("node", ""))
        return write_study(study, self.workshop, Path(out), settings={"sections": list(wanted), **chosen})

    def _frame(self, name: str, rows: Iterable[Any], backend: Backend) -> Any:  # noqa: ANN401
        return from_polars(report.table(name, rows, self.studied), backend)

    def _columns(self, wanted: Columns | Sequence[str]) -> tuple[str, ...]:
        return named(self.studied.structure, wanted if isinstance(wanted, int | str) else tuple(wanted))

    def _nodes(self, node: str, least: int = 1) -> tuple[str, ...]:
        return nodes_of(self.studied.structure, node, least)


def structure(edition: EditionFolder) -> Structured:
    """Score an edition and look at its structure.

    Parameters
    ----------
    edition : the edition.

    Raises
    ------
    ScoringError
        If it cannot be scored.
    """
    workshop = Workshop.of(edition)
    plan, scores = workshop.scores(OFFICIAL)
    return Structured(workshop=workshop, plan=plan, studied=studied_edition(workshop, plan, scores))
