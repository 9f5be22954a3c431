"""What the steps changed and how methods chose weights, as tables; they are written where there are any."""

from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve

from scoring import report
from scoring.model.method import Use
from scoring.model.result import Altered, Chosen, StepOutcome
from scoring.model.step import Step
from scoring.report.process import steps, weightings


@pytest.fixture
def worked(sample):
    """The sample after an imputation, a treatment that changed nothing and a normalisation."""
    outcomes = (
        StepOutcome(
            id="fill",
            kind="impute",
            method="median",
            columns=("a.p", "=a.q"),
            altered=(
                Altered(city=0, item=1, before=np.nan, after=2.5),
                Altered(city=3, item=0, before=np.nan, after=0.1 + 0.2),
            ),
        ),
        StepOutcome(id="trim", kind="treat", method="winsorise", columns=("a.p",)),
        StepOutcome(
            id="scale", kind="normalise", method="min_max", columns=("a.p",), points={"lowest": np.zeros(1)}
        ),
    )
    folds = tuple(
        evolve(fold, weights=(Fraction(1, 4), Fraction(3, 4))) if fold.id == "index" else fold
        for fold in sample.structure.folds
    )
    told = {"ratio": 0.125, "spread": np.array([1.0, np.nan]), "converged": True}
    edition = evolve(sample.scheme.edition, steps=(Step(id="scale", normalise=Use(method="min_max")),))
    return evolve(
        sample,
        scheme=evolve(sample.scheme, edition=edition),
        structure=evolve(sample.structure, folds=folds),
        steps=outcomes,
        weightings=(Chosen(node="index", method="ahp", figures=told),),
    )


def test_every_altered_cell_has_a_row(worked):
    assert steps(worked).rows() == [
        ("fill", "impute", "median", "11.01", "=a.q", None, 2.5),
        ("fill", "impute", "median", "12.02", "a.p", None, 0.30000000000000004),
    ]


def test_chosen_weights_stand_beside_what_their_method_tells(worked):
    told = '{"converged": true, "ratio": 0.125, "spread": [1.0, null]}'
    assert weightings(worked).rows() == [
        ("index", "ahp", "governance", 0.25, told),
        ("index", "ahp", "society", 0.75, told),
    ]


def test_the_files_are_there_where_the_edition_has_them_and_only_there(worked, sample):
    own = {"steps.csv", "steps.parquet", "weightings.csv", "weightings.parquet"}
    files = dict(report.files(worked))
    assert own <= files.keys()
    assert "references.json" in files["README.md"].decode()
    assert not own & dict(report.files(sample)).keys()
    assert "references.json" not in dict(report.files(sample))["README.md"].decode()


def test_no_spreadsheet_runs_a_criterion_as_a_formula(worked):
    assert b",'=a.q," in dict(report.files(worked))["steps.csv"]
