"""A branch of a git remote as the place where a site is published.

ghp-import makes the commit, on a branch of our own repository; what it made is compared with the manifest, file by
file, before the one step that all can see: a push that is refused where the remote is not what it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ghp_import import GhpError, ghp_import

from archive.publishing.depot import Depot
from archive.publishing.editions import Published, Step, Told
from archive.publishing.failing import PublishingFailed
from archive.publishing.live_branch import LiveBranch
from archive.settings import Publisher
from archive.trust import manifest

_STAGING = "archive-staging"
# What a branch holds beside the files that a manifest lists.
_BESIDE = {manifest.NAME, manifest.SIGNATURE, ".nojekyll"}


@dataclass(frozen=True)
class Branch:
    """Where a site is published: a branch of a remote of the repository in `folder`, in somebody's name."""

    folder: Path
    remote: str
    branch: str
    publisher: Publisher

    @property
    def name(self) -> str:
        """Name it as an operator would."""
        return f"{self.remote}/{self.branch}"

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Wait until nobody else publishes from this clone; a branch that others move takes no push of ours."""
        with Depot.beside(self.folder).held():
            yield

    @property
    def _left(self) -> str:
        return f"refs/archive/published/{self.remote}/{self.branch}"

    def live(self) -> LiveBranch:
        """Fetch what is published. Raises PublishingFailed."""
        depot = Depot.of(self.folder)
        try:
            return self._live(depot)
        except PublishingFailed as failed:
            if not self.is_mended(failed.code):
                raise
        return self._live(depot)

    def is_mended(self, code: str) -> bool:
        """Tell whether a failure came of damage to what lies here, which is gone: it can be tried again."""
        depot = Depot.of(self.folder)
        if code not in ("not_committed", "not_as_listed", "not_fetched") or depot.is_sound():
            return False
        depot.remake()
        return True

    def _live(self, depot: Depot) -> LiveBranch:
        commit = None
        if self._head(depot) is not None:
            self._git(depot, "fetch", "--quiet", "--no-tags", self.remote, self._ref, failing="not_fetched")
            commit = depot.git("rev-parse", "FETCH_HEAD")
            depot.tree(commit)
        left = depot.asked("rev-parse", "--verify", "--quiet", self._left) or None
        return LiveBranch(depot, commit, left)

    def _head(self, depot: Depot) -> str | None:
        """Ask the remote where its branch stands; None where it has none."""
        listed = self._git(depot, "ls-remote", "--heads", self.remote, self._ref, failing="not_fetched")
        return listed.split()[0] if listed else None

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.branch}"

    def put(
        self, site: Path, before: LiveBranch, told: Told, subject: str, at: Step, *, dry_run: bool = False
    ) -> Published | None:
        """Publish the folder `site` behind what was live; None where that holds the same.

        `at` is told of each step. Raises PublishingFailed, `moved` where somebody else has published since. With
        `dry_run` all is done but the push.
        """
        depot = before.depot
        try:
            at("commit")
            commit = self._committed(site, depot, f"{subject}\n\n{told.trailers}", before.commit)
            at("compare")
            compare(depot, commit, before.commit, site)
            published = Published(commit, depot.git("log", "-1", "--format=%cI", commit), told)
            if before.commit and depot.git("rev-parse", f"{before.commit}^{{tree}}") == depot.git(
                "rev-parse", f"{commit}^{{tree}}"
            ):
                depot.git("update-ref", self._left, before.commit)
                return None
            if not dry_run:
                at("push")
                self._push(depot, commit, before.commit)
                at("read_back")
                self._read_back(depot, commit)
                depot.asked("update-ref", self._left, commit)
            return published
        finally:
            depot.asked("update-ref", "-d", f"refs/heads/{_STAGING}")

    def _committed(self, site: Path, depot: Depot, message: str, published: str | None) -> str:
        depot.asked("update-ref", "-d", f"refs/heads/{_STAGING}")
        if published:
            depot.git("update-ref", f"refs/heads/{_STAGING}", published)
        identity = {"GIT_COMMITTER_NAME": self.publisher.name, "GIT_COMMITTER_EMAIL": self.publisher.email}
        with _environment({**depot.environment, **identity}), contextlib.chdir(self.folder):
            try:
                ghp_import(str(site), remote=self.remote, branch=_STAGING, mesg=message, nojekyll=True)
            except (GhpError, subprocess.CalledProcessError, TypeError) as error:
                # ghp-import 2.1.0 writes bytes to a text stream when git fails: the TypeError is that failure.
                raise PublishingFailed("not_committed", said=error) from None
        commit = depot.git("rev-parse", "--verify", f"refs/heads/{_STAGING}")
        if depot.git("rev-list", "--parents", "-1", commit).split() != [commit, *([published] if published else [])]:
            raise PublishingFailed("not_committed", said="fast-import")
        return commit

    def _push(self, depot: Depot, commit: str, before: str | None) -> None:
        """Move the branch, if it is where it was; an answer that was lost on the way is asked for again."""
        lease = f"--force-with-lease={self._ref}:{before or ''}"
        try:
            self._git(depot, "push", "--quiet", lease, self.remote, f"{commit}:{self._ref}", failing="not_pushed")
        except PublishingFailed:
            try:
                there = self._head(depot)
            except PublishingFailed:
                raise PublishingFailed("not_known", **self._values) from None
            if there == commit:
                return
            if there != before:
                raise PublishingFailed("moved", **self._values) from None
            raise

    def _read_back(self, depot: Depot, commit: str) -> None:
        try:
            there = self._head(depot)
        except PublishingFailed:
            raise PublishingFailed("not_asked_again", **self._values) from None
        if there != commit:
            raise PublishingFailed("not_read_back", **self._values)

    @property
    def _values(self) -> dict[str, object]:
        return {"remote": self.remote, "branch": self.branch}

    def _git(self, depot: Depot, *arguments: str, failing: str) -> str:
        return depot.git(*arguments, failing=failing, **self._values)


def compare(depot: Depot, commit: str, before: str | None, site: Path) -> None:
    """Compare what a commit holds with the manifest of the site that it was made of. Raises PublishingFailed.

    An object that the commit before has by the same path, with the same hash in its manifest, was compared then.
    """
    listed = manifest.files_of((site / manifest.NAME).read_text(encoding="utf-8"))
    tree = depot.tree(commit)
    if odd := sorted((tree.keys() - _BESIDE) ^ listed.keys()):
        raise PublishingFailed("not_as_listed", files=", ".join(odd[:10]))
    for name in (manifest.NAME, manifest.SIGNATURE):
        here = (site / name).read_bytes() if (site / name).is_file() else None
        if here != (next(depot.contents([tree[name]])) if name in tree else None):
            raise PublishingFailed("not_as_listed", files=name)
    known = _known(depot, before) if before else {}
    paths = [path for path in tree if path in listed and known.get(path) != (tree[path], listed[path])]
    for path, content in zip(paths, depot.contents([tree[path] for path in paths]), strict=True):
        if (hashlib.sha256(content).hexdigest(), len(content)) != listed[path]:
            raise PublishingFailed("not_as_listed", files=path)


def _known(depot: Depot, commit: str) -> dict[str, tuple[str, manifest.Seen]]:
    """Give the objects and hashes of an edition that was compared with its manifest."""
    tree = depot.tree(commit)
    try:
        listed = manifest.files_of(next(depot.contents([tree[manifest.NAME]])).decode("utf-8"))
        return {path: (tree[path], seen) for path, seen in listed.items() if path in tree}
    except (KeyError, ValueError, TypeError):
        return {}


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
