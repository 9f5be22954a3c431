"""The e-government index: exact weights, the flat mean, predicates."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import scoring


def flat_weights(structure):
    """Return the share of each leaf in the index, multiplied down the tree."""
    share = {structure.index: Fraction(1)}
    for fold in reversed(structure.folds):
        for child, weight in zip(fold.children, fold.weights, strict=True):
            share[child] = share.get(child, Fraction(0)) + share.get(fold.id, Fraction(0)) * weight
    return {leaf.criterion: share[leaf.id] for leaf in structure.leaves}


def number(criterion):
    return int(criterion.rsplit(".i", 1)[1])


def official(shared):
    with (shared / "spbe_47_weights.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["indicator"]): row for row in csv.DictReader(file)}


def test_every_indicator_has_exactly_its_official_weight(library, shared):
    structure = scoring.open(library / "spbe-2020").plan.structure
    found = {number(name): weight for name, weight in flat_weights(structure).items()}
    wanted = {key: Fraction(Decimal(row["weight_percent"])) / 100 for key, row in official(shared).items()}
    assert found == wanted
    assert sum(found.values()) == 1


def test_every_indicator_stands_in_its_aspect_and_domain(library, shared):
    structure = scoring.open(library / "spbe-2020").plan.structure
    aspects = [fold for fold in structure.folds if fold.kind == "rubric"]
    domain = {child: fold.id for fold in structure.folds for child in fold.children}
    groups = {
        (domain[fold.id], fold.id): sorted(number(child) for child in fold.children) for fold in aspects
    }
    wanted = {}
    for key, row in official(shared).items():
        wanted.setdefault((row["domain"], row["aspect"]), []).append(key)
    assert sorted(groups.values()) == sorted(wanted.values())
    assert len({name for name, _ in groups}) == len({name for name, _ in wanted}) == 4


def test_the_tree_gives_the_flat_weighted_mean(library, changed, shared):
    header = (library / "spbe-2020" / "marks.csv").read_text(encoding="utf-8").splitlines()[0]
    weights = [
        Fraction(Decimal(official(shared)[number(name)]["weight_percent"])) for name in header.split(",")[2:]
    ]
    draw = np.random.default_rng(59)
    levels = {f"03.{city:02}": draw.integers(1, 6, len(weights)).tolist() for city in range(40)}
    scored = changed(
        "spbe-2020",
        {
            "cities.csv": "code,name,province\n" + "".join(f"{code},Kota {code},\n" for code in levels),
            "panels.csv": "city,evaluator\n" + "".join(f"{code},team_a\n" for code in levels),
            "marks.csv": f"{header}\n"
            + "".join(f"{code},team_a,{','.join(map(str, row))}\n" for code, row in levels.items()),
        },
    )
    for code, row in levels.items():
        flat = sum(weight * level for weight, level in zip(weights, row, strict=True)) / 100
        assert scored.score(code, "spbe") == pytest.approx(float(flat), abs=1e-12)


@pytest.mark.parametrize(
    ("code", "index", "predicate"),
    [
        ("01.71", 4.20, "memuaskan"),  # 4 + (8 x 2.5) / 100
        ("01.01", 4.19, "sangat_baik"),  # 4 + (4 x 2.5 + 3 x 3) / 100
        ("01.10", 3.00, "baik"),
        ("02.71", 2.60, "baik"),  # 3 - (10 x 2.75 + 5 x 2.5) / 100
        ("02.01", 1.79, "kurang"),  # 2 - (6 x 3 + 2 x 1.5) / 100
    ],
)
def test_the_example_stands_at_the_limits(code, index, predicate, example):
    scored = example("spbe-2020")
    assert scored.published(code, "spbe") == index
    assert scored.band(code, "predicate") == predicate


def test_published_indices_have_their_published_predicates(bands_at):
    values = {
        4.23: "memuaskan",
        2.79: "baik",
        2.45: "cukup",
        3.93: "sangat_baik",
        3.11: "baik",
        2.89: "baik",
        2.84: "baik",
    }
    assert bands_at("spbe-2020", "predicate", {"spbe": list(values)}) == tuple(values.values())


def test_lower_limits_are_inclusive(bands_at):
    values = {
        5.0: "memuaskan", 4.2: "memuaskan", 4.19: "sangat_baik", 3.5: "sangat_baik", 3.49: "baik",
        2.6: "baik", 2.59: "cukup", 1.8: "cukup", 1.79: "kurang", 1.0: "kurang",
    }  # fmt: skip
    assert bands_at("spbe-2020", "predicate", {"spbe": list(values)}) == tuple(values.values())


def test_limits_are_decided_on_decimals(bands_at):
    # 4 + 0.1 + 0.1 is 4.199999999999999 in binary
    assert bands_at("spbe-2020", "predicate", {"spbe": [4 + 0.1 + 0.1]}) == ("memuaskan",)


def test_without_one_level_there_is_no_index(library, changed):
    text = (library / "spbe-2020" / "marks.csv").read_text(encoding="utf-8")
    lines = text.splitlines()
    lines[1] = lines[1].rsplit(",", 1)[0] + ","
    scored = changed("spbe-2020", {"marks.csv": "\n".join(lines) + "\n"})
    assert scored.state("01.01") == "incomplete"
