"""The page as one HTML file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from scoring.codec.messages import escape
from scoring.model.ratings import Floats
from scoring.model.uncertainty import Uncertainty
from scoring.report.document import UNSAFE
from scoring.report.page.content import content

POLICY = "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'"
"""Only the script and the style that stand in the page run; nothing is loaded and nothing is sent."""


def page(found: Uncertainty, *, low: Floats, high: Floats, share: float) -> bytes:
    """Return the page.

    Parameters
    ----------
    found : what many weightings make of the ranking.
    low, high : ranks between which each city stands, shape (n_cities,).
    share : of the weightings, at least, in which it does.
    """
    script, style = _part("page.js"), _part("page.css")
    filled = {
        "policy": html.escape(POLICY.format(script=_hash(script), style=_hash(style))),
        "title": html.escape(escape(found.setting.edition)),
        "style": style,
        "data": _json({"texts": _texts(), **content(found, low=low, high=high, share=share)}),
        "script": script,
    }
    text = _part("page.html")
    pieces = [piece.partition("}}") for piece in text.split("{{")[1:]]
    body = "".join(filled[name] + rest for name, _, rest in pieces)
    return (text.split("{{", 1)[0] + body).encode()


def _json(data: Any) -> str:  # noqa: ANN401 - JSON values
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _part(name: str) -> str:
    return files("scoring.report.page").joinpath(name).read_text(encoding="utf-8")


@cache
def _texts() -> dict[str, dict[str, str]]:
    """Return the texts of the page by language."""
    entries = tomllib.loads(_part("texts.toml"))
    return {language: {key: entry[language] for key, entry in entries.items()} for language in ("id", "en")}
