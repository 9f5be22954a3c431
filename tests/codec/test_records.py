import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.codec.loose import from_json, to_json
from scoring.codec.messages import render
from scoring.codec.records import dump_structure, load_structure
from scoring.errors import RejectedError
from scoring.model.method import Use
from scoring.model.plan import Fold, Leaf, Structure
from scoring.model.rubric import Evidence, History, Sample, Scale

SMALL = Structure(
    leaves=(
        Leaf(
            id="policy.plan",
            criterion="policy.plan",
            type="academic",
            consensus=Use(method="trimmed_mean", parameters={"share": Decimal("0.20")}),
            scale=Scale(lowest=Decimal(0), highest=Decimal(4), step=Decimal("0.5")),
        ),
    ),
    folds=(
        Fold(
            id="index",
            kind="node",
            children=("policy.plan",),
            weights=(Fraction(1, 3),),
            aggregation=Use(method="weighted_mean"),
        ),
    ),
    index="index",
    ranked=("index",),
)

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=None)
words = st.text(max_size=8)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
    | decimals
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.sampled_from([None, dt.UTC])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(words | st.sampled_from(["$decimal", "$table", "$"]), inner, max_size=3)
    ),
    max_leaves=8,
)
uses = st.builds(Use, method=words, parameters=st.dictionaries(words, values, max_size=3))
fractions = st.fractions()
scales = st.builds(
    Scale,
    lowest=st.none() | st.integers(-9, 0).map(Decimal),
    highest=st.none() | st.decimals(min_value=1, max_value=99, places=3),
)
histories = st.one_of(
    st.builds(
        History,
        of=words,
        rule=st.just("years"),
        current=words,
        weights=st.lists(decimals, max_size=3).map(tuple),
        gaps=st.sampled_from(["skip", "hold"]),
    ),
    st.builds(History, of=words, rule=st.sampled_from(["last", "improvement"])),
)
leaves = st.builds(
    Leaf,
    id=words,
    criterion=words,
    input=words,
    type=words,
    stage=words,
    consensus=st.none() | uses,
    scale=st.none() | scales,
    reverse=st.booleans(),
    value=st.lists(uses, max_size=2).map(tuple),
    sample=st.none()
    | st.builds(Sample, minimum=st.integers(1, 9), below=st.sampled_from(["flag", "missing"])),
    evidence=st.none()
    | st.builds(
        Evidence,
        sources=st.lists(words, max_size=2, unique=True).map(tuple),
        valid_days=st.none() | st.integers(0),
    ),
    history=st.none() | histories,
)
folds = st.builds(
    Fold,
    id=words,
    kind=words,
    children=st.lists(words, max_size=3, unique=True).map(tuple),
    weights=st.lists(fractions, max_size=3).map(tuple),
    aggregation=uses,
    coverage=fractions,
    then=st.lists(uses, max_size=2).map(tuple),
)
structures = st.builds(
    Structure,
    leaves=st.lists(leaves, max_size=3).map(tuple),
    folds=st.lists(folds, max_size=3).map(tuple),
    index=words,
    ranked=st.lists(words, max_size=2, unique=True).map(tuple),
)


@given(structures)
def test_a_structure_survives_the_way_to_text_and_back(structure):
    text = dump_structure(structure)
    again = load_structure(text)
    assert again == structure
    assert dump_structure(again) == text


def exactly(value):
    """The value with its types: 1, 1.0, Decimal(1) and True are equal but not the same."""
    if isinstance(value, dict):
        return [(key, exactly(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [exactly(item) for item in value]
    return type(value), str(value)


@given(values)
def test_a_parameter_survives_with_its_type_its_digits_and_its_order(value):
    text = json.dumps(to_json(value), sort_keys=True, allow_nan=False)
    assert exactly(from_json(json.loads(text))) == exactly(value)


def test_the_text_is_what_people_can_read():
    text = dump_structure(SMALL)
    data = json.loads(text)
    assert data["leaves"][0]["consensus"] == {
        "method": "trimmed_mean",
        "parameters": {"share": {"$decimal": "0.20"}},
    }
    assert data["leaves"][0]["scale"] == {"lowest": "0", "highest": "4", "step": "0.5"}
    assert data["folds"][0]["weights"] == ["1/3"]
    assert text.endswith("}\n")
    assert list(data) == sorted(data)


def test_the_order_of_parameters_changes_no_byte():
    one, two = ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    texts = {
        dump_structure(
            Structure(
                leaves=(Leaf(id="x", criterion="x", value=(Use(method="m", parameters=given),)),),
                folds=(),
                index="x",
                ranked=(),
            )
        )
        for given in (one, two)
    }
    assert len(texts) == 1


def test_what_no_file_can_hold_is_refused():
    with pytest.raises(TypeError, match="set is no value"):
        to_json({"a": {1, 2}})
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump_structure(
            Structure(
                leaves=(
                    Leaf(id="x", criterion="x", value=(Use(method="m", parameters={"a": float("nan")}),)),
                ),
                folds=(),
                index="x",
                ranked=(),
            )
        )


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            '"1/3"',
            '"1/0"',
            "plan.json folds[0].weights[0]  '1/0' is not an exact number written as text [not-exact]",
        ),
        ('"1/3"', "0.3", "plan.json folds[0].weights[0]  0.3 is not text [not-text]"),
        (
            '"0.5"',
            '"nan"',
            "plan.json leaves[0].scale.step  'nan' is not an exact number written as text [not-exact]",
        ),
        (
            '"reverse": false',
            '"reverse": 0',
            "plan.json leaves[0].reverse  0 is neither true nor false [not-true-or-false]",
        ),
        (
            '"ranked"',
            '"rank"',
            "plan.json rank  there is no key 'rank' here; did you mean 'ranked'? [misspelt-key]",
        ),
        (
            '"method": "weighted_mean",',
            "",
            (
                "plan.json folds[0].aggregation  { parameters = {} } is not the name of a method "
                "nor a table with method and its parameters [not-a-method]"
            ),
        ),
        ('"kind": "node"', '"kind": 3', "plan.json folds[0].kind  3 is not text [not-text]"),
        (
            '"$decimal": "0.20"',
            '"$decimal": "x"',
            "plan.json leaves[0].consensus  { share = { $decimal = 'x' } } is refused: 'x' is no $decimal [refused-value]",
        ),
        (
            '"$decimal": "0.20"',
            '"$complex": "x"',
            "plan.json leaves[0].consensus  { share = { $complex = 'x' } } is refused: $complex has no meaning here [refused-value]",
        ),
        (
            '"0.20"',
            '"0.20", "more": 1',
            "plan.json leaves[0].consensus  { share = { $decimal = '0.20', more = 1 } } is refused: $decimal has no meaning here [refused-value]",
        ),
    ],
)
def test_a_changed_plan_is_refused_with_its_place(before, after, message):
    text = dump_structure(SMALL)
    assert before in text
    with pytest.raises(RejectedError) as caught:
        load_structure(text.replace(before, after, 1))
    assert [render(item).splitlines()[0] for item in caught.value.problems] == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "plan.json  is not a compiled edition: Expecting value: line 1 column 1 (char 0)"),
        ('{"index": NaN}', "plan.json  is not a compiled edition: NaN is no number"),
        ("[]", "plan.json  [] is not a table of keys and values"),
        ("{}", "plan.json leaves  the key 'leaves' is missing [missing-key]"),
    ],
)
def test_a_text_that_is_no_plan_is_refused(text, message):
    with pytest.raises(RejectedError) as caught:
        load_structure(text)
    assert render(caught.value.problems[0]).splitlines()[0] == message
