"""Descriptions of how weights are drawn."""

import pytest

from scoring.codec.messages import render
from scoring.errors import RejectedError
from scoring.lab.described import described, shown
from scoring.model.draw import Constraints, Dirichlet, Interval, Noise, Ordered, Sobol, Table, Uniform
from scoring.model.method import Use

MEANT = {
    "uniform": Uniform(),
    "dirichlet": Dirichlet(concentration=50.0),
    "dirichlet:concentration=7": Dirichlet(concentration=7.0),
    "noise:share=0.5": Noise(share=0.5),
    'ordered:ranks=[1, 2, 2], tied="equal"': Ordered(ranks=(1, 2, 2), tied="equal"),
    "interval:lower=[0, 0.1],upper=[1, 0.9]": Interval(lower=(0.0, 0.1), upper=(1.0, 0.9)),
    'constraints:rules=["a >= 0.3"]': Constraints(rules=("a >= 0.3",)),
    'table:path="w.csv"': Table(path="w.csv"),
    'sobol:shape="spacings"': Sobol(shape="spacings"),
}


@pytest.mark.parametrize(("text", "spread"), MEANT.items())
def test_a_text_means_its_way_and_parameters(text, spread):
    found = described(text)
    assert found.spread == spread
    assert described(shown(found)) == found


def test_a_table_and_a_use_mean_the_same_as_the_text():
    wanted = described("interval:lower=[0.1, 0.2]")
    assert described({"method": "interval", "lower": (0.1, 0.2)}) == wanted
    assert described(Use(method="interval", parameters={"lower": [0.1, 0.2]})) == wanted


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("dirichlt", "there is no way to draw weights called 'dirichlt'"),
        ("dirichlet:concentraton=5", "did you mean 'concentration'?"),
        ("dirichlet:concentration=0", "> 0"),
        ("dirichlet:concentration='5'", "'5'"),
        ("dirichlet:concentration=", "is no description of weights"),
        ("table:path=weights.csv", "is no description of weights"),
        ("uniform:} \n x = { y = 1", "is no description of weights"),
        ("constraints", "rules"),
        ("interval:lower=[2]", "between 0 and 1"),
        ({"concentration": 5}, "is no description of weights"),
    ],
)
def test_a_wrong_description_is_told_with_the_nearest_name(description, told):
    with pytest.raises(RejectedError) as caught:
        described(description)
    assert told in " ".join(render(item) for item in caught.value.problems)


def test_the_nearest_way_is_named():
    with pytest.raises(RejectedError) as caught:
        described("dirichlt")
    assert "did you mean 'dirichlet'?" in render(caught.value.problems[0])
