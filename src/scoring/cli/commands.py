"""The commands by name, in the order of work: where each is, and what it does in one sentence."""

from __future__ import annotations

from scoring.cli.shape import Entry
from scoring.cli.words import Both

COMMANDS = {
    "check": Entry(
        "scoring.cli.check",
        Both(
            en="Check an edition: all files, all problems.", id="Periksa edisi: semua berkas, semua masalah."
        ),
    ),
    "run": Entry(
        "scoring.cli.run",
        Both(en="Score an edition and write rankings.", id="Nilai edisi dan tulis peringkat."),
    ),
    "explain": Entry(
        "scoring.cli.explain",
        Both(en="Show how a city came to its index.", id="Tunjukkan asal indeks suatu kota."),
    ),
    "verify": Entry(
        "scoring.cli.verify",
        Both(en="Replay a run and compare byte by byte.", id="Ulangi hasil dan bandingkan bita demi bita."),
    ),
    "diff": Entry(
        "scoring.cli.diff",
        Both(
            en="Compare two runs: what moved and why.",
            id="Bandingkan dua hasil: apa yang berubah dan mengapa.",
        ),
    ),
    "compare": Entry(
        "scoring.cli.compare",
        Both(
            en="Compare ways to score: other weights, rules, normalisations.",
            id="Bandingkan cara menilai: bobot, aturan, normalisasi lain.",
        ),
    ),
    "structure": Entry(
        "scoring.cli.structure",
        Both(
            en="Look at what an index is made of and what carries it.",
            id="Lihat susunan indeks dan apa yang menentukannya.",
        ),
    ),
    "sensitivity": Entry(
        "scoring.cli.sensitivity",
        Both(
            en="Tell how much each choice matters for the ranking.",
            id="Tunjukkan seberapa besar pengaruh tiap pilihan pada peringkat.",
        ),
    ),
    "uncertainty": Entry(
        "scoring.cli.uncertainty",
        Both(
            en="Rank an edition under very many weightings.",
            id="Peringkatkan edisi di bawah sangat banyak pembobotan.",
        ),
    ),
    "new": Entry(
        "scoring.cli.new",
        Both(en="Begin an edition or a rubric.", id="Mulai edisi atau rubrik baru."),
    ),
    "rubrics": Entry(
        "scoring.cli.rubrics",
        Both(en="List the rubric library.", id="Daftar pustaka rubrik."),
    ),
    "methods": Entry(
        "scoring.cli.methods",
        Both(en="List all methods, or show one.", id="Daftar semua metode, atau tampilkan satu."),
    ),
    "plugins": Entry(
        "scoring.cli.plugins",
        Both(en="List all plugins, broken ones too.", id="Daftar semua plugin, juga yang rusak."),
    ),
    "schema": Entry(
        "scoring.cli.schema",
        Both(
            en="Print the JSON Schema of a file, for editors.",
            id="Cetak JSON Schema suatu berkas, untuk editor.",
        ),
    ),
    "completion": Entry(
        "scoring.cli.completion",
        Both(en="Print the completion script of a shell.", id="Cetak skrip pelengkapan untuk shell."),
    ),
}
