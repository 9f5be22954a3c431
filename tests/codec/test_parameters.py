from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import attrs
import pytest
from attrs import frozen, validators

from scoring.codec.messages import render
from scoring.codec.parameters import parameters
from scoring.errors import RejectedError, problem
from scoring.model.method import NoParameters
from scoring.model.text import Text


@frozen(kw_only=True)
class Every:
    number: float
    whole: int = 3
    exact: Decimal = Decimal("0.5")
    word: str = "x"
    flag: bool = False
    pair: tuple[float, float] = (0.0, 1.0)
    many: tuple[int, ...] = ()
    table: Mapping[str, float] = attrs.field(factory=dict)
    choice: Literal["low", "high"] = "low"
    text: Text = attrs.field(default=Text())
    perhaps: float | None = None
    step: Literal[1, 2] = 1


@frozen(kw_only=True)
class Limited:
    share: float = attrs.field(default=0.2, validator=[validators.ge(0), validators.lt(0.5)])
    names: tuple[str, ...] = attrs.field(default=())

    @names.validator
    def _at_most_two(self, attribute, value):
        if len(value) > 2:
            raise ValueError(f"{attribute.name} has {len(value)} items at share {self.share}")


@frozen(kw_only=True)
class Agreeing:
    low: float
    high: float

    def __attrs_post_init__(self):
        if self.low >= self.high:
            raise ValueError(f"low {self.low} is not below high {self.high}")


@frozen(kw_only=True)
class Coded:
    low: float = 0.0

    def __attrs_post_init__(self):
        raise RejectedError([problem("scale-upside-down", found=0, lowest=self.low)])


def shown(cls, given, **more) -> list[str]:
    made, problems = parameters(cls, given, key="node.index.aggregation", **more)
    assert made is None
    return [render(item) for item in problems]


def test_values_reach_their_fields_as_the_class_wants_them():
    given = {
        "number": 3,
        "whole": 4,
        "exact": 1,
        "word": "y",
        "flag": True,
        "pair": [1, Decimal("2.5")],
        "many": [1, 2],
        "table": {"a": Decimal("0.1")},
        "choice": "high",
        "text": {"id": "a", "en": "b"},
        "perhaps": Decimal("0.3"),
    }
    made, problems = parameters(Every, given, key="k")
    assert problems == []
    assert made == Every(
        number=3.0,
        whole=4,
        exact=Decimal(1),
        word="y",
        flag=True,
        pair=(1.0, 2.5),
        many=(1, 2),
        table={"a": 0.1},
        choice="high",
        text=Text(id="a", en="b"),
        perhaps=0.3,
    )
    assert [type(value) for value in made.pair] == [float, float]
    assert type(made.number) is float


def test_defaults_fill_what_is_not_given():
    assert parameters(Every, {"number": 0.5}, key="k") == (Every(number=0.5), [])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "node.index.aggregation.number  the key 'number' is missing [missing-key]"),
        ({"number": "3"}, "node.index.aggregation.number  '3' is not a number [not-a-number]"),
        ({"number": True}, "node.index.aggregation.number  true is not a number [not-a-number]"),
        (
            {"number": float("nan")},
            "node.index.aggregation.number  nan cannot be used as a number [not-finite]",
        ),
        ({"number": 1, "whole": 1.5}, "node.index.aggregation.whole  1.5 is not a whole number [not-whole]"),
        (
            {"number": 1, "whole": True},
            "node.index.aggregation.whole  true is not a whole number [not-whole]",
        ),
        ({"number": 1, "exact": "1"}, "node.index.aggregation.exact  '1' is not a number [not-a-number]"),
        ({"number": 1, "word": 1}, "node.index.aggregation.word  1 is not text [not-text]"),
        (
            {"number": 1, "flag": 1},
            "node.index.aggregation.flag  1 is neither true nor false [not-true-or-false]",
        ),
        ({"number": 1, "pair": [1]}, "node.index.aggregation.pair  [1] has not 2 values [wrong-length]"),
        (
            {"number": 1, "pair": [1, "b"]},
            "node.index.aggregation.pair[1]  'b' is not a number [not-a-number]",
        ),
        ({"number": 1, "many": 1}, "node.index.aggregation.many  1 is not a list [not-a-list]"),
        (
            {"number": 1, "table": {"a": "b"}},
            "node.index.aggregation.table.a  'b' is not a number [not-a-number]",
        ),
        (
            {"number": 1, "choice": "lo"},
            "node.index.aggregation.choice  'lo' is none of: low, high; did you mean 'low'? [wrong-choice]",
        ),
        ({"number": 1, "step": True}, "node.index.aggregation.step  true is none of: 1, 2 [wrong-choice]"),
        (
            {"number": 1, "text": 1},
            "node.index.aggregation.text  1 is neither text nor a table of texts [not-a-label]",
        ),
        (
            {"nummer": 1},
            "node.index.aggregation.nummer  there is no key 'nummer' here; did you mean 'number'? [misspelt-key]",
        ),
    ],
)
def test_a_value_of_another_type_is_refused(given, message):
    assert [text.splitlines()[0] for text in shown(Every, given)] == [message]


def test_a_method_without_parameters_takes_none():
    assert parameters(NoParameters, {}, key="k") == (NoParameters(), [])
    assert shown(NoParameters, {"share": 1}) == [
        "node.index.aggregation.share  'share' is too much: no key may stand here [no-keys]"
    ]


def test_limits_are_named():
    assert shown(Limited, {"share": Decimal("0.7")}) == [
        "node.index.aggregation.share  0.7 is outside its limit: < 0.5 [out-of-limits]"
    ]
    assert shown(Limited, {"share": -1}) == [
        "node.index.aggregation.share  -1 is outside its limit: >= 0 [out-of-limits]"
    ]


def test_all_limits_are_named_at_once_and_own_validators_see_the_other_fields():
    assert shown(Limited, {"names": ["a", "b", "c"], "share": Decimal("0.5")}) == [
        "node.index.aggregation.share  0.5 is outside its limit: < 0.5 [out-of-limits]",
        "node.index.aggregation.names  ['a', 'b', 'c'] is refused: names has 3 items at share 0.5 [refused-value]",
    ]


def test_what_the_class_says_of_several_fields_is_passed_on():
    assert shown(Agreeing, {"low": 2, "high": 1}) == [
        "node.index.aggregation  the values do not go together: low 2.0 is not below high 1.0 [refused]"
    ]
    assert shown(Coded, {}) == [
        "node.index.aggregation  highest is 0, not above lowest, which is 0.0 [scale-upside-down]"
    ]


def test_a_bug_of_the_class_is_not_hidden():
    @frozen(kw_only=True)
    class Broken:
        low: float = 0.0

        def __attrs_post_init__(self):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        parameters(Broken, {}, key="k")


def test_places_name_the_file():
    _, (found,) = parameters(Every, {}, key="criterion.plan.value[0]", file="rubric:policy")
    assert (found.place.file, found.place.key) == ("rubric:policy", "criterion.plan.value[0].number")
