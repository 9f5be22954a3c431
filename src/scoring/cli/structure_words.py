"""What ``scoring structure`` calls its tables, their columns and what stands in them."""

from __future__ import annotations

from typing import NamedTuple

from scoring.cli.words import Both


class View(NamedTuple):
    """How a table is shown to people.

    Parameters
    ----------
    title : above the table.
    columns : those that are shown.
    of_node : the column that must name the node looked at; "" shows every row.
    by : the column by which the rows stand, the highest first; "" leaves them as they are.
    """

    title: Both
    columns: tuple[str, ...]
    of_node: str = ""
    by: str = ""


VIEWS = {
    "weights": View(
        Both(en="Nominal weights: in the node and in the index", id="Bobot nominal: di simpul dan di indeks"),
        ("column", "kind", "weight", "effective", "method"),
        of_node="parent",
    ),
    "importance": View(
        Both(
            en="Importance by variance next to nominal weight",
            id="Kepentingan menurut varians di samping bobot nominal",
        ),
        ("scope", "column", "nominal", "linear", "main", "discrepancy", "cities"),
        of_node="node",
    ),
    "correlations": View(
        Both(en="Correlations, the highest first", id="Korelasi, yang tertinggi lebih dulu"),
        ("first", "second", "member", "value", "p_value", "cities", "look"),
        by="value",
    ),
    "alpha": View(
        Both(en="Cronbach's alpha", id="Alfa Cronbach"),
        ("child", "alpha", "without", "with_rest"),
        of_node="node",
    ),
    "adequacy": View(
        Both(en="Fitness for components: KMO and Bartlett", id="Kelayakan komponen: KMO dan Bartlett"),
        ("node", "items", "cities", "kmo", "chi_squared", "degrees", "p_value", "left_out"),
        of_node="node",
    ),
    "components": View(
        Both(en="Principal components", id="Komponen utama"),
        ("component", "eigenvalue", "explained", "cumulative", "child", "loading", "rotated"),
        of_node="node",
    ),
    "removal": View(
        Both(en="The ranking without each part", id="Peringkat tanpa setiap bagian"),
        ("column", "spearman", "average_shift", "mover_code", "mover_name", "before", "after", "failed"),
    ),
    "reversal": View(
        Both(en="Rank reversal of the rule", id="Pembalikan peringkat oleh aturan"),
        ("check", "cities", "found", "unscored"),
    ),
    "reversals": View(
        Both(en="Where the order turns", id="Tempat urutan berbalik"),
        ("check", "cause_name", "first_name", "second_name", "third_name", "before", "after"),
    ),
    "strengths": View(
        Both(en="Strengths and weaknesses", id="Kekuatan dan kelemahan"),
        ("code", "name", "kind", "place", "column", "score", "rank", "size"),
    ),
    "trends": View(
        Both(
            en="Trends over the editions, the fastest growth first",
            id="Tren antaredisi, yang tercepat lebih dulu",
        ),
        ("code", "name", "first_year", "last_year", "first", "last", "cagr", "slope", "percent"),
        of_node="node",
        by="cagr",
    ),
}
HEADERS = {
    "after": Both(en="after", id="sesudah"),
    "alpha": Both(en="alpha", id="alfa"),
    "average_shift": Both(en="average shift", id="rata-rata geser"),
    "before": Both(en="before", id="sebelum"),
    "cagr": Both(en="growth a year", id="pertumbuhan per tahun"),
    "cause_name": Both(en="cause", id="penyebab"),
    "check": Both(en="check", id="pemeriksaan"),
    "child": Both(en="part", id="bagian"),
    "chi_squared": Both(en="chi-squared", id="khi-kuadrat"),
    "cities": Both(en="cities", id="kota"),
    "code": Both(en="code", id="kode"),
    "column": Both(en="part", id="bagian"),
    "component": Both(en="component", id="komponen"),
    "cumulative": Both(en="cumulative", id="kumulatif"),
    "degrees": Both(en="degrees", id="derajat"),
    "discrepancy": Both(en="discrepancy", id="selisih"),
    "effective": Both(en="in the index", id="di indeks"),
    "eigenvalue": Both(en="eigenvalue", id="nilai eigen"),
    "explained": Both(en="explained", id="dijelaskan"),
    "failed": Both(en="could not be scored", id="tidak dapat dinilai"),
    "first": Both(en="first", id="pertama"),
    "first_name": Both(en="first", id="pertama"),
    "first_year": Both(en="from", id="dari"),
    "found": Both(en="found", id="ditemukan"),
    "items": Both(en="parts", id="bagian"),
    "kind": Both(en="kind", id="jenis"),
    "kmo": Both(en="KMO", id="KMO"),
    "last": Both(en="last", id="terakhir"),
    "last_year": Both(en="to", id="sampai"),
    "left_out": Both(en="left out (the same everywhere)", id="tidak disertakan (sama di mana-mana)"),
    "linear": Both(en="linear", id="linear"),
    "loading": Both(en="loading", id="muatan"),
    "look": Both(en="look at", id="perhatikan"),
    "main": Both(en="main effect", id="efek utama"),
    "member": Both(en="among", id="di antara"),
    "method": Both(en="weighting", id="pembobotan"),
    "mover_code": Both(en="code", id="kode"),
    "mover_name": Both(en="moves most", id="paling bergeser"),
    "name": Both(en="city", id="kota/kabupaten"),
    "node": Both(en="node", id="simpul"),
    "nominal": Both(en="nominal", id="nominal"),
    "p_value": Both(en="p", id="p"),
    "percent": Both(en="percent a year", id="persen per tahun"),
    "place": Both(en="place", id="urutan"),
    "rank": Both(en="rank", id="peringkat"),
    "rotated": Both(en="rotated", id="dirotasi"),
    "scope": Both(en="scope", id="lingkup"),
    "score": Both(en="score", id="skor"),
    "second": Both(en="second", id="kedua"),
    "second_name": Both(en="second", id="kedua"),
    "size": Both(en="of", id="dari"),
    "slope": Both(en="slope", id="kemiringan"),
    "spearman": Both(en="Spearman", id="Spearman"),
    "third_name": Both(en="third", id="ketiga"),
    "unscored": Both(en="calls without an answer", id="tanpa jawaban"),
    "value": Both(en="correlation", id="korelasi"),
    "weight": Both(en="in the node", id="di simpul"),
    "with_rest": Both(en="with the rest", id="dengan sisanya"),
    "without": Both(en="alpha without it", id="alfa tanpanya"),
}
TERMS = {
    "children": Both(en="parts", id="bagian"),
    "circles": Both(en="circles of three", id="lingkaran bertiga"),
    "clones": Both(en="a city comes twice", id="kota hadir dua kali"),
    "clones_apart": Both(en="a copy has another score", id="salinan berskor lain"),
    "criteria": Both(en="criteria", id="kriteria"),
    "criterion": Both(en="criterion", id="kriteria"),
    "dominance": Both(en="nowhere worse, yet behind", id="tidak kalah di mana pun, tetapi di belakang"),
    "dominance_level": Both(en="nowhere worse, yet level", id="tidak kalah di mana pun, tetapi setara"),
    "high": Both(en="high", id="tinggi"),
    "leave_one_out": Both(en="another city leaves", id="kota lain pergi"),
    "low": Both(en="low", id="rendah"),
    "nation": Both(en="nation", id="nasional"),
    "negative": Both(en="negative", id="negatif"),
    "node": Both(en="node", id="simpul"),
    "pairs": Both(en="two cities alone", id="dua kota saja"),
    "rubric": Both(en="rubric", id="rubrik"),
    "strength": Both(en="strength", id="kekuatan"),
    "weakness": Both(en="weakness", id="kelemahan"),
}
TERMED = frozenset({"check", "kind", "look", "member", "scope"})
"""Columns whose words have a translation."""
RANKS = frozenset({"rank", "before", "after"})
"""Columns of ranks, or of verdicts, which are whole."""
YEARS = frozenset({"first_year", "last_year"})
"""Columns of years, which take no thousands sign."""
