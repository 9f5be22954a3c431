"""The list of plugins, which works even when some are broken."""

from __future__ import annotations

from pathlib import Path

from scoring._version import VERSION
from scoring.methods import BUILT_INS
from scoring.plugins import PluginStatus, load


def plugins(edition: str | Path | None = None) -> tuple[PluginStatus, ...]:
    """Return every plugin with its owner, hooks, records and problems.

    Parameters
    ----------
    edition : folder whose own Python files are listed too.
    """
    return load(BUILT_INS, version=VERSION, folder=Path(edition) if edition else None).statuses
