"""Groups, size classes, ties, keys, awards, published ranks."""

from decimal import Decimal

import pytest

from scoring.errors import RejectedError
from scoring.model.edition import Award, Group, Publish


def ranked(bench, scores, publish=None, groups=None, awards=None, **tables):
    rules = bench.scheme(
        bench.measured("a", "p"),
        index="a",
        publish=publish or Publish(),
        groups=groups or {},
        awards=awards or {},
    )
    measures = [(code, "a.p", score) for code, score in scores.items() if score is not None]
    return bench.found(rules, measures=measures, cities=sorted(scores), **tables)


SCORES = {"1": 60, "2": 90, "3": 80, "4": 80, "5": None, "6": 50}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("competition", {"1": 4, "2": 1, "3": 2, "4": 2, "5": None, "6": 5}),
        ("dense", {"1": 3, "2": 1, "3": 2, "4": 2, "5": None, "6": 4}),
        ("average", {"1": 4, "2": 1, "3": 2.5, "4": 2.5, "5": None, "6": 5}),
    ],
)
def test_tie_rules(bench, ties, expected):
    assert ranked(bench, SCORES, Publish(ties=ties)).ranks("a") == expected


def test_real_ties_stay_ties_whatever_sum_they_came_from(bench):
    rules = bench.scheme(
        bench.measured("a", "p", "q", "r"),
        nodes={"index": bench.node(["a.p", "a.q", "a.r"], aggregation=bench.use("sum"))},
    )
    parts = {"1": (1.4, 1.4, 1.4), "2": (4.2, 0, 0), "3": (0.7, 2.8, 0.7), "4": (4.199, 0, 0)}
    found = bench.found(
        rules,
        measures=[
            (code, f"a.{key}", part)
            for code, row in parts.items()
            for key, part in zip("pqr", row, strict=True)
        ],
    )
    assert len(set(found.scores("index").values())) > 2  # they do differ in binary
    assert found.ranks() == {"1": 1, "2": 1, "3": 1, "4": 4}


def test_ranks_come_from_exact_or_from_published_scores(bench):
    scores = {"1": 3.314, "2": 3.311, "3": 3.309, "4": 3.3149}
    assert ranked(bench, scores).ranks("a") == {"4": 1, "1": 2, "2": 3, "3": 4}
    published = Publish(ranks_from="published")  # 3.31 each but for 3.309, which is 3.31 too
    assert ranked(bench, scores, published).ranks("a") == {"1": 1, "2": 1, "3": 1, "4": 1}
    three = Publish(ranks_from="published", decimals=3)  # 3.314 3.311 3.309 3.315
    assert ranked(bench, scores, three).ranks("a") == {"4": 1, "1": 2, "2": 3, "3": 4}
    down = Publish(ranks_from="published", decimals=3, rounding="down")  # 3.314 3.311 3.309 3.314
    assert ranked(bench, scores, down).ranks("a") == {"1": 1, "4": 1, "2": 3, "3": 4}


def test_the_tolerance_joins_neighbours(bench):
    publish = Publish(tolerance=Decimal("0.1"), ranks_from="published")
    found = ranked(bench, {"1": 80.2, "2": 80.1, "3": 80.0, "4": 79.89}, publish)
    assert found.ranks("a") == {"1": 1, "2": 1, "3": 1, "4": 4}


def test_ordinal_ranks_follow_the_key(bench):
    population = {"1": "900", "2": "1000", "3": "", "4": "85", "5": "1"}
    scores = dict.fromkeys(population, 70)
    for key, expected in (
        (("-population",), {"2": 1, "1": 2, "4": 3, "5": 4, "3": 5}),  # largest first, empty last
        (("population",), {"5": 1, "4": 2, "1": 3, "2": 4, "3": 5}),  # as numbers: 85 before 900
        (("code",), {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}),
        (("-code",), {"5": 1, "4": 2, "3": 3, "2": 4, "1": 5}),
    ):
        found = ranked(bench, scores, Publish(ties="ordinal", key=key), population=population)
        assert found.ranks("a") == expected


