from pathlib import Path

import numpy as np
import pytest

# COINr 1.1.14 (Becker, MIT licence), data set ASEM_iData: eight indicators of 51 countries.
ASEM = np.genfromtxt(Path(__file__).parent / "asem.csv", delimiter=",", names=True, dtype=None)


@pytest.fixture
def asem():
    """Columns by name, each of the shape (51, 1)."""
    return {name: ASEM[name][:, None] for name in ASEM.dtype.names[1:]}


@pytest.fixture
def countries():
    return ASEM["uCode"]
