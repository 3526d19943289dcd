"""The clerk's copy of the repository: git as `submit` uses it, its refusals told apart.

Nothing that was written is ever lost: what is to be sent is committed first, and only then put behind what others have
sent. A step that fails is taken back, and leaves that commit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.git import git
from archive.patterns import pattern

# What git says, in English, by what it means for a clerk.
_SAID = (
    ("offline", pattern(r"resolve host|unable to access|unable to connect|connect to host|timed out|unreachable"
                           r"|connection (?:refused|reset|closed)|does not appear to be a git repository"
                           r"|no such file or directory|early eof|hung up", re.IGNORECASE)),
    ("no_right", pattern(r"authentication failed|permission (?:to .* )?denied|could not read (?:username|password)"
                            r"|not authorized|\b403\b|access denied", re.IGNORECASE)),
    ("faster", pattern(r"non-fast-forward|fetch first|\[rejected\]|cannot lock ref|stale info", re.IGNORECASE)),
    ("busy", pattern(r"\.lock': File exists|another git process", re.IGNORECASE)),
    ("declined", pattern(r"declined|protected branch|remote rejected", re.IGNORECASE)),
    ("nobody", pattern(r"tell me who you are|unable to auto-detect email|empty ident name", re.IGNORECASE)),
)  # fmt: skip
# A connection that gives nothing for so many seconds is dead.
_PATIENCE = 30
_ENVIRONMENT = {"LC_ALL": "C", "LANGUAGE": "C", "GIT_MERGE_AUTOEDIT": "no", "GIT_EDITOR": "true"}


class GitFailed(Exception):
    """A step was refused; `code` says how a clerk is to be told (`submitting.failed.<code>`), the text is git's."""

    def __init__(self, code: str, said: str = "", **values: object) -> None:
        """Name the reason, with what git said and what its words need."""
        super().__init__(said)
        self.code, self.values = code, {"said": said, **values}


@dataclass(frozen=True, slots=True)
class Change:
    """A file that was added (`A`), changed (`M`) or deleted (`D`), by its path in the repository."""

    how: str
    path: str


