"""The records of the ranking methods by pairs and bounds: what they say, and limits of their parameters."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scoring.codec.parameters import parameters
from scoring.methods.ranking_outranking import records

RULES = {record.name: record for record in records()}

GOOD = [
    ("spotis", {"lower": [0], "upper": [100]}),
    ("spotis", {"lower": [0, -5, 3.5], "upper": [100]}),
    ("spotis", {"lower": [0, 1], "upper": [1, 2]}),
    ("todim", {"theta": 2.5}),
    ("gra", {"rho": 1}),
    ("promethee_ii", {}),
    ("promethee_ii", {"shapes": "gaussian", "s": [5]}),
    ("promethee_ii", {"shapes": "u v linear", "q": [1, 0, 2], "p": [3]}),
    ("promethee_ii", {"shapes": "u", "q": [4]}),
    (
        "promethee_ii",
        {
            "shapes": "u v linear level usual gaussian",
            "q": [10, 0, 0.5, 1, 0, 0],
            "p": [0, 30, 5, 6, 0, 0],
            "s": [0, 0, 0, 0, 0, 5],
        },
    ),
    ("electre_i", {"concordance": 1, "discordance": 0}),
    ("electre_iii", {"q": [1, 2], "p": [2], "v": [9, 8]}),
    ("electre_iii", {"q": [1], "p": [1], "alpha": 0.2, "beta": 0}),
]
BAD = [
    ("spotis", {"lower": [0]}, ["upper"]),
    ("spotis", {"lower": [], "upper": [1]}, ["lower"]),
    ("spotis", {"lower": [0], "upper": [0]}, [""]),
    ("spotis", {"lower": [0, 2], "upper": [3, 1]}, [""]),
    ("spotis", {"lower": [0, 2], "upper": [3, 4, 5]}, [""]),
    ("spotis", {"lower": [0, 2], "upper": [1]}, [""]),
    ("todim", {"theta": 0}, ["theta"]),
    ("gra", {"rho": 0}, ["rho"]),
    ("gra", {"rho": 1.5}, ["rho"]),
    ("promethee_ii", {"shapes": ""}, ["shapes"]),
    ("promethee_ii", {"shapes": "usual bell"}, ["shapes"]),
    ("promethee_ii", {"shapes": "u v", "q": [1, 2, 3]}, [""]),
    ("promethee_ii", {"q": [-1]}, ["q"]),
    ("promethee_ii", {"p": [-1]}, ["p"]),
    ("promethee_ii", {"p": []}, ["p"]),
    ("promethee_ii", {"s": [-1]}, ["s"]),
    ("promethee_ii", {"shapes": "gaussian"}, [""]),
    ("promethee_ii", {"shapes": "usual gaussian", "s": [1, 0]}, [""]),
    ("promethee_ii", {"shapes": "v"}, [""]),
    ("promethee_ii", {"shapes": "v v", "p": [2, 0]}, [""]),
    ("promethee_ii", {"shapes": "linear", "q": [2], "p": [3, 1]}, [""]),
    ("promethee_ii", {"shapes": "level", "q": [2]}, [""]),
    ("electre_i", {"concordance": 0.4}, ["concordance"]),
    ("electre_i", {"discordance": 1.1}, ["discordance"]),
    ("electre_iii", {"q": [2], "p": [1]}, [""]),
    ("electre_iii", {"p": [2], "v": [1]}, [""]),
    ("electre_iii", {"q": [1, 1], "v": [1, 2, 3]}, [""]),
    ("electre_iii", {"alpha": -0.1}, ["alpha"]),
    ("electre_iii", {"beta": 0.1}, ["beta"]),
]


@pytest.mark.parametrize(("name", "given"), GOOD)
def test_parameters_inside_their_limits_are_taken(name, given):
    made, problems = parameters(RULES[name].parameters, given, key="k")
    assert problems == []
    assert made is not None


@pytest.mark.parametrize(("name", "given", "keys"), BAD)
def test_parameters_outside_their_limits_are_refused_at_their_key(name, given, keys):
    made, problems = parameters(RULES[name].parameters, given, key="k")
    assert made is None
    assert [item.place.key for item in problems] == [f"k.{key}" if key else "k" for key in keys]


def test_the_methods_and_what_they_say():
    said = {
        name: (record.compensation, record.reversal_free, record.demands) for name, record in RULES.items()
    }
    assert said == {
        "spotis": ("full", True, ()),
        "ram": ("partial", False, ("not_negative",)),
        "gra": ("full", False, ("varying",)),
        "todim": ("partial", False, ("positive",)),
        "promethee_ii": ("partial", False, ()),
        "copeland": ("none", False, ()),
        "electre_i": ("none", False, ()),
        "electre_iii": ("none", False, ()),
    }
    assert {record.scope for record in RULES.values()} == {"nation"}


def test_parameters_reach_the_method():
    # net counts of 3 and 1 over 2, and of 5 over 2: 0.5 of the weight is not 0.65 of it
    values = np.array([[3.0, 1.0], [2.0, 2.0]])
    electre = RULES["electre_i"]
    assert_array_equal(electre.apply(values, np.ones(2), np.ones(2)), [0.0, 0.0])
    assert_array_equal(
        electre.apply(values, np.array([2.0, 1.0]), np.ones(2), concordance=0.65, discordance=1.0),
        [1.0, -1.0],
    )


@pytest.mark.parametrize("shape", ["usual", "gaussian"])
def test_a_bad_value_can_be_made_good_only_by_a_rule_that_compensates(shape):
    # the first city is far ahead in one item and a little behind in two: votes go against it, distances for it
    values, weights = np.array([[90.0, 49, 49], [10.0, 50, 50]]), np.ones(3)
    bounds = {"lower": (0.0,), "upper": (100.0,)}
    won = {
        "spotis": RULES["spotis"].apply(values, weights, np.ones(3), **bounds),
        "ram": RULES["ram"].apply(values, weights, np.ones(3)),
        "copeland": RULES["copeland"].apply(values, weights, np.ones(3)),
        "electre_iii": RULES["electre_iii"].apply(values, weights, np.ones(3)),
        "promethee": RULES["promethee_ii"].apply(values, weights, np.ones(3), shapes=shape, s=(20.0,)),
    }
    leads = {name: bool(scores[0] > scores[1]) for name, scores in won.items()}
    assert leads == {
        "spotis": True,
        "ram": True,
        "copeland": False,
        "electre_iii": False,
        "promethee": shape == "gaussian",
    }


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("promethee_ii", {"shapes": "u v", "q": (1.0,)}, "shapes has 2 entries, and there are 3 items"),
        ("promethee_ii", {"shapes": "u", "q": (1.0, 2.0, 3.0, 4.0)}, "q has 4 entries"),
        ("spotis", {"lower": (0.0, 1.0), "upper": (9.0,)}, "lower has 2 entries"),
        ("electre_iii", {"q": (0.0,), "p": (0.0,), "v": (5.0, 6.0)}, "v has 2 entries"),
    ],
)
def test_several_numbers_are_one_an_item_or_refused(name, given, told):
    with pytest.raises(ValueError, match=told):
        RULES[name].apply(np.ones((2, 3)), np.ones(3), np.ones(3), **given)
