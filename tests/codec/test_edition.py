import datetime as dt
import random
from decimal import Decimal

import pytest
from attrs import evolve

from scoring.codec.edition import load_rubric, load_scheme_files
from scoring.codec.messages import exit_code, render
from scoring.errors import Exit, Place, RejectedError, UnreadableError, problem
from scoring.model.edition import (
    Award,
    Band,
    Edition,
    EvaluatorType,
    Gate,
    Group,
    Improvement,
    Node,
    Publish,
    Requirement,
    Stages,
)
from scoring.model.method import Use
from scoring.model.rubric import Criterion, Evidence, History, Rubric, Sample, Scale
from scoring.model.source import Source
from scoring.model.text import Text

SMALL = 'format = "scoring-edition/1"\nid = "x"\nyear = 2024\n'
RUBRIC = 'format = "scoring-rubric/1"\nid = "{id}"\n[criterion.plan]\n'

WHOLE = """\
format = "scoring-edition/1"
id = "smart_city.2024"
year = 2024
name = { id = "Kota Cerdas", en = "Smart City" }
source = "a regulation"
date = 2024-12-31
index = "total"
rubrics = ["security"]

[[input]]
kind = "marks"
path = "marks/*.xlsx"
sheet = "impact"
spread = "criterion"
columns = { city = "Kota" }
constants = { evaluator = "{stem}" }
decimal = "comma"
missing = ["-", "n/a"]
encoding = "cp1252"
fill_merged = true
optional = true

[[input]]
kind = "cities"
path = "cities.csv"

[evaluator_type.academic]
name = "Akademisi"
weight = 0.25
consensus = { method = "trimmed_mean", share = 0.2 }

[evaluator_type.ministry]
weight = 0.75

[stages]
order = ["desk", "visit"]
rule = "replace"

[weights.expert]
a = 1
"outcome.people" = 0.50

[node.total]
children = { policy = 0.6, "outcome.people" = 0.4 }
weights = "given"
coverage = 0.5
then = ["identity", { method = "linear", raw = [0, 4], score = [0, 100] }]

[node."outcome.people"]
children = ["impact.*"]
aggregation = "geometric_mean"
then = "identity"

[[gate]]
on = "policy"
require = [{ node = "policy.plan", at_least = 2.5 }, { city = "kind", among = ["kota"] }]
otherwise = 0

[[gate]]
on = "total"
require = []

[band.predicate]
of = "total"
name = { id = "Predikat" }
by = "city.kind"
limits_by = { kota = { low = 0, high = 2.6 } }
names = { high = { id = "tinggi", en = "high" } }
basis = "published"

[group.size]
column = "population"
limits = { small = 0, large = 500000 }

[award.best]
nodes = ["total"]
group = "size"
top = 3

[improvement]
of = "total"
basis = "exact"

[publish]
decimals = 3
rounding = "half_even"
ties = "ordinal"
key = ["-population", "code"]
tolerance = 0
ranks_from = "published"
ranked = ["total"]
languages = ["en"]
"""

