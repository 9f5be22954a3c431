"""An index as a function of weights, made by hand."""

import numpy as np
import pytest

from scoring.kernels import aggregate
from scoring.model.method import Aggregation
from scoring.model.weighed import Part, Weighed


class Rule:
    """A method as the engine calls it: names and shape first."""

    def __init__(self, apply, **keywords):
        self.apply, self.keywords = apply, keywords

    def __call__(self, _names, shape, *arrays):
        found = self.apply(*arrays, **self.keywords)
        assert found.shape == shape
        return found


MEAN = Aggregation(name="weighted_mean", apply=aggregate.weighted_mean, additive=True)


@pytest.fixture
def part():
    """Return a part whose children all stay as they are; what is given is otherwise."""

    def made(values, weights=None, *, method=MEAN, least=0.0, coverage=None, parameters=None, **rest):
        values = np.array(values, dtype=np.float64)
        n_items = values.shape[1]
        parameters = parameters or {}
        settings = {
            "id": "index",
            "children": tuple("abcdefgh"[:n_items]),
            "below": np.full(n_items, -1),
            "item": np.arange(n_items),
            "drawn": True,
            **rest,
        }
        return Part(
            weights=np.full(n_items, 1 / n_items) if weights is None else np.array(weights, dtype=np.float64),
            values=values,
            coverage=(~np.isnan(values)).astype(np.float64) if coverage is None else np.array(coverage),
            direction=np.ones(n_items),
            least=least,
            method=method,
            parameters=parameters,
            rule=Rule(method.apply, **parameters),
            **settings,
        )

    return made


@pytest.fixture
def weighed(part):
    """Return the index of one part."""

    def made(values, *words, **named):
        return Weighed(parts=(part(values, *words, **named),))

    return made


@pytest.fixture
def serial():
    """An executor that computes the parts in turn, backwards."""

    class Backwards:
        def results(self, work, parts):
            for place in reversed(range(len(parts))):
                yield place, work(parts[place])

    return Backwards()
