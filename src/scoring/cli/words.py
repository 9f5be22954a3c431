"""Words of the command line in both languages.

`scoring.model.text.Text` would do the same, but help, version and completion have to be quick and attrs takes longer to
import than all of them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["id", "en"]


class Both(NamedTuple):
    """One text in English and in Indonesian."""

    en: str
    id: str

    def to(self, language: Language) -> str:
        """Return the text in a language."""
        return self.id if language == "id" else self.en


USAGE = Both(en="Usage: ", id="Pemakaian: ")
ARGUMENTS = Both(en="Arguments", id="Argumen")
OPTIONS = Both(en="Options", id="Opsi")
COMMANDS = Both(en="Commands", id="Perintah")
EXAMPLES = Both(en="Examples", id="Contoh")
OPTIONS_HERE = Both(en="[OPTIONS]", id="[OPSI]")
COMMAND_HERE = Both(en="COMMAND ...", id="PERINTAH ...")
SHOW_HELP = Both(en="Show this text and stop.", id="Tampilkan teks ini lalu berhenti.")
SHOW_VERSION = Both(en="Show the version and stop.", id="Tampilkan versi lalu berhenti.")
LANG = Both(
    en="Language of all texts (else SCORING_LANG, then the system's).",
    id="Bahasa semua teks (jika tidak ada: SCORING_LANG, lalu bahasa sistem).",
)
FORMAT = Both(
    en="The result as a table for people or as JSON for programs.",
    id="Hasil sebagai tabel untuk orang atau JSON untuk program.",
)
QUIET = Both(en="No progress and no remarks.", id="Tanpa kemajuan dan tanpa catatan.")
DEBUG = Both(
    en="Show the traceback of an error (as SCORING_DEBUG=1 does).",
    id="Tampilkan jejak galat (seperti SCORING_DEBUG=1).",
)
PROGRAM = Both(
    en="Score every city of a country by weighted rubrics, and defend every number.",
    id="Menilai setiap kota di suatu negara dengan rubrik berbobot, dan mempertanggungjawabkan setiap angka.",
)
BUG = Both(
    en="this is a bug in scoring, not in your data: {cause}",
    id="ini kesalahan program scoring, bukan data Anda: {cause}",
)
BUG_HINT = Both(
    en="run the same command with --debug and report what it prints",
    id="jalankan perintah yang sama dengan --debug dan laporkan keluarannya",
)
INTERRUPTED = Both(en="interrupted", id="dihentikan")
