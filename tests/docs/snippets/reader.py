"""A reader who does everything a page shows, in order, in a place of his own."""

from __future__ import annotations

import doctest
import io
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from attrs import define, field
from openpyxl import load_workbook

from snippets import console, toml
from snippets.page import Block, Deed, steps

ROOT = Path(__file__).parents[3]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MAKE = """#!/bin/sh
test "$1" = demo || { echo "make: only demo is played here" >&2; exit 2; }
exec scoring run fixtures/nation/2024 --out out/demo
"""
"""Plays `make demo` without setting anything up; a test holds it against the Makefile."""


@define
class Reader:
    """Follows one page.

    Parameters
    ----------
    page : the page.
    place : an empty folder, where the reader works beside copies of the fixtures and the rubric library.
    commands : command lines that may stand in a page without being run.
    """

    page: Path
    place: Path
    commands: frozenset[str]
    environ: dict[str, str] = field(init=False)
    names: dict[str, Any] = field(factory=dict)
    printed: str | None = None
    count: int = 0

    def __attrs_post_init__(self) -> None:
        """Furnish the place."""
        self.environ = console.environment(self.place)
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("fixtures", "rubrics"):
            shutil.copytree(ROOT / name, self.place / name, ignore=ignored)
        make = self.place / ".bin" / "make"
        make.parent.mkdir()
        make.write_text(MAKE, encoding="utf-8")
        make.chmod(0o755)

    def follow(self) -> int:
        """Do every step and return how many blocks there were."""
        for step in steps(self.page):
            if isinstance(step, Deed):
                self._do(step)
            else:
                self._see(step)
                self.count += 1
        return self.count

    def _do(self, deed: Deed) -> None:
        if deed.name == "env":
            name, _, value = deed.value.partition("=")
            self.environ[name] = value
        elif deed.name == "run":
            code, printed = console.run(deed.value, self.place, self.environ)
            assert code == 0, self._at(deed.line, printed)
        elif deed.name == "cell":
            self._fill(*deed.value.split("!"))
        else:
            path, _, change = deed.value.partition(": ")
            old, _, new = change.partition(" => ")
            file = self.place / path
            text = file.read_text(encoding="utf-8")
            assert text.count(old) == 1, self._at(
                deed.line, f"{old!r} stands {text.count(old)} times in {path}"
            )
            file.write_text(text.replace(old, new.replace("\\n", "\n")), encoding="utf-8")

    def _see(self, block: Block) -> None:
        if path := block.told.get("same"):
            whole = (ROOT / path).read_text(encoding="utf-8")
            assert console.matches(block.text, whole), self._at(block.line, f"is not what {path} holds")
        if path := block.told.get("within"):
            whole = (self.place / path).read_text(encoding="utf-8")
            assert block.text in whole, self._at(block.line, f"does not stand in {path}")
            return
        for mode in ("file", "append"):
            if path := block.told.get(mode):
                self._put(self.place / path, block.text, append=mode == "append")
        getattr(self, f"_{block.language or 'plain'}", self._plain)(block)

    def _fill(self, path: str, sheet: str, change: str) -> None:
        cell, _, value = change.partition(" = ")
        book = load_workbook(self.place / path)
        book[sheet][cell] = int(value) if value.isdecimal() else value
        book.save(self.place / path)

    @staticmethod
    def _put(file: Path, text: str, *, append: bool) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = f"{file.read_text(encoding='utf-8')}\n\n" if append and file.exists() else ""
        file.write_text(before + text, encoding="utf-8")

    def _console(self, block: Block) -> None:
        asked = console.commands(block.text)
        for number, (command, shown) in enumerate(asked, start=1):
            code, printed = console.run(command, self.place, self.environ)
            wanted = int(block.told.get("exit", 0)) if number == len(asked) else 0
            assert code == wanted, self._at(block.line, f"$ {command}\nends with {code}\n{printed}")
            assert console.matches(shown, printed), self._at(block.line, f"$ {command}\n{printed}")

    def _python(self, block: Block) -> None:
        if block.told:
            compile(block.text, str(self.page), "exec")
            return
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(block.text, f"{self.page}:{block.line}", "exec"), self.names)  # noqa: S102
        assert not printed.getvalue(), self._at(block.line, f"prints what is not shown\n{printed.getvalue()}")

    def _pycon(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, {}, self.page.name, str(self.page), block.line)
        test.globs = self.names
        report: list[str] = []
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        failed = runner.run(test, out=report.append, clear_globs=False).failed
        assert not failed, self._at(block.line, "".join(report))

    def _toml(self, block: Block) -> None:
        folder = self.place / ".checked" / str(block.line)
        found = toml.faults(block.text, folder)
        assert not found, self._at(block.line, "\n".join(found))

    def _csv(self, block: Block) -> None:
        assert block.told, self._at(block.line, "a table is neither written nor compared")

    def _sh(self, block: Block) -> None:
        unknown = [line for line in block.text.splitlines() if line not in self.commands]
        assert not unknown, self._at(block.line, f"nobody runs {unknown}")

    def _plain(self, block: Block) -> None:
        raise AssertionError(
            self._at(block.line, f"a block of {block.language or 'nothing'} cannot be checked")
        )

    def _at(self, line: int, what: str) -> str:
        return f"{self.page.relative_to(ROOT)}:{line}: {what}"
