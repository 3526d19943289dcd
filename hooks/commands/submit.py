"""`submit`: what was saved on this machine goes to the repository that all share; git need not be known."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from archive.checks import check
from archive.dates import today
from archive.paths import REGISTRY_FOLDER
from archive.problems import Problem, errors
from archive.sources import Sources, read_sources
from archive.strings import strings
from archive.submitting.repository import Change, GitFailed, Repository
from archive.submitting.wording import is_draft, is_entry, lines_of, message_of
from commands.console import ContentProblem, as_of_option, docs_dir_option, option
from commands.console import command as declare
from commands.telling import told

# So often we try again where others are faster.
_TRIES = 5
_LONGEST_LIST = 20


@declare("submit")
@option("--message", metavar=strings()("commands.text"), default="")
@option("--keep", type=click.Choice(["mine", "theirs"]), metavar="mine|theirs", default=None)
@option("--yes", is_flag=True)
@option("--dry-run", is_flag=True)
@docs_dir_option()
@as_of_option()
def command(message: str, keep: str | None, yes: bool, dry_run: bool, docs_dir: Path, as_of: date | None) -> None:
    """Pull, check, show, commit, push: a step that cannot be done says what to do, and loses nothing."""
    text, day = strings(), as_of or today()
    try:
        repository = Repository.of(docs_dir)
        below = docs_dir.resolve().relative_to(repository.folder.resolve()).as_posix()
        offline = _fetched(repository)
        if offline is not None:
            click.echo(text("submitting.no_network"), err=True)
        changes = repository.changes(below)
        _show(repository, changes, below)
        if not changes and not repository.unsent():
            if repository.theirs() and not dry_run:
                repository.put_behind(below)
                click.echo(text("submitting.taken_over"))
            click.echo(text("submitting.nothing"))
            return
        sources = read_sources(docs_dir)
        _refuse_deleted(sources, changes, repository)
        _checked(sources, changes, repository, day, "wrong")
        if dry_run or not _agreed(yes=yes):
            click.echo(text("submitting.not_sent"))
            return
        if changes:
            repository.commit(below, message or message_of(changes, repository.folder))
        if offline is not None:
            raise offline
        _sent(repository, docs_dir, below, day, keep or "")
    except GitFailed as failed:
        raise ContentProblem(text(f"submitting.failed.{failed.code}", **failed.values)) from None
    click.echo(text("submitting.sent", branch=repository.shared, remote=repository.remote))


def _fetched(repository: Repository) -> GitFailed | None:
    """Fetch what others have sent; without a connection all else can still be done."""
    try:
        repository.fetch()
    except GitFailed as failed:
        if failed.code != "offline":
            raise
        return failed
    return None


def _show(repository: Repository, changes: list[Change], below: str) -> None:
    text = strings()
    if theirs := repository.theirs():
        click.echo(text("submitting.theirs", count=len(theirs), files=", ".join(theirs[:_LONGEST_LIST])))
    if changes:
        click.echo(text("submitting.changes"))
        for line in lines_of(changes, repository.folder):
            click.echo(f"  {line}")
    if unsent := repository.unsent():
        click.echo(text("submitting.unsent", count=len(unsent)))
        for line in unsent[:_LONGEST_LIST]:
            click.echo(f"  {line}")
    if others := repository.elsewhere(below):
        click.echo(text("submitting.elsewhere", files=", ".join(others[:_LONGEST_LIST])))


def _refuse_deleted(sources: Sources, changes: list[Change], repository: Repository) -> None:
    """Raise GitFailed where an entry that was public is gone: it is withdrawn or renamed, never deleted."""
    moved = {alias for entry in sources.entries for alias in entry.record.aliases}
    gone = []
    for one in changes:
        if one.how == "D" and is_entry(one.path) and not is_draft(repository.before(one.path)):
            url = "/" + "/".join(one.path.removesuffix(".md").split("/")[-3:]) + "/"
            gone += [] if url in moved else [one.path]
    if gone:
        raise GitFailed("deleted", files=", ".join(gone))


def _checked(sources: Sources, changes: list[Change], repository: Repository, day: date, code: str) -> None:
    """Check the whole archive; raises GitFailed where our own changes are wrong, or leave others wrong."""
    every = check(sources, day)
    found = errors(every)
    ours = {(repository.folder / one.path).resolve() for one in changes}
    # What entries refer to may be gone from a registry, or be a file that was deleted.
    takes_away = any(one.how == "D" or f"/{REGISTRY_FOLDER}/" in one.path for one in changes)
    own = [one for one in found if takes_away or _is_of(one, ours) or code == "wrong_together"]
    if own:
        raise GitFailed(code, problems=told(own))
    if doubts := [one for one in every if one.warning and _is_of(one, ours)]:
        click.echo(told(doubts), err=True)
    if found:
        click.echo(strings()("submitting.others_wrong", problems=told(found)), err=True)


def _is_of(one: Problem, paths: set[Path]) -> bool:
    return Path(one.path).resolve() in paths


def _agreed(*, yes: bool) -> bool:
    """Ask whether all this is to be sent; a wrong use where nobody can answer and `--yes` was not said."""
    if not yes and not sys.stdin.isatty():
        raise click.UsageError(strings()("submitting.say_yes"))
    return yes or click.confirm(strings()("submitting.agree"), default=True)


def _sent(repository: Repository, docs_dir: Path, below: str, day: date, keep: str) -> None:
    """Put ours behind what others have sent, and send it; anew while others are faster."""
    for attempt in range(_TRIES):
        if theirs := repository.theirs():
            ours = [Change("M", path) for path in theirs]
            if keep:
                click.echo(strings()("submitting.set_aside", ref=repository.set_aside()))
            repository.put_behind(below, keep)
            _checked(read_sources(docs_dir), ours, repository, day, "wrong_together")
        try:
            repository.push()
        except GitFailed as failed:
            if failed.code != "faster" or attempt == _TRIES - 1:
                raise
            repository.fetch()
        else:
            return
