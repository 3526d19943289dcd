"""`serve`: the site on this machine, built anew at each save; what is wrong shows, and the last whole site stays."""

from __future__ import annotations

import contextlib
import sys
import traceback
import webbrowser
from datetime import date
from pathlib import Path

import click

from archive.carry_over.inputs import program_key
from archive.checks import check
from archive.dates import today
from archive.environment import ROOT
from archive.paths import FORM_FOLDER
from archive.strings import strings
from commands.building import brought_up
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare
from commands.form import put_form
from commands.previewing import preview
from commands.problems_page import problems_page
from commands.reading import all_sources
from commands.showing import Showing

PORT = 8000


@declare("serve")
@docs_dir_option()
@option("--port", type=int, default=PORT, metavar="N")
@option("--no-browser", is_flag=True)
@option("--with-editor", is_flag=True)
@as_of_option()
def command(docs_dir: Path, port: int, no_browser: bool, with_editor: bool, as_of: date | None) -> None:
    """Show what is written as it will stand, drafts marked as such."""
    text = strings()
    site_dir = ROOT / ".cache" / "preview" / str(port)

    def build() -> str:
        try:
            brought_up(docs_dir, site_dir, as_of=as_of, with_drafts=True)
        except ContentProblem as problem:
            problem.show()
            return str(problem.message)
        except Exception as error:  # a template half written, a file gone while it was read: the preview goes on
            traceback.print_exc()
            where = traceback.extract_tb(error.__traceback__)[-1]
            reason = f"{where.filename}:{where.lineno}: {type(error).__name__}: {error}"
            return text("commands.serve.failed", reason=reason)
        click.echo(text("commands.serve.built"), err=True)
        return ""

    def problems() -> str:
        with all_sources(docs_dir) as sources:
            return problems_page(check(sources, as_of or today()))

    def ready() -> None:
        address = showing.address
        click.echo(text("commands.serve.ready", address=address))
        if with_editor:
            put_form(docs_dir, site_dir)
            click.echo(text("form.done", address=f"{address}{FORM_FOLDER}/"))
        if not no_browser and sys.stdout.isatty():
            webbrowser.open(address)

    watched = [docs_dir, ROOT / "overrides", ROOT / "mkdocs.yml"]
    program_key(ROOT / "hooks")  # before anything is edited: whoever lists problems keeps what it reads by it
    try:
        showing = Showing(port, site_dir, problems)
        with contextlib.suppress(KeyboardInterrupt):
            preview(showing, build, watched, ready)
    except OSError as error:
        raise click.UsageError(text("commands.serve.not_shown", port=port, reason=error.strerror or error)) from None
