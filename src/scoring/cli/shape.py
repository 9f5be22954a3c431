"""click's parameters, commands and group, speaking two languages and loading a command when it is called."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from scoring.cli import words
from scoring.cli.stream import write
from scoring.cli.words import Both, Language

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HELP_NAMES = ("-h", "--help")


class Option(click.Option):
    """An option with a help text in both languages."""

    def __init__(self, *names: str, text: Both, **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(names, help=text.en, **settings)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return names and help text for the help page; None when hidden."""
        record = super().get_help_record(ctx)
        return record and (record[0], self.text.to(language(ctx)))


class Many(Option):
    """An option that takes all values up to the next option: ``--weighting equal entropy critic``."""

    def __init__(self, *names: str, text: Both, **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(*names, text=text, multiple=True, **settings)


class Argument(click.Argument):
    """An argument with a help text in both languages."""

    def __init__(self, name: str, *, text: Both, **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__([name], help=text.en, **settings)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return name and help text for the help page."""
        return self.make_metavar(ctx), self.text.to(language(ctx))


class Command(click.Command):
    """A command with help text and examples.

    Parameters
    ----------
    name : of the command.
    text : what it does, one sentence.
    examples : command lines; ``#`` begins a remark.
    """

    def __init__(self, name: str, *, text: Both, examples: Sequence[str] = (), **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(name, help=text.en, context_settings={"help_option_names": HELP_NAMES}, **settings)
        self.text = text
        self.examples = tuple(examples)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        """Return the option that shows the help page, with its text in both languages."""
        if self._help_option is None:
            self._help_option = Option(
                *HELP_NAMES,
                "help_page",
                text=words.SHOW_HELP,
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_help,
            )
        return self._help_option

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - one sentence is short enough
        """Return the sentence that completion shows beside the name."""
        return self.text.to(language(click.get_current_context()))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line of the help page."""
        lang = language(ctx)
        formatter.write_usage(ctx.command_path, " ".join(self._pieces(ctx, lang)), words.USAGE.to(lang))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.text.to(language(ctx)))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments."""
        self._section(ctx, formatter, words.ARGUMENTS, click.Argument)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        self._section(ctx, formatter, words.OPTIONS, click.Option)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, each on a line of its own that can be copied."""
        if self.examples:
            with formatter.section(words.EXAMPLES.to(language(ctx))):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example}\n")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a surplus one is refused by name."""
        ctx.allow_extra_args = True
        with _at(ctx):
            rest = super().parse_args(ctx, list(_one_each(args, self.get_params(ctx))))
        if rest and not ctx.resilient_parsing:
            raise MisuseError("usage-surplus", ctx, found=rest[0])
        return rest

    def _pieces(self, ctx: click.Context, lang: Language) -> list[str]:
        own = [piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
        return [words.OPTIONS_HERE.to(lang), *own]

    def _section(self, ctx: click.Context, formatter: click.HelpFormatter, title: Both, kind: type) -> None:
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, kind)]
        shown = [record for record in records if record]
        if shown:
            with formatter.section(title.to(language(ctx))):
                formatter.write_dl(shown)


def _one_each(args: Sequence[str], params: Sequence[click.Parameter]) -> Iterator[str]:
    """Yield the arguments with the name of an option that takes many values before each of its values."""
    names = {name for param in params if isinstance(param, Many) for name in param.opts}
    current, fresh = "", False
    for arg in args:
        if arg.startswith("-"):
            current, fresh = (arg, True) if arg in names else ("", False)
            yield arg
        elif current and not fresh:
            yield from (current, arg)
        else:
            fresh = False
            yield arg


class Entry(NamedTuple):
    """A command in the list of commands.

    Parameters
    ----------
    module : where its `command` is; imported when it is called.
    text : what it does, one sentence.
    """

    module: str
    text: Both


class Group(Command, click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def __init__(self, name: str, *, entries: Mapping[str, Entry], **settings: Any) -> None:  # noqa: ANN401 - click's own settings
        super().__init__(name, invoke_without_command=True, **settings)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands, in the order of work."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import a command; None when there is none of the name."""
        if cmd_name not in self.entries:
            return None
        found: click.Command = import_module(self.entries[cmd_name].module).command
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options in front of the command."""
        with _at(ctx):
            return click.Group.parse_args(self, ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, from the list alone, and the options."""
        lang = language(ctx)
        with formatter.section(words.COMMANDS.to(lang)):
            formatter.write_dl([(name, entry.text.to(lang)) for name, entry in self.entries.items()])
        super().format_options(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin so, each with its sentence in the language of this call."""
        with ctx.scope(cleanup=False):
            return super().shell_complete(ctx, incomplete)

    def _pieces(self, ctx: click.Context, lang: Language) -> list[str]:
        return [*super()._pieces(ctx, lang), words.COMMAND_HERE.to(lang)]


class MisuseError(click.UsageError):
    """The command line is wrong in a way that click does not know.

    Parameters
    ----------
    code : entry of the message catalogue; the name of the command is added to its details.
    ctx : where it was found; None where click adds it.
    details : what the sentence names.
    """

    def __init__(self, code: str, ctx: click.Context | None = None, **details: object) -> None:
        super().__init__(code, ctx)
        self.code, self.details = code, details


@contextmanager
def _at(ctx: click.Context) -> Iterator[None]:
    """Tell a mistake which command it was made at; click's parser does not always."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


def language(ctx: click.Context) -> Language:
    """Return the language of this call."""
    found: Language = ctx.obj.lang
    return found


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        write(sys.stdout, ctx.get_help())
        ctx.exit()
