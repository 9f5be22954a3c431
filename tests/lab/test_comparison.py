"""Agreement of rankings and movers, by hand."""

import numpy as np
import pytest

from scoring.lab.comparison import agreement, movers
from scoring.model.comparison import Comparison
from scoring.model.variant import Variant, VariantScores

NAN = np.nan


def ranked(name, *rank, failed=""):
    found = np.array(rank, dtype=np.float64)
    return VariantScores(variant=Variant(name=name), index=-found, rank=found, failed=failed)


def comparison(*variants):
    return Comparison(edition="e", codes=tuple("abcd"), names=tuple("ABCD"), variants=variants)


def test_agreement_by_hand():
    found = agreement(comparison(ranked("official", 1, 2, 3, 4), ranked("v", 2, 1, 3, 4)), top=1)
    (item,) = found
    # d = 1, 1, 0, 0: 1 - 6 * 2 / (4 * 15) = 0.8; one of six pairs turned: (5 - 1) / 6; shifts 2 / 4
    assert item.spearman == pytest.approx(0.8)
    assert item.kendall == pytest.approx(4 / 6)
    assert item.average_shift == 0.5
    assert item.footrule == pytest.approx(2 / 8)  # the largest sum of four ranks is 16 / 2
    assert (item.top, item.top_size, item.cities) == (0, 1, 4)


def test_cities_that_one_ranking_does_not_have_are_left_out():
    (item,) = agreement(comparison(ranked("official", 1, 2, 3, NAN), ranked("v", 1, 2, NAN, NAN)), top=9)
    assert (item.cities, item.top_size) == (2, 2)
    assert item.spearman == pytest.approx(1)


def test_movers_come_with_the_widest_span_first():
    found = movers(
        comparison(ranked("official", 1, 2, 3, NAN), ranked("v", 2, 1, 3, 4), ranked("w", 3, 1, 2, NAN))
    )
    assert [(item.city, item.official, item.best, item.worst, item.span) for item in found] == [
        (0, 1, 1, 3, 2),
        (1, 2, 1, 2, 1),
        (2, 3, 2, 3, 1),
    ]


def test_a_failed_variant_takes_no_part():
    lost = ranked("lost", NAN, NAN, NAN, NAN, failed="no luck")
    found = comparison(ranked("official", 1, 2, 3, 4), lost, ranked("v", 1, 2, 3, 4))
    assert [item.variant for item in agreement(found)] == ["v"]
    assert found.ranks().shape == (2, 4)
    assert movers(found)[0].span == 0
