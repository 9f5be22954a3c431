"""A small result made by hand: five cities, two evaluators, three leaves."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve

from scoring.errors import Place, problem
from scoring.model.edition import (
    Award,
    Band,
    Edition,
    EvaluatorType,
    Group,
    Improvement,
    Node,
    Publish,
    Scheme,
)
from scoring.model.method import Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.ratings import Cities, InputFile, Marks, Measures, Past, Places, Ratings
from scoring.model.result import Banding, Flag, Ranking, Result, Winner
from scoring.model.rubric import Criterion, Rubric
from scoring.model.text import Text

NAN = np.nan
CODES = ("11.01", "11.10", "12.01", "12.02", "12.03")
NAMES = ("Kota Satu", "Kota Dua", "Kabupaten Tiga", "Kota Empat", "Kabupaten Lima")
MEAN = Use(method="weighted_mean")
HALF = Fraction(1, 2)

EDITION = Edition(
    format="scoring-edition/1",
    id="contoh-2024",
    year=2024,
    name=Text(id="Edisi contoh", en="Sample edition"),
    source="made by hand",
    evaluator_types={
        "academic": EvaluatorType(name=Text(id="Akademisi", en="Academic"), weight=Decimal("0.5")),
        "practitioner": EvaluatorType(name=Text(id="Praktisi", en="Practitioner"), weight=Decimal("0.5")),
    },
    nodes={
        "index": Node(name=Text(id="Indeks contoh", en="Sample index"), children=("governance", "society"))
    },
    bands={
        "predicate": Band(
            of="index",
            name=Text(id="Predikat", en="Predicate"),
            limits={"low": Decimal(0), "good": Decimal(3)},
            names={"low": Text(id="Kurang", en="Low"), "good": Text(id="Baik", en="Good")},
        )
    },
    groups={
        "province": Group(column="province", name=Text(id="Provinsi", en="Province")),
        "size": Group(
            column="population",
            name=Text(id="Ukuran", en="Size"),
            limits={"small": Decimal(0), "large": Decimal(1000)},
            names={"small": Text(id="Kecil", en="Small"), "large": Text(id="Besar", en="Large")},
        ),
    },
    awards={"best": Award(name=Text(id="Terbaik", en="Best"), nodes=("governance",), group="province")},
    improvement=Improvement(),
    publish=Publish(),
)
RUBRICS = {
    "governance": Rubric(
        format="scoring-rubric/1",
        id="governance",
        name=Text(id="Tata kelola", en="Governance"),
        source="decree 1/2024",
        criteria={"service": Criterion(name=Text(id="Pelayanan publik", en="Public service"))},
    ),
    "society": Rubric(
        format="scoring-rubric/1",
        id="society",
        name=Text(id="Masyarakat", en="Society"),
        criteria={"literacy": Criterion(name=Text(id="Literasi", en="Literacy"))},
    ),
}
STRUCTURE = Structure(
    leaves=(
        Leaf(id="governance.service@academic", criterion="governance.service", type="academic"),
        Leaf(id="governance.service@practitioner", criterion="governance.service", type="practitioner"),
        Leaf(id="society.literacy", criterion="society.literacy", input="measure"),
    ),
    folds=(
        Fold(
            id="governance.service",
            kind="types",
            children=("governance.service@academic", "governance.service@practitioner"),
            weights=(HALF, HALF),
            aggregation=MEAN,
        ),
        Fold(
            id="governance",
            kind="rubric",
            children=("governance.service",),
            weights=(Fraction(1),),
            aggregation=MEAN,
        ),
        Fold(
            id="society",
            kind="rubric",
            children=("society.literacy",),
            weights=(Fraction(1),),
            aggregation=MEAN,
        ),
        Fold(
            id="index",
            kind="node",
            children=("governance", "society"),
            weights=(Fraction(3, 4), Fraction(1, 4)),
            aggregation=MEAN,
        ),
    ),
    index="index",
    ranked=("index", "governance", "society"),
)
# Marks (academic, practitioner) and literacy of each city; governance is the mean of the marks that are there,
# index = 3/4 governance + 1/4 literacy, a missing part gives its weight to the other:
#   11.01  4, 3    2     -> 3.5,  3/4*3.5 + 1/4*2 = 3.125
#   11.10  3, 4    2     -> 3.5,  3.125 (tied with 11.01)
#   12.01  3, -    -     -> 3 (half of the types), 3 (coverage 3/4 * 1/2 = 0.375)
#   12.02  -, -    -     -> nothing: incomplete
#   12.03  withdrawn
SCORES = np.array(
    [
        [4, 3, 2, 3.5, 3.5, 2, 3.125],
        [3, 4, 2, 3.5, 3.5, 2, 3.125],
        [3, NAN, NAN, 3, 3, NAN, 3],
        [NAN] * 7,
        [NAN] * 7,
    ]
)
COVERAGE = np.array(
    [
        [1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1, 1],
        [1, 0, 0, 0.5, 0.5, 0, 0.375],
        [0] * 7,
        [0] * 7,
    ],
    dtype=np.float64,
)
PUBLISHED = SCORES.copy()
PUBLISHED[:2, 6] = 3.13  # 3.125, half up


def places(file: str, sheet: str, rows: list[int], column: int = 5) -> Places:
    count = len(rows)
    return Places(
        files=(file,),
        sheets=(sheet,) if sheet else (),
        file=np.zeros(count, dtype=np.int64),
        sheet=np.full(count, 0 if sheet else -1),
        row=np.array(rows, dtype=np.int64),
        column=np.full(count, column),
    )


def ratings(names: tuple[str, ...] = NAMES) -> Ratings:
    integers = lambda *values: np.array(values, dtype=np.int64)  # noqa: E731
    return Ratings(
        cities=Cities(
            codes=CODES,
            names=names,
            states=("ranked", "ranked", "ranked", "ranked", "withdrawn"),
            attributes={
                "province": ("Aceh", "Aceh", "Riau", "Riau", "Riau"),
                "population": ("500", "1500", "900", "", "2000"),
                "note": ("", "", "", "first time", ""),
            },
        ),
        marks=Marks(
            evaluators=("a1", "p1"),
            types=("academic", "practitioner"),
            criteria=("governance.service",),
            stages=("",),
            city=integers(0, 0, 1, 1, 2, 2, 3),
            criterion=integers(0, 0, 0, 0, 0, 0, 0),
            stage=integers(0, 0, 0, 0, 0, 0, 0),
            evaluator=integers(0, 1, 0, 1, 0, 1, 0),
            mark=np.array([4, 3, 3, 4, 3, NAN, NAN]),
            chair=np.array([True, False, True, False, True, False, True]),
            state=integers(0, 0, 0, 0, 0, 1, 0),
            places=places("marks.xlsx", "Nilai", [2, 3, 4, 5, 6, 7, 8]),
        ),
        measures=Measures(
            criteria=("society.literacy",),
            city=integers(0, 1),
            criterion=integers(0, 0),
            value=np.array([2.0, 2.0]),
            of=np.array([NAN, 10.0]),
            n=np.array([50.0, NAN]),
            date=("2024-05-01", ""),
            source=("survey", ""),
            places=places("literacy.csv", "", [2, 3], 28),
        ),
        past=Past(
            nodes=("index",),
            city=integers(0),
            node=integers(0),
            year=integers(2023),
            value=np.array([3.2]),
            places=places("history.csv", "", [2]),
        ),
        files=(
            InputFile(path="history.csv", kind="history", bytes=40, rows=1, sha256="c" * 64),
            InputFile(path="marks.xlsx", kind="marks", bytes=9000, rows=7, sha256="a" * 64),
        ),
    )


def ranking(node: str, group: str, member: tuple[str, ...], rank: list[float], size: list[float]) -> Ranking:
    return Ranking(
        node=node, group=group, member=member, rank=np.array(rank), size=np.array(size, dtype=np.float64)
    )


def rankings() -> dict[tuple[str, str], Ranking]:
    nation = ("nation",) * 5
    province = ("Aceh", "Aceh", "Riau", "Riau", "Riau")
    size = ("small", "large", "small", "", "large")
    found = []
    for node in ("index", "governance"):
        found += [
            ranking(node, "nation", nation, [1, 1, 3, NAN, NAN], [3] * 5),
            ranking(node, "province", province, [1, 1, 1, NAN, NAN], [2, 2, 1, 1, 1]),
            ranking(node, "size", size, [1, 1, 2, NAN, NAN], [2, 1, 2, NAN, 1]),
        ]
    found += [
        ranking("society", "nation", nation, [1, 1, NAN, NAN, NAN], [2] * 5),
        ranking("society", "province", province, [1, 1, NAN, NAN, NAN], [2, 2, 0, 0, 0]),
        ranking("society", "size", size, [1, 1, NAN, NAN, NAN], [1, 1, 1, NAN, 1]),
    ]
    return {(item.node, item.group): item for item in found}


def result(names: tuple[str, ...] = NAMES) -> Result:
    return Result(
        scheme=Scheme(edition=EDITION, rubrics=RUBRICS),
        structure=STRUCTURE,
        ratings=ratings(names),
        ids=STRUCTURE.ids,
        scores=SCORES,
        coverage=COVERAGE,
        published=PUBLISHED,
        states=("ranked", "ranked", "ranked", "incomplete", "withdrawn"),
        rankings=rankings(),
        bandings={"predicate": Banding(band="predicate", labels=("good", "good", "good", "", ""))},
        last=np.array([3.2, NAN, NAN, NAN, NAN]),
        improvement=np.array([-0.07, NAN, NAN, NAN, NAN]),
        improvement_rank=np.array([1, NAN, NAN, NAN, NAN]),
        winners=(
            Winner(award="best", node="governance", group="province", member="Aceh", city=0, rank=1.0),
            Winner(award="best", node="governance", group="province", member="Aceh", city=1, rank=1.0),
            Winner(award="best", node="governance", group="province", member="Riau", city=2, rank=1.0),
        ),
        flags=(
            Flag(
                city=2,
                column="society.literacy",
                problem=problem(
                    "run-output-twice",  # any code of the catalogue will do
                    Place(file="literacy.csv", cell="AB3"),
                    output="literacy",
                ),
            ),
        ),
    )


@pytest.fixture
def sample() -> Result:
    return result()


@pytest.fixture
def named():
    """Return the sample with other names of the first cities."""

    def make(*names: str) -> Result:
        return result((*names, *NAMES[len(names) :]))

    return make


@pytest.fixture
def publishing():
    """Return the sample with other rules of publication."""

    def make(**changes: object) -> Result:
        found = result()
        publish = evolve(found.scheme.edition.publish, **changes)
        return evolve(
            found, scheme=evolve(found.scheme, edition=evolve(found.scheme.edition, publish=publish))
        )

    return make