EDITION = Edition(
    format="scoring-edition/1",
    id="smart_city.2024",
    year=2024,
    name=Text(id="Kota Cerdas", en="Smart City"),
    source="a regulation",
    date=dt.date(2024, 12, 31),
    index="total",
    rubrics=("security",),
    inputs=(
        Source(
            kind="marks",
            path="marks/*.xlsx",
            sheet="impact",
            spread="criterion",
            columns={"city": "Kota"},
            constants={"evaluator": "{stem}"},
            decimal="comma",
            missing=("-", "n/a"),
            encoding="cp1252",
            fill_merged=True,
            optional=True,
        ),
        Source(kind="cities", path="cities.csv"),
    ),
    evaluator_types={
        "academic": EvaluatorType(
            name=Text(id="Akademisi", en="Akademisi"),
            weight=Decimal("0.25"),
            consensus=Use(method="trimmed_mean", parameters={"share": Decimal("0.2")}),
        ),
        "ministry": EvaluatorType(weight=Decimal("0.75")),
    },
    stages=Stages(order=("desk", "visit"), rule="replace"),
    weights={"expert": {"a": Decimal(1), "outcome.people": Decimal("0.50")}},
    nodes={
        "total": Node(
            children={"policy": Decimal("0.6"), "outcome.people": Decimal("0.4")},
            weights="given",
            coverage=Decimal("0.5"),
            then=(
                Use(method="identity"),
                Use(method="linear", parameters={"raw": [0, 4], "score": [0, 100]}),
            ),
        ),
        "outcome.people": Node(
            children=("impact.*",), aggregation=Use(method="geometric_mean"), then=(Use(method="identity"),)
        ),
    },
    gates=(
        Gate(
            on="policy",
            require=(
                Requirement(node="policy.plan", at_least=Decimal("2.5")),
                Requirement(city="kind", among=("kota",)),
            ),
            otherwise=Decimal(0),
        ),
        Gate(on="total", require=()),
    ),
    bands={
        "predicate": Band(
            of="total",
            name=Text(id="Predikat"),
            by="city.kind",
            limits_by={"kota": {"low": Decimal(0), "high": Decimal("2.6")}},
            names={"high": Text(id="tinggi", en="high")},
            basis="published",
        )
    },
    groups={"size": Group(column="population", limits={"small": Decimal(0), "large": Decimal(500000)})},
    awards={"best": Award(nodes=("total",), group="size", top=3)},
    improvement=Improvement(of="total", basis="exact"),
    publish=Publish(
        decimals=3,
        rounding="half_even",
        ties="ordinal",
        key=("-population", "code"),
        tolerance=Decimal(0),
        ranks_from="published",
        ranked=("total",),
        languages=("en",),
    ),
)

POLICY = """\
format = "scoring-rubric/1"
id = "policy"
version = "2"
name = "Kebijakan"
source = "a page"
evaluators = ["academic"]
stages = ["desk"]
input = "marks"
scale = { lowest = 0, highest = 4, step = 0.5 }
levels = { 0 = "none" }
value = { method = "linear", raw = [0, 4], score = [0, 1] }
weights = "shares"
aggregation = "weighted_mean"
coverage = 1
then = "identity"

[criterion.plan]
name = { en = "plan" }
guidance = "look"
weight = 3
levels = { 0 = "no plan", "2.5" = { id = "ada", en = "there is" } }
direction = "lower"
consensus = "median"

[criterion.survey]
weight = 1.5
input = "measure"
scale = {}
value = []
sample = { minimum = 30, below = "missing" }
evidence = { sources = ["BSSN"], valid_days = 365, expired = "flag" }

[criterion.past]
weight = 1
input = "history"
history = { of = "index", rule = "years", current = "total", weights = [3, 2, 1], gaps = "hold" }
"""

LINEAR = Use(method="linear", parameters={"raw": [0, 4], "score": [0, 1]})
RUBRIC_OF_POLICY = Rubric(
    format="scoring-rubric/1",
    id="policy",
    version="2",
    name=Text(id="Kebijakan", en="Kebijakan"),
    source="a page",
    evaluators=("academic",),
    stages=("desk",),
    input="marks",
    scale=Scale(lowest=Decimal(0), highest=Decimal(4), step=Decimal("0.5")),
    levels={"0": Text(id="none", en="none")},
    value=(LINEAR,),
    weights="shares",
    aggregation=Use(method="weighted_mean"),
    coverage=Decimal(1),
    then=(Use(method="identity"),),
    criteria={
        "plan": Criterion(
            name=Text(en="plan"),
            guidance=Text(id="look", en="look"),
            weight=Decimal(3),
            levels={"0": Text(id="no plan", en="no plan"), "2.5": Text(id="ada", en="there is")},
            direction="lower",
            consensus=Use(method="median"),
        ),
        "survey": Criterion(
            weight=Decimal("1.5"),
            input="measure",
            scale=Scale(),
            value=(),
            sample=Sample(minimum=30, below="missing"),
            evidence=Evidence(sources=("BSSN",), valid_days=365, expired="flag"),
        ),
        "past": Criterion(
            weight=Decimal(1),
            input="history",
            history=History(
                of="index",
                rule="years",
                current="total",
                weights=(Decimal(3), Decimal(2), Decimal(1)),
                gaps="hold",
            ),
        ),
    },
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "edition.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "rubrics").mkdir()
    return tmp_path


def put_rubric(folder, name, toml):
    path = folder / "rubrics" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml, encoding="utf-8")


