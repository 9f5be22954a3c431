"""Every message code with its sentences, by area."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from scoring.model.text import Text

CATALOGUE = files("scoring.codec.messages")


def areas() -> list[str]:
    """Return the names of the catalogue's files."""
    return sorted(
        item.name.removesuffix(".toml") for item in CATALOGUE.iterdir() if item.name.endswith(".toml")
    )


def messages(area: str) -> str:
    """Return the entries of one area, one heading a code."""
    source = CATALOGUE.joinpath(f"{area}.toml").read_text(encoding="utf-8")
    return "\n".join(_entry(code, **entry) for code, entry in tomllib.loads(source).items())


def _entry(
    code: str,
    *,
    en: str,
    id: str,  # noqa: A002 - a key of the file
    hint: dict[str, str] | None = None,
    exit: int = 1,  # noqa: A002 - a key of the file
    severity: str = "error",
) -> str:
    text, advice = Text(en=en, id=id), Text(**(hint or {}))
    remark = "a remark; does not stop a run" if severity == "note" else f"exit {exit}" * (exit != 1)
    lines = [f"### {code}", ""]
    lines += [f"*{remark}*", ""] if remark else []
    for language in ("en", "id"):
        lines.append(f"- {language}: {_plain(text.in_language(language))}")
        if advice:
            lines.append(
                f"  - {'hint' if language == 'en' else 'saran'}: {_plain(advice.in_language(language))}"
            )
    return "\n".join([*lines, ""])


def _plain(sentence: str) -> str:
    """Return a sentence whose doubled braces are single and whose signs mean nothing in Markdown."""
    text = sentence.replace("{nearest}", "").replace("{{", "{").replace("}}", "}")
    for sign in "\\*_<[":
        text = text.replace(sign, f"\\{sign}")
    return text
