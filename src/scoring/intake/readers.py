"""The built-in readers."""

from __future__ import annotations

from scoring.intake import books, text_tables, typed_tables
from scoring.intake.signature import WORKBOOKS
from scoring.model.method import Reader
from scoring.model.text import Text

READERS: tuple[Reader, ...] = (
    Reader(
        name="csv",
        suffixes=(".csv", ".tsv", ".txt"),
        read=text_tables.read,
        summary=Text(
            en="text tables separated by comma, semicolon or tab; every cell is text",
            id="tabel teks berpemisah koma, titik koma, atau tab; setiap sel adalah teks",
        ),
    ),
    Reader(
        name="parquet",
        suffixes=(".parquet",),
        read=typed_tables.read,
        summary=Text(
            en="Parquet files; rows count from 1 for the first row of data",
            id="berkas Parquet; baris dihitung dari 1 untuk baris data pertama",
        ),
    ),
    Reader(
        name="workbook",
        suffixes=WORKBOOKS,
        read=books.read,
        summary=Text(
            en="workbooks, cell by cell, in a limited process",
            id="buku kerja, sel demi sel, dalam proses terbatas",
        ),
    ),
)
