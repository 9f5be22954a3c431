"""Readers and writers of plugins, so that whatever goes wrong in them names their owner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from attrs import evolve

from scoring.errors import PluginError, ScoringError, problem
from scoring.intake import Content, Request
from scoring.model.method import Reader, Register, Writer

ONE_EACH = "one for each file"


def guarded_readers(readers: Register[Reader]) -> tuple[Reader, ...]:
    """Return the readers so that a fault, a wrong answer or a missing one ends with a `PluginError`."""
    return tuple(
        evolve(reader, read=partial(_read, reader, str(readers.owners[name])))
        for name, reader in readers.methods.items()
    )


def _read(reader: Reader, owner: str, requests: Iterable[Request]) -> Iterator[Content]:
    taken: list[str] = []
    asked = _told(requests, taken)
    given = 0
    try:
        for answer in reader.read(asked):
            given += 1
            if not isinstance(answer, Content):
                raise _wrong(reader, owner, ", ".join(taken), answer, Content.__name__)
            if given > len(taken):
                break
            yield answer
    except ScoringError:
        raise
    except (Exception, SystemExit) as error:
        file = taken[-1] if taken else "-"
        cause = f"{type(error).__name__}: {error}"
        raise PluginError(
            [problem("plugin-reader-failed", owner=owner, name=reader.name, file=file, cause=cause)]
        ) from error
    for _ in asked:  # what was not even asked for has no answer either
        pass
    if given != len(taken):
        method = f"{reader.kind} {reader.name}"
        found, files = f"{given}", ", ".join(taken) or "-"
        raise PluginError(
            [
                problem(
                    "plugin-wrong-return",
                    method=method,
                    owner=owner,
                    found=found,
                    columns=files,
                    allowed=ONE_EACH,
                )
            ]
        )
