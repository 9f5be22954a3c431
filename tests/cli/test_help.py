import re
from importlib import import_module

import pytest

from scoring import __version__
from scoring.cli import words
from scoring.cli.commands import COMMANDS
from scoring.cli.words import Both

PAGES = [("--help",), *((name, "--help") for name in COMMANDS)]
HEADINGS = {"en": ("Usage: ", "Options:", "Examples:"), "id": ("Pemakaian: ", "Opsi:", "Contoh:")}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_help_page_has_usage_options_and_an_example_in_both_languages(cli, page, language):
    answer = cli(*page, SCORING_LANG=language)
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.startswith(HEADINGS[language][0])
    for heading in HEADINGS[language][1:]:
        assert f"\n{heading}\n" in answer.out
    assert re.search(r"\n  .*scoring \w+", answer.out.split(HEADINGS[language][2])[1])


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_no_line_of_an_english_page_stands_in_the_indonesian_one(cli, page):
    def prose(language):
        text = cli(*page, SCORING_LANG=language).out.split(HEADINGS[language][2])[0]
        return {line.strip() for line in text.splitlines() if line.strip()}

    assert prose("en") & prose("id") == set()


def test_the_program_lists_every_command_with_its_sentence(cli):
    page = cli("--help").out
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(entry.text.en)}$", page, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_and_their_modules_agree(name):
    command = import_module(COMMANDS[name].module).command
    assert command.name == name
    assert command.text == COMMANDS[name].text


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_examples_of_itself(name):
    examples = import_module(COMMANDS[name].module).command.examples
    assert any(f"scoring {name}" in example for example in examples)


def test_every_fixed_text_differs_between_the_languages():
    texts = [text for text in vars(words).values() if isinstance(text, Both)]
    assert len(texts) > 10
    assert [text for text in texts if text.en == text.id or not text.id or not text.en] == []


@pytest.mark.parametrize(
    "order", [("--help", "--lang", "id"), ("--lang=id", "--help"), ("-h", "--lang", "id")]
)
def test_help_is_in_the_language_asked_for_wherever_it_is_asked(cli, order):
    assert cli("check", *order).out.startswith("Pemakaian: scoring check")
    assert cli(*order, "check").out.startswith("Pemakaian: scoring ")


def test_the_version_is_printed(cli):
    assert cli("--version") == (0, f"scoring {__version__}\n", "")


def test_no_command_shows_help_as_a_mistake(cli):
    for words_ in ([], ["-q"]):
        answer = cli(*words_)
        assert answer.code == 2
        assert answer.out == ""
        assert answer.err.startswith("Usage: scoring")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_the_script_of_the_shell(cli, shell):
    answer = cli("completion", shell)
    assert answer.code == 0
    assert f"_SCORING_COMPLETE={shell}_complete" in answer.out
