"""Where each key and each value of a TOML text stands. The only module that uses tree-sitter."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache

import tree_sitter_toml
from attrs import field, frozen
from tree_sitter import Language, Node, Parser

from scoring.codec.keys import Path, key_text, plain


@frozen(kw_only=True)
class Span:
    """A piece of one line; line and column count from 1, the column in characters."""

    line: int
    column: int
    width: int


@frozen(kw_only=True)
class Spot:
    """Where a key stands and, unless it is a table of its own, its value.

    Parameters
    ----------
    key : the key; for an element of an array the element itself.
    value : the value; None for a table with a header, and for a value that takes several lines.
    """

    key: Span
    value: Span | None = None


def spots(source: str) -> dict[str, Spot]:
    """Return the spot of every key of a valid TOML text, by the plain text of its path.

    Implicit tables (``node`` in ``[node.index]``) have the spot where they are first named.
    """
    encoded = source.encode()
    index = _Index(lines=encoded.split(b"\n"))
    for item in _parser().parse(encoded).root_node.named_children:
        index.item(item)
    return index.found


@frozen(kw_only=True)
class _Index:
    lines: list[bytes]
    found: dict[str, Spot] = field(factory=dict)
    elements: Counter[Path] = field(factory=Counter)

    def item(self, node: Node) -> None:
        """Add a top-level pair or a table with all that is in it."""
        if node.type == "pair":
            self.pair((), node)
        elif node.type in {"table", "table_array_element"}:
            header, *pairs = _meant(node)
            path = self.header(header, element=node.type == "table_array_element")
            for pair in pairs:
                self.pair(path, pair)

    def header(self, node: Node, *, element: bool) -> Path:
        """Add the parts of a table's header; an array of tables gets its next element."""
        parts = list(_parts(node))
        path: Path = ()
        for number, part in enumerate(parts, 1):
            path = (*path, _word(part))
            self.add(path, Spot(key=self.span(part)))
            if element and number == len(parts):
                self.elements[path] += 1
            if path in self.elements:
                path = (*path, self.elements[path] - 1)
                self.add(path, Spot(key=self.span(part)))
        return path

    def pair(self, base: Path, node: Node) -> None:
        """Add one ``key = value`` and everything inside the value."""
        key, value = _meant(node)
        path = base
        for part in _parts(key):
            self.add(path := (*path, _word(part)), Spot(key=self.span(part)))
        self.found[plain(key_text(path))] = Spot(key=self.span(key), value=self.line_span(value))
        self.value(path, value)

    def value(self, path: Path, node: Node) -> None:
        """Add what is inside an inline table or an array."""
        if node.type == "inline_table":
            for pair in _meant(node):
                self.pair(path, pair)
        elif node.type == "array":
            for number, item in enumerate(_meant(node)):
                self.add((*path, number), Spot(key=self.span(item), value=self.line_span(item)))
                self.value((*path, number), item)

    def add(self, path: Path, spot: Spot) -> None:
        """Keep the first spot of a path."""
        self.found.setdefault(plain(key_text(path)), spot)

    def line_span(self, node: Node) -> Span | None:
        return self.span(node) if node.start_point.row == node.end_point.row else None

    def span(self, node: Node) -> Span:
        """Return the part of a node that stands on its first line, in characters."""
        (row, start), (last, end) = node.start_point, node.end_point
        line = self.lines[row]
        text = line[start:end] if row == last else line[start:]
        return Span(line=row + 1, column=len(line[:start].decode()) + 1, width=max(1, len(text.decode())))


def _meant(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _parts(key: Node) -> Iterator[Node]:
    """Yield the simple keys of a key, in order."""
    if key.type != "dotted_key":
        yield key
        return
    for child in key.named_children:
        yield from _parts(child)


def _word(key: Node) -> str:
    """Return the name a simple key stands for, without quotes and escapes."""
    text = (key.text or b"").decode()
    return next(iter(tomllib.loads(f"{text} = 0"))) if key.type == "quoted_key" else text


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_toml.language()))
