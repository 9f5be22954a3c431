"""JSON: the ranking, awards and data quality in one envelope."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import polars as pl
from attrs import asdict

from scoring.report.frames import Tables

SCHEMA = "scoring-ranking/1"
UNSAFE = re.compile(r"[<>&\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""Characters that JSON leaves as they are, though they end a script element or steer a terminal."""


def write(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """Yield the one file."""
    edition = tables.result.scheme.edition
    publish = edition.publish
    head = {
        "schema": SCHEMA,
        "edition": {
            "id": edition.id,
            "year": edition.year,
            "name": asdict(edition.name),
            "index": edition.index,
        },
        "publish": {
            "decimals": publish.decimals,
            "rounding": publish.rounding,
            "ties": publish.ties,
            "tolerance": f"{publish.tolerance:f}",
            "ranks_from": publish.ranks_from,
        },
    }
    lists = [("cities", tables.ranking), ("awards", tables.awards), ("quality", tables.quality)]
    members = [f"{_text(name)}: {_text(value)}" for name, value in head.items()]
    members += [f"{_text(name)}: {_rows(frame)}" for name, frame in [*lists, ("flags", tables.flags)]]
    yield "ranking.json", ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _rows(frame: pl.DataFrame) -> str:
    """Return the rows as objects, one a line; floats by their shortest text, missing values as null."""
    rows = [_text(row) for row in frame.iter_rows(named=True)]
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"


def _text(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
