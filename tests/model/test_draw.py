"""Ways to draw weights, and the limits of their parameters."""

import pytest
from attrs import fields

from scoring.codec.descriptions import descriptions
from scoring.model.draw import DRAWS, Dirichlet, Drawn, Interval, Noise, Ordered, Uniform


@pytest.mark.parametrize("name", DRAWS)
def test_a_way_says_what_it_does_in_both_languages_and_what_each_parameter_is(name):
    method = DRAWS[name]
    assert method.name == name
    assert method.summary.en.endswith(".")
    assert method.summary.id.endswith(".")
    assert method.summary.en != method.summary.id
    assert set(descriptions(method.parameters)) == {item.name for item in fields(method.parameters)}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Dirichlet, {"concentration": 0.0}),
        (Dirichlet, {"concentration": -1.0}),
        (Dirichlet, {"concentration": float("inf")}),
        (Noise, {"share": 1.5}),
        (Noise, {"share": -0.1}),
        (Interval, {"margin": 2.0}),
        (Interval, {"lower": (0.1, -0.1)}),
        (Interval, {"upper": (0.1, 1.1)}),
        (Interval, {"upper": (float("nan"),)}),
        (Ordered, {"ranks": (0, 1)}),
    ],
)
def test_a_number_outside_its_limits_is_refused(kind, given):
    with pytest.raises(ValueError, match=next(iter(given))):
        kind(**given)


def test_a_use_holds_what_is_not_as_usual():
    assert Drawn(method="uniform", spread=Uniform()).use.parameters == {}
    assert Drawn(method="dirichlet", spread=Dirichlet(concentration=9.0)).use.parameters == {
        "concentration": 9.0
    }
