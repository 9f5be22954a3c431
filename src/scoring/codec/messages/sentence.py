"""A problem as a person reads it, and as a program reads it."""

from __future__ import annotations

from scoring.codec.messages.entries import catalogue
from scoring.codec.messages.escape import escape, shown, width_of
from scoring.errors import Place, Problem
from scoring.model.text import LANGUAGES, Language, Text

WIDEST = 100
"""Characters of a source line that are shown."""

_ASK = Text(en="; did you mean '{}'?", id="; mungkin maksudnya '{}'?")
_HINT = Text(en="hint", id="saran")
_BOLD, _RED, _CYAN, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[36m", "\x1b[0m"


def render(problem: Problem, *, language: Language = "en", color: bool = False) -> str:
    """Return the lines a person reads: the place and what is wrong, the source line, what to do next.

    Parameters
    ----------
    problem : what is wrong.
    language : of the sentence.
    color : whether terminal colours are added.

    Raises
    ------
    KeyError
        The code has no entry, or the sentence names a detail that the problem does not have (a bug).
    """
    place = problem.place
    where, what, hint = _label(place), _message(problem, language), _hint(problem, language)
    code = f" [{problem.code}]" if place.line or place.key else ""
    lines = [_paint(where, _BOLD, color) + ("  " if where else "") + what + code]
    lines += _source(place, color) if place.excerpt else []
    if hint:
        lines.append("  " + _paint(_HINT.in_language(language), _CYAN, color) + f": {hint}")
    return "\n".join(lines)


def as_json(problem: Problem) -> dict[str, object]:
    """Return the problem for the JSON envelope: code, place, sentence and hint in both languages, details."""
    place, entry = problem.place, catalogue()[problem.code]
    return {
        "code": problem.code,
        "severity": entry.severity,
        "file": escape(place.file),
        "sheet": escape(place.sheet),
        "cell": escape(place.cell),
        "line": place.line,
        "column": place.column,
        "key": escape(place.key),
        "message": {language: _message(problem, language) for language in LANGUAGES},
        "hint": {language: _hint(problem, language) for language in LANGUAGES},
        "details": {name: shown(value) for name, value in problem.details.items()},
    }


def _message(problem: Problem, language: Language) -> str:
    return _filled(catalogue()[problem.code].message.in_language(language), problem, language)


def _hint(problem: Problem, language: Language) -> str:
    """Return the hint; the question after the nearest name stands in the message only."""
    return catalogue()[problem.code].hint.in_language(language).format_map(_details(problem))


def _filled(sentence: str, problem: Problem, language: Language) -> str:
    details = _details(problem)
    near = details.get("nearest", "")
    question = _ASK.in_language(language).format(near) if near else ""
    if "{nearest}" not in sentence:
        sentence += "{nearest}"
    return sentence.format_map(details | {"nearest": question})


def _details(problem: Problem) -> dict[str, str]:
    own = {name: shown(value) for name, value in problem.details.items()}
    return {"key": escape(problem.place.key), "file": escape(problem.place.file)} | own


def _label(place: Place) -> str:
    """Return the place; the key stands in it only where no line is known."""
    key = place.key if not place.line else ""
    return escape(" ".join(part for part in (str(place), key) if part))


def _source(place: Place, color: bool) -> list[str]:
    """Return the source line and the carets below it, cut to a window around the column."""
    start = max(0, place.column - 1 - WIDEST // 2) if len(place.excerpt) > WIDEST else 0
    line = place.excerpt.replace("\t", " ")[start : start + WIDEST]
    at = place.column - 1 - start
    before, marked = escape(line[:at]), escape(line[at : at + place.width])
    number = f"{place.line:>5}"
    carets = " " * width_of(before) + _paint("^" * max(1, width_of(marked)), _RED, color)
    return [f"{number} | {escape(line)}", f"{'':>5} | {carets}"]


def _paint(text: str, style: str, color: bool) -> str:
    return f"{style}{text}{_PLAIN}" if color and text else text
