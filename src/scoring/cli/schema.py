"""``scoring schema``: the JSON Schema with which editors complete and check a file while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.params import OneOf
from scoring.cli.shape import Argument
from scoring.cli.words import Both

if TYPE_CHECKING:
    from scoring.codec.schema import Kind

KINDS = ("edition", "rubric")


@as_command(
    "schema",
    Argument(
        "kind",
        type=OneOf(KINDS),
        metavar="KIND",
        text=Both(en="edition or rubric.", id="edition atau rubric."),
    ),
    examples=("scoring schema rubric > rubric.schema.json", "scoring schema edition > edition.schema.json"),
    json=False,
)
def command(kind: str) -> Answer:
    """Return the JSON Schema of a kind of file."""
    from scoring.codec.schema import schema_text  # noqa: PLC0415 - needs attrs

    text = schema_text(cast("Kind", kind)).rstrip("\n")
    return Answer(text, lambda _: text)