def test_every_key_of_an_edition_reaches_its_field(folder):
    (folder / "edition.toml").write_text(WHOLE, encoding="utf-8")
    found = load_scheme_files(folder)
    assert found.problems == ()
    assert found.edition == EDITION
    assert str(found.edition.weights["expert"]["outcome.people"]) == "0.50"


def test_every_key_of_a_rubric_reaches_its_field(folder):
    put_rubric(folder, "policy.toml", POLICY)
    found = load_scheme_files(folder)
    assert found.problems == ()
    assert found.rubrics == {"policy": RUBRIC_OF_POLICY}
    assert list(found.rubrics["policy"].criteria) == ["plan", "survey", "past"]


def test_the_smallest_edition_has_the_defaults(folder):
    assert load_scheme_files(folder).edition == Edition(format="scoring-edition/1", id="x", year=2024)


def test_rubrics_are_found_in_folders_below_in_the_order_of_their_ids(folder):
    names = ["b/deep/z.toml", "a.toml", "c.TOML", "b/a.toml"]
    ids = dict(zip(names, ["x.one", "zeta", "b_2", "x"], strict=True))
    for name in random.sample(names, len(names)):
        put_rubric(folder, name, RUBRIC.format(id=ids[name]))
    put_rubric(folder, "README.md", "no rubric")
    found = load_scheme_files(folder)
    assert found.problems == ()
    assert list(found.rubrics) == ["b_2", "x", "x.one", "zeta"]
    assert [found.sources.file_of(name) for name in found.rubrics] == [
        "rubrics/c.TOML",
        "rubrics/b/a.toml",
        "rubrics/b/deep/z.toml",
        "rubrics/a.toml",
    ]
    assert found.sources.file_of("security") == ""


def test_an_edition_without_rubrics_folder_is_whole(folder):
    (folder / "rubrics").rmdir()
    assert load_scheme_files(folder).problems == ()


def test_two_rubrics_with_one_id_are_named_with_both_files(folder):
    put_rubric(folder, "a.toml", RUBRIC.format(id="policy"))
    put_rubric(folder, "b.toml", RUBRIC.format(id="policy"))
    put_rubric(folder, "c.toml", RUBRIC.format(id="people"))
    shown = [render(item) for item in load_scheme_files(folder).problems]
    assert shown == [
        (
            "rubrics/b.toml:2:6  the rubric 'policy' stands in rubrics/a.toml too [rubric-id-twice]\n"
            '    2 | id = "policy"\n'
            "      |      ^^^^^^^^\n"
            "  hint: each rubric of an edition has an id of its own"
        )
    ]


def test_faults_of_all_files_come_together(folder):
    (folder / "edition.toml").write_text(SMALL + "coverage = 1\n", encoding="utf-8")
    put_rubric(folder, "a.toml", RUBRIC.format(id="A"))
    put_rubric(folder, "b.toml", "id = \n")
    put_rubric(folder, "c.toml", RUBRIC.format(id="c"))
    (folder / "rubrics" / "d.toml").write_bytes(b"")
    found = load_scheme_files(folder)
    assert [(str(item.place), item.code) for item in found.problems] == [
        ("edition.toml:4:1", "unknown-key"),
        ("rubrics/a.toml:2:6", "bad-dotted-name"),
        ("rubrics/b.toml:1:6", "toml-no-value"),
        ("rubrics/d.toml", "toml-empty"),
    ]
    assert not found.complete
    assert list(found.rubrics) == ["c"]
    assert exit_code(found.problems) is Exit.UNREADABLE


def test_a_key_too_many_is_left_out_so_that_the_rest_can_be_looked_at(folder):
    (folder / "edition.toml").write_text(SMALL + "coverage = 1\n", encoding="utf-8")
    found = load_scheme_files(folder)
    assert [item.code for item in found.problems] == ["unknown-key"]
    assert found.complete
    assert found.edition is not None


def test_a_table_too_many_is_not_left_out(folder):
    (folder / "edition.toml").write_text(SMALL + "[nodes.index]\nchildren = []\n", encoding="utf-8")
    found = load_scheme_files(folder)
    assert found.edition is None
    assert not found.complete


