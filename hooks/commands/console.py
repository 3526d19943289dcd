"""The command line itself: the group, its help in Vietnamese, and how it ends (0, 1 problems, 2 used wrongly)."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from archive.dates import PartialDate, today
from archive.entries import Entry
from archive.environment import ROOT
from archive.looking import Looking
from archive.sources import Sources
from archive.strings import strings

COMMANDS = (
    "build",
    "serve",
    "check",
    "search",
    "new",
    "import",
    "to-word",
    "submit",
    "rename",
    "withdraw",
    "publish",
    "rollback",
    "editions",
    "status",
    "timer",
    "export",
    "verify",
    "key",
    "editor",
    "worker",
    "test",
)


class ContentProblem(click.ClickException):
    """The content must be mended first; the text says what and where."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the text alone: it is a list that begins with its own count."""
        click.echo(self.message, err=True, file=file)


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=strings()("commands.usage") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(strings().texts.get(f"commands.heading.{heading}", heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _Command(click.Command):
    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = strings()("commands.help_option")
        return option


class _Group(_Command, click.Group):
    """Loads a command's module when it is asked for: `check` need not wait for MkDocs."""

    command_class = _Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"commands.{name.replace('-', '_')}").command
        return command


class Day(click.ParamType[date]):
    """A day given as 2023-12-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; a wrong form is a wrong use."""
        if isinstance(value, date):
            return value
        if value == "":  # ARCHIVE_AS_OF left empty
            return today()
        try:
            day = PartialDate.parse(value)
        except ValueError:
            day = None
        if day is None or day.day is None:
            self.fail(strings()("commands.not_a_day", text=value), param, ctx)
        return day.start


def option(name: str, *more: str, **settings: Any) -> Callable[[Any], Any]:
    """Declare an option whose help is `commands.options.<name>` in the catalogue of strings."""
    key = name.lstrip("-").replace("-", "_")
    return click.option(name, *more, help=strings()(f"commands.options.{key}"), **settings)


def docs_dir_option() -> Callable[[Any], Any]:
    """Declare `--docs-dir`: where the sources are."""

    def read(ctx: click.Context, param: click.Parameter, folder: Path) -> Path:
        if not folder.is_dir():
            raise click.UsageError(strings()("commands.no_folder", folder=folder), ctx)
        return Path(os.path.abspath(folder))  # noqa: PTH100 - as the clerk knows it, but without “..”

    path = click.Path(path_type=Path)
    return option("--docs-dir", type=path, default=ROOT / "docs", metavar=strings()("commands.folder"), callback=read)


def as_of_option() -> Callable[[Any], Any]:
    """Declare `--as-of`: the day that the site goes by."""
    return option("--as-of", type=Day(), envvar="ARCHIVE_AS_OF", metavar=strings()("commands.day"))


def source_of(file: Path, sources: Sources) -> str:
    """Name a file given on the command line as MkDocs does; a wrong use where it is not a source."""
    path = Path(os.path.abspath(file))  # noqa: PTH100 - a source keeps the name the clerk knows
    if not path.exists():
        raise click.UsageError(strings()("commands.check.no_file", file=file))
    if not path.is_relative_to(sources.docs_dir):
        raise click.UsageError(strings()("commands.check.outside", file=file, folder=sources.docs_dir))
    return path.relative_to(sources.docs_dir).as_posix()


def entry_of(file: Path, sources: Sources) -> Entry:
    """Find the entry that a file holds; a wrong use where it is none, or cannot be read."""
    src_uri = source_of(file, sources)
    found = next((entry for entry in sources.entries if entry.src_uri == src_uri), None)
    if found is None or found.document.faults():
        raise click.UsageError(strings()("commands.not_an_entry", file=file))
    return found


def command(name: str, **settings: Any) -> Callable[[Any], click.Command]:
    """Declare a command whose help is `commands.<name>.help` in the catalogue of strings."""
    text = strings()
    return click.command(
        name,
        cls=_Command,
        help=text(f"commands.{name}.help"),
        short_help=text(f"commands.{name}.short"),
        options_metavar=text("commands.options_metavar"),
        **settings,
    )


@click.group(
    cls=_Group,
    help=strings()("commands.group"),
    options_metavar=strings()("commands.options_metavar"),
    subcommand_metavar=strings()("commands.subcommand_metavar"),
)
def group() -> None:
    """Hold the commands together."""


def main(arguments: list[str] | None = None, looking: Looking | None = None) -> None:
    """Run a command and end the process with its status; `looking` is who looks at the disk for it meanwhile."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = group.main(arguments, prog_name="python3 hooks", standalone_mode=False, obj=looking)
    except click.UsageError as error:
        status = _used_wrongly(error)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        click.echo(strings()("commands.stopped"), err=True)
        status = 1
    sys.exit(status if isinstance(status, int) else 0)


def run(looking: Looking) -> None:
    """Run the command that the process was begun with, and end it at once.

    Taking an archive's worth of objects apart, as Python does at its end, takes longer than a small edit.
    """
    try:
        main(looking=looking)
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        atexit._run_exitfuncs()
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise end from None  # nobody reads: Python knows how to end then
        os._exit(end.code)


def _used_wrongly(error: click.UsageError) -> int:
    text, ctx = strings(), error.ctx
    if isinstance(error, click.NoSuchOption):
        said = text("commands.errors.no_option", name=error.option_name)
    elif isinstance(error, click.MissingParameter):
        said = text("commands.errors.missing", name=error.param.human_readable_name if error.param else "")
    elif isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param and error.param.opts else ""
        said = text("commands.errors.bad_value", name=name, said=error.message)
    elif ctx is not None and isinstance(ctx.command, click.Group):
        said = text("commands.errors.no_command")
    else:
        said = text("commands.errors.other", said=error.message)
    click.echo(said, err=True)
    help_of = ctx.command_path if ctx else "python3 hooks"
    click.echo(text("commands.errors.see_help", command=help_of), err=True)
    return 2
