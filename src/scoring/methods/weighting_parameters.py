"""The parameters of the built-in weightings from data."""

from __future__ import annotations

from typing import Any

from attrs import Attribute, field, frozen, validators

from scoring.kernels.weigh import importance
from scoring.kernels.weigh.correlation import CorrelationRule
from scoring.kernels.weigh.importance import Floats, Measure


def _targets(_instance: object, attribute: Attribute[Any], target: tuple[float, ...]) -> None:
    if target and (min(target) < 0 or not sum(target) > 0):
        raise ValueError(f"{attribute.name} must not be below 0 and not all 0, found {list(target)}")


@frozen(kw_only=True)
class Critic:
    """Parameters of ``critic``.

    Parameters
    ----------
    rule : correlation of values (``pearson``) or of ranks (``spearman``).
    """

    rule: CorrelationRule = "pearson"


@frozen(kw_only=True)
class FactorWeights:
    """Parameters of ``factor_weights``.

    Parameters
    ----------
    least_eigenvalue : a factor is kept when its eigenvalue is above this,
    least_share : and it explains more than this part of the variance.
    least_total : further factors join until all explain more than this part of the variance.
    """

    least_eigenvalue: float = field(default=1.0, validator=validators.ge(0))
    least_share: float = field(default=0.1, validator=[validators.ge(0), validators.lt(1)])
    least_total: float = field(default=0.6, validator=[validators.ge(0), validators.lt(1)])


@frozen(kw_only=True)
class TargetImportance:
    """Parameters of ``target_importance``.

    Parameters
    ----------
    target : wanted importance of each item, in their order and in any unit; left out, the same for all.
    measure : what importance is: ``correlation`` with the index, ``squared_correlation``, or ``explained_variance``.
    tolerance : largest difference between a wanted and an obtained share that counts as reached.
    """

    target: tuple[float, ...] = field(default=(), validator=_targets)
    measure: Measure = "squared_correlation"
    tolerance: float = field(default=1e-3, validator=[validators.gt(0), validators.lt(1)])


def target_importance(
    values: Floats, direction: Floats, *, target: tuple[float, ...], measure: Measure, tolerance: float
) -> importance.TargetImportance:
    """Return the weights of `importance.target_importance`, once there is a target for each item."""
    if target and len(target) != len(direction):
        raise ValueError(f"target has {len(target)} numbers for {len(direction)} items")
    return importance.target_importance(
        values, direction, target=target, measure=measure, tolerance=tolerance
    )
