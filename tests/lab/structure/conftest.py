"""A small index with its scores: index = 1/2 a + 1/2 b, a = 3/4 p + 1/4 q, b = q; p is of two evaluator types."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.model.method import Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.structure_study import StudiedEdition

NAN = np.nan


def fold(name, kind, weighting=None, **children):
    return Fold(
        id=name,
        kind=kind,
        children=tuple(child.replace("_", "@") for child in children),
        weights=tuple(Fraction(weight) for weight in children.values()),
        aggregation=Use(method="weighted_mean"),
        weighting=Use(method=weighting) if weighting else None,
    )


STRUCTURE = Structure(
    leaves=(
        Leaf(id="p@x", criterion="p", type="x"),
        Leaf(id="p@y", criterion="p", type="y"),
        Leaf(id="q", criterion="q"),
    ),
    folds=(
        fold("p", "types", p_x="1/2", p_y="1/2"),
        fold("a", "rubric", p="3/4", q="1/4"),
        fold("b", "rubric", q=1),
        fold("index", "node", "entropy", a="1/2", b="1/2"),
        fold("aside", "node", a=1),
    ),
    index="index",
    ranked=("index",),
)
P = np.array([4.0, 3.0, 2.0, 1.0, NAN])
Q = np.array([1.0, 2.0, 2.0, 5.0, 3.0])


@pytest.fixture
def studied():
    """Five cities; the last one lacks p."""
    a = np.where(np.isnan(P), Q, 0.75 * P + 0.25 * Q)
    scores = np.column_stack([P, P, Q, P, a, Q, (a + Q) / 2, a])
    return StudiedEdition(
        edition="e",
        year=2024,
        codes=tuple("12345"),
        names=("One", "Two", "Three", "Four", "Five"),
        structure=STRUCTURE,
        scores=scores,
        direction=np.ones(8),
        groups={"nation": ("nation",) * 5, "side": ("w", "w", "e", "e", "")},
    )


@pytest.fixture
def structure():
    """The columns of the small index."""
    return STRUCTURE
