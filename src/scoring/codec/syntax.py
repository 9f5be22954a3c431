"""All syntax errors of a TOML text: the parser's first one, and what it finds when that line is left out."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import Any

from scoring.errors import Place, Problem, RejectedError, problem

MOST = 20
"""Syntax errors of one file that are reported."""
DEEPEST = 20
"""Tables and arrays inside one another that are followed."""

_WHERE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_COMMA = re.compile(r"=\s*([+-]?\d+,\d+)")
_WORD = re.compile(r"[^\s,\]}#]*")
_KEY = re.compile(r"\s*(?:\[\[?\s*([^\]]*)|([^=]*?)\s*=)")
_INSIDE = re.compile("Duplicate inline table key '(.*)'")
_CODES = (
    ("Cannot|Duplicate", "toml-key-twice"),
    ("Unclosed array", "toml-unclosed-array"),
    ("Unclosed inline|Invalid initial character", "toml-inline-table"),
    (r"Unterminated|Illegal character '\\n'|Expected [\"']'''", "toml-unclosed-text"),
    ("Illegal|Found invalid", "toml-character"),
    ("Unescaped|Invalid hex|Escaped", "toml-escape"),
    ("Expected '=|Invalid statement", "toml-no-key"),
    ("Expected ']", "toml-header"),
    ("Invalid", "toml-value"),
    ("Expected newline", "toml-rest"),
)


def parse(source: str, shown: str) -> dict[str, Any]:
    """Return the data of a TOML text, numbers with a fraction as `Decimal`.

    Parameters
    ----------
    source : the text, its lines ended by line feeds.
    shown : name of the file for people.

    Raises
    ------
    RejectedError
        With the syntax errors, at most `MOST`.
    """
    lines = source.split("\n")
    found: list[Problem] = []
    while len(found) < MOST:
        data, wrong, recoverable = _attempt(lines, shown)
        if wrong:
            found.append(wrong)
            _leave_out(lines, wrong.place.line - 1)
        if not recoverable or not wrong:
            break
    if found:
        raise RejectedError(found)
    return data


def _attempt(lines: list[str], shown: str) -> tuple[dict[str, Any], Problem | None, bool]:
    """Return the data, the first thing that is wrong, and whether the text can be judged without that line."""
    here = Place(file=shown)
    try:
        data = tomllib.loads("\n".join(lines), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return {}, *_problem(error, lines, shown)
    except RecursionError:
        return {}, problem("toml-too-deep", here, allowed=DEEPEST), False
    except ValueError:  # an integer with more digits than the interpreter converts
        return {}, problem("toml-number-too-long", here), False
    deep = _depth(data) > DEEPEST
    return data, problem("toml-too-deep", here, allowed=DEEPEST) if deep else None, False


def _problem(error: tomllib.TOMLDecodeError, lines: list[str], shown: str) -> tuple[Problem, bool]:
    """Return what is wrong, and whether the rest of the text can be judged without that line."""
    match = _WHERE.fullmatch(str(error))
    cause, row, column = match.groups() if match else (str(error), None, None)
    line = int(row) if row else len(lines) if lines[-1] else max(1, len(lines) - 1)
    text = lines[line - 1]
    code, at, found = _code(cause, text, int(column) if column else len(text) + 1)
    place = Place(file=shown, line=line, column=at, excerpt=text, width=max(1, len(found)))
    open_end = code == "toml-unclosed-array" and not _closed(text)
    return problem(code, place, found=found, cause=cause), bool(row) and not open_end


def _code(cause: str, text: str, column: int) -> tuple[str, int, str]:
    """Return the code, the column and the faulty piece of the line."""
    comma = _COMMA.search(text, 0, column + 1)
    if comma:
        return "toml-decimal-comma", comma.start(1) + 1, comma[1]
    code = next((code for pattern, code in _CODES if re.match(pattern, cause)), "toml-syntax")
    if code == "toml-key-twice":
        return code, *_key(cause, text, column)
    if code in {"toml-character", "toml-unclosed-text"}:
        return code, column, ""
    found = _piece(text, column)
    return ("toml-no-value" if code == "toml-value" and not found else code), column, found


def _key(cause: str, text: str, column: int) -> tuple[int, str]:
    """Return the column and the name of the key that came again."""
    inside = _INSIDE.fullmatch(cause)
    if inside:
        return max(text.rfind(inside[1], 0, column - 2), 0) + 1, inside[1]
    match = _KEY.match(text)
    name = (match[1] or match[2] or "").strip() if match else ""
    return max(text.find(name), 0) + 1, name


def _piece(text: str, column: int) -> str:
    match = _WORD.match(text, column - 1)
    return match[0] if match else ""


def _closed(text: str) -> bool:
    """Whether an array that is opened in the line is also closed in it."""
    return "[" in text and text.count("[") == text.count("]")


def _leave_out(lines: list[str], row: int) -> None:
    """Take a faulty line out; a header stays a header, so that the keys below do not fall to the table above."""
    lines[row] = f"[recovered-{row}]" if lines[row].lstrip().startswith("[") else ""


def _depth(data: object) -> int:
    """Return how many tables and arrays stand inside one another; no recursion, the depth is not yet known."""
    depth, level = 0, [data]
    while level := [item for value in level for item in _inside(value)]:
        depth += 1
    return depth


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
