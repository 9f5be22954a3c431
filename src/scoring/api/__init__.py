"""Open an edition, run it, explain it, compare runs: what the command line and notebooks call.

Each name loads its module at first use, so that a command pays only for what it does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scoring.api.analysing import Analysed, sensitivity
    from scoring.api.bootstrapped import Bootstrapped
    from scoring.api.bootstrapping import bootstrap
    from scoring.api.comparing import Compared, compare
    from scoring.api.describing import methods
    from scoring.api.difference import diff
    from scoring.api.drawing import uncertainty
    from scoring.api.edition import Checked, EditionFolder, open_edition
    from scoring.api.listing import plugins
    from scoring.api.merging import Merged, merge
    from scoring.api.replay import verify
    from scoring.api.run import Run
    from scoring.api.stored import load_run
    from scoring.api.structuring import Structured, structure
    from scoring.api.templates import LibraryEdition, library, new_edition, new_rubric
    from scoring.api.uncertain import Uncertain

__all__ = [
    "Analysed",
    "Bootstrapped",
    "Checked",
    "Compared",
    "EditionFolder",
    "LibraryEdition",
    "Merged",
    "Run",
    "Structured",
    "Uncertain",
    "bootstrap",
    "compare",
    "diff",
    "library",
    "load_run",
    "merge",
    "methods",
    "new_edition",
    "new_rubric",
    "open_edition",
    "plugins",
    "sensitivity",
    "structure",
    "uncertainty",
    "verify",
]

_HOMES = {
    "Analysed": "analysing",
    "Bootstrapped": "bootstrapped",
    "Checked": "edition",
    "Compared": "comparing",
    "EditionFolder": "edition",
    "LibraryEdition": "templates",
    "Merged": "merging",
    "Run": "run",
    "Uncertain": "uncertain",
    "Structured": "structuring",
    "bootstrap": "bootstrapping",
    "compare": "comparing",
    "diff": "difference",
    "library": "templates",
    "load_run": "stored",
    "merge": "merging",
    "methods": "describing",
    "new_edition": "templates",
    "new_rubric": "templates",
    "open_edition": "edition",
    "plugins": "listing",
    "sensitivity": "analysing",
    "structure": "structuring",
    "uncertainty": "drawing",
    "verify": "replay",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    if name not in _HOMES:
        raise AttributeError(f"module 'scoring.api' has no attribute {name!r}")
    return getattr(import_module(f"scoring.api.{_HOMES[name]}"), name)
