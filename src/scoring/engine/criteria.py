"""The columns of a rubric: a leaf for each criterion, evaluator type and stage, and the folds over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import define, evolve, field

from scoring.engine import children
from scoring.errors import Place, Problem, problem
from scoring.model.edition import Edition, EvaluatorType
from scoring.model.method import Use
from scoring.model.nearest import nearest
from scoring.model.plan import Fold, Leaf
from scoring.model.rubric import WEIGHTED_MEAN, Criterion, Rubric

LATEST = Use(method="latest")
PANEL = {"panel": EvaluatorType()}
"""The one evaluator type of an edition that names none."""


def types_of(rubric: Rubric, edition: Edition) -> Mapping[str, EvaluatorType]:
    """Return the evaluator types that mark a rubric."""
    declared = edition.evaluator_types or PANEL
    return {name: declared[name] for name in rubric.evaluators or declared if name in declared}


def stages_of(rubric: Rubric, edition: Edition) -> tuple[str, ...]:
    """Return the stages in which a rubric is marked; one nameless stage where the edition has none."""
    declared = edition.stages.order if edition.stages else ()
    return tuple(name for name in declared if name in (rubric.stages or declared)) or ("",)


@define
class RubricColumns:
    """Collects the columns of one rubric, and what is wrong with it.

    Parameters
    ----------
    rubric, edition : where the columns come from.
    leaves, folds, problems : what was found, after `add`.
    """

    rubric: Rubric
    edition: Edition
    leaves: list[Leaf] = field(factory=list)
    folds: list[Fold] = field(factory=list)
    problems: list[Problem] = field(factory=list)

    def add(self) -> None:
        """Add the columns of the criteria, and the rubric as their fold."""
        place = Place(file=f"rubric:{self.rubric.id}")
        self._check_names(place)
        self._check_shares(place)
        if not self.rubric.criteria:
            self.problems.append(problem("rubric-empty", place, rubric=self.rubric.id))
            return
        for key, criterion in self.rubric.criteria.items():
            self._add_criterion(f"{self.rubric.id}.{key}", criterion, evolve(place, key=f"criterion.{key}"))
        names = tuple(f"{self.rubric.id}.{key}" for key in self.rubric.criteria)
        weights = self._shares(place)
        if weights:
            self.folds.append(
                Fold(
                    id=self.rubric.id,
                    kind="rubric",
                    children=names,
                    weights=weights,
                    aggregation=self.rubric.aggregation,
                    weighting=self.rubric.weighting,
                    coverage=Fraction(self.rubric.coverage),
                    then=self.rubric.then,
                )
            )

    def _check_names(self, place: Place) -> None:
        known = (
            (
                "evaluators",
                self.rubric.evaluators,
                tuple(self.edition.evaluator_types or PANEL),
                "unknown-evaluator-type",
            ),
            (
                "stages",
                self.rubric.stages,
                self.edition.stages.order if self.edition.stages else (),
                "unknown-stage",
            ),
        )
        for key, names, allowed, code in known:
            self.problems += [
                problem(
                    code,
                    evolve(place, key=f"{key}[{position}]"),
                    found=name,
                    allowed=", ".join(allowed) or "none",
                    nearest=nearest(name, allowed),
                )
                for position, name in enumerate(names)
                if name not in allowed
            ]

    def _check_shares(self, place: Place) -> None:
        """Find evaluator types and stages of the rubric that weigh nothing together."""
        types, stages = types_of(self.rubric, self.edition), stages_of(self.rubric, self.edition)
        for key, names, weights in (
            ("evaluators", tuple(types), _type_weights(types)),
            ("stages", stages, _stage_weights(self.edition, stages)),
        ):
            if weights and not any(weights):
                listed = ", ".join(f"{name} 0" for name in names)
                self.problems.append(problem("weights-all-zero", evolve(place, key=key), weights=listed))

    def _shares(self, place: Place) -> tuple[Fraction, ...]:
        written = {key: item.weight for key, item in self.rubric.criteria.items()}
        rule = self.rubric.weights or (
            "given" if any(weight is not None for weight in written.values()) else "equal"
        )
        if rule == "equal":
            self.problems += [
                problem("weight-beside-equal", evolve(place, key=f"criterion.{key}.weight"), found=weight)
                for key, weight in written.items()
                if weight is not None
            ]
            return children.equal(len(written))
        absent = [key for key, weight in written.items() if weight is None]
        if absent:
            self.problems += [
                problem("weight-missing", evolve(place, key=f"criterion.{key}"), criterion=key)
                for key in absent
            ]
            return ()
        weights = {key: weight for key, weight in written.items() if weight is not None}
        shares, wrong = children.given(weights, evolve(place, key="criterion"), exact=rule == "given")
        self.problems += wrong
        return shares

    def _add_criterion(self, name: str, criterion: Criterion, place: Place) -> None:
        source = criterion.input or self.rubric.input
        template = Leaf(
            id=name,
            criterion=name,
            input=source,
            scale=criterion.scale or self.rubric.scale,
            reverse=criterion.direction == "lower",
            value=self.rubric.value if criterion.value is None else criterion.value,
            sample=criterion.sample,
            evidence=criterion.evidence,
            history=criterion.history,
        )
        self.problems += _criterion_faults(template, criterion, place)
        if source == "marks":
            self._add_marked(criterion, template)
        else:
            self.leaves.append(template)

    def _add_marked(self, criterion: Criterion, template: Leaf) -> None:
        """Add a leaf for each evaluator type and stage, and the folds over them where there are several."""
        types, stages = types_of(self.rubric, self.edition), stages_of(self.rubric, self.edition)
        for stage in stages:
            whole = f"{template.id}#{stage}" if len(stages) > 1 else template.id
            names = tuple(f"{whole}@{name}" if len(types) > 1 else whole for name in types)
            self.leaves += [
                evolve(
                    template,
                    id=leaf,
                    type=name,
                    stage=stage,
                    consensus=criterion.consensus or types[name].consensus,
                )
                for leaf, name in zip(names, types, strict=True)
            ]
            if len(types) > 1:
                self.folds.append(
                    Fold(
                        id=whole,
                        kind="types",
                        children=names,
                        weights=_shares_of(_type_weights(types), len(types)),
                        aggregation=WEIGHTED_MEAN,
                    )
                )
        if len(stages) > 1:
            self.folds.append(self._over_stages(template.id, stages))

    def _over_stages(self, name: str, stages: tuple[str, ...]) -> Fold:
        declared = self.edition.stages
        names = tuple(f"{name}#{stage}" for stage in stages)
        weights = _shares_of(_stage_weights(self.edition, stages), len(stages))
        rule = LATEST if declared and declared.rule == "replace" else WEIGHTED_MEAN
        return Fold(id=name, kind="stages", children=names, weights=weights, aggregation=rule)


def _type_weights(types: Mapping[str, EvaluatorType]) -> list[Decimal]:
    """Return the weights of types; none where any of them has none."""
    written = [item.weight for item in types.values() if item.weight is not None]
    return written if len(written) == len(types) else []


def _stage_weights(edition: Edition, stages: tuple[str, ...]) -> list[Decimal]:
    """Return the weights of stages; none where the edition does not weigh them."""
    declared = edition.stages
    if not declared or declared.rule != "weighted" or not declared.weights:
        return []
    return [declared.weights.get(stage, Decimal(0)) for stage in stages]


def _shares_of(weights: list[Decimal], count: int) -> tuple[Fraction, ...]:
    """Return exact shares, equal ones without weights; weights that cannot be shares are told elsewhere."""
    return children.proportional(weights) if children.can_be_shares(weights) else children.equal(count)


def _criterion_faults(leaf: Leaf, criterion: Criterion, place: Place) -> Iterator[Problem]:
    bounded = leaf.scale and leaf.scale.lowest is not None and leaf.scale.highest is not None
    if leaf.input == "marks" and not bounded:
        yield problem("scale-missing", place, criterion=leaf.criterion)
    if leaf.input == "history" and not leaf.history:
        yield problem("history-missing", place, criterion=leaf.criterion)
    for name, given, needed in (
        ("history", criterion.history, "history"),
        ("evidence", criterion.evidence, "measure"),
        ("sample", criterion.sample, "measure"),
        ("consensus", criterion.consensus, "marks"),
    ):
        if given is not None and leaf.input != needed:
            yield problem(
                "input-mismatch",
                evolve(place, key=f"{place.key}.{name}"),
                found=name,
                input=leaf.input,
                allowed=needed,
            )
