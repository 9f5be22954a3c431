import subprocess
import sys

from scoring import report
from scoring.model.method import Writer


def test_every_file_is_written_in_its_languages(sample):
    names = [name for name, _ in report.files(sample)]
    assert len(names) == len(set(names))
    assert {"summary.id.md", "summary.en.md", "ranking.id.xlsx", "ranking.en.xlsx", "README.md"} <= set(names)
    assert {"ranking.csv", "ranking.parquet", "ranking.json", "cells.parquet"} <= set(names)
    assert names[-1] == "README.md"


def test_one_language_gives_one_workbook(publishing):
    names = [name for name, _ in report.files(publishing(languages=("en",)))]
    assert [name for name in names if name.endswith((".xlsx", ".en.md", ".id.md"))] == [
        "ranking.en.xlsx",
        "summary.en.md",
    ]


def test_a_writer_of_a_plugin_is_called_as_it_says(sample):
    once = Writer(name="once", suffix=".txt", write=lambda tables: [("once.txt", tables.language.encode())])
    each = Writer(
        name="each",
        suffix=".txt",
        languages=True,
        write=lambda tables: [(f"each.{tables.language}.txt", str(tables.ranking.height).encode())],
    )
    found = dict(report.files(sample, (once, each)))
    assert found.pop("README.md")
    assert found == {"once.txt": b"id", "each.id.txt": b"5", "each.en.txt": b"5"}


def test_the_readme_names_every_file_and_the_rule_for_texts(sample):
    files = dict(report.files(sample))
    readme = files["README.md"].decode()
    for language in ("Results of Sample edition", "Hasil Edisi contoh"):
        assert language in readme
    for name in files.keys() - {"README.md"}:
        assert readme.count(name.replace("_", "\\_")) == 2, name
    assert "has a `'` in front" in readme
    assert "`=`, `+`, `-`, `@`" in readme


def test_a_file_only_its_writer_knows_is_named_without_a_word(sample):
    writer = Writer(name="map", suffix=".svg", write=lambda _: [("map_1.svg", b"")])
    assert "- map\\_1.svg\n" in dict(report.files(sample, (writer,)))["README.md"].decode()


def test_writers_can_be_listed_without_the_table_library():
    code = (
        "import sys; from scoring.report import WRITERS; "
        "assert len(WRITERS) == 5; print({'polars', 'xlsxwriter'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
