"""ELECTRE III: degrees by hand and against other tools, distillation against its definition."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scoring.kernels.decide import pairs
from scoring.kernels.decide.electre import distillation
from scoring.kernels.decide.electre.credibility import credibility
from scoring.kernels.decide.electre.distillation import distilled
from scoring.kernels.decide.electre.ranking import electre_iii, electre_iii_figures, standing

NAN = float("nan")

# Buchanan, Sheppard and Vanderpooten, Project ranking using ELECTRE III, University of Waikato 1999: data of the five
# projects as carried by the R package OutrankingTools 1.0; the tables below are of pyDecision 5.1.8, run once (mcda
# 1.1.0 finds the same degrees)
PROJECTS = np.array(
    [
        [-14.0, 90, 0, 40, 100],
        [129, 100, 0, 0, 0],
        [-10, 50, 0, 10, 100],
        [44, 90, 0, 5, 20],
        [-14, 100, 0, 20, 40],
    ]
)
PROJECT_LIMITS = {"q": (25, 16, 0, 12, 10), "p": (50, 24, 1, 24, 20), "v": (100, 60, 2, 48, 90)}
# Data of the example of ELECTREIIIDistillation in the R package MCDA; tables of pyDecision 5.1.8, run once
SIX = np.array(
    [
        [10.0, 20, 5, 10, 16],
        [0, 5, 5, 16, 10],
        [0, 10, 0, 16, 7],
        [20, 5, 10, 10, 13],
        [20, 10, 15, 10, 13],
        [20, 10, 20, 13, 13],
    ]
)
SIX_WEIGHTS = np.array([3.0, 2, 3, 1, 1])


def test_degrees_of_the_five_projects():
    found = credibility(PROJECTS, np.ones(5), np.ones(5), **PROJECT_LIMITS)
    concordance = [
        [1, 0.8, 1, 0.8, 1],
        [0.6, 1, 0.8, 0.8, 0.6667],
        [0.6, 0.6, 1, 0.6, 0.8],
        [0.6, 0.8, 0.8, 1, 0.75],
        [0.6667, 0.8, 0.8, 0.8, 1],
    ]
    degrees = [
        [1, 0, 1, 0.8, 1],
        [0, 1, 0, 0.8, 0.6667],
        [0.6, 0, 1, 0.6, 0.8],
        [0.2143, 0.8, 0.5714, 1, 0.75],
        [0.6667, 0, 0.8, 0.8, 1],
    ]
    assert_allclose(found.concordance, concordance, atol=0.00005)
    assert_allclose(found.credibility, degrees, atol=0.00005)


def test_one_degree_by_hand():
    # project 4 over 1: concordance 1, 1, 1, 0, 0 of five; the lag of 35 in the fourth item opposes by (35 - 24) / (48 -
    # 24) = 0.4583, which is below 0.6, that of 80 in the fifth by (80 - 20) / (90 - 20) = 6/7: 0.6 (1/7) / 0.4
    found = credibility(PROJECTS, np.ones(5), np.ones(5), **PROJECT_LIMITS)
    assert found.credibility[3, 0] == pytest.approx(0.6 / 7 / 0.4, rel=1e-12)


def test_distillations_of_the_five_projects():
    found = electre_iii_figures(PROJECTS, np.ones(5), np.ones(5), **PROJECT_LIMITS)
    assert found.descending.tolist() == [1, 2, 3, 3, 3]
    assert found.ascending.tolist() == [1, 1, 3, 2, 3]
    assert found.final.tolist() == [1, 2, 4, 3, 4]


def test_degrees_and_distillations_of_six():
    found = electre_iii_figures(SIX, SIX_WEIGHTS, np.ones(5), q=(3,), p=(5,), v=(11,))
    degrees = [
        [1, 0.9, 0.9, 0.1111, 0.0309, 0],
        [0, 1, 0.8, 0, 0, 0],
        [0.0013, 0.7, 1, 0, 0, 0],
        [0, 0.9, 0.7, 1, 0.5, 0.1667],
        [0.6667, 0.9, 0.9, 1, 1, 0.7],
        [0.6667, 1, 1, 1, 1, 1],
    ]
    assert_allclose(found.credibility, degrees, atol=0.00005)
    assert found.descending.tolist() == [3, 5, 5, 4, 2, 1]
    assert found.ascending.tolist() == [2, 6, 5, 4, 3, 1]


def test_a_distillation_by_hand():
    # From 1.0 the next degree more than 0.15 lower is 0.8: above it lie 0 over 1 (1.0) and 2 over 1 (0.9); the balances
    # are 1, -2, 1. Among 0 and 2, from 0.8, s is 0.18: the degrees below 0.62 are 0.5 and 0.2. Above 0.5 there is
    # nothing; from 0.5, s is 0.225, the next is 0.2, and 0 outranks 2 by 0.5 - 0.2 > 0.225. So 0, then 2, then 1.
    degrees = np.array([[0, 1.0, 0.5], [0.8, 0, 0.3], [0.2, 0.9, 0]])
    assert distilled(degrees).tolist() == [1, 3, 2]


@pytest.mark.parametrize("chunk", [1, 4096])
@pytest.mark.parametrize("seed", range(8))
def test_distillation_is_that_of_the_definition(seed, chunk, monkeypatch):
    monkeypatch.setattr(distillation, "CHUNK", chunk)
    source = np.random.default_rng(seed)
    for size in (0, 1, 2, 5, 18):
        degrees = source.integers(0, 21, (size, size)) / 20 if seed % 2 else source.random((size, size))
        assert distilled(degrees).tolist() == defined(degrees)
        assert distilled(degrees, alpha=0.2, beta=0.0).tolist() == defined(degrees, 0.2, 0.0)


def defined(degrees, alpha=0.3, beta=-0.15):
    """Return the classes by the rules of Roy (1978), every round from the start, in whole multiples of 10**-9."""
    degree = np.rint(degrees * 1e9).astype(int).tolist()
    left, classes, number = [*range(len(degree))], [0] * len(degree), 0

    def margin(value):
        return round(alpha * 1e9 + beta * value)

    def outranks(one, two, level):
        forth, back = degree[one][two], degree[two][one]
        return forth > level and forth - back > margin(forth)

    while left:
        number += 1
        kept = left
        level = max([degree[one][two] for one in kept for two in kept if one != two], default=0)
        while True:
            below = level - margin(level)
            others = [degree[one][two] for one in kept for two in kept if one != two]
            level = max([value for value in others if value < below], default=0)
            balance = {
                one: sum(outranks(one, two, level) - outranks(two, one, level) for two in kept if two != one)
                for one in kept
            }
            kept = [one for one in kept if balance[one] == max(balance.values())]
            if len(kept) == 1 or level == 0:
                break
        for one in kept:
            classes[one] = number
        left = [one for one in left if one not in kept]
    return classes


@pytest.mark.parametrize("numbers", [1 << 20, 100])
def test_degrees_are_those_of_the_definition(numbers, monkeypatch):
    monkeypatch.setattr(pairs, "NUMBERS", numbers)
    source = np.random.default_rng(4)
    values = source.integers(0, 30, (25, 4)) / 10
    values[source.random(values.shape) < 0.15] = NAN
    weights, direction = np.array([0.1, 0.5, 0.0, 0.4]), np.array([1.0, -1, 1, 1])
    limits = {"q": (0.2, 0.1, 0.3, 0.0), "p": (0.5, 0.1, 0.9, 0.0), "v": (1.5, 0.1, 1.0, 2.0)}
    found = credibility(values, weights, direction, **limits).credibility
    for one, two in np.ndindex(found.shape):
        gaps = np.round((values[two] - values[one]) * direction, 6)
        there = [at for at in range(4) if weights[at] > 0 and not np.isnan(gaps[at])]
        assert found[one, two] == pytest.approx(degree(gaps, weights, limits, there), abs=1e-12)


def degree(gaps, weights, limits, there):
    """Return the degree to which one city outranks another that leads by `gaps`."""
    if not there:
        return 0.0
    agreed = sum(weights[at] * (1 - rise(gaps[at], limits["q"][at], limits["p"][at])) for at in there)
    agreed /= sum(weights[at] for at in there)
    found = agreed
    for at in there:
        opposed = rise(gaps[at], limits["p"][at], limits["v"][at])
        if opposed > agreed + 1e-12:
            found *= (1 - opposed) / (1 - agreed)
    return found


def rise(gap, start, end):
    if gap <= start:
        return 0.0
    return 1.0 if gap >= end else (gap - start) / (end - start)


def test_without_a_veto_the_degree_is_the_concordance():
    found = credibility(SIX, SIX_WEIGHTS, np.ones(5), q=(3,), p=(5,))
    assert_array_equal(found.credibility, found.concordance)


def test_the_standing_counts_lower_classes_minus_higher_ones():
    assert standing(np.array([1.0, 2, 2, 5])).tolist() == [1.0, 0.0, 0.0, -1.0]
    assert standing(np.array([1.0])).tolist() == [0.0]


def test_a_city_without_items_has_no_place_and_changes_none():
    wide = np.vstack([PROJECTS, np.full(5, NAN)])
    found = electre_iii(wide, np.ones(5), np.ones(5), **PROJECT_LIMITS)
    alone = electre_iii(PROJECTS, np.ones(5), np.ones(5), **PROJECT_LIMITS)
    assert_array_equal(found, [*alone, NAN])


def test_two_cities_without_a_common_item_do_not_outrank_one_another():
    found = credibility(np.array([[1.0, NAN], [NAN, 1.0]]), np.ones(2), np.ones(2), q=(0,), p=(0,))
    assert found.credibility[0, 1] == found.credibility[1, 0] == 0
    assert np.isnan(found.concordance[0, 1])
