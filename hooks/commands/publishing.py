"""Publishing, step by step: what is live is always one whole edition, and every run leaves a record of what it did."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import click

from archive.environment import ROOT
from archive.publishing.branch import Branch
from archive.publishing.editions import Live
from archive.publishing.failing import PublishingFailed
from archive.publishing.record import Record, Recorder, now
from archive.publishing.source import Sources
from archive.publishing.webroot import WebRoot
from archive.settings import Settings, SettingsWrong, read_settings
from archive.strings import strings
from commands.building import alone, configured
from commands.console import ContentProblem

Target = Branch | WebRoot
# What was published last from here: the next publication need make little anew.
SITE = ROOT / ".cache" / "published"
_RECORDS = ROOT / ".cache" / "publishing"
# An operator's command may take so many seconds.
_PATIENCE = 120
# A clock that stands so far behind what is known to have happened, or so far ahead of it, is wrong.
_BEHIND, _AHEAD = timedelta(days=1), timedelta(days=60)


def target_of(docs_dir: Path, root: Path | None, as_of: date | None = None) -> tuple[Target, Settings]:
    """Say where to publish, below the folder of a web server or on the branch that mkdocs.yml names, with its settings.

    Raises ContentProblem.
    """
    config = configured(docs_dir, SITE, as_of=as_of)
    try:
        settings = read_settings(config.extra.get("archive"))
    except SettingsWrong as wrong:
        raise ContentProblem(str(wrong)) from None
    if root is not None:
        return WebRoot(root.absolute()), settings
    return Branch(ROOT, config.remote_name, config.remote_branch, settings.publisher), settings


def record_file(target: Target) -> Path:
    """Say where the record of a target lies."""
    return _RECORDS / f"{hashlib.sha256(target.name.encode()).hexdigest()[:12]}.json"


def report_file(target: Target) -> Path:
    """Say where the report lies of a run that failed."""
    return record_file(target).with_suffix(".txt")


@contextlib.contextmanager
def recorded(target: Target, settings: Settings, *, dry_run: bool = False) -> Iterator[Recorder]:
    """Run alone and with a record: where it fails a report is left and the operator's command told.

    A dry run leaves neither. Raises ContentProblem.
    """
    file, recorder = None if dry_run else record_file(target), Recorder.of(None, target.name)
    try:
        with alone(SITE), target.held():
            recorder = Recorder.of(file, target.name)  # as whoever was here before has left it
            recorder.at("lock")
            sweep()
            yield recorder
    except SourcesMoved:
        raise
    except BaseException as error:
        told = _told(error)
        if not dry_run:
            recorder = recorder if recorder.file else Recorder.of(file, target.name)
            recorder.end("failed", message=str(told))
            _report(recorder, report_file(target))
            _tell(settings.on_failure, recorder)
        if told is error:
            raise
        raise told from None
    if not dry_run:
        report_file(target).unlink(missing_ok=True)
        _tell(settings.on_success, recorder)


def sweep() -> None:
    """Take away what a run that was killed has left beside the site."""
    for name in (SITE.name, "rebuilt"):
        for litter in SITE.parent.glob(f".{name}-*"):
            shutil.rmtree(litter, ignore_errors=True)


def _told(error: BaseException) -> BaseException:
    """Put what went wrong into words that an operator can act on; what nobody foresaw stays as it is."""
    if isinstance(error, PublishingFailed):
        return ContentProblem(str(error))
    if isinstance(error, OSError):
        code = "no_space" if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT) else "not_written"
        said = error.strerror or str(error)
        return ContentProblem(str(PublishingFailed(code, file=error.filename or "", said=said)))
    if isinstance(error, sqlite3.Error):
        return ContentProblem(str(PublishingFailed("not_written", file=ROOT / ".cache", said=error)))
    return error


def _report(recorder: Recorder, file: Path) -> None:
    record, text = recorder.record, strings()
    step = text(f"publishing.steps.{record.step}") if record.step else ""
    is_before = record.step not in ("push", "read_back", "record")
    said = text(
        "publishing.report",
        still=text("publishing.still") if is_before else text("publishing.whole"),
        time=record.time,
        target=record.target,
        step=step,
        message=record.message,
        edition=record.edition or "–",
        success=record.last_success or "–",
    )
    with contextlib.suppress(OSError):
        file.write_text(said + "\n", encoding="utf-8")


def _tell(command: str, recorder: Recorder) -> None:
    """Run the operator's command; one that fails is told of, and changes nothing."""
    if not command:
        return
    try:
        done = subprocess.run(command, shell=True, env=recorder.environment(), cwd=ROOT, timeout=_PATIENCE, check=False)
        status: object = done.returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        status = error
    if status != 0:
        click.echo(strings()("publishing.not_told", command=command, status=status), err=True)


class SourcesMoved(Exception):
    """Others had sent something: these are other sources now, and may be another program."""


def pull() -> None:
    """Take over what others have sent. Raises SourcesMoved and PublishingFailed."""
    if Sources(ROOT).pull():
        raise SourcesMoved


def begin_anew() -> NoReturn:
    """Run this command again, with the program and the sources that are there now, but pull no more."""
    arguments = [one for one in sys.orig_argv[1:] if one != "--pull"]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *arguments])
    sys.exit(subprocess.call([sys.executable, *arguments]))


def check_clock(before: Live, record: Record) -> None:
    """Make sure that the clock can be right: days of the journal, and what is hidden until its day, go by it."""
    known = [before.edition.time if before.edition else "", record.last_success]
    times = [datetime.fromisoformat(one) for one in known if one]
    if times and now() < max(times) - _BEHIND:
        raise PublishingFailed("clock_behind", now=now().date(), known=max(times).date())
    # A clerk's clock may be wrong too: their commits can only show that some time has passed.
    times += [datetime.fromisoformat(one) for one in [Sources(ROOT).time()] if one]
    if times and now() > max(times) + _AHEAD:
        raise PublishingFailed("clock_ahead", now=now().date(), known=max(times).date())
