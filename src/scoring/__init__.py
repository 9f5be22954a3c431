"""Score every city of a country by weighted rubrics, and defend every number.

>>> import scoring
>>> scoring.open("rubrics/u4ssc").run().ranking().height > 0
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from scoring._version import VERSION

if TYPE_CHECKING:
    from scoring.api import diff, load_run, verify
    from scoring.api import open_edition as open  # noqa: A004 - scoring.open reads as what it does
    from scoring.codec.edition import load_rubric
    from scoring.errors import ScoringError
    from scoring.plugins import hookimpl

__version__ = VERSION

__all__ = ["ScoringError", "__version__", "diff", "hookimpl", "load_rubric", "load_run", "open", "verify"]

_LATE = {
    "ScoringError": ("scoring.errors", "ScoringError"),
    "diff": ("scoring.api", "diff"),
    "hookimpl": ("scoring.plugins", "hookimpl"),
    "load_rubric": ("scoring.codec.edition", "load_rubric"),
    "load_run": ("scoring.api", "load_run"),
    "open": ("scoring.api", "open_edition"),
    "verify": ("scoring.api", "verify"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above; numpy and polars load only then
    if name not in _LATE:
        raise AttributeError(f"module 'scoring' has no attribute {name!r}")
    module, attribute = _LATE[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
