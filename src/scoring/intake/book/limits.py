"""What one workbook may cost and hold."""

from __future__ import annotations

MEMORY = 1536 * 2**20
"""Bytes of address space of the process that reads workbooks."""

PROCESSOR = 9
"""Seconds of processor time for one book; one more than the engine waits, so that it is the one to say why."""

MEMBERS = 10_000
UNPACKED = 256 * 2**20
RATIO, SUSPECT = 200, 32 * 2**20
"""An archive that unpacks to more than `SUSPECT` bytes may not be `RATIO` times as large as it is packed."""

CELLS = 10_000_000
"""Cells in the rectangle from A1 to the last filled cell; a reader asks for memory for all of them."""

TOGETHER = 60_000_000
"""Cells in all workbooks of one reading."""
