"""The README of a run folder: what each file is, and the rules of its text."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.model.edition import Scheme
from scoring.report.catalogue import known
from scoring.report.labels import Labels
from scoring.report.markdown import inline

LATER = ("edition/", "plan.json", "manifest.json", "log.json")
"""What the store puts beside the writers' files."""
REFERENCES = ("references.json",)
"""What it puts there where a step normalises."""


def readme(scheme: Scheme, names: Iterable[str]) -> bytes:
    """Return the README in every language of the edition, first one first.

    Parameters
    ----------
    scheme : names the edition and its languages.
    names : files that the writers made.
    """
    found = REFERENCES if any(step.normalise for step in scheme.edition.steps) else ()
    listed = (*sorted(names), *LATER, *found)
    languages = scheme.edition.publish.languages
    parts = [_part(Labels(scheme=scheme, language=language), listed) for language in languages]
    return ("\n\n".join(parts) + "\n").encode()


def _part(labels: Labels, names: Iterable[str]) -> str:
    title = labels.say("readme.title", title=inline(labels.title()))
    lines = [f"# {title}", "", labels.say("readme.lead"), "", labels.say("readme.rules"), ""]
    told: dict[str, list[str]] = {}
    for name in names:
        told.setdefault(_about(name, labels), []).append(inline(name))
    return "\n".join([*lines, *(f"- {', '.join(files)}{about}" for about, files in told.items())])


def _about(name: str, labels: Labels) -> str:
    """Return what a file of this name holds; nothing of a file that only its writer knows."""
    stem = "workbook" if name.endswith(".xlsx") else name.partition(".")[0].rstrip("/")
    about = known(f"readme.{stem}")
    return f": {about.in_language(labels.language)}" if about else ""
