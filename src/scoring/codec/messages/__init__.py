"""The sentences of all problems: the catalogue is the TOML files of this folder, one entry a code."""

from scoring.codec.messages.entries import Entry, catalogue, exit_code, severity
from scoring.codec.messages.escape import escape, width_of
from scoring.codec.messages.sentence import as_json, render

__all__ = ["Entry", "as_json", "catalogue", "escape", "exit_code", "render", "severity", "width_of"]
