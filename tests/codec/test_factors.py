"""Factors files: what they say, and exactly what is shown for faulty ones."""

import pytest

from scoring.codec.factors import load_factors
from scoring.codec.messages import render
from scoring.errors import RejectedError, UnreadableError
from scoring.model.factor import MeasurementError, RandomWeights
from scoring.model.method import Use

HEAD = 'format = "scoring-factors/1"\n'


def read(tmp_path, text):
    file = tmp_path / "factors.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return load_factors(file, shown="factors.toml")


def shown(tmp_path, text):
    with pytest.raises(RejectedError) as caught:
        read(tmp_path, text)
    return [render(item).splitlines()[0] for item in caught.value.problems]


def test_every_kind_of_factor_can_be_written(tmp_path):
    found = read(
        tmp_path,
        """
[factor.scale]
step = "last"
normalisation = ["rank", { method = "min_max", low = 1 }]
[factor.rule]
aggregation = "minimum"
[factor.left]
without = ["a.b", "c"]
[factor.weights]
node = "x"
weights = { spread = "dirichlet", concentration = 12.5, draws = 9 }
[factor.error]
error = { criteria = ["a.*"], distribution = "lognormal", size = 0.2, sizes = { "a.b" = 0.5 }, draws = 3 }
""",
    ).file.factor
    assert list(found) == ["scale", "rule", "left", "weights", "error"]
    assert [item.kind for item in found.values()] == [
        "normalisation",
        "aggregation",
        "without",
        "weights",
        "error",
    ]
    assert found["scale"].normalisation == (
        Use(method="rank"),
        Use(method="min_max", parameters={"low": 1}),
    )
    assert found["weights"].weights == RandomWeights(spread="dirichlet", concentration=12.5, draws=9)
    assert found["error"].error == MeasurementError(
        criteria=("a.*",), distribution="lognormal", size=0.2, sizes={"a.b": 0.5}, draws=3
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "",
            ["factors.toml:1:1  the key 'factor' is missing [missing-key]"],
        ),
        ("[factor]\n", ["factors.toml:1:1  there is no factor: nothing would be otherwise"]),
        (
            '[factor.a]\nnormalization = "rank"\n',
            [
                "factors.toml:3:1  there is no key 'normalization' here; did you mean 'normalisation'? [misspelt-key]",
            ],
        ),
        (
            '[factor.a]\nnode = "x"\n',
            ["factors.toml:2:9  factor a: exactly one thing is otherwise, found: none; allowed: "],
        ),
        (
            '[factor.a]\nwithout = ["x"]\naggregation = "minimum"\n',
            [
                "factors.toml:2:9  factor a: exactly one thing is otherwise, found: aggregation and without; allowed: "
            ],
        ),
        (
            '[factor.a]\nstep = "x"\naggregation = "minimum"\n',
            ["factors.toml:3:1  factor a: 'step' has no meaning beside 'aggregation' [factor-key-unused]"],
        ),
        (
            '[factor.a]\nnode = "x"\nimputation = "none"\n',
            ["factors.toml:3:1  factor a: 'node' has no meaning beside 'imputation' [factor-key-unused]"],
        ),
        (
            '[factor.a]\nnormalisation = ["rank", "none"]\n',
            [
                "factors.toml:3:17  factor a: a normalising step cannot be taken away [factor-normalisation-none]"
            ],
        ),
        (
            '[factor.a]\nweights = { spread = "normal" }\n',
            ["factors.toml:3:22  'normal' is none of: noise, dirichlet, uniform"],
        ),
        (
            '[factor.a]\nweights = { spread = "noise", size = 1.5 }\n',
            ["factors.toml:3:38  "],
        ),
        (
            '[factor.a]\nweights = { spread = "noise", draws = 4097 }\n',
            ["factors.toml:3:39  "],
        ),
        (
            '[factor.a]\nerror = { criteria = ["x", "y"], sizes = { x = 1, y = 0 } }\n',
            ["factors.toml:3:55  factor a: the error of y has no size above zero [error-without-size]"],
        ),
        (
            '[factor.a]\nerror = { criteria = ["x", "y"], sizes = { x = 1 } }\n',
            ["factors.toml:3:1  factor a: the error of y has no size above zero [error-without-size]"],
        ),
        (
            '[factor.A-b]\naggregation = "minimum"\n',
            ["factors.toml:2:9  "],
        ),
    ],
)
def test_what_is_wrong_is_shown_with_its_place(tmp_path, text, told):
    found = shown(tmp_path, text)
    assert len(found) == len(told)
    for line, wanted in zip(found, told, strict=True):
        assert line.startswith(wanted), line


def test_everything_that_is_wrong_comes_at_once(tmp_path):
    text = '[factor.a]\nwithout = "x"\n[factor.b]\nweights = { spread = "noise", draws = "many" }\n'
    assert len(shown(tmp_path, text)) == 2


def test_a_file_that_is_not_there_is_told_as_such(tmp_path):
    with pytest.raises(UnreadableError):
        load_factors(tmp_path / "none.toml")
