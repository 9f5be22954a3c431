"""The tables with Indonesian headers and words, as offices write them."""

from __future__ import annotations

import polars as pl

HEADERS = {
    "cities": ("Kode", "Nama", "Provinsi", "Jenis", "Penduduk", "Angkatan", "Status"),
    "evaluators": ("Penilai", "Jenis Penilai", "Tim"),
    "panels": ("Kode", "Penilai", "Ketua"),
    "marks": ("Kode", "Kriteria", "Tahap", "Penilai", "Nilai", "Status"),
    "measures": ("Kode", "Kriteria", "Nilai", "Dari", "Responden", "Tanggal", "Sumber"),
    "history": ("Kode", "Simpul", "Tahun", "Nilai"),
}
STATES = {
    "ranked": "peserta",
    "not_participating": "tidak ikut",
    "withdrawn": "mundur",
    "not_assessable": "tidak dapat dinilai",
    "recused": "mengundurkan diri",
}


def indonesian(kind: str, table: pl.DataFrame) -> pl.DataFrame:
    """Return a table with its headers, states and yes-or-no in Indonesian."""
    named = table.rename(dict(zip(table.columns, HEADERS[kind], strict=True)))
    if "Status" in named.columns:
        named = named.with_columns(pl.col("Status").replace(STATES))
    if "Ketua" in named.columns:
        named = named.with_columns(Ketua=pl.when("Ketua").then(pl.lit("ya")).otherwise(pl.lit("tidak")))
    return named
