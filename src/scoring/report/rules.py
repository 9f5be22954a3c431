"""The rules of an edition in words."""

from __future__ import annotations

from decimal import Decimal

from scoring.report.labels import Labels


def rounding(labels: Labels) -> str:
    """Return how published scores are rounded."""
    publish = labels.edition.publish
    return labels.say(
        "rules.published", decimals=publish.decimals, rounding=labels.say(f"rules.{publish.rounding}")
    )


def ties(labels: Labels) -> str:
    """Return how equal scores are ranked."""
    publish = labels.edition.publish
    return labels.say(f"rules.{publish.ties}", key=", ".join(publish.key))


def basis(labels: Labels) -> str:
    """Return what ranks come from."""
    publish = labels.edition.publish
    if publish.ranks_from == "published":
        return labels.say("rules.from_published")
    return labels.say("rules.exact", tolerance=_decimal(publish.tolerance, labels))


def _decimal(value: Decimal, labels: Labels) -> str:
    text = f"{value.normalize():f}"
    return text.replace(".", ",") if labels.language == "id" else text
