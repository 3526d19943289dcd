"""The end of the flow: a built site becomes a commit on the published branch, or nothing happens at all.

ghp-import makes the commit on a branch of our own; it is pushed only if its tree is new. The push is an
ordinary one: where somebody else was faster it is refused, and nothing is lost.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ghp_import import GhpError, ghp_import

from archive.git import git
from archive.settings import Publisher
from archive.strings import strings


class PublishingFailed(Exception):
    """The site was not published; the text says why. What was live is live."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a site is published: a branch of a remote of the repository in `folder`."""

    folder: Path
    remote: str
    branch: str

    @property
    def left(self) -> str:
        """A name for the edition that this repository published last: the branch may be turned back, this is not."""
        return f"refs/archive/published/{self.remote}/{self.branch}"

    @property
    def staging(self) -> str:
        """A branch of this process alone: two that publish at once must not share it."""
        return f"archive-staging-{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Live:
    """What is published now: the branch's commit, None where there is none yet."""

    target: Target
    commit: str | None

    def file(self, path: str) -> bytes | None:
        """Give the bytes of a file of the site; None where it has none by that name."""
        if self.commit is None:
            return None
        done = subprocess.run(
            ["git", "cat-file", "blob", f"{self.commit}:{path}"],
            cwd=self.target.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        return done.stdout if done.returncode == 0 else None

    def changed(self) -> list[str]:
        """Name the files in which the branch is not what this repository published last; none where it is not known."""
        left = _git(self.target, "for-each-ref", "--format=%(objectname)", self.target.left)
        if not left or self.commit is None or left == self.commit:
            return []
        listed = _git(self.target, "-c", "core.quotepath=off", "diff", "--name-only", "-z", left, self.commit)
        return [path for path in listed.split("\0") if path]

    def earlier(self, path: str) -> Iterator[bytes]:
        """Yield a file of the site as earlier editions had it: on the branch, and as this repository left it."""
        known = [self.commit] if self.commit else []
        if left := _git(self.target, "for-each-ref", "--format=%(objectname)", self.target.left):
            known.append(left)
        seen: set[str] = set()
        for commit in known:
            for one in _git(self.target, "rev-list", commit, "--", path).split():
                if one not in seen and (content := Live(self.target, one).file(path)) is not None:
                    seen.add(one)
                    yield content

    def files(self) -> list[str]:
        """Name every file of the site."""
        if self.commit is None:
            return []
        listed = _git(self.target, "-c", "core.quotepath=off", "ls-tree", "-r", "-z", "--name-only", self.commit)
        return [path for path in listed.split("\0") if path]


def live(target: Target) -> Live:
    """Fetch what is published. Raises PublishingFailed."""
    return Live(target, _published(target))


def publish(site: Path, before: Live, publisher: Publisher, message: str, *, dry_run: bool = False) -> str | None:
    """Publish the folder `site` behind what was `live`; the new commit's id, or None where that holds the same.

    Raises PublishingFailed. With `dry_run` everything is done but the push.
    """
    target, published = before.target, before.commit
    try:
        commit = _committed(site, target, publisher, message, published)
        if published and _git(target, "rev-parse", f"{published}^{{tree}}") == _git(
            target, "rev-parse", f"{commit}^{{tree}}"
        ):
            return None
        if not dry_run:
            _push(target, commit)
            _git(target, "update-ref", target.left, commit)
        return commit
    finally:
        _delete_staging(target)


def _published(target: Target) -> str | None:
    """Fetch what is live; None where the branch is not there yet."""
    _git(target, "rev-parse", "--git-dir", failing="no_git")
    ref = f"refs/heads/{target.branch}"
    listed = _git(target, "ls-remote", "--heads", target.remote, ref, failing="not_fetched")
    if not listed:
        return None
    _git(target, "fetch", "--quiet", "--no-tags", target.remote, ref, failing="not_fetched")
    return _git(target, "rev-parse", "FETCH_HEAD")


def _committed(site: Path, target: Target, publisher: Publisher, message: str, published: str | None) -> str:
    _delete_staging(target)
    if published:
        _git(target, "update-ref", f"refs/heads/{target.staging}", published)
    identity = {"GIT_COMMITTER_NAME": publisher.name, "GIT_COMMITTER_EMAIL": publisher.email}
    with _environment(identity), contextlib.chdir(target.folder):
        try:
            ghp_import(str(site), remote=target.remote, branch=target.staging, mesg=message, nojekyll=True)
        except (GhpError, subprocess.CalledProcessError, TypeError) as error:
            # ghp-import 2.1.0 writes bytes to a text stream when git fails: the TypeError is that failure.
            raise PublishingFailed(strings()("commands.publish.not_committed", said=error)) from None
    commit = _git(target, "rev-parse", f"refs/heads/{target.staging}", failing="not_committed")
    if commit == published:
        raise PublishingFailed(strings()("commands.publish.not_committed", said="fast-import"))
    return commit


def _push(target: Target, commit: str) -> None:
    _git(target, "push", "--quiet", target.remote, f"{commit}:refs/heads/{target.branch}", failing="not_pushed")


def _delete_staging(target: Target) -> None:
    _git(target, "update-ref", "-d", f"refs/heads/{target.staging}")


def _git(target: Target, *arguments: str, failing: str = "not_committed") -> str:
    """Run git in the repository; raise PublishingFailed with the text `commands.publish.<failing>`."""
    done = git(target.folder, *arguments)
    if done.returncode:
        values = {"folder": target.folder, "remote": target.remote, "branch": target.branch}
        said = done.stderr.strip()
        raise PublishingFailed(strings()(f"commands.publish.{failing}", said=said, **values))
    return done.stdout.strip()


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
