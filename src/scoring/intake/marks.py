"""Evaluators' marks, from their tables."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from attrs import frozen

from scoring.intake.book.heading import plain
from scoring.intake.cells import SAID
from scoring.intake.findings import Findings
from scoring.intake.known import report_twice
from scoring.intake.mark_ids import Located, details, located_ids
from scoring.intake.people import Evaluators, Panels
from scoring.intake.rules import Rules
from scoring.intake.scale import check_scale
from scoring.intake.table import TABLE, Table, fixed
from scoring.intake.words import MARK_STATES, meanings
from scoring.model.edition import MARK_STATES as STATES
from scoring.model.ratings import Bools, Cities, Floats, Ints, Marks

_RECUSED = 1 + STATES.index("recused")


@frozen(kw_only=True, eq=False)
class MarkReader:
    """Checks marks against what else was read.

    Parameters
    ----------
    table : rows of kind ``marks``.
    rules : what the edition says.
    cities : the cities; without any when their table could not be read.
    people : the evaluators.
    panels : who sits where; None where the edition has no such table.
    findings : take what is wrong.
    """

    table: Table
    rules: Rules
    cities: Cities
    people: Evaluators
    panels: Panels | None
    findings: Findings

    def marks(self) -> Marks:
        """Return the marks, sorted, and report everything that is wrong with them."""
        at = located_ids(self.table, self.rules, self.cities.codes, self.people.ids, self.findings)
        state = self._states()
        mark = self.table.frame["mark"].cast(pl.Float64).to_numpy().copy()
        check_scale(self.table, at.criterion, self.rules, self.findings)
        self._check_city(at, ~np.isnan(mark))
        keep = self._due(at, ~np.isnan(mark) | (state > 0))
        keys = np.ravel_multi_index(
            (at.city[keep], at.marked[keep], at.stage[keep], at.evaluator[keep]),
            (
                len(self.cities.codes) or 1,
                len(self.rules.marked) or 1,
                len(self.rules.stages),
                len(self.people.ids) or 1,
            ),
        )
        kept = self.table.only(keep)
        report_twice(
            kept, keys, self.findings, "mark-twice", field="mark", named=("city", "criterion", "evaluator")
        )
        if self.panels is not None:
            state = np.where(self.panels.recused[at.city, at.evaluator], _RECUSED, state)
        mark[state > 0] = np.nan
        order = pl.Series(keys).arg_sort().to_numpy().astype(np.int64)
        return self._made(at, mark, state, np.flatnonzero(keep)[order])

    def _made(self, at: Located, mark: Floats, state: Ints, items: Ints) -> Marks:
        types = (*self.rules.types, "")
        chair = (
            self.panels.chair[at.city[items], at.evaluator[items]]
            if self.panels
            else np.zeros(len(items), bool)
        )
        return Marks(
            evaluators=self.people.ids,
            types=tuple(types[position] for position in self.people.type),
            criteria=self.rules.marked,
            stages=self.rules.stages,
            city=fixed(at.city[items]),
            criterion=fixed(at.marked[items]),
            stage=fixed(at.stage[items]),
            evaluator=fixed(at.evaluator[items]),
            mark=fixed(mark[items]),
            chair=fixed(chair),
            state=fixed(state[items]),
            places=self.table.places(items),
        )

    def _states(self) -> Ints:
        """Return the state of each mark as position in ``("", *MARK_STATES)``."""
        words = meanings(MARK_STATES)
        texts = self.table.frame["state"]
        known = {text: words.get(plain(text)) for text in texts.unique().to_list() if text is not None}
        number: dict[str | None, int] = {name: at for at, name in enumerate(("", *STATES))}
        unknown = [text for text, meaning in known.items() if meaning is None]
        if unknown:
            wrong = texts.is_in(unknown).fill_null(value=False)
            self.table.report(self.findings, "word-unknown", wrong, "state", self._word)
        state = _numbered(texts, {text: number.get(meaning, 0) for text, meaning in known.items()})
        if SAID in self.table.frame.columns:
            said = _numbered(self.table.frame[SAID], {name: number[name] for name in STATES})
            state = np.where(said > 0, said, state)
        return state

    def _word(self, item: int) -> Mapping[str, object]:
        found = self.table.frame["state"][item]
        return {"found": found, "field": self.table.header(item, "state"), "allowed": ", ".join(STATES)}

    def _due(self, at: Located, given: Bools) -> Bools:
        """Return the rows that are marks; an empty cell where no mark is due is none."""
        if not len(self.rules.marked):
            return np.zeros(len(self.table), dtype=np.bool_)
        kind = np.append(self.people.type, -1)[at.evaluator]
        known = (at.marked >= 0) & (at.stage >= 0) & (at.evaluator >= 0)
        typed = known & (kind >= 0)
        due = typed & self.rules.due[at.marked, at.stage, kind]
        self._report("mark-of-type", typed & ~due & given, "evaluator")
        keep = due & (at.city >= 0)
        if self.panels is None:
            return keep & self._asked(at, given)
        seated = self.panels.member[at.city, at.evaluator]
        self._report("evaluator-off-panel", known & (at.city >= 0) & ~seated & given, "evaluator")
        return keep & seated

    def _asked(self, at: Located, given: Bools) -> Bools:
        """Tell which rows are more than an empty cell below the name of an evaluator who did not see the city."""
        wide = np.array([origin.spread == "evaluator" for origin in self.table.origins], dtype=np.bool_)
        if not wide.any():
            return np.ones(len(self.table), dtype=np.bool_)
        pair = at.city * (len(self.people.ids) + 1) + at.evaluator
        return given | ~wide[self.table.numbers(TABLE)] | np.isin(pair, pair[given])

    def _check_city(self, at: Located, given: Bools) -> None:
        """Find marks of cities that do not take part; those of one that withdrew stay without effect."""
        out = np.array([state == "not_participating" for state in (*self.cities.states, "")], dtype=np.bool_)
        self._report("city-takes-no-part", out[at.city] & given, "city")

    def _report(self, code: str, wrong: Bools, field: str) -> None:
        self.table.report(self.findings, code, wrong, field, self._details)

    def _details(self, item: int) -> Mapping[str, object]:
        row = details(self.table, self.rules, item)
        kinds = dict(zip(self.people.ids, self.people.type.tolist(), strict=True))
        kind = (*self.rules.types, "")[kinds.get(str(row["evaluator"]), -1)]
        return {**row, "type": kind}


def _numbered(texts: pl.Series, numbers: Mapping[str, int]) -> Ints:
    """Return the number of each text, 0 for none."""
    if not numbers:
        return np.zeros(len(texts), dtype=np.int64)
    return texts.replace_strict(numbers, default=0, return_dtype=pl.Int64).fill_null(0).to_numpy()
