"""What a published branch holds, read from the repository that it was fetched into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.publishing.depot import Depot
from archive.publishing.editions import Published, Told
from archive.publishing.failing import PublishingFailed


@dataclass(frozen=True)
class LiveBranch:
    """What a branch holds: its commit, None where there is none yet; `left` is what was published from here last."""

    depot: Depot
    commit: str | None
    left: str | None

    @property
    def edition(self) -> Published | None:
        """The edition that is live."""
        return next(iter(self._log("-1")), None)

    @property
    def kept(self) -> str:
        """Say where an operator finds what this machine published last."""
        return f"git --git-dir={self.depot.git_dir} show {self.left}" if self.left else "–"

    def file(self, path: str) -> bytes | None:
        """Give the bytes of a file of the site; None where it has none by that name."""
        return self._file(self.commit, path) if self.commit else None

    def _file(self, commit: str, path: str) -> bytes | None:
        id = self.depot.asked("rev-parse", "--verify", "--quiet", f"{commit}:{path}")
        return next(self.depot.contents([id])) if id else None

    def files(self) -> list[str]:
        """Name every file of the site."""
        return list(self.depot.tree(self.commit)) if self.commit else []

    def changed(self) -> list[str]:
        """Name the files in which it is not what was published from here last; none where that is not known."""
        if not self.left or self.commit is None or self.left == self.commit:
            return []
        return [
            path for path in self.depot.git("diff", "--name-only", "-z", self.left, self.commit).split("\0") if path
        ]

    def earlier(self, path: str) -> Iterator[bytes]:
        """Yield a file of the site as earlier editions had it: on the branch, and as it was left from here."""
        commits = [one for known in (self.commit, self.left) if known for one in self._touching(known, path)]
        for commit in dict.fromkeys(commits):
            if (content := self._file(commit, path)) is not None:
                yield content

    def _touching(self, commit: str, path: str) -> list[str]:
        return self.depot.git("rev-list", commit, "--", path).split()

    def editions(self) -> list[Published]:
        """Give every edition that can be brought back, the newest first."""
        return list(self._log())

    def _log(self, *how: str) -> Iterator[Published]:
        if self.commit is None:
            return
        rows = self.depot.git("log", "-z", "--first-parent", "--format=%H%n%cI%n%B", *how, self.commit).split("\0")
        for commit, time, message in (row.split("\n", 2) for row in rows if row):
            yield Published(commit, time, Told.read(message))

    def export(self, edition: Published, folder: Path) -> None:
        """Write an edition into an empty folder, as it was."""
        tree = self.depot.tree(edition.place)
        for path, content in zip(tree, self.depot.contents(list(tree.values())), strict=True):
            if not (folder / path).resolve().is_relative_to(folder.resolve()):
                raise PublishingFailed("not_as_listed", files=path)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
