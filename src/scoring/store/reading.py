"""Reading a manifest: what is broken is named, all at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import fields, frozen

from scoring.errors import Place, Problem, RejectedError, UnreadableError, problem
from scoring.model.nearest import nearest
from scoring.model.ratings import InputFile
from scoring.model.registry import Owner
from scoring.store.manifest import NAME, SCHEMA, EditionFile, Manifest, Output, RubricFile


def load(run: Path) -> Manifest:
    """Return the manifest of a run folder.

    Raises
    ------
    UnreadableError
        There is no manifest, or it is no JSON.
    RejectedError
        It is not of this schema, or keys are missing, unknown or of the wrong type.
    """
    data = _json(run / NAME)
    place = Place(file=str(run / NAME))
    found = data.get("schema") if isinstance(data, Mapping) else None
    if found != SCHEMA:
        raise RejectedError([problem("run-manifest-schema", place, found=found, allowed=SCHEMA)])
    wrong: list[Problem] = []
    manifest = _Reader(place=place, wrong=wrong).record(Manifest, data, "")
    if manifest is not None:
        wrong += _outside(manifest, place)
    if wrong or manifest is None:
        raise RejectedError(wrong)
    return manifest


def _json(path: Path) -> Any:  # noqa: ANN401
    place = Place(file=str(path))
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableError([problem("run-manifest-missing", place)]) from error
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableError([problem("run-manifest-unreadable", place, cause=str(error))]) from error


def _outside(manifest: Manifest, place: Place) -> Iterator[Problem]:
    """Yield outputs that would lie outside the run folder."""
    for item in manifest.outputs:
        path = PurePosixPath(item.path)
        if path.is_absolute() or ".." in path.parts or "\0" in item.path:
            yield problem("run-output-outside", place, output=item.path)


_LISTS: Mapping[str, type] = {
    "rubrics": RubricFile,
    "plugins": Owner,
    "inputs": InputFile,
    "outputs": Output,
}
_KINDS: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    "str": ("text", lambda value: isinstance(value, str)),
    "int": ("whole number", lambda value: type(value) is int),
    "int | None": ("whole number or null", lambda value: value is None or type(value) is int),
    "Mapping[str, Any]": ("table", lambda value: isinstance(value, dict)),
    "Mapping[str, str]": ("table of texts", lambda value: _table_of(value, str)),
    "Mapping[str, int]": ("table of whole numbers", lambda value: _table_of(value, int)),
}
"""Allowed values by annotation."""


def _table_of(value: object, kind: type) -> bool:
    return isinstance(value, dict) and all(type(item) is kind for item in value.values())


@frozen
class _Reader:
    """Builds records and collects what is wrong."""

    place: Place
    wrong: list[Problem]

    def record(self, kind: type, data: Any, path: str) -> Any:  # noqa: ANN401
        """Return the record, or None after telling why there is none."""
        if not isinstance(data, dict):
            self._tell("run-manifest-value", path, found=type(data).__name__, allowed="table")
            return None
        before, known = len(self.wrong), {item.name: item for item in fields(kind)}
        for key in data.keys() - known.keys():
            self._tell("run-manifest-unknown", _join(path, key), nearest=nearest(key, known))
        for name in known:
            if name not in data:
                self._tell("run-manifest-lacks", _join(path, name))
        values = {
            name: self._value(known[name], data[name], _join(path, name)) for name in known if name in data
        }
        return kind(**values) if len(self.wrong) == before else None

    def _value(self, item: Any, value: Any, path: str) -> Any:  # noqa: ANN401
        if item.name in _LISTS and isinstance(value, list):
            found = [self.record(_LISTS[item.name], one, f"{path}[{at}]") for at, one in enumerate(value)]
            return tuple(found)
        if item.type == "EditionFile":
            return self.record(EditionFile, value, path)
        allowed, fits = _KINDS.get(item.type, ("list", lambda _: False))
        if not fits(value):
            self._tell("run-manifest-value", path, found=type(value).__name__, allowed=allowed)
        return value

    def _tell(self, code: str, key: str, **details: object) -> None:
        place = Place(file=self.place.file, key=key)
        self.wrong.append(problem(code, place, **details))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
