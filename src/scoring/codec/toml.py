"""TOML files with the positions of their keys."""

from __future__ import annotations

import re
import stat
from codecs import BOM_UTF8
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from attrs import define, field

from scoring.codec.keys import Path as KeyPath
from scoring.codec.keys import key_text, parent, plain
from scoring.codec.misfit import Misfit
from scoring.codec.positions import Spot, spots
from scoring.codec.scalars import unusable_numbers
from scoring.codec.syntax import parse
from scoring.errors import Place, Problem, RejectedError, UnreadableError, problem

LARGEST = 1_000_000
"""Bytes of the largest file that is read; an edition of a nation has some 50,000."""

_NUMBER = re.compile(r"_\d+$")
_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"PAR1")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@define(kw_only=True, frozen=True, slots=False, eq=False)
class Document:
    """A TOML file as it was read.

    Parameters
    ----------
    shown : name of the file for people.
    source : the text.
    data : the parsed text; numbers with a fraction are `Decimal`.
    """

    shown: str
    source: str = field(repr=False)
    data: Mapping[str, Any] = field(repr=False)

    def locate(self, key: str | KeyPath, *, at: Literal["key", "value"] = "value") -> Place:
        """Return the place of a key, or of the nearest key around it that is there.

        Parameters
        ----------
        key : path such as ``gate[0].require`` (quotes around parts may be left out), or its parts.
        at : whether the value is marked or the key; a table and a value over several lines are marked by
            their key.
        """
        text = key if isinstance(key, str) else key_text(key)
        near = plain(text)
        while near and near not in self._spots:
            if (other := self._otherwise_written(near)) in self._spots:
                near = other
            else:
                near, at = parent(near), "key"
        place = Place(file=self.shown, line=1, column=1, key=text)
        return self._marked(place, self._spots[near], at) if near else place

    @staticmethod
    def _otherwise_written(key: str) -> str:
        """Return how the file may write a key: one method needs no list, one entry can stand for many criteria."""
        return _NUMBER.sub("", key.replace("[0]", ""))

    def problem(self, item: Misfit) -> Problem:
        """Return a misfit of this file's data as a problem with its place."""
        place = self.locate(item.path, at="key" if item.on_key else "value")
        return Problem(code=item.code, place=place, details=item.details)

    def _marked(self, place: Place, spot: Spot, at: Literal["key", "value"]) -> Place:
        span = (spot.value if at == "value" else None) or spot.key
        line = self._lines[span.line - 1]
        return Place(
            file=place.file, key=place.key, line=span.line, column=span.column, width=span.width, excerpt=line
        )

    @cached_property
    def _spots(self) -> dict[str, Spot]:
        return spots(self.source)

    @cached_property
    def _lines(self) -> list[str]:
        return self.source.split("\n")


def read_toml(path: Path, *, shown: str, any_number: bool = False) -> Document:
    """Read a TOML file.

    Parameters
    ----------
    path : the file.
    shown : name of the file for people.
    any_number : whether ``nan``, ``inf`` and numbers without end are left to whoever makes records of the data.

    Raises
    ------
    UnreadableError
        There is no such file, or it is no text in UTF-8, or too large.
    RejectedError
        The text is no valid TOML, with all syntax errors that were found; or a number is not finite.
    """
    source = _text(path, shown)
    document = Document(shown=shown, source=source, data=parse(source, shown))
    unusable = [] if any_number else list(unusable_numbers(document.data))
    if unusable:
        raise RejectedError(document.problem(item) for item in unusable)
    return document


def _text(path: Path, shown: str) -> str:
    raw = _bytes(path, shown).removeprefix(BOM_UTF8)
    found = _not_text(raw, Place(file=shown))
    if found:
        raise UnreadableError([found])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError([_bad_byte(raw, error.start, shown)]) from None
    return text.replace("\r\n", "\n")


def _bytes(path: Path, shown: str) -> bytes:
    here = Place(file=shown)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError([problem("toml-folder", here)])
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            raise UnreadableError([problem("toml-not-regular", here)])
        if status.st_size > LARGEST:
            raise UnreadableError([problem("toml-too-large", here, found=status.st_size, allowed=LARGEST)])
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError([problem("toml-missing", here)]) from None
    except OSError as error:
        raise UnreadableError([problem("toml-no-access", here, cause=error.strerror or error)]) from None


def _not_text(raw: bytes, here: Place) -> Problem | None:
    if raw.startswith(_UTF16):
        return problem("toml-utf16", here)
    if raw.startswith(_NOT_TEXT) or b"\0" in raw:
        return problem("toml-not-text", here)
    if not raw.strip():
        return problem("toml-empty", here)
    return None


def _bad_byte(raw: bytes, at: int, shown: str) -> Problem:
    start = raw.rfind(b"\n", 0, at) + 1
    place = Place(file=shown, line=raw.count(b"\n", 0, at) + 1, column=len(raw[start:at].decode("utf-8")) + 1)
    return problem("toml-not-utf8", place, found=f"0x{raw[at]:02x}")