@dataclass(frozen=True)
class Repository:
    """A working copy: its folder, and the remote and its branch that all share."""

    folder: Path
    remote: str
    shared: str

    @classmethod
    def of(cls, folder: Path) -> Repository:
        """Find the working copy that holds a folder. Raises GitFailed."""
        try:
            top = Path(_run(folder, "rev-parse", "--show-toplevel"))
        except GitFailed as failed:
            raise GitFailed("no_repository", str(failed), folder=folder) from None
        git_dir = Path(_run(top, "rev-parse", "--absolute-git-dir"))
        if any(
            (git_dir / name).exists() for name in ("rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD")
        ):
            raise GitFailed("unfinished", folder=top)
        branch = _run(top, "branch", "--show-current")
        if not branch:
            raise GitFailed("no_branch", folder=top)
        remotes = _run(top, "remote").split()
        if not remotes:
            raise GitFailed("no_remote", folder=top)
        remote = _asked(top, "config", f"branch.{branch}.remote") or ("origin" if "origin" in remotes else remotes[0])
        shared = _asked(top, "config", f"branch.{branch}.merge").removeprefix("refs/heads/") or branch
        return cls(top, remote, shared)

    @property
    def _upstream(self) -> str:
        return f"refs/remotes/{self.remote}/{self.shared}"

    def git(self, *arguments: str) -> str:
        """Run git here, and give what it prints. Raises GitFailed."""
        return _run(self.folder, *arguments)

    def changes(self, below: str) -> list[Change]:
        """Name what was changed below a folder since the last commit. Raises GitFailed for a repository within it."""
        rows = self.git("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", below)
        found = sorted(_changes(rows), key=lambda one: one.path)
        if nested := [one.path for one in found if one.path.endswith("/")]:
            raise GitFailed("nested", files=", ".join(nested))
        return found

    def elsewhere(self, below: str) -> list[str]:
        """Name what was changed outside a folder: it stays on this machine."""
        rows = self.git("status", "--porcelain=v1", "-z", "--no-renames", "--", ".", f":(exclude){below}")
        return [one.path for one in _changes(rows)]

    def fetch(self) -> None:
        """Fetch what others have sent. Raises GitFailed; a branch that nobody has sent yet is none."""
        ref = f"refs/heads/{self.shared}"
        if self.git("ls-remote", "--heads", self.remote, ref):
            self.git("fetch", "--quiet", self.remote, f"+{ref}:{self._upstream}")

    @property
    def is_shared(self) -> bool:
        """Tell whether the branch has been sent by anybody yet."""
        return self._has(self._upstream)

    def _has(self, ref: str) -> bool:
        return bool(_asked(self.folder, "rev-parse", "--verify", "--quiet", ref))

    def unsent(self) -> list[str]:
        """Name the commits of this machine that nobody else has, the newest first, by their first lines."""
        known = f"{self._upstream}..HEAD" if self.is_shared else "HEAD"
        return self.git("log", "--format=%s", known).splitlines() if self._has("HEAD") else []

    def theirs(self) -> list[str]:
        """Name the files that others have changed since."""
        return self._differing(f"HEAD...{self._upstream}") if self.is_shared and self._has("HEAD") else []

    def _differing(self, *what: str) -> list[str]:
        listed = self.git("diff", "--name-only", "-z", *what)
        return [path for path in listed.split("\0") if path]

    def commit(self, below: str, message: str) -> None:
        """Commit all that was changed below a folder, and nothing else. Raises GitFailed."""
        self.git("add", "--all", "--", below)
        self.git("commit", "--quiet", "--message", message, "--", below)

    def set_aside(self) -> str:
        """Keep our commits as they are under a name of their own, and give it."""
        ref = f"refs/heads/cat-giu/{self.git('rev-parse', '--short', 'HEAD')}"
        self.git("update-ref", ref, "HEAD")
        return ref.removeprefix("refs/heads/")

    def before(self, path: str) -> bytes:
        """Give a file as the last commit has it; nothing where it has none."""
        return _asked(self.folder, "show", f"HEAD:{path}").encode()

    def put_behind(self, below: str, keep: str = "") -> None:
        """Put our commits behind those of others; where both changed the same lines, `keep` says whose are to stay.

        Raises GitFailed, with our commits as they were.
        """
        if both := sorted({*self.theirs()} & {*self.elsewhere(below)}):
            raise GitFailed("elsewhere_too", files=", ".join(both))
        prefer = {"mine": ("-X", "theirs"), "theirs": ("-X", "ours")}.get(keep, ())  # to git ours are those replayed
        commits = len(self.unsent())
        try:
            self.git("rebase", "--quiet", "--autostash", *prefer, self._upstream)
        except GitFailed as failed:
            files = ", ".join(self._differing("--diff-filter=U"))
            if keep and files and self._chosen(keep, commits):
                return
            _asked(self.folder, "rebase", "--abort")
            raise GitFailed("both_changed" if files else failed.code, str(failed), files=files) from None

    def _chosen(self, keep: str, commits: int) -> bool:
        """Go on where one side deleted what the other changed, commit by commit; tells whether it came to an end."""
        side, stage = ("--theirs", "3") if keep == "mine" else ("--ours", "2")
        for _ in range(commits):
            for path in self._differing("--diff-filter=U"):
                rows = self.git("ls-files", "--unmerged", "--", path).splitlines()
                if any(row.split("\t")[0].endswith(f" {stage}") for row in rows):
                    self.git("checkout", "--quiet", side, "--", path)
                    self.git("add", "--", path)
                else:
                    self.git("rm", "--quiet", "--", path)
            try:
                self.git("rebase", "--continue")
            except GitFailed:
                continue
            return True
        return False

    def push(self) -> None:
        """Send our commits. Raises GitFailed."""
        self.git("push", "--quiet", self.remote, f"HEAD:refs/heads/{self.shared}")
        self.git("fetch", "--quiet", self.remote, f"+refs/heads/{self.shared}:{self._upstream}")


def _changes(rows: str) -> Iterator[Change]:
    for row in filter(None, rows.split("\0")):
        how, path = row[:2], row[3:]
        if how == "AD":
            continue  # added and gone again
        yield Change("A" if "?" in how or "A" in how else "D" if "D" in how else "M", path)


def _asked(folder: Path, *arguments: str) -> str:
    """Run git, and give what it prints; nothing where it refuses."""
    try:
        return _run(folder, *arguments)
    except GitFailed:
        return ""


def _run(folder: Path, *arguments: str) -> str:
    slow = ("-c", "http.lowSpeedLimit=1", "-c", f"http.lowSpeedTime={_PATIENCE}", "-c", "core.quotepath=off")
    try:
        done = git(folder, *slow, *arguments, environment=_ENVIRONMENT)
    except FileNotFoundError:
        raise GitFailed("no_git") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise GitFailed(next((code for code, form in _SAID if form.search(said)), "git"), said)
    return done.stdout.strip("\n") if "-z" not in arguments else done.stdout
