"""`serve`: the site on this machine, rebuilt at each save."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mkdocs.commands import serve as mkdocs_serve

from archive.environment import ROOT
from commands.building import set_day
from commands.console import as_of_option, docs_dir_option
from commands.console import command as declare


@declare("serve")
@docs_dir_option()
@as_of_option()
def command(docs_dir: Path, as_of: date | None) -> None:
    """Have MkDocs serve, watching the sources and the templates."""
    with set_day(as_of):
        mkdocs_serve.serve(str(ROOT / "mkdocs.yml"), docs_dir=str(docs_dir.absolute()))
