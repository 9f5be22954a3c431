"""The seam: hooks that yield records, and the loader that finds every plugin and names its owner."""

from __future__ import annotations

from scoring.plugins.hooks import hookimpl
from scoring.plugins.loader import Loaded, PluginStatus, load

__all__ = ["Loaded", "PluginStatus", "hookimpl", "load"]