def test_a_folder_that_is_not_there_is_named(tmp_path):
    found = load_scheme_files(tmp_path / "none")
    assert [render(item) for item in found.problems] == [f"{tmp_path}/none  there is no such folder"]
    assert exit_code(found.problems) is Exit.UNREADABLE


def test_a_folder_without_edition_is_named(tmp_path):
    assert [render(item) for item in load_scheme_files(tmp_path).problems] == [
        "edition.toml  there is no such file"
    ]


def test_a_rubric_that_is_a_loop_of_links_is_named(folder):
    (folder / "rubrics" / "a.toml").symlink_to("a.toml")
    assert [render(item) for item in load_scheme_files(folder).problems] == [
        "rubrics/a.toml  cannot be read: Too many levels of symbolic links"
    ]


def test_a_later_problem_is_placed_in_the_edition(folder):
    (folder / "edition.toml").write_text(WHOLE, encoding="utf-8")
    sources = load_scheme_files(folder).sources
    found = sources.locate(problem("weights-sum", Place(key="node.total.children"), found="1.2", weights="a"))
    assert (str(found.place), found.place.key) == ("edition.toml:44:12", "node.total.children")
    assert found.place.excerpt == 'children = { policy = 0.6, "outcome.people" = 0.4 }'
    assert found.details == {"found": "1.2", "weights": "a"}


def test_a_later_problem_is_placed_in_its_rubric(folder):
    put_rubric(folder, "sub/policy.toml", POLICY)
    sources = load_scheme_files(folder).sources
    found = sources.locate(problem("x", Place(file="rubric:policy", key="criterion.plan.value[0].lower")))
    assert str(found.place) == "rubrics/sub/policy.toml:17:12"
    whole = sources.locate(problem("x", Place(file="rubric:policy")))
    assert str(whole.place) == "rubrics/sub/policy.toml:1:1"


def test_a_place_that_is_known_or_elsewhere_stays(folder):
    sources = load_scheme_files(folder).sources
    for place in (
        Place(),
        Place(file="b.xlsx", sheet="s", cell="E17", key="id"),
        Place(file="rubric:of_a_package", key="criterion.plan"),
        Place(file="b.csv", key="id"),
        Place(file="", key="id", line=7, column=1),
    ):
        found = problem("x", place)
        assert sources.locate(found) == found


def test_nothing_is_placed_in_an_edition_that_could_not_be_read(tmp_path):
    found = problem("x", Place(key="id"))
    assert load_scheme_files(tmp_path).sources.locate(found) == found


def test_a_single_rubric_is_loaded(folder):
    put_rubric(folder, "policy.toml", POLICY)
    assert load_rubric(folder / "rubrics" / "policy.toml") == RUBRIC_OF_POLICY


def test_a_faulty_rubric_is_refused_with_its_path(folder):
    put_rubric(folder, "policy.toml", POLICY.replace("version", "verson"))
    path = folder / "rubrics" / "policy.toml"
    with pytest.raises(RejectedError) as caught:
        load_rubric(path)
    assert [str(item.place) for item in caught.value.problems] == [f"{path}:3:1"]
    with pytest.raises(RejectedError) as caught:
        load_rubric(path, shown="package/policy.toml")
    assert [str(item.place) for item in caught.value.problems] == ["package/policy.toml:3:1"]


def test_a_rubric_with_a_fault_of_syntax_is_refused(folder):
    put_rubric(folder, "policy.toml", "id = yes\n")
    with pytest.raises(RejectedError):
        load_rubric(folder / "rubrics" / "policy.toml")


def test_a_rubric_that_cannot_be_read_is_refused(folder):
    with pytest.raises(UnreadableError):
        load_rubric(folder / "rubrics" / "none.toml")


def test_a_key_is_marked_with_the_key_and_not_the_value(folder):
    put_rubric(folder, "policy.toml", POLICY.replace('direction = "lower"', 'direktion = "lower"'))
    (found,) = load_scheme_files(folder).problems
    assert found.place == evolve(
        found.place, line=22, column=1, width=9, excerpt='direktion = "lower"', key="criterion.plan.direktion"
    )
