"""One error for many problems."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.codec.messages import exit_code
from scoring.errors import Exit, PluginError, Problem, RejectedError, ScoringError, UnreadableError

_CLASSES: dict[Exit, type[ScoringError]] = {Exit.PLUGIN: PluginError, Exit.UNREADABLE: UnreadableError}


def failure(problems: Sequence[Problem]) -> ScoringError:
    """Return the error that stands for the gravest of some problems and holds all of them."""
    return _CLASSES.get(exit_code(problems), RejectedError)(problems)
