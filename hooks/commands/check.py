"""`check`: everything wrong with the sources, at once, for clerks as text and for programs as JSON."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path

import click

from archive.checks import check
from archive.dates import today
from archive.neighbourhood import read_neighbourhood
from archive.problems import errors
from archive.sources import Sources, read_registries, read_sources
from archive.strings import strings
from commands.console import ContentProblem, as_of_option, docs_dir_option, option, source_of
from commands.console import command as declare
from commands.reading import all_sources
from commands.telling import told


@declare("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar=strings()("commands.files"))
@docs_dir_option()
@option("--json", "as_json", is_flag=True)
@option("--fix", is_flag=True)
@as_of_option()
def command(files: tuple[Path, ...], docs_dir: Path, as_json: bool, fix: bool, as_of: date | None) -> None:
    """Check the files given, or all, against the whole catalogue."""
    gc.disable()  # a check is short, and all that it makes lives to its end
    sources = read_registries(docs_dir.absolute())
    chosen = _chosen(files, sources)
    if fix:
        from commands.mending import mend  # the usual check need not wait for it

        chosen = mend(read_sources(docs_dir.absolute()), chosen, as_of or today(), aside=as_json)
    day = as_of or today()
    if files:
        sources = read_registries(docs_dir.absolute()) if fix else sources
        read_neighbourhood(sources, chosen)
        problems = check(sources, day, {sources.shown(src_uri) for src_uri in chosen})
    else:
        with all_sources(docs_dir.absolute()) as sources:
            problems = check(sources, day)
    if as_json:
        click.echo(json.dumps([one.as_json() for one in errors(problems)], ensure_ascii=False, indent=1))
        raise SystemExit(1 if errors(problems) else 0)
    allowed = [one for one in problems if one.code == "allowed"]
    others = [one for one in problems if one.code != "allowed"]
    if allowed:
        click.echo("\n".join([strings()("check.allowed", count=len(allowed)), *map(str, allowed), ""]), err=True)
    if errors(others):
        raise ContentProblem(told(others))
    if others:
        click.echo(told(others), err=True)
    click.echo(strings()("check.none", files=len(chosen)))


def _chosen(files: tuple[Path, ...], sources: Sources) -> set[str]:
    """Name the sources that the arguments mean: none means all, a folder all that it holds."""
    chosen: set[str] = set()
    for file in files or (sources.docs_dir,):
        src_uri = source_of(file, sources)
        chosen |= {one for one in sources.files if src_uri in (".", one) or one.startswith(src_uri + "/")}
    return chosen
