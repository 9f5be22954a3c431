"""What may be otherwise in an edition: the factors of a sensitivity analysis. The classes are the keys of a factors file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from attrs import field, frozen, validators

from scoring.model.method import Use

Spread = Literal["noise", "dirichlet", "uniform"]
Distribution = Literal["normal", "uniform", "triangular", "lognormal"]
FactorKind = Literal[
    "normalisation",
    "imputation",
    "treatment",
    "weighting",
    "aggregation",
    "without",
    "without_types",
    "without_evaluators",
    "weights",
    "error",
]
FACTOR_KINDS: tuple[FactorKind, ...] = get_args(FactorKind)
OF_STEPS: tuple[FactorKind, ...] = ("normalisation", "imputation", "treatment")
OF_NODES: tuple[FactorKind, ...] = ("weighting", "aggregation", "weights")
NO_METHOD = "none"
"""Written instead of a method, it takes a treating or imputing step away."""
MOST_DRAWS = 4096


@frozen(kw_only=True)
class RandomWeights:
    """Weights of a node drawn at random.

    Parameters
    ----------
    spread : ``noise`` = each weight times 1 + `size` u, u uniform between -1 and 1; ``dirichlet`` around the weights;
        ``uniform`` on all weights there can be.
    size : of the noise, 0 to 1.
    concentration : of the Dirichlet distribution; the larger, the closer to the weights.
    draws : how many weightings there are to draw from.
    """

    spread: Spread
    size: float = field(default=0.25, validator=[validators.ge(0), validators.le(1)])
    concentration: float = field(default=100.0, validator=validators.gt(0))
    draws: int = field(default=MOST_DRAWS, validator=[validators.ge(2), validators.le(MOST_DRAWS)])


@frozen(kw_only=True)
class MeasurementError:
    """Errors of raw values, independent for every city and criterion; values are kept inside their scale.

    Parameters
    ----------
    criteria : criteria, or patterns in which ``*`` stands for one part of a dotted id.
    distribution : ``normal`` (`size` is the standard deviation), ``uniform`` or symmetric ``triangular`` between
        -`size` and `size`, or ``lognormal``: the value times exp(`size` z), z standard normal.
    size : in units of the raw value.
    relative : whether `size` is a share of the value instead; a lognormal error always is.
    sizes : sizes of single criteria, instead of `size`.
    draws : how many sets of errors there are to draw from.
    """

    criteria: tuple[str, ...]
    distribution: Distribution = "normal"
    size: float = field(default=0.0, validator=validators.ge(0))
    relative: bool = False
    sizes: Mapping[str, float] = field(factory=dict)
    draws: int = field(default=128, validator=[validators.ge(2), validators.le(MOST_DRAWS)])


@frozen(kw_only=True)
class Factor:
    """One choice that may be made otherwise; exactly one of the ten kinds is given, besides `node` and `step`.

    Each alternative is as likely as what the edition itself does.

    Parameters
    ----------
    node : for `weighting`, `aggregation` and `weights`: a node, rubric or criterion; "" for the index.
    step : for `normalisation`, `imputation` and `treatment`: the step; "" for the last one of its kind.
    normalisation : other methods of the step.
    imputation, treatment : other methods of the step; ``none`` takes it away.
    weighting, aggregation : other methods of the node.
    without : criteria, rubrics and nodes, of which one is left out; its siblings take over its weight.
    without_types, without_evaluators : evaluator types or evaluators, of which one is left out.
    weights : weights of the node drawn at random.
    error : errors of raw values.
    """

    node: str = ""
    step: str = ""
    normalisation: tuple[Use, ...] = ()
    imputation: tuple[Use, ...] = ()
    treatment: tuple[Use, ...] = ()
    weighting: tuple[Use, ...] = ()
    aggregation: tuple[Use, ...] = ()
    without: tuple[str, ...] = ()
    without_types: tuple[str, ...] = ()
    without_evaluators: tuple[str, ...] = ()
    weights: RandomWeights | None = None
    error: MeasurementError | None = None

    @property
    def kinds(self) -> tuple[FactorKind, ...]:
        """What is given of the ten."""
        return tuple(kind for kind in FACTOR_KINDS if getattr(self, kind))

    @property
    def kind(self) -> FactorKind:
        """Which of the ten it is."""
        return self.kinds[0]

    @property
    def uses(self) -> tuple[Use, ...]:
        """The methods that are named."""
        return tuple(self._uses())

    def _uses(self) -> Iterator[Use]:
        for kind in (*OF_STEPS, "weighting", "aggregation"):
            yield from getattr(self, kind)


@frozen(kw_only=True)
class FactorFile:
    """The factors of a sensitivity analysis (TOML: ``[factor.<name>]``).

    Parameters
    ----------
    format : ``scoring-factors/1``.
    factor : factor by name, in the order of the file.
    """

    format: Literal["scoring-factors/1"]
    factor: Mapping[str, Factor]


@frozen(kw_only=True)
class DrawnError:
    """One set of errors: which, and of which criteria.

    Parameters
    ----------
    error : how they are distributed.
    criteria : ids of the criteria, patterns written out.
    seed, stream, number : which random numbers they are made from.
    """

    error: MeasurementError
    criteria: tuple[str, ...]
    seed: int
    stream: int
    number: int
