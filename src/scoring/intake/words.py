"""The words of tables: column headers, states, yes and no, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

Form = Literal["id", "text", "number", "whole", "date", "flag", "word"]


@frozen(kw_only=True)
class Field:
    """One field of a table.

    Parameters
    ----------
    form : what its cells hold.
    headers : known headers, plain; the first is the field's own name.
    required : whether a table without the column cannot be read.
    """

    form: Form
    headers: tuple[str, ...]
    required: bool = False


def _field(form: Form, headers: str, *, required: bool = False) -> Field:
    return Field(form=form, headers=tuple(headers.split(", ")), required=required)


_CITY = _field(
    "id",
    "city, kota, kode, code, kode kota, city code, kab kota, kabupaten kota, kode wilayah",
    required=True,
)
_CRITERION = _field("id", "criterion, kriteria, indikator, indicator", required=True)
_EVALUATOR = _field("id", "evaluator, penilai, evaluator id, kode penilai, asesor", required=True)
_STATE = "state, status, keterangan, keadaan"

FIELDS: Mapping[str, Mapping[str, Field]] = {
    "cities": {
        "code": _field("id", "code, kode, city, kode kota, city code, kode wilayah", required=True),
        "name": _field(
            "text", "name, nama, nama kota, city name, kota, kab kota, kabupaten kota", required=True
        ),
        "state": _field("word", _STATE),
        "province": _field("text", "province, provinsi, propinsi"),
        "kind": _field("text", "kind, jenis"),
        "population": _field("text", "population, penduduk, jumlah penduduk"),
        "cohort": _field("text", "cohort, angkatan"),
    },
    "evaluators": {
        "evaluator": _EVALUATOR,
        "type": _field("id", "type, jenis, jenis penilai, evaluator type, unsur", required=True),
        "name": _field("text", "name, nama, nama penilai"),
    },
    "panels": {
        "city": _CITY,
        "evaluator": _EVALUATOR,
        "chair": _field("flag", "chair, ketua"),
        "recused": _field("flag", "recused, mengundurkan diri, mundur"),
    },
    "marks": {
        "city": _CITY,
        "criterion": _CRITERION,
        "evaluator": _EVALUATOR,
        "stage": _field("id", "stage, tahap"),
        "mark": _field("number", "mark, nilai, skor, score", required=True),
        "state": _field("word", _STATE),
    },
    "measures": {
        "city": _CITY,
        "criterion": _CRITERION,
        "value": _field("number", "value, nilai, capaian, realisasi", required=True),
        "of": _field("number", "of, dari, planned, rencana, penyebut, target"),
        "n": _field("whole", "n, responden, sample, sampel, jumlah responden"),
        "date": _field("date", "date, tanggal"),
        "source": _field("text", "source, sumber"),
    },
    "history": {
        "city": _CITY,
        "year": _field("whole", "year, tahun", required=True),
        "node": _field("id", "node, simpul"),
        "value": _field("number", "value, nilai, indeks, index", required=True),
    },
}
"""The fields of each kind of table."""

VALUE: Mapping[str, str] = {"marks": "mark", "measures": "value", "history": "value"}
"""The field whose cell is the place of a row."""

LEFT_ASIDE: Mapping[str, tuple[str, ...]] = {
    "cities": (),
    "evaluators": ("note", "catatan", "team", "tim", "institution", "instansi"),
    "panels": ("note", "catatan", "name", "nama", "nama kota", "city name", "team", "tim"),
    "marks": ("note", "catatan", "name", "nama", "nama kota", "city name"),
    "measures": ("note", "catatan", "name", "nama", "nama kota", "city name"),
    "history": ("note", "catatan", "name", "nama", "nama kota", "city name"),
}
"""Headers that are known and not read: they help people who fill in the table."""

CITY_STATES: Mapping[str, tuple[str, ...]] = {
    "ranked": ("ranked", "ikut", "peserta", "dinilai", "participating"),
    "not_participating": ("not participating", "tidak ikut", "bukan peserta"),
    "withdrawn": ("withdrawn", "mundur", "mengundurkan diri"),
    "not_assessable": ("not assessable", "tidak dapat dinilai"),
}
MARK_STATES: Mapping[str, tuple[str, ...]] = {
    "recused": ("recused", "mengundurkan diri"),
    "not_assessable": ("not assessable", "tidak dapat dinilai"),
}
FLAGS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "ya", "y", "true", "benar", "1"),
    "no": ("no", "tidak", "n", "false", "salah", "0"),
}


def meanings(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return what each plain word stands for."""
    return {word: meaning for meaning, known in words.items() for word in known}
