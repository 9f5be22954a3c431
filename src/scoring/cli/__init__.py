"""The command line: parse, call `scoring.api`, print. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and end with its exit code."""
    # a command is short and makes no circles worth finding; looking for them took a tenth of its time
    gc.set_threshold(200_000, 50, 50)
    from scoring.cli.ending import run  # noqa: PLC0415 - so that `scoring.cli` itself stays free of click

    sys.exit(run(sys.argv[1:], os.environ))
