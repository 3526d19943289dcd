"""The publisher's own repository within the clone's `.git`: no branch, index or lock of whoever works there is touched.

What a process that was killed left in it is swept away by the next, which may: only who holds the lock publishes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.environment import lock
from archive.git import git
from archive.publishing.failing import PublishingFailed

_NAME = "archive-publishing"
_STAGING = "refs/heads/archive-staging"
_LITTER = (
    "**/*.lock",
    "objects/pack/tmp_*",
    "objects/pack/.tmp-*",
    "objects/pack/*.keep",
    "objects/??/tmp_obj_*",
    "objects/tmp_*",
    "objects/incoming-*",
    "fast_import_crash_*",
    "gc.pid",
)
# A connection that gives nothing for so many seconds is dead.
_PATIENCE = 60


@dataclass(frozen=True)
class Depot:
    """A bare repository that knows the remotes and credentials of the clone in `folder`."""

    folder: Path
    git_dir: Path

    @classmethod
    def beside(cls, folder: Path) -> Depot:
        """Name the depot of a clone, which all its worktrees share. Raises PublishingFailed."""
        try:
            done = git(folder, "rev-parse", "--git-common-dir")
        except FileNotFoundError as absent:
            raise PublishingFailed("no_git", folder=folder, said=absent) from None
        if done.returncode:
            raise PublishingFailed("no_git", folder=folder, said=done.stderr.strip())
        return cls(folder, (folder / done.stdout.strip()).resolve() / _NAME)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Wait until nobody else works with it: only then may its litter be swept away."""
        with lock(self.git_dir.with_name(f"{_NAME}.held")):
            yield

    @classmethod
    def of(cls, folder: Path) -> Depot:
        """Open the depot of a clone, made if need be, without litter. Raises PublishingFailed."""
        depot = cls.beside(folder)
        depot._sweep()
        if not (depot.git_dir / "HEAD").is_file():
            depot.remake()
        return depot

    def remake(self) -> None:
        """Begin anew: everything in it can be fetched again."""
        shutil.rmtree(self.git_dir, ignore_errors=True)
        done = git(self.folder, "init", "--bare", "--quiet", str(self.git_dir))
        if done.returncode:
            raise PublishingFailed("not_committed", said=done.stderr.strip())

    def _sweep(self) -> None:
        for form in _LITTER:
            for path in self.git_dir.glob(form):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        (self.git_dir / _STAGING).unlink(missing_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """What git needs to be told to work here as the clone would."""
        said = (
            ("include.path", str(self.git_dir.parent / "config")),
            ("core.hooksPath", os.devnull),
            ("core.quotePath", "false"),
            ("core.bare", "true"),
            ("gc.autoDetach", "false"),
            ("core.fsync", "committed"),  # after a power cut a whole object is there, or none
            ("transfer.fsckObjects", "true"),  # no name that leads out of its folder
            ("http.lowSpeedLimit", "1"),
            ("http.lowSpeedTime", str(_PATIENCE)),
        )
        given = os.environ.get("GIT_CONFIG_COUNT", "")
        first = int(given) if given.isdecimal() else 0
        found = {"GIT_DIR": str(self.git_dir), "GIT_CONFIG_COUNT": str(first + len(said)), "LC_ALL": "C"}
        for number, (key, value) in enumerate(said, first):
            found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return found

    def git(self, *arguments: str, failing: str = "not_committed", **values: object) -> str:
        """Run git, and give what it prints; raises PublishingFailed with the code `failing`."""
        done = git(self.folder, *arguments, environment=self.environment)
        if done.returncode:
            raise PublishingFailed(failing, said=done.stderr.strip(), **values)
        return done.stdout if "-z" in arguments else done.stdout.strip()

    def asked(self, *arguments: str) -> str:
        """Run git, and give what it prints; nothing where it refuses."""
        done = git(self.folder, *arguments, environment=self.environment)
        return done.stdout.strip() if done.returncode == 0 else ""

    def is_sound(self) -> bool:
        """Tell whether every object here is what its name says."""
        return git(self.folder, "fsck", "--no-dangling", "--no-progress", environment=self.environment).returncode == 0

    def tree(self, commit: str) -> dict[str, str]:
        """Give the files of a commit: the id of each by its path."""
        rows = self.git("ls-tree", "-r", "-z", commit).split("\0")
        return {path: about.split()[2] for about, _, path in (row.partition("\t") for row in rows if row)}

    def contents(self, ids: list[str]) -> Iterator[bytes]:
        """Yield what objects hold, one by one. Raises PublishingFailed where one cannot be read."""
        command = ["git", "cat-file", "--batch"]
        environment = {**os.environ, **self.environment}
        with subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment,
        ) as asked:  # fmt: skip
            assert asked.stdin is not None and asked.stdout is not None
            try:
                for id in ids:
                    asked.stdin.write(f"{id}\n".encode())
                    asked.stdin.flush()
                    head = asked.stdout.readline().split()
                    if len(head) != 3:
                        raise PublishingFailed("not_committed", said=f"cat-file {id}")
                    content = asked.stdout.read(int(head[2]) + 1)[:-1]
                    if len(content) != int(head[2]):
                        raise PublishingFailed("not_committed", said=f"cat-file {id}")
                    yield content
            finally:
                asked.stdin.close()
                asked.kill()
