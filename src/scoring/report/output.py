"""All files of a run, from the result and the writers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scoring.model.method import Writer
from scoring.model.result import Result
from scoring.report.frames import Tables, in_language, tables
from scoring.report.readme import readme
from scoring.report.writers import WRITERS


def files(result: Result, writers: Iterable[Writer] = WRITERS) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a run as (path in the run folder, bytes), one at a time, the README last.

    A writer of several languages is called once for each language of the edition, the others once in the first.

    Parameters
    ----------
    result : what a run found.
    writers : in the order in which they run.
    """
    languages = result.scheme.edition.publish.languages
    first = tables(result, languages[0])
    every = [first, *(in_language(first, language) for language in languages[1:])]
    names: list[str] = []
    for writer in writers:
        for name, content in _written(writer, every):
            names.append(name)
            yield name, content
    yield "README.md", readme(result.scheme, names)


def _written(writer: Writer, every: list[Tables]) -> Iterator[tuple[str, bytes]]:
    for spoken in every if writer.languages else every[:1]:
        yield from writer.write(spoken)
