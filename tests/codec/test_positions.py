"""A law: wherever and however a key is written, its position is that of its own text."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from scoring.codec.keys import key_text, parent, plain
from scoring.codec.positions import spots

NAMES = st.text(alphabet="ab_-1", min_size=1, max_size=3) | st.sampled_from(
    ["a.b", "ü ½", "市", "it's", "#", "[x]"]
)
LEAVES = st.sampled_from(
    ["1", "-0.5", "true", '"½ # = [x]"', "'it'", "2024-12-31", '"""a\nb = 1\n[c]"""', "[ ]", "{ }"]
)
TREES = st.recursive(
    st.dictionaries(NAMES, LEAVES, min_size=1, max_size=3),
    lambda inner: st.dictionaries(
        NAMES, LEAVES | inner | st.lists(inner, min_size=1, max_size=2), min_size=1, max_size=3
    ),
    max_leaves=8,
)


def quoted(name):
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else f'"{name}"'


def inline(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(key)} = {inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + ",  # a comment = 1\n".join(map(inline, value)) + " ]"
    return value


def lines(tree, path, style):
    """The tree as TOML: tables with headers, inline or with dotted keys as `style` says."""
    later = []
    for key, value in tree.items():
        name = quoted(key)
        if not isinstance(value, str) and style.random() < 0.5:
            later.append((name, value))
        elif (
            isinstance(value, dict)
            and style.random() < 0.5
            and all(isinstance(x, str) for x in value.values())
        ):
            yield from (f"{name} . {quoted(sub)} = {item}  # dotted" for sub, item in value.items())
        else:
            yield f"  {name}\t= {inline(value)}  # x = 1"
    for name, value in later:
        header = ".".join((*path, name))
        for item in value if isinstance(value, list) else [value]:
            yield f"[[{header}]]" if isinstance(value, list) else f"[ {header} ] # [y]"
            yield from lines(item, (*path, name), style)


def paths(data, base=()):
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*base, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*base, key))


@given(TREES, st.randoms(use_true_random=False))
def test_every_key_has_the_position_of_its_own_text(tree, style):
    source = "\n".join(lines(tree, (), style))
    found = spots(source)
    rows = source.split("\n")
    for path in paths(tomllib.loads(source)):
        spot = found[plain(key_text(path))]
        text = rows[spot.key.line - 1][spot.key.column - 1 :][: spot.key.width]
        if isinstance(path[-1], str):
            assert text.rpartition(" . ")[2].strip('"') == path[-1] or plain(text.replace(" ", "")).endswith(
                path[-1].replace(" ", "")
            )
        if spot.value and spot.value != spot.key:
            assert rows[spot.value.line - 1][: spot.value.column - 1].rstrip().endswith("=")


def test_the_first_of_two_spots_of_a_table_counts():
    assert spots("[a.b]\nx = 1\n[a]\ny = 2\n")["a"].key.line == 1


def test_parents_of_paths():
    assert [parent(key) for key in ("a.b[0].c", "a.b[0]", "a.b", "a", "")] == ["a.b[0]", "a.b", "a", "", ""]
