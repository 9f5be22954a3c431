"""Small editions made from records, so that a test can say in a few lines what is scored."""

from decimal import Decimal

import numpy as np
import pytest
from attrs import evolve

import scoring.methods
from scoring.engine.compiling import compile_plan
from scoring.engine.evaluate import evaluate
from scoring.engine.raw import raw_values
from scoring.engine.references import check, check_columns
from scoring.engine.standing import standing
from scoring.engine.structure import build
from scoring.errors import RejectedError
from scoring.model.edition import Edition, EvaluatorType, Node, Scheme
from scoring.model.method import Use
from scoring.model.ratings import Cities, Marks, Measures, Past, Places, Ratings
from scoring.model.rubric import Criterion, Rubric, Scale
from scoring.plugins import load

NAN = float("nan")
REGISTRY = load(scoring.methods.BUILT_INS, version="0").registry
FOUR = Scale(lowest=Decimal(0), highest=Decimal(4))


def use(method, **parameters):
    return Use(method=method, parameters=parameters)


def rubric(name, *criteria, **fields):
    """Return a rubric; a criterion is a key, or a key with the fields of its record."""
    pairs = [(item, {}) if isinstance(item, str) else item for item in criteria]
    fields = {"scale": FOUR, **fields}
    made = {key: Criterion(**given) for key, given in pairs}
    return Rubric(format="scoring-rubric/1", id=name, criteria=made, **fields)


def measured(name, *keys, **fields):
    return rubric(name, *keys, input="measure", scale=None, **fields)


def node(children, **fields):
    """Return a node; weights of children may be written as text."""
    if isinstance(children, dict):
        children = {name: Decimal(str(weight)) for name, weight in children.items()}
    else:
        children = tuple(children)
    if "coverage" in fields:
        fields["coverage"] = Decimal(str(fields["coverage"]))
    return Node(children=children, **fields)


def scheme(rubrics, **edition):
    rubrics = rubrics if isinstance(rubrics, list) else [rubrics]
    fields = {"format": "scoring-edition/1", "id": "example", "year": 2024, **edition}
    return Scheme(
        edition=Edition(**fields),
        rubrics={item.id: item for item in sorted(rubrics, key=lambda item: item.id)},
    )


def places(count, file="marks.csv"):
    rows, none = np.arange(2, count + 2), np.full(count, -1)
    return Places(
        files=(file,),
        sheets=(),
        file=np.zeros(count, dtype=np.int64),
        sheet=none,
        row=rows,
        column=np.full(count, 4),
    )


def ids(rows, at):
    return tuple(sorted({row[at] for row in rows}))


def positions(rows, at, names):
    return np.array([names.index(row[at]) for row in rows], dtype=np.int64)


def marks_of(rows, codes, types):
    """Rows are (city, criterion, evaluator, mark) and may go on with stage, chair and state."""
    full = [(*row, *("", False, "")[len(row) - 4 :]) for row in rows]
    people = tuple(sorted({row[2] for row in rows} | set(types)))
    criteria, stages = ids(full, 1), ids(full, 4)
    full.sort(
        key=lambda row: (
            codes.index(row[0]),
            criteria.index(row[1]),
            stages.index(row[4]),
            people.index(row[2]),
        )
    )
    return Marks(
        evaluators=people,
        types=tuple(types.get(name, "panel") for name in people),
        criteria=criteria,
        stages=stages,
        city=positions(full, 0, codes),
        criterion=positions(full, 1, criteria),
        stage=positions(full, 4, stages),
        evaluator=positions(full, 2, people),
        mark=np.array([NAN if row[3] is None else row[3] for row in full], dtype=np.float64),
        chair=np.array([row[5] for row in full], dtype=np.bool_),
        state=np.array([("", "recused", "not_assessable").index(row[6]) for row in full], dtype=np.int64),
        places=places(len(full)),
    )


def measures_of(rows, codes):
    """Rows are (city, criterion, value) and may go on with of, n, date and source."""
    full = sorted((*row, *(NAN, NAN, "", "")[len(row) - 3 :]) for row in rows)
    criteria = ids(full, 1)
    return Measures(
        criteria=criteria,
        city=positions(full, 0, codes),
        criterion=positions(full, 1, criteria),
        **{
            name: np.array([row[at] for row in full], dtype=np.float64)
            for at, name in ((2, "value"), (3, "of"), (4, "n"))
        },
        date=tuple(row[5] for row in full),
        source=tuple(row[6] for row in full),
        places=places(len(full), "measures.csv"),
    )


def past_of(rows, codes):
    """Rows are (city, node, year, value)."""
    full = sorted(rows, key=lambda row: (row[1], row[2], row[0]))
    nodes = ids(full, 1)
    return Past(
        nodes=nodes,
        city=positions(full, 0, codes),
        node=positions(full, 1, nodes),
        year=np.array([row[2] for row in full], dtype=np.int64),
        value=np.array([row[3] for row in full], dtype=np.float64),
        places=places(len(full), "history.csv"),
    )


