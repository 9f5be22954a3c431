"""Readers and writers of plugins, so that whatever goes wrong in them names their owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from attrs import evolve

from scoring.errors import PluginError, ScoringError, problem
from scoring.intake import Content, Request
from scoring.model.method import Reader, Writer
from scoring.model.registry import Register
from scoring.report import Tables


def guarded_readers(readers: Register[Reader]) -> tuple[Reader, ...]:
    """Return the readers so that what one raises, or does not answer, is a `PluginError`."""
    return tuple(
        evolve(reader, read=partial(_read, reader, str(readers.owners[name])))
        for name, reader in readers.methods.items()
    )


def _read(reader: Reader, owner: str, requests: Iterable[Request]) -> Iterator[Content]:
    taken: list[str] = []
    asked = _noted(requests, taken)
    given = 0
    try:
        for given, answer in enumerate(reader.read(asked), start=1):
            _check_answer(reader, owner, answer, given, taken)
            yield answer
    except ScoringError:
        raise
    except (Exception, SystemExit) as error:
        file = taken[-1] if taken else "-"
        cause = f"{type(error).__name__}: {error}"
        told = problem("plugin-reader-failed", owner=owner, name=reader.name, file=file, cause=cause)
        raise PluginError([told]) from error
    for _ in asked:  # a file that was not even asked for has no answer either
        pass
    if given < len(taken):
        raise _wrong_return(reader, owner, f"{given} answers", taken, "one for each file")


def _check_answer(reader: Reader, owner: str, answer: object, given: int, taken: list[str]) -> None:
    if not isinstance(answer, Content) or given > len(taken):
        raise _wrong_return(reader, owner, type(answer).__name__, taken, "a Content for each file")


def _noted(requests: Iterable[Request], taken: list[str]) -> Iterator[Request]:
    for request in requests:
        taken.append(request.name)
        yield request


def guarded_writers(writers: Register[Writer]) -> Iterator[Writer]:
    """Yield the writers so that what one raises, or returns that is no file, is a `PluginError`."""
    for name, writer in writers.methods.items():
        yield evolve(writer, write=partial(_written, writer, str(writers.owners[name])))


def _written(writer: Writer, owner: str, tables: Tables) -> list[tuple[str, bytes]]:
    try:
        files = list(writer.write(tables))
    except ScoringError:
        raise
    except (Exception, SystemExit) as error:
        cause = f"{type(error).__name__}: {error}"
        told = problem("plugin-writer-failed", owner=owner, name=writer.name, cause=cause)
        raise PluginError([told]) from error
    for item in files:
        if not _is_file(item):
            raise _wrong_return(writer, owner, _types(item), ["a file"], "a path as text and its bytes")
    return files


def _is_file(item: object) -> bool:
    return (
        isinstance(item, tuple) and len(item) == 2 and type(item[0]) is str and isinstance(item[1], bytes)  # noqa: PLR2004
    )


def _types(item: object) -> str:
    """Return the type of something, of a tuple also what is in it.

    >>> _types(("a.txt", "text")), _types(3)
    ('(str, str)', 'int')
    """
    if isinstance(item, tuple):
        return f"({', '.join(type(part).__name__ for part in item)})"
    return type(item).__name__


def _wrong_return(
    method: Reader | Writer, owner: str, found: str, columns: Iterable[str], allowed: str
) -> PluginError:
    return PluginError(
        [
            problem(
                "plugin-wrong-return",
                method=f"{method.kind} {method.name}",
                owner=owner,
                found=found,
                columns=", ".join(columns) or "-",
                allowed=allowed,
            )
        ]
    )
