"""What an edition is made from: the commit of the clone, and whether it is older than that of another edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.git import git
from archive.publishing.failing import PublishingFailed

CHANGED = "+"
# What a site is made of; whatever else lies in a clone changes nothing.
MADE_OF = ("docs", "hooks", "overrides", "mkdocs.yml", "requirements.txt")


@dataclass(frozen=True)
class Sources:
    """The clone whose content is published; `docs_dir` and the program lie in it."""

    folder: Path

    @property
    def commit(self) -> str:
        """The commit that the working copy is of; empty without one."""
        return self._said("rev-parse", "--verify", "--quiet", "HEAD")

    def name(self) -> str:
        """Name that commit, with a `+` where the working copy was changed since; empty without one."""
        commit = self.commit
        return commit + (CHANGED if commit and self._said("status", "--porcelain", "--", *MADE_OF) else "")

    def time(self) -> str:
        """Say when the commit was made (ISO 8601); empty without one."""
        return self._said("log", "-1", "--format=%cI")

    def pull(self) -> bool:
        """Take what others have sent, and tell whether that was anything. Raises PublishingFailed."""
        before = self.commit
        done = git(self.folder, "pull", "--ff-only", "--quiet", environment={"LC_ALL": "C"})
        if done.returncode:
            raise PublishingFailed("not_pulled", said=done.stderr.strip())
        return self.commit != before

    def agree_with(self, published: str) -> None:
        """Make sure that the sources go on from those of an edition. Raises PublishingFailed."""
        old, new = published.removesuffix(CHANGED), self.commit
        if not old or old == new:
            return
        if not new or not self._has(old):
            raise PublishingFailed("sources_unknown", source=old)
        if not self._holds(new, old):
            code = "sources_older" if self._holds(old, new) else "sources_apart"
            raise PublishingFailed(code, source=old)

    def are_of(self, undone: str) -> bool:
        """Tell whether the sources here are those that were undone, or older ones; nobody knows of an empty name."""
        old, new = undone.removesuffix(CHANGED), self.commit
        return not old or old == new or (bool(new) and self._has(old) and self._holds(old, new))

    def _has(self, commit: str) -> bool:
        return git(self.folder, "cat-file", "-e", f"{commit}^{{commit}}").returncode == 0

    def _holds(self, commit: str, earlier: str) -> bool:
        return git(self.folder, "merge-base", "--is-ancestor", earlier, commit).returncode == 0

    def _said(self, *arguments: str) -> str:
        try:
            done = git(self.folder, *arguments)
        except FileNotFoundError:
            return ""
        return done.stdout.strip() if done.returncode == 0 else ""
