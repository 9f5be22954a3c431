"""Write the nation, or one edition of any size, into a folder.

Examples
--------
The fixture::

    python -m scoring.testing.nation fixtures/nation --seed 2024

One edition of 231,300 marks, and the same country as 514 workbooks of 72 rows::

    python -m scoring.testing.nation OUT --full
    python -m scoring.testing.nation OUT --workbooks
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from scoring.testing.nation import complete, generate, write, write_complete
from scoring.testing.nation.items import COMPONENTS
from scoring.testing.nation.land import CITIES
from scoring.testing.nation.people import EVALUATORS

FIXTURE_SEED = 2024
BOOK_COMPONENTS = COMPONENTS[1:]
"""Four components of 18 sub-dimensions: the 72 rows of a workbook."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and write the folder."""
    parsed = _parser().parse_args(arguments)
    if not parsed.full and not parsed.workbooks:
        nation = generate(seed=parsed.seed, n_cities=parsed.cities, n_evaluators=parsed.evaluators)
        write(nation, parsed.folder)
        return
    components = COMPONENTS if parsed.full else BOOK_COMPONENTS
    tables = complete(
        seed=parsed.seed, n_cities=parsed.cities, n_evaluators=parsed.evaluators, components=components
    )
    write_complete(tables, parsed.folder, components=components, books=parsed.workbooks)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scoring.testing.nation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--seed", type=int, default=FIXTURE_SEED, help="default: %(default)s")
    parser.add_argument("--cities", type=int, default=CITIES, help="default: %(default)s")
    parser.add_argument("--evaluators", type=int, default=EVALUATORS, help="default: %(default)s")
    parser.add_argument(
        "--full", action="store_true", help="one edition, every sub-dimension under all five components"
    )
    parser.add_argument(
        "--workbooks",
        action="store_true",
        help="one edition as a workbook a city; alone 72 rows each, with --full 90",
    )
    return parser


if __name__ == "__main__":
    main()
