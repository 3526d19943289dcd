"""`timer`: unit files of systemd or a crontab line for this machine, ready to be put in place."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from archive.environment import ROOT
from archive.publishing.timers import cron, systemd
from archive.strings import strings
from commands.console import command as declare
from commands.console import docs_dir_option, option
from commands.publishing import target_of


@declare("timer", context_settings={"ignore_unknown_options": True})
@option("--systemd", "as_units", is_flag=True)
@option("--cron", "as_line", is_flag=True)
@docs_dir_option()
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar=strings()("commands.timer.arguments"))
def command(as_units: bool, as_line: bool, docs_dir: Path, arguments: tuple[str, ...]) -> None:
    """Print what has this machine publish by itself; `arguments` go to `publish`."""
    if as_units == as_line:
        raise click.UsageError(strings()("commands.timer.which"))
    _, settings = target_of(docs_dir, None)
    # The environment that a link of .venv leads to may be made anew: the interpreter behind it is there.
    python = Path(getattr(sys, "_base_executable", None) or sys.executable)
    if as_units:
        click.echo(systemd(ROOT, python, getpass.getuser(), arguments, settings.rebuild_every), nl=False)
        return
    try:
        click.echo(cron(ROOT, python, arguments, settings.rebuild_every), nl=False)
    except ValueError as hours:
        raise click.UsageError(strings()("commands.timer.not_by_cron", hours=hours)) from None