def test_a_second_key_decides_where_the_first_does_not_and_the_code_at_last(bench):
    kind = {"1": "kota", "2": "kabupaten", "3": "kota", "4": "kabupaten", "5": ""}
    population = {"1": "5", "2": "7", "3": "5", "4": "9", "5": "1"}
    publish = Publish(ties="ordinal", key=("kind", "-population"))
    found = ranked(bench, dict.fromkeys(kind, 70) | {"3": 70}, publish, kind=kind, population=population)
    # kabupaten before kota, the larger first, equal ones by code; an empty cell stands last
    assert found.ranks("a") == {"4": 1, "2": 2, "1": 3, "3": 4, "5": 5}


def test_a_score_goes_before_any_key(bench):
    found = ranked(bench, {"1": 1, "2": 2, "3": 2}, Publish(ties="ordinal", key=("code",)))
    assert found.ranks("a") == {"2": 1, "3": 2, "1": 3}


GROUPS = {
    "province": Group(column="province"),
    "size": Group(
        column="population",
        limits={"small": Decimal(0), "medium": Decimal(200_000), "large": Decimal(1_000_000)},
    ),
}
PROVINCE = {"1": "Aceh", "2": "Bali", "3": "Aceh", "4": "Aceh", "6": "Bali"}
POPULATION = {"1": "199999", "2": "200000", "3": "999999.99", "4": "1000000", "5": "300000"}


def test_cities_are_ranked_inside_their_groups(bench):
    found = ranked(bench, SCORES, groups=GROUPS, province=PROVINCE, population=POPULATION)
    assert found.ranks("a", "province") == {"1": 3, "2": 1, "3": 1, "4": 1, "5": None, "6": 2}
    assert found.sizes("a", "province") == {"1": 3, "2": 2, "3": 3, "4": 3, "5": 0, "6": 2}
    assert found.ranks("a") == {"1": 4, "2": 1, "3": 2, "4": 2, "5": None, "6": 5}


def test_size_classes_begin_at_their_limit(bench):
    found = ranked(bench, SCORES, groups=GROUPS, province=PROVINCE, population=POPULATION)
    member = dict(zip(found.codes, found.result.rankings["a", "size"].member, strict=True))
    assert member == {"1": "small", "2": "medium", "3": "medium", "4": "large", "5": "medium", "6": ""}
    assert found.ranks("a", "size") == {"1": 1, "2": 1, "3": 2, "4": 1, "5": None, "6": None}
    # 5 is medium and has no score; 6 has no population and belongs to no class
    assert found.sizes("a", "size") == {"1": 1, "2": 2, "3": 2, "4": 1, "5": 2, "6": 0}


@pytest.mark.parametrize("text", ["many", "1.2.3", "nan", "inf", "-Infinity", "1_000", "12 000", "١٢"])
def test_a_population_that_is_no_number_is_a_problem_with_the_name_of_the_city(bench, text):
    population = {**POPULATION, "4": text}
    with pytest.raises(RejectedError) as caught:
        ranked(bench, SCORES, groups={"size": GROUPS["size"]}, population=population)
    assert [(item.code, dict(item.details)) for item in caught.value.problems] == [
        ("attribute-not-number", {"city": "4 Kota 4", "column": "population", "found": text})
    ]


def test_all_populations_that_are_no_numbers_are_named(bench):
    with pytest.raises(RejectedError) as caught:
        ranked(bench, SCORES, groups={"size": GROUPS["size"]}, population={"1": "x", "2": "5", "5": "y"})
    assert [item.details["found"] for item in caught.value.problems] == ["x", "y"]


