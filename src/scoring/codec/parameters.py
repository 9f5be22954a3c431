"""The parameters of a method, as an edition gives them, to the method's own class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.codec.keys import key_text
from scoring.codec.strict import fit
from scoring.errors import Place, Problem


def parameters(
    cls: type, given: Mapping[str, Any], *, key: str, file: str = ""
) -> tuple[object | None, list[Problem]]:
    """Turn parameters as written into the class that a method declares.

    Parameters
    ----------
    cls : frozen attrs class; its fields are numbers, texts, true or false, tuples, literals, tables or `Text`.
        Limits are attrs validators; a demand on several fields is ``__attrs_post_init__``. Both raise ValueError.
    given : parameters as written.
    key : TOML path of the method's use, such as ``node.index.aggregation``.
    file : file of the places; "" stands for the edition, ``rubric:<id>`` for a rubric.

    Returns
    -------
    tuple
        The instance, or None with what does not fit; places have a key and no line yet.
    """
    made, misfits = fit(cls, dict(given))
    return made, [
        Problem(code=item.code, place=Place(file=file, key=_below(key, item.path)), details=item.details)
        for item in misfits
    ]


def _below(key: str, path: tuple[str | int, ...]) -> str:
    text = key_text(path)
    return f"{key}{'' if text.startswith('[') or not text else '.'}{text}"
