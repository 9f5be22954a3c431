"""``scoring rubrics``: the rubric library."""

from __future__ import annotations

from scoring.cli.answer import Answer
from scoring.cli.command import as_command
from scoring.cli.words import Both

HEADERS = (Both(en="Name", id="Nama"), Both(en="Title", id="Judul"), Both(en="Folder", id="Folder"))


@as_command("rubrics", examples=("scoring rubrics", "scoring new edition my-edition --from spbe-2020"))
def command() -> Answer:
    """List the editions of the rubric library."""
    from scoring import api  # noqa: PLC0415 - reads the library
    from scoring.cli.records import plain  # noqa: PLC0415 - needs attrs
    from scoring.cli.table import table  # noqa: PLC0415 - needs the catalogue

    found = api.library()
    data = [{"name": item.name, "title": plain(item.title), "path": str(item.path)} for item in found]
    return Answer(
        data,
        lambda language: table(
            [header.to(language) for header in HEADERS],
            [[item.name, item.title.in_language(language), str(item.path)] for item in found],
        ),
    )
