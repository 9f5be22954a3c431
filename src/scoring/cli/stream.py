"""Writing to the streams of the process: a reader that has gone away is no error, a wrong encoding is none either."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

import click

from scoring.cli.manners import Manners
from scoring.cli.words import Both

WIPE = "\r\x1b[K"
"""Goes to the beginning of the line and empties it."""


def prepare() -> None:
    """Make the streams show what they cannot encode as its code instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write(stream: TextIO, text: str) -> None:
    """Write a text and a line end; when the reader has gone away, nothing more is written."""
    try:
        stream.write(text + "\n")
        stream.flush()
    except BrokenPipeError:
        # The stream would be flushed once more when the process ends, and complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def doing(what: Both) -> Iterator[None]:
    """Show what is being done, on a terminal only, and wipe it away afterwards."""
    with counting(what):
        yield


@contextmanager
def counting(what: Both) -> Iterator[Callable[[int, int], None]]:
    """Show what is being done and, when it is told, how much of how much; on a terminal only, wiped away afterwards."""
    manners: Manners = click.get_current_context().obj
    shown = not manners.quiet and manners.live(sys.stderr)
    text = what.to(manners.lang)

    def told(done: int, goal: int) -> None:
        if shown:
            _write(f"{WIPE}{text} {100 * done // max(goal, 1):>3} % / {goal}")

    if shown:
        _write(f"{text} ...")
    try:
        yield told
    finally:
        if shown:
            _write(WIPE)


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