def test_the_index_and_its_children_are_ranked_unless_others_are_named(bench):
    rubrics = [bench.measured("a", "p"), bench.measured("b", "p")]
    nodes = {"index": bench.node(["a", "b"]), "aside": bench.node(["a.p"])}
    measures = [("1", "a.p", 1), ("1", "b.p", 4), ("2", "a.p", 2), ("2", "b.p", 1)]
    found = bench.found(bench.scheme(rubrics, nodes=nodes), measures=measures)
    assert sorted(node for node, _ in found.result.rankings) == ["a", "b", "index"]
    assert found.ranks("a") == {"1": 2, "2": 1}
    named = bench.scheme(rubrics, nodes=nodes, publish=Publish(ranked=("aside", "a.p")))
    assert sorted(node for node, _ in bench.found(named, measures=measures).result.rankings) == [
        "a.p",
        "aside",
        "index",
    ]


def test_the_best_in_each_group_win(bench):
    awards = {"best": Award(nodes=("a",), group="province"), "nation": Award(nodes=("a",), top=2)}
    found = ranked(bench, SCORES, groups={"province": GROUPS["province"]}, awards=awards, province=PROVINCE)
    assert found.winners() == [
        ("best", "a", "Aceh", "3", 1.0),
        ("best", "a", "Aceh", "4", 1.0),
        ("best", "a", "Bali", "2", 1.0),
        ("nation", "a", "nation", "2", 1.0),
        ("nation", "a", "nation", "3", 2.0),
        ("nation", "a", "nation", "4", 2.0),
    ]


@pytest.mark.parametrize("ties", ["competition", "dense", "average"])
def test_all_who_are_tied_for_the_first_place_win(bench, ties):
    found = ranked(
        bench, {"1": 90, "2": 90, "3": 90, "4": 80}, Publish(ties=ties), awards={"best": Award(nodes=("a",))}
    )
    assert [code for _, _, _, code, _ in found.winners()] == ["1", "2", "3"]


def test_all_who_are_tied_at_the_last_place_awarded_win(bench):
    scores = {"1": 95, "2": 90, "3": 90, "4": 90, "5": 80}
    for ties in ("competition", "average"):
        found = ranked(bench, scores, Publish(ties=ties), awards={"best": Award(nodes=("a",), top=2)})
        assert [code for _, _, _, code, _ in found.winners()] == ["1", "2", "3", "4"]


def test_nobody_wins_where_nobody_has_a_score(bench):
    found = ranked(
        bench,
        {"1": None, "2": 3},
        awards={"best": Award(nodes=("a",), group="province")},
        groups={"province": Group(column="province")},
        province={"1": "Aceh", "2": ""},
    )
    assert found.winners() == []


def test_a_node_is_awarded_though_it_is_not_among_the_ranked(bench):
    rubrics = [bench.measured("a", "p"), bench.measured("b", "p")]
    rules = bench.scheme(rubrics, nodes={"index": bench.node(["a"])}, awards={"b": Award(nodes=("b", "b.p"))})
    found = bench.found(rules, measures=[("1", "a.p", 1), ("1", "b.p", 4), ("2", "b.p", 1)])
    assert found.winners() == [("b", "b", "nation", "1", 1.0), ("b", "b.p", "nation", "1", 1.0)]


def test_published_scores_are_rounded_as_the_edition_says(bench):
    scores = {"1": 3.315, "2": 3.325, "3": 3.3149, "4": 2.675}
    for rounding, expected in (
        ("half_up", {"1": 3.32, "2": 3.33, "3": 3.31, "4": 2.68}),
        ("half_even", {"1": 3.32, "2": 3.32, "3": 3.31, "4": 2.68}),
        ("down", {"1": 3.31, "2": 3.32, "3": 3.31, "4": 2.67}),
    ):
        assert ranked(bench, scores, Publish(rounding=rounding)).published("a") == expected
    assert ranked(bench, {"1": 0.125, "2": 99.5}, Publish(decimals=0)).published("a") == {
        "1": 0.0,
        "2": 100.0,
    }
