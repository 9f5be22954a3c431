"""Results of earlier editions, from their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from scoring.intake.findings import Findings
from scoring.intake.known import locate, locate_city, report_twice
from scoring.intake.raw import number_text
from scoring.intake.rules import Rules
from scoring.intake.table import Table, fixed
from scoring.model.edition import Edition
from scoring.model.nearest import nearest
from scoring.model.ratings import Past


def history(table: Table, rules: Rules, codes: Sequence[str], edition: Edition, findings: Findings) -> Past:
    """Return earlier results, sorted; a row without a value is no result.

    Parameters
    ----------
    table : rows of kind ``history``.
    rules : with the nodes.
    codes : of the cities; empty when their table could not be read.
    edition : its index is the node where none is named.
    findings : take what is wrong.
    """
    table = table.with_fields(node=table.frame["node"].fill_null(edition.index))
    city = locate_city(table, codes, findings)
    node = locate(table, "node", rules.nodes, findings, "node-unknown", near=nearest)
    years = table.frame["year"].cast(pl.Float64)
    year = years.fill_null(-1).to_numpy().astype(np.int64)
    value = table.frame["value"].cast(pl.Float64).to_numpy()

    def dated(item: int) -> Mapping[str, object]:
        return {"found": number_text(year[item]), "year": edition.year}

    table.report(findings, "history-not-earlier", year >= edition.year, "year", dated)
    keep = (city >= 0) & (node >= 0) & (year >= 0) & ~np.isnan(value)
    used = np.unique(node[keep])
    node = np.searchsorted(used, np.maximum(node, 0))
    span = int(year.max(initial=0)) + 1
    keys = ((node * span + year) * max(len(codes), 1) + city)[keep]
    report_twice(
        table.only(keep), keys, findings, "history-twice", field="value", named=("city", "node", "year")
    )
    items = np.flatnonzero(keep)[np.argsort(keys, kind="stable")]
    return Past(
        nodes=tuple(rules.nodes[position] for position in used),
        city=fixed(city[items]),
        node=fixed(node[items]),
        year=fixed(year[items]),
        value=fixed(value[items]),
        places=table.places(items),
    )
