"""Blocks of TOML: whole files, or parts whose first line says of which file they are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from scoring._version import VERSION
from scoring.codec.edition import EDITION, RUBRICS, load_scheme_files
from scoring.codec.messages import render
from scoring.engine.binding import bind
from scoring.errors import Place, Problem
from scoring.methods import BUILT_INS
from scoring.model.method import Use
from scoring.plugins import load

OF_EDITION = 'format = "scoring-edition/1"\nid = "shown"\nyear = 2024\n'
OF_RUBRIC = 'format = "scoring-rubric/1"\nid = "shown"\n'
KINDS = {
    "consensus": "consensus_rules",
    "aggregation": "aggregations",
    "value": "value_functions",
    "then": "value_functions",
    "treat": "treatments",
    "impute": "imputations",
    "normalise": "normalisations",
    "weighting": "weightings",
}


def faults(text: str, folder: Path) -> list[str]:
    """Return what is wrong with a block, as the command line would say it.

    Parameters
    ----------
    text : of the block.
    folder : empty; the files that are checked are written there.
    """
    data = tomllib.loads(text)
    if "project" in data:
        return []
    first = text.split("\n", 1)[0]
    whole = data.get("format", "")
    if whole.startswith("scoring-edition") or first.startswith("# edition.toml"):
        edition, rubric = text if "format" in data else _completed(OF_EDITION, text, data), ""
    elif whole.startswith("scoring-rubric") or first.startswith("# rubrics/"):
        missing = "" if "criterion" in data else "\n[criterion.shown]\n"
        edition, rubric = (
            OF_EDITION,
            (text if "format" in data else _completed(OF_RUBRIC, text, data)) + missing,
        )
    else:
        return ["the block does not say of which file it is"]
    (folder / RUBRICS).mkdir(parents=True)
    (folder / EDITION).write_text(edition, encoding="utf-8")
    if rubric:
        (folder / RUBRICS / "shown.toml").write_text(rubric, encoding="utf-8")
    files = load_scheme_files(folder)
    records = [files.edition, *files.rubrics.values()]
    found = [*files.problems, *(item for record in records for item in _unknown_methods(record))]
    return [render(item) for item in found]


def _completed(header: str, text: str, data: Mapping[str, Any]) -> str:
    """Return a part of a file below the keys that every such file has."""
    given = "".join(f"{line}\n" for line in header.splitlines() if line.split(" = ")[0] not in data)
    return given + text


def _unknown_methods(record: object) -> Iterator[Problem]:
    registry = load(BUILT_INS, version=VERSION).registry
    for name, use in _uses(record):
        register = getattr(registry, KINDS[name])
        yield from bind(use, register, Place(key=name))[1]


def _uses(record: object) -> Iterator[tuple[str, Use]]:
    """Yield every method that a record names, with the key that names it."""
    for item in attrs.fields(type(record)) if attrs.has(type(record)) else ():
        value = getattr(record, item.name)
        several = (
            value if isinstance(value, tuple) else value.values() if isinstance(value, Mapping) else (value,)
        )
        for one in several:
            if isinstance(one, Use):
                yield item.name, one
            else:
                yield from _uses(one)
