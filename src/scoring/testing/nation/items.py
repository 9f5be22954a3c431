"""What is marked in which year: the criteria of the rubrics, one entry for each stage."""

from __future__ import annotations

from attrs import frozen

from scoring.testing.nation.dimensions import DIMENSIONS

STAGES = ("document", "presentation")
COMPONENTS = ("baseline", "output", "outcome", "impact", "quick_win")
FOUNDATION = ("policy", "institution")
QUICK_WIN = ("creativity", "innovation", "replication")
BUDGET_TYPES = ("ministry", "auditor")
FIRST_WITH_STAGES = 2024
WHOLE = -1


@frozen(kw_only=True)
class Item:
    """One thing an evaluator marks in one stage.

    Parameters
    ----------
    criterion, stage : ids; the stage is "" in an edition without stages.
    dimension : position of the dimension, or `WHOLE` for a criterion of the whole city.
    types : evaluator types that mark it; empty means all.
    """

    criterion: str
    stage: str
    dimension: int = WHOLE
    types: tuple[str, ...] = ()


def items(year: int) -> tuple[Item, ...]:
    """Return what is marked in the edition of a year."""
    both = STAGES if year >= FIRST_WITH_STAGES else ("",)
    first, last = both[0], both[-1]
    whole = [f"output.foundation.{key}" for key in FOUNDATION] + [f"quick_win.{key}" for key in QUICK_WIN]
    return (
        *(Item(criterion=name, stage=stage) for name in whole for stage in both),
        Item(criterion="output.budget.realisation", stage=first, types=BUDGET_TYPES),
        *_by_dimension("outcome", first),
        *_by_dimension("impact", last),
    )


def complete_items(components: tuple[str, ...] = COMPONENTS) -> tuple[Item, ...]:
    """Return every sub-dimension under every component, for benchmarks: 5 x 18 criteria."""
    return tuple(item for component in components for item in _by_dimension(component, ""))


def _by_dimension(component: str, stage: str) -> list[Item]:
    return [
        Item(criterion=f"{component}.{dimension.key}.{part}", stage=stage, dimension=place)
        for place, dimension in enumerate(DIMENSIONS)
        for part in dimension.parts
    ]
