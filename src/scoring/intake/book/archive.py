"""A look into a workbook's archive before anything parses it: bombs, far cells, what kind of book it is."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from xml.etree import ElementTree as ET

from scoring.intake.book.limits import CELLS, MEMBERS, RATIO, SUSPECT, UNPACKED

SEEN = (
    "xl/worksheets/",
    "xl/workbook.",
    "xl/sharedstrings.",
    "xl/styles.",
    "xl/_rels/",
    "content.xml",
    "meta-inf/",
)
"""Members that a reader parses."""

_ENCRYPTED = 1
_HEAD = struct.Struct("<26sHH")
"""Header of a member: what is not needed, and the lengths of its name and of its extra field."""

SUFFIXES = {"xlsx": (".xlsx", ".xlsm"), "xlsb": (".xlsb",), "ods": (".ods",)}
SHEETS = "application/vnd.oasis.opendocument.spreadsheet"


class RefusedError(Exception):
    """The book is not parsed: a code of the message catalogue with its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Archive:
    """The members of a workbook, unpacked within limits and free of document types.

    Parameters
    ----------
    data : the file.
    suffix : ending of its name, lower case.

    Raises
    ------
    RefusedError
        If it is no workbook of that ending, or may not be parsed.
    """

    def __init__(self, data: bytes, suffix: str) -> None:
        self._data = data
        listed = _listed(data)
        _check_size(listed)
        self._members = {item.filename.casefold(): item for item in listed}
        self.kind = self._kind()
        if suffix not in SUFFIXES[self.kind]:
            raise RefusedError("file-is-other-workbook", found=SUFFIXES[self.kind][0], suffix=suffix)
        self.parts = {name: self.read(name) for name in self._members if name.startswith(SEEN)}
        for part in self.parts.values():
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise RefusedError("workbook-entities")

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; its name is given in lower case.

        The standard library's stream of a member costs more than the reader needs for a small book.
        """
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise RefusedError("file-is-encrypted")
        head = self._data[member.header_offset : member.header_offset + _HEAD.size]
        if len(head) < _HEAD.size or not head.startswith(b"PK\x03\x04"):
            raise RefusedError("workbook-broken", reason=f"{name}: no header")
        start = member.header_offset + _HEAD.size + sum(_HEAD.unpack(head)[1:])
        part = _unpacked(self._data[start : start + member.compress_size], member)
        if len(part) != member.file_size or zlib.crc32(part) != member.CRC:
            raise RefusedError("workbook-broken", reason=f"{name}: wrong size or checksum")
        return part

    def _kind(self) -> str:
        if "xl/workbook.xml" in self._members:
            return "xlsx"
        if "xl/workbook.bin" in self._members:
            return "xlsb"
        if "content.xml" in self._members and "mimetype" in self._members:
            declared = self.read("mimetype").decode("ascii", "replace").strip()
            if declared.startswith(SHEETS):
                return "ods"
        raise RefusedError("file-is-zip")

    def sheet_parts(self, sheets: dict[str, str]) -> dict[str, bytes]:
        """Return the part of each sheet, by its name; `sheets` gives the relation of each."""
        relations = next(
            (part for name, part in self.parts.items() if name.startswith("xl/_rels/workbook.")), b""
        )
        targets = {item.get("Id", ""): item.get("Target", "") for item in parsed(relations)}
        paths = {name: _path(targets.get(relation, "")) for name, relation in sheets.items()}
        return {name: self.parts[path] for name, path in paths.items() if path in self.parts}


def parsed(part: bytes) -> ET.Element:
    """Return the root of a small XML part."""
    try:
        return ET.fromstring(part)  # noqa: S314 without a document type there are no entities to expand
    except ET.ParseError as error:
        raise RefusedError("workbook-broken", reason=str(error)) from error


def _path(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").casefold()


def _listed(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise RefusedError("file-truncated") from error


def _unpacked(packed: bytes, member: zipfile.ZipInfo) -> bytes:
    """Return the content of a member, and never more than a byte beyond what the archive says."""
    if member.compress_type == zipfile.ZIP_STORED:
        return packed
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise RefusedError("workbook-broken", reason=f"compression {member.compress_type}")
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, member.file_size + 1)
    except zlib.error as error:
        raise RefusedError("workbook-broken", reason=str(error)) from error


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to more than a table of this kind can be."""
    unpacked, packed = (
        sum(getattr(item, size) for item in members) for size in ("file_size", "compress_size")
    )
    if len(members) > MEMBERS:
        raise RefusedError("workbook-too-many-parts", found=len(members), allowed=MEMBERS)
    if unpacked > UNPACKED or (unpacked > SUSPECT and unpacked > RATIO * max(packed, 1)):
        raise RefusedError("workbook-unpacks-too-large", found=unpacked >> 20, allowed=UNPACKED >> 20)


def check_far(name: str, rows: int, columns: int, cell: str) -> None:
    """Refuse a sheet whose last filled cell spans too large a rectangle."""
    if rows * columns > CELLS:
        raise RefusedError("workbook-far-cell", sheet=name, found=cell)
