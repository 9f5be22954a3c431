"""Random numbers that are the same on every machine: one Philox stream for each named purpose.

Only uniform doubles and elementwise sums are used, never a library's normal or logarithm, so that neither
another numpy nor another processor changes a byte of what is generated.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

UNIFORMS = 6
"""Uniforms added for one bell-shaped number; their sum has the variance UNIFORMS / 12."""


def stream(seed: int, *purpose: object) -> np.random.Generator:
    """Return the generator of one purpose; another purpose never shifts it.

    >>> stream(0, "marks", 2024).random() == stream(0, "marks", 2024).random()
    True
    >>> stream(0, "marks", 2024).random() == stream(0, "marks", 2023).random()
    False
    """
    words = [crc32(str(part).encode()) for part in purpose]
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, *words])))


def uniform(seed: int, shape: tuple[int, ...], *purpose: object) -> Floats:
    """Return uniform numbers in [0, 1)."""
    return stream(seed, *purpose).random(shape)


def bell(seed: int, shape: tuple[int, ...], *purpose: object) -> Floats:
    """Return bell-shaped numbers with mean 0 and standard deviation 1, within -4.3 and 4.3."""
    source = stream(seed, *purpose)
    total = source.random(shape)
    for _ in range(UNIFORMS - 1):
        total += source.random(shape)
    total -= UNIFORMS / 2
    total *= (12 / UNIFORMS) ** 0.5
    return total


def order(seed: int, size: int, *purpose: object) -> Ints:
    """Return a random order of ``range(size)``."""
    return np.argsort(uniform(seed, (size,), *purpose), kind="stable").astype(np.int64)


def rounded(values: Floats, digits: int = 0) -> Floats:
    """Round halves up to `digits` decimals, by arithmetic that is exact on every machine."""
    unit = 10**digits
    return np.floor(values * unit + 0.5) / unit
