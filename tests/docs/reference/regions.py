"""The parts of a page that are generated: between ``<!-- begin: NAME ARGUMENTS -->`` and ``<!-- end -->``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reference import commands, hooks, keys, messages, methods, tables

MAKERS: Mapping[str, Callable[..., str]] = {
    "keys": keys.table_of,
    "methods": methods.methods_of,
    "hook": hooks.hook,
    "fields": hooks.fields,
    "commands": commands.commands,
    "messages": messages.messages,
    "columns": tables.columns,
    "words": tables.words,
}
REGION = re.compile(r"(<!-- begin: (\w+)((?: [\w.]+)*) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(page: str) -> str:
    """Return a page with every generated part made anew."""
    return REGION.sub(lambda found: f"{found[1]}\n{MAKERS[found[2]](*found[3].split())}\n{found[4]}", page)


def named(page: str, maker: str) -> list[str]:
    """Return the arguments of the generated parts of one kind, in the order of the page."""
    return [found[2].strip() for found in REGION.findall(page) if found[1] == maker]
