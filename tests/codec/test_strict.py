import datetime as dt
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.codec.messages import render
from scoring.codec.misfit import written
from scoring.codec.rules import toml_name
from scoring.codec.strict import fit
from scoring.errors import Problem
from scoring.model.edition import Edition
from scoring.model.rubric import Rubric


def keys_of(cls, seen=None) -> set[str]:
    """All keys that a file may hold, so that random files come near to real ones."""
    seen = seen if seen is not None else set()
    found = set()
    for item in attrs.fields(attrs.resolve_types(cls)):
        found.add(toml_name(cls, item.name))
        for part in (item.type, *getattr(item.type, "__args__", ())):
            if attrs.has(part) and part not in seen:
                seen.add(part)
                found |= keys_of(part, seen)
    return found


KEYS = st.sampled_from(sorted(keys_of(Edition) | keys_of(Rubric))) | st.text(max_size=4)
VALUES = st.recursive(
    st.booleans()
    | st.integers()
    | st.decimals()
    | st.text(max_size=5)
    | st.sampled_from(["scoring-edition/1", "scoring-rubric/1", "marks", "equal", "missing", "a.b"])
    | st.dates()
    | st.datetimes()
    | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@pytest.mark.parametrize("cls", [Edition, Rubric])
@given(data=st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_table_becomes_a_record_or_a_list_of_what_is_wrong(cls, data):
    record, misfits = fit(cls, data)
    assert (record is None) == bool(misfits)
    assert record is None or isinstance(record, cls)
    for item in misfits:
        assert render(Problem(code=item.code, details=item.details))
        assert render(Problem(code=item.code, details=item.details), language="id")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        ("a'b", "'a'b'"),
        (3, "3"),
        (Decimal("0.50"), "0.50"),
        (Decimal("-Infinity"), "-inf"),
        (Decimal("NaN"), "nan"),
        (float("inf"), "inf"),
        (dt.date(2024, 12, 31), "2024-12-31"),
        (dt.datetime(2024, 12, 31, 1, 2, 3, tzinfo=dt.UTC), "2024-12-31T01:02:03+00:00"),
        (dt.time(1, 2), "01:02:00"),
        (["x", {"a": False}], "['x', { a = false }]"),
        ("x" * 1000, "'" + "x" * 58 + "…"),
        (list(range(1000)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, …"),
    ],
)
def test_a_value_is_shown_about_as_it_is_written(value, shown):
    assert written(value) == shown
