"""The index as a function of weights against the engine itself, run anew with those weights."""

from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from numpy.testing import assert_allclose

import scoring
from scoring.api.variants import Workshop
from scoring.api.weighing import Scale
from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.lab.drawing import official
from scoring.lab.variation import OFFICIAL
from scoring.lab.weighed import index_under

GENERATOR = np.random.default_rng(7)


def posed(folder, node="", levels="one"):
    workshop = Workshop.of(scoring.open(folder))
    plan, scores = workshop.scores(OFFICIAL)
    scale = Scale(plan=plan, scores=scores, cities=workshop.ratings.cities)
    return workshop, scores, scale.weighed(node, levels)


def by_engine(workshop, scores, weighed, weights):
    """Return the index when the shares of the drawn parts follow from weights of the items."""
    total = dict(zip(weighed.items, weights, strict=True))
    shares = {}
    for part in weighed.parts:
        if part.drawn:
            own = [total[child] for child in part.children]
            total[part.id] = sum(own)
            shares[part.id] = tuple(Fraction(float(one)) / Fraction(float(sum(own))) for one in own)
    folds = tuple(
        evolve(fold, weights=shares.get(fold.id, fold.weights), weighting=None)
        for fold in scores.structure.folds
    )
    edition = workshop.edition
    structure = evolve(scores.structure, folds=folds)
    plan, problems = compile_plan(edition.scheme, structure, edition.loaded.registry, edition.stored)
    assert not problems
    found = evaluate(plan, workshop.raw, workshop.ratings)
    return found.score[:, plan.place[plan.edition.index]]


def agrees(folder, node="", levels="one", draws=5):
    workshop, scores, weighed = posed(folder, node, levels)
    weights = GENERATOR.dirichlet(np.ones(len(weighed.items)), draws)
    found = index_under(weighed, weights)
    for own, row in zip(weights, found, strict=True):
        assert_allclose(row, by_engine(workshop, scores, weighed, own), rtol=1e-9, atol=1e-12)
    place = workshop.edition.plan.place[workshop.edition.plan.edition.index]
    if all(part.drawn for part in weighed.parts):
        own = index_under(weighed, official(weighed)[None])[0]
        assert_allclose(own, scores.score[:, place], rtol=1e-9, atol=1e-12)
    return found


def test_at_the_index_of_the_nation(rubric_library):
    agrees(rubric_library.parent / "fixtures" / "nation" / "2024")


@pytest.mark.parametrize("node", ["output", "outcome"])
def test_below_the_index_an_improvement_makes_another_way(rubric_library, node, problems):
    nation = rubric_library.parent / "fixtures" / "nation" / "2024"
    told = problems(posed, nation, node)
    assert {code for code, _ in told} == {"weights-reach-further"}


def test_all_levels_leave_out_what_reaches_the_index_by_another_way(rubric_library):
    _, _, weighed = posed(rubric_library.parent / "fixtures" / "nation" / "2024", levels="all")
    assert weighed.kept == ("output", "outcome", "impact", "quick_win")
    assert [part.id for part in weighed.drawn] == ["index"]


def test_below_a_geometric_mean(rubric_library):
    agrees(rubric_library / "ipm-2010", "education")


@pytest.mark.parametrize("node", ["", "policy", "service"])
def test_with_missing_criteria(small, node):
    agrees(small.path, node)


def test_all_levels_with_missing_criteria(small):
    found = agrees(small.path, levels="all")
    _, _, weighed = posed(small.path, levels="all")
    assert weighed.items == ("policy.plan", "policy.law", "service.online")
    assert_allclose(official(weighed), [0.3, 0.3, 0.4])
    assert np.isnan(found[:, 3]).all()  # the city that withdrew


def test_with_coverage_at_both_levels(small):
    small.replace("edition.toml", "service = 0.4 }", "service = 0.4 }\ncoverage = 0.6")
    small.replace("rubrics/policy.toml", "scale =", "coverage = 0.45\nscale =")
    for node, levels in (("", "one"), ("policy", "one"), ("", "all")):
        agrees(small.path, node, levels, draws=30)


def test_with_value_functions_and_a_gate_on_a_node_below(small):
    small.replace(
        "edition.toml",
        "[group.province]",
        '[[gate]]\non = "index"\nrequire = [{ node = "policy", at_least = 2.8 }, { city = "province", among = ["Utara"] }]\n'
        "otherwise = 0\n\n[group.province]",
    )
    small.replace(
        "edition.toml",
        "service = 0.4 }",
        'service = 0.4 }\nthen = { method = "linear", raw = [0, 4], score = [0, 100] }',
    )
    for node, levels in (("", "one"), ("policy", "one"), ("", "all")):
        agrees(small.path, node, levels, draws=30)


@pytest.mark.parametrize("rule", ["minimum", "geometric_mean", "median", "topsis", "copeland"])
def test_with_other_rules_above_and_at_the_node(small, rule):
    small.replace("edition.toml", "service = 0.4 }", f'service = 0.4 }}\naggregation = "{rule}"')
    for node in ("", "policy"):
        agrees(small.path, node, draws=20)


def test_a_gate_elsewhere_that_looks_at_the_node_is_told(small, problems):
    small.replace(
        "edition.toml",
        "[group.province]",
        '[[gate]]\non = "service"\nrequire = [{ node = "policy", at_least = 1 }]\n\n[group.province]',
    )
    assert problems(posed, small.path, "policy") == [("weights-reach-further", "")]
    agrees(small.path)


@pytest.mark.parametrize("node", ["polcy", "policy.plan", "nothing"])
def test_what_has_no_weights_is_told_with_the_nearest_name(small, problems, node, rendered):
    assert problems(posed, small.path, node) == [("weights-not-drawn", "")]
    if node == "polcy":
        assert "did you mean 'policy'?" in rendered(posed, small.path, node)[0]


def test_weights_are_not_multiplied_down_from_another_rule(small, problems):
    small.replace("edition.toml", "service = 0.4 }", 'service = 0.4 }\naggregation = "minimum"')
    assert problems(posed, small.path, levels="all") == [("levels-not-additive", "")]
