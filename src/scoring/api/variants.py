"""Scoring variants of an edition: its tables are read once, its rules compiled anew for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from attrs import evolve, frozen

from scoring.api.edition import EditionFolder
from scoring.api.failing import failure
from scoring.codec.messages import render
from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import Scores, evaluate
from scoring.engine.plan import Plan
from scoring.engine.raw import Raw, raw_values
from scoring.engine.structure import build
from scoring.errors import ScoringError
from scoring.kernels.rank import rank
from scoring.lab import panel
from scoring.lab.errors import perturbed
from scoring.lab.variation import left_out, varied, weighed, without
from scoring.model.ratings import Floats, Ratings
from scoring.model.variant import Variant, VariantScores


@frozen(kw_only=True, eq=False)
class Workshop:
    """An edition with its tables read, ready to be scored in many ways.

    Parameters
    ----------
    edition : the edition.
    ratings : its tables.
    raw : raw values of its leaves.
    """

    edition: EditionFolder
    ratings: Ratings
    raw: Raw

    @classmethod
    def of(cls, edition: EditionFolder) -> Workshop:
        """Read the tables of an edition.

        Raises
        ------
        ScoringError
            With everything that is wrong in any table.
        """
        ratings = edition.read()
        return cls(edition=edition, ratings=ratings, raw=raw_values(edition.plan, ratings))

    def plan(self, variant: Variant) -> Plan:
        """Return the compiled rules of a variant.

        Raises
        ------
        ScoringError
            If the edition cannot be had so.
        """
        scheme = varied(self.edition.scheme, variant)
        structure, problems = build(scheme)
        if structure is None or problems:
            raise failure(problems)
        structure = weighed(structure, variant)
        if names := left_out(variant):
            structure = without(structure, names)
        plan, problems = compile_plan(scheme, structure, self.edition.loaded.registry, self.edition.stored)
        if plan is None:
            raise failure(problems)
        return plan

    def scores(self, variant: Variant) -> tuple[Plan, Scores]:
        """Return the rules and all scores of a variant.

        Raises
        ------
        ScoringError
            If the edition cannot be had so, or the rules cannot score these values.
        """
        plan = self.plan(variant)
        return plan, evaluate(plan, self.raw_of(variant), self.ratings)

    def raw_of(self, variant: Variant) -> Raw:
        """Return the raw values of a variant: without the evaluators it leaves out, with its errors.

        Parameters
        ----------
        variant : what is otherwise.
        """
        changes = variant.changes
        types = {name for change in changes for name in change.without_types}
        evaluators = {name for change in changes for name in change.without_evaluators}
        raw = self.raw
        if types or evaluators:
            fewer = panel.left_out(self.ratings, types=types, evaluators=evaluators)
            raw = raw_values(self.edition.plan, fewer)
        errors = [change.error for change in changes if change.error]
        if not errors:
            return raw
        return evolve(raw, value=perturbed(raw.value, self.edition.plan.structure.leaves, errors))

    def score(self, variants: Iterable[Variant]) -> Iterator[VariantScores]:
        """Yield index and ranks under each variant; one that cannot be scored says why.

        Parameters
        ----------
        variants : in the order in which they are scored.
        """
        for variant in variants:
            try:
                plan, scores = self.scores(variant)
            except ScoringError as error:
                nothing = np.full(len(self.ratings.cities.codes), np.nan)
                yield VariantScores(
                    variant=variant,
                    index=nothing,
                    rank=nothing,
                    failed=told(error),
                    code=error.problems[0].code,
                )
            else:
                index = scores.score[:, plan.place[plan.edition.index]]
                yield VariantScores(variant=variant, index=index, rank=self.rank(index))

    def rank(self, index: Floats) -> Floats:
        """Return the competition ranks of an index, shape (n_cities,)."""
        return rank(index, tolerance=self.tolerance)

    @property
    def tolerance(self) -> float:
        """The largest difference of tied scores."""
        return float(self.edition.plan.edition.publish.tolerance)


def told(error: ScoringError) -> str:
    """Return the first of what is wrong, and how much more there is."""
    first, *more = error.problems
    sentence = render(first).splitlines()[0]
    return f"{sentence} (and {len(more)} more)" if more else sentence
