"""A nation that does not exist, in three editions, with the truth kept.

``generate`` draws it, ``write`` puts it into a folder as runnable editions, ``complete`` and ``write_complete``
make one edition of any size for benchmarks. On the command line::

    python -m scoring.testing.nation OUT --seed 2024 --cities 514
"""

from scoring.testing.nation.drawing import complete, generate
from scoring.testing.nation.record import Nation, Tables
from scoring.testing.nation.writing import write, write_complete

__all__ = ["Nation", "Tables", "complete", "generate", "write", "write_complete"]
