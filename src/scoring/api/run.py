"""A run: what was found for one edition, as tables, explanations and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from attrs import evolve, field, frozen

from scoring import report
from scoring.api.frames import Backend, from_polars
from scoring.engine.cells import altered_cells, cells_of
from scoring.engine.explain import Scored, explain
from scoring.engine.plan import Plan
from scoring.errors import Problem, RejectedError, problem
from scoring.model.explanation import Explanation
from scoring.model.nearest import nearest
from scoring.model.result import NATION, Result
from scoring.plugins import Loaded


@frozen(kw_only=True, eq=False)
class Run:
    """The result of scoring an edition.

    Parameters
    ----------
    folder : the edition's folder.
    plan : compiled rules.
    loaded : plugins.
    result : everything that was found, as arrays.
    """

    folder: Path
    plan: Plan = field(repr=False)
    loaded: Loaded = field(repr=False)
    result: Result = field(repr=False)
    _tables: list[Any] = field(factory=list, repr=False)

    def tables(self) -> report.Tables:
        """Return all tables as polars frames; made once."""
        if not self._tables:
            self._tables.append(report.tables(self.result, self.plan.edition.publish.languages[0]))
        found: report.Tables = self._tables[0]
        return found

    def ranking(self, node: str | None = None, group: str = NATION, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return a ranking.

        Parameters
        ----------
        node : ranked node; None with the nation gives the wide national table, a row a city.
        group : ``nation`` or a group of the edition.
        backend : library of the frame that is returned.

        Raises
        ------
        RejectedError
            If the node or the group is not ranked.
        """
        if node is None and group == NATION:
            return from_polars(self.tables().ranking, backend)
        wanted = (node or self.plan.edition.index, group)
        if wanted not in self.result.rankings:
            raise RejectedError([self._unranked(*wanted)])
        chosen = (pl.col("node") == wanted[0]) & (pl.col("group") == group)
        return from_polars(self.tables().rankings.filter(chosen), backend)

    def _unranked(self, node: str, group: str) -> Problem:
        nodes = tuple(dict.fromkeys(name for name, _ in self.result.rankings))
        groups = tuple(dict.fromkeys(name for _, name in self.result.rankings))
        near = nearest(node, nodes) if node not in nodes else nearest(group, groups)
        allowed = f"{', '.join(nodes)}; in: {', '.join(groups)}"
        return problem("unknown-ranking", found=f"{node} in {group}", allowed=allowed, nearest=near)

    def scores(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return every score of every city with its coverage, one row each."""
        return from_polars(self.tables().scores, backend)

    def awards(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the awards, one row a winner."""
        return from_polars(self.tables().awards, backend)

    def quality(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return what is missing and flagged, one row a city."""
        return from_polars(self.tables().quality, backend)

    def flags(self, backend: Backend = "polars") -> Any:  # noqa: ANN401
        """Return the remarks on the data with their places, one row each."""
        return from_polars(self.tables().flags, backend)

    def explain(self, city: str, against: str | None = None) -> Explanation:
        """Return the way from a city's index back to its cells.

        Parameters
        ----------
        city : code, or name where only one city has it.
        against : a second city to compare with.

        Raises
        ------
        RejectedError
            If a city is not known, or a name stands for several.
        """
        found = self._explanation(self._position(city))
        return found if against is None else evolve(found, against=self._explanation(self._position(against)))

    def _position(self, city: str) -> int:
        cities = self.result.ratings.cities
        if city in cities.codes:
            return cities.codes.index(city)
        named = [place for place, name in enumerate(cities.names) if name.casefold() == city.casefold()]
        if len(named) == 1:
            return named[0]
        if named:
            codes = ", ".join(cities.codes[place] for place in named)
            raise RejectedError([problem("city-name-shared", found=city, allowed=codes)])
        near = nearest(city, (*cities.codes, *cities.names))
        raise RejectedError([problem("unknown-city", found=city, nearest=near)])

    def _explanation(self, city: int) -> Explanation:
        result = self.result
        scores = [None if np.isnan(score) else float(score) for score in result.scores[city]]
        made = altered_cells(result.steps, city)
        read = cells_of(result.ratings, result.structure, city)
        scored = Scored(
            score=dict(zip(result.ids, scores, strict=True)),
            coverage=dict(zip(result.ids, result.coverage[city].tolist(), strict=True)),
            cells={name: (*read.get(name, ()), *made.get(name, ())) for name in (*read, *made)},
        )
        rank = float(result.rankings[result.structure.index, NATION].rank[city])
        return Explanation(
            code=result.ratings.cities.codes[city],
            name=result.ratings.cities.names[city],
            state=result.states[city],
            rank=None if np.isnan(rank) else rank,
            root=explain(result.structure, scored),
        )

    def write(self, out: str | Path) -> Path:
        """Write the run folder; it appears whole or not at all.

        Parameters
        ----------
        out : folder that does not exist yet.

        Raises
        ------
        RejectedError
            If it exists.
        """
        from scoring.api.writing import write_run  # noqa: PLC0415 - the writers load only when something is written

        return write_run(self, Path(out))
