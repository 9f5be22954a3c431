"""Frozen records as plain data for JSON."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from scoring.codec.messages import as_json
from scoring.errors import Place, Problem


def plain(value: object) -> object:
    """Return records as dicts, problems as the envelope shows them, places as text, tuples as lists."""
    if isinstance(value, Problem):
        return as_json(value)
    if isinstance(value, Place):
        return str(value)
    if attrs.has(kind := type(value)):
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(kind)}
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
