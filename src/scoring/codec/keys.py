"""Paths of TOML keys: as parts inside, as text such as ``node."outcome.people".children[0]`` for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def key_text(path: Path) -> str:
    """Return the path as it is written in TOML; elements of arrays count from 0.

    >>> key_text(("gate", 0, "require"))
    'gate[0].require'
    >>> key_text(("node", "outcome.people"))
    'node."outcome.people"'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_quoted(part)}" for part in path).lstrip(".")


def plain(key: str) -> str:
    """Return the text of a path without quotes, under which positions are kept."""
    return key.replace('"', "")


def parent(key: str) -> str:
    """Return the text of the path without its last part; "" for a top-level key.

    >>> parent("gate[0].require"), parent("gate[0]"), parent("gate")
    ('gate[0]', 'gate', '')
    """
    return key[: max(key.rfind("."), key.rfind("["), 0)]


def at(data: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401 any value of a TOML file
    """Return the value at a path of parsed TOML."""
    value: Any = data
    for part in path:
        value = value[part]
    return value


def without(data: Mapping[str, Any], paths: Iterable[Path]) -> dict[str, Any]:
    """Return a copy of parsed TOML without the keys at some paths.

    >>> without({"a": [{"b": 1, "c": 2}]}, [("a", 0, "b")])
    {'a': [{'c': 2}]}
    """
    copy = deepcopy(dict(data))
    for path in paths:
        del at(copy, path[:-1])[path[-1]]
    return copy


def _quoted(part: str) -> str:
    return part if _BARE.fullmatch(part) else f'"{part}"'
