"""A page as a list of steps: its fenced blocks, and the directives that stand in comments between them.

``<!-- file: PATH -->`` writes the next block to a file, ``<!-- append: PATH -->`` at its end; ``<!-- same: PATH -->`` compares it with one of the project, ``<!-- within: PATH -->`` with a part of one of the reader's;
``<!-- exit: N -->`` is how the last command of the next block ends; ``<!-- edit: PATH: OLD => NEW -->`` does by hand
what the text asks the reader to do, ``<!-- cell: WORKBOOK!SHEET!CELL = VALUE -->`` in a workbook; ``<!-- run: COMMAND -->`` prepares something; ``<!-- env: NAME=VALUE -->`` holds
for the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

STEP = re.compile(
    r"^ *<!-- (?P<name>file|append|same|within|exit|edit|cell|run|env): (?P<value>.*?) -->$"
    r"|^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$",
    re.DOTALL | re.MULTILINE,
)
FOR_THE_NEXT_BLOCK = {"file", "append", "same", "within", "exit"}


@frozen(kw_only=True)
class Block:
    """A fenced block.

    Parameters
    ----------
    language : behind its fence.
    text : what stands in it.
    line : of its fence.
    told : directives that stand before it, by name.
    """

    language: str
    text: str
    line: int
    told: dict[str, str] = field(factory=dict)


@frozen(kw_only=True)
class Deed:
    """A directive that does something by itself."""

    name: str
    value: str
    line: int


def steps(path: Path) -> Iterator[Block | Deed]:
    """Yield the steps of a page in order."""
    source = path.read_text(encoding="utf-8")
    told: dict[str, str] = {}
    for found in STEP.finditer(source):
        line = source.count("\n", 0, found.start()) + 1
        if found["name"] in FOR_THE_NEXT_BLOCK:
            told[found["name"]] = found["value"]
        elif found["name"]:
            yield Deed(name=found["name"], value=found["value"], line=line)
        else:
            text = re.sub(f"^{found['indent']}", "", found["text"], flags=re.MULTILINE)
            yield Block(language=found["language"], text=text, line=line, told=told)
            told = {}
