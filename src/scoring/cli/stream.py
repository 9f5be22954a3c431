"""Writing to the streams of the process: a reader that has gone away is no error, a wrong encoding is none either."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TextIO

import click

from scoring.cli.manners import Manners
from scoring.cli.words import Both


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
    manners: Manners = click.get_current_context().obj
    shown = not manners.quiet and manners.live(sys.stderr)
    if shown:
        sys.stderr.write(f"{what.to(manners.lang)} ...")
        sys.stderr.flush()
    try:
        yield
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
