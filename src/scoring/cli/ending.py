"""From the words of a command line to an exit code: every way in which a command can end."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from scoring.cli import words
from scoring.cli.envelope import bug_envelope, envelope
from scoring.cli.manners import LANGUAGES, Manners, guess
from scoring.cli.program import COMPLETE, PROGRAM_NAME, program
from scoring.cli.shape import MisuseError
from scoring.cli.stream import prepare, write

if TYPE_CHECKING:
    from scoring.cli.answer import Answer
    from scoring.errors import Problem

OK, USAGE, UNREADABLE, BUG, INTERRUPTED = 0, 2, 3, 70, 130
"""Exit codes as in `scoring.errors.Exit`, which is not imported before there is something to say."""

SHOWN = 3
"""Notes of one kind that are shown where not all are asked for."""


def run(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    """Run a command line and print what it answers.

    Parameters
    ----------
    argv : words after the name of the program.
    environ : environment variables.

    Returns
    -------
    int
        The exit code.
    """
    prepare()
    manners = guess(argv, environ)
    try:
        return _expected(argv, environ, manners)
    except KeyboardInterrupt:
        return _interrupted(manners)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown as a bug and ends with its code
        return _bug(error, manners)


def _expected(argv: Sequence[str], environ: Mapping[str, str], manners: Manners) -> int:
    """Run a command line; mistakes of the user and of the data become problems."""
    if instruction := environ.get(COMPLETE):
        from click.shell_completion import shell_complete  # noqa: PLC0415 - asked for by shells only

        return shell_complete(program, {"obj": manners}, PROGRAM_NAME, COMPLETE, instruction)
    try:
        return _answered(argv, manners)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        from scoring.cli.usage import usage_problem  # noqa: PLC0415 - needs the catalogue

        return _refused([usage_problem(error)], USAGE, manners)
    except _failures() as error:
        _trace(error, manners)
        return _failed(error, manners)


def _answered(argv: Sequence[str], manners: Manners) -> int:
    with program.make_context(PROGRAM_NAME, list(argv), obj=manners) as ctx:
        _check_language(manners, ctx)
        answer: Answer | None = program.invoke(ctx)
        if answer is None:
            write(sys.stderr, ctx.get_help())
            return USAGE
    _print(answer, manners)
    if not answer.problems:
        return OK
    from scoring.codec.messages import exit_code  # noqa: PLC0415 - needs the catalogue

    return exit_code(answer.problems)


def _check_language(manners: Manners, ctx: click.Context) -> None:
    """Refuse a language of the environment that is none of ours."""
    found = manners.environ.get("SCORING_LANG")
    if found and found not in LANGUAGES:
        raise MisuseError("usage-wrong-value", ctx, parameter="SCORING_LANG", found=found, allowed=LANGUAGES)


def _print(answer: Answer, manners: Manners) -> None:
    if manners.format == "json":
        write(sys.stdout, envelope(answer.data, warnings=answer.notes, errors=answer.problems))
        return
    if text := answer.text(manners.lang):
        write(sys.stdout, text)
    if answer.notes and not manners.quiet:
        _say(answer.notes if answer.every_note else list(_few(answer.notes)), manners)
    if answer.problems:
        _say_all(answer.problems, manners)


def _failures() -> tuple[type[Exception], ...]:
    """Return the errors that are no bugs; a function, so that a command that succeeds need not import them."""
    from scoring.errors import ScoringError  # noqa: PLC0415 - see above

    return (ScoringError, OSError)


def _failed(error: Exception, manners: Manners) -> int:
    from scoring.codec.messages import exit_code  # noqa: PLC0415 - needs the catalogue
    from scoring.errors import ScoringError, problem  # noqa: PLC0415 - needs attrs

    if isinstance(error, ScoringError):
        return _refused(error.problems, max(error.exit_code, exit_code(error.problems)), manners)
    if isinstance(error, OSError) and error.filename:
        found = problem("system-refused", path=str(error.filename), cause=error.strerror or str(error))
        return _refused([found], UNREADABLE, manners)
    raise error


def _refused(problems: Sequence[Problem], code: int, manners: Manners) -> int:
    """Print what is wrong instead of a result."""
    if manners.format == "json":
        write(sys.stdout, envelope(None, errors=problems))
    else:
        _say_all(problems, manners)
    return code


def _few(notes: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first notes of each kind, and how many more there are."""
    from scoring.errors import problem  # noqa: PLC0415 - needs attrs

    kinds: dict[str, list[Problem]] = {}
    for note in notes:
        kinds.setdefault(note.code, []).append(note)
    for found in kinds.values():
        yield from found[:SHOWN]
        if len(found) > SHOWN:
            yield problem("more-remarks", count=len(found) - SHOWN)


def _say_all(problems: Sequence[Problem], manners: Manners) -> None:
    """Print problems, and how many they are where they are several."""
    from scoring.errors import problem  # noqa: PLC0415 - needs attrs

    files = len({item.place.file for item in problems if item.place.file})
    counted = "problems-counted-in-files" if files else "problems-counted"
    closing = [problem(counted, count=len(problems), files=files)] if len(problems) > 1 else []
    _say([*problems, *closing], manners)


def _say(problems: Sequence[Problem], manners: Manners) -> None:
    from scoring.codec.messages import render  # noqa: PLC0415 - needs the catalogue

    color = manners.color(sys.stderr)
    write(sys.stderr, "\n".join(render(item, language=manners.lang, color=color) for item in problems))


def _interrupted(manners: Manners) -> int:
    if manners.format == "json":
        write(sys.stdout, bug_envelope("interrupted", words.INTERRUPTED._asdict(), {"en": "", "id": ""}))
    else:
        write(sys.stderr, words.INTERRUPTED.to(manners.lang))
    return INTERRUPTED


def _bug(error: Exception, manners: Manners) -> int:
    """Say that the program is wrong, without anything that may be what is wrong."""
    cause = _visible(f"{type(error).__name__}: {error}")
    _trace(error, manners)
    if manners.format == "json":
        message = {language: text.format(cause=cause) for language, text in words.BUG._asdict().items()}
        write(sys.stdout, bug_envelope("bug", message, words.BUG_HINT._asdict()))
    else:
        text = f"{words.BUG.to(manners.lang).format(cause=cause)}\n  {words.BUG_HINT.to(manners.lang)}"
        write(sys.stderr, text)
    return BUG


def _trace(error: BaseException, manners: Manners) -> None:
    if manners.debug:
        write(sys.stderr, "\n".join(map(_visible, "".join(traceback.format_exception(error)).splitlines())))


def _visible(text: str) -> str:
    """Return a text whose every sign is seen; the catalogue's way may be what is broken."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
