"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods")

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STARTS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PAR1", "parquet"),
    (b"%PDF", "pdf"),
)
_MARKUP = ((b"<!doctype html", "html"), (b"<html", "html"), (b"<table", "html"), (b"<?xml", "xml"))


def nature(data: bytes) -> str:
    """Return ``zip``, ``ole``, ``encrypted``, ``parquet``, ``pdf``, ``html``, ``xml``, ``text`` or ``unknown``."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return "encrypted" if kind == "ole" and _ENCRYPTED in data else kind
    beginning = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for start, kind in _MARKUP:
        if beginning.startswith(start):
            return "html" if b"<html" in beginning else kind
    return "unknown" if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else "text"


def mismatch(data: bytes, suffix: str) -> str:
    """Return the problem code for a file whose content is not what its ending says, or "".

    Parameters
    ----------
    data : the file, not empty.
    suffix : its ending, lower case.
    """
    found = nature(data)
    if suffix in WORKBOOKS:
        return "" if found == "zip" else f"file-is-{found}"
    if suffix == ".parquet":
        return "" if found == "parquet" else f"file-is-{found}"
    return "" if found == "text" else f"file-is-{found}"