def ratings(*, marks=(), measures=(), past=(), types=None, cities=None, states=None, **attributes):
    """Return what was read. `cities` maps codes to names and is found from the rows when left out."""
    codes = tuple(sorted(cities or {row[0] for row in (*marks, *measures, *past)}))
    table = Cities(
        codes=codes,
        names=tuple(
            (cities or {}).get(code, f"Kota {code}") if isinstance(cities, dict) else f"Kota {code}"
            for code in codes
        ),
        states=tuple((states or {}).get(code, "ranked") for code in codes),
        attributes={
            name: tuple(column.get(code, "") for code in codes) for name, column in attributes.items()
        },
    )
    return Ratings(
        cities=table,
        marks=marks_of(marks, codes, types or {}),
        measures=measures_of(measures, codes),
        past=past_of(past, codes),
    )


def plan_of(rules, registry=REGISTRY):
    """Compile a scheme as opening an edition does."""
    structure, problems = build(rules)
    if structure is not None:
        problems = [*problems, *check(rules.edition, structure)]
        plan, wrong = compile_plan(rules, structure, registry)
        problems += wrong
    if problems:
        raise RejectedError(problems)
    return plan


def run(rules, read, registry=REGISTRY):
    """Score what was read; returns the result."""
    plan = plan_of(rules, registry)
    if wrong := check_columns(rules.edition, read.cities):
        raise RejectedError(wrong)
    raw = raw_values(plan, read)
    return standing(plan, read, evaluate(plan, raw, read), raw.flags)


class Found:
    """A result, asked by id and city code."""

    def __init__(self, result):
        self.result = result
        self.codes = result.ratings.cities.codes

    def _by_code(self, column):
        numbers = [None if np.isnan(number) else number for number in column.tolist()]
        return dict(zip(self.codes, numbers, strict=True))

    def scores(self, name):
        return self._by_code(self.result.scores[:, self.result.column(name)])

    def published(self, name):
        return self._by_code(self.result.published[:, self.result.column(name)])

    def coverage(self, name):
        return self._by_code(self.result.coverage[:, self.result.column(name)])

    def ranks(self, name="index", group="nation"):
        return self._by_code(self.result.rankings[name, group].rank)

    def sizes(self, name="index", group="nation"):
        return self._by_code(self.result.rankings[name, group].size)

    def bands(self, name):
        return dict(zip(self.codes, self.result.bandings[name].labels, strict=True))

    def states(self):
        return dict(zip(self.codes, self.result.states, strict=True))

    def improvement(self):
        return self._by_code(self.result.improvement)

    def winners(self):
        return [
            (item.award, item.node, item.member, self.codes[item.city], item.rank)
            for item in self.result.winners
        ]

    def flags(self):
        return [(self.codes[item.city], item.column, item.problem.code) for item in self.result.flags]


class Bench:
    """Everything a test of the engine needs."""

    NAN = NAN
    use = staticmethod(use)
    rubric = staticmethod(rubric)
    measured = staticmethod(measured)
    node = staticmethod(node)
    scheme = staticmethod(scheme)
    ratings = staticmethod(ratings)
    plan = staticmethod(plan_of)
    run = staticmethod(run)
    registry = REGISTRY

    @staticmethod
    def found(rules, **tables):
        return Found(run(rules, ratings(**tables)))

    @staticmethod
    def types(**weights):
        """Return evaluator types; None is no weight."""
        return {
            name: EvaluatorType(weight=None if weight is None else Decimal(str(weight)))
            for name, weight in weights.items()
        }

    @staticmethod
    def problems(rules):
        """Return (code, file and key) of everything that is wrong with a scheme."""
        with pytest.raises(RejectedError) as caught:
            plan_of(rules)
        return [(item.code, f"{item.place.file} {item.place.key}".strip()) for item in caught.value.problems]

    @staticmethod
    def details(rules):
        with pytest.raises(RejectedError) as caught:
            plan_of(rules)
        return [dict(item.details) for item in caught.value.problems]

    @staticmethod
    def subset(read, keep):
        """Return the ratings of some cities only, with positions counted anew."""
        new = np.full(len(read.cities.codes), -1, dtype=np.int64)
        new[keep] = np.arange(len(keep))

        def rows(table, *names):
            chosen = new[table.city] >= 0
            taken = {name: getattr(table, name)[chosen] for name in names}
            spots = {name: getattr(table.places, name)[chosen] for name in ("file", "sheet", "row", "column")}
            return {**taken, "city": new[table.city[chosen]], "places": evolve(table.places, **spots)}, chosen

        marks, _ = rows(read.marks, "criterion", "stage", "evaluator", "mark", "chair", "state")
        measures, chosen = rows(read.measures, "criterion", "value", "of", "n")
        texts = {
            name: tuple(np.array(getattr(read.measures, name), dtype=object)[chosen])
            for name in ("date", "source")
        }
        past, _ = rows(read.past, "node", "year", "value")
        cities = evolve(
            read.cities,
            **{
                name: tuple(np.array(getattr(read.cities, name), dtype=object)[keep])
                for name in ("codes", "names", "states")
            },
            attributes={
                name: tuple(np.array(column, dtype=object)[keep])
                for name, column in read.cities.attributes.items()
            },
        )
        return evolve(
            read,
            cities=cities,
            marks=evolve(read.marks, **marks),
            measures=evolve(read.measures, **measures, **texts),
            past=evolve(read.past, **past),
        )


@pytest.fixture(scope="session")
def bench():
    return Bench
