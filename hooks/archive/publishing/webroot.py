"""A folder of a web server as the place where a site is published, for districts with a server of their own.

`current` is a link to the edition that is live, and changes at once; `kept` holds what carries a hash in its name, of
every edition that is still there, so that a page that somebody has open finds what it was made for.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from archive.assets import HASHED
from archive.environment import lock
from archive.publishing.editions import Published, Step, Told, edition_id
from archive.publishing.failing import PublishingFailed
from archive.publishing.live_root import (
    CURRENT,
    EDITIONS,
    KEPT,
    NUMBERED,
    LiveRoot,
    about_file,
    numbered,
    published_in,
    unseen_file,
)
from archive.trust import manifest
from archive.trust.verifying import verify_site

# So many editions stay.
_MOST = 10


@dataclass(frozen=True)
class WebRoot:
    """Where a site is published: a folder below which a web server reads `current`."""

    root: Path

    @property
    def name(self) -> str:
        """Name it as an operator would."""
        return str(self.root)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Wait until nobody else publishes here. Raises PublishingFailed."""
        with contextlib.ExitStack() as stack:
            try:
                (self.root / EDITIONS).mkdir(parents=True, exist_ok=True)
                stack.enter_context(lock(self.root / ".lock"))
            except OSError as error:
                raise PublishingFailed("root_not_written", folder=self.root, said=error.strerror or error) from None
            yield

    def live(self) -> LiveRoot:
        """Find what is published, and sweep away what a process that was killed has left. Raises PublishingFailed."""
        link, editions = self.root / CURRENT, self.root / EDITIONS
        is_ours = (
            link.is_symlink() and NUMBERED.fullmatch(link.readlink().name) and link.readlink().parts[0] == EDITIONS
        )
        if os.path.lexists(link) and not is_ours:
            raise PublishingFailed("root_foreign", folder=self.root)
        for litter in (*editions.glob(".new-*"), *self.root.glob(".current-*"), *(self.root / KEPT).rglob(".new-*")):
            shutil.rmtree(litter) if litter.is_dir() and not litter.is_symlink() else litter.unlink()
        folder = editions / link.readlink().name if link.is_symlink() else None
        for mark in editions.glob("*.unseen"):
            if not NUMBERED.fullmatch(mark.stem):
                continue
            if (made := mark.with_suffix("")) != folder:  # it was made, and never shown
                shutil.rmtree(made, ignore_errors=True)
                about_file(made).unlink(missing_ok=True)
            mark.unlink()
        if folder is not None and not folder.is_dir():  # somebody took it away: the journal goes on from the newest
            folder = next(iter(reversed(numbered(self.root))), None)
        for told in editions.glob("*.json"):
            if not told.with_suffix("").is_dir():
                told.unlink()
        return LiveRoot(self.root, folder)

    def is_mended(self, code: str) -> bool:
        """Nothing here is mended by itself."""
        return False

    def put(
        self, site: Path, before: LiveRoot, told: Told, subject: str, at: Step, *, dry_run: bool = False
    ) -> Published | None:
        """Publish a copy of the folder `site`; None where what is live holds the same.

        `at` is told of each step. Raises PublishingFailed and OSError. With `dry_run` all is done but the switch.
        """
        content = (site / manifest.NAME).read_bytes()
        is_shown = before.folder is not None and (self.root / CURRENT).resolve() == before.folder.resolve()
        if is_shown and before.file(manifest.NAME) == content and not before.changed():
            return None
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=self.root / EDITIONS))
        try:
            at("commit")
            _copied(site, new, before.folder, content)
            at("compare")
            if faults := verify_site(new).faults:
                raise PublishingFailed("not_as_listed", files=", ".join(str(values) for _, values in faults[:10]))
            number = max((int(one.name[:6]) for one in numbered(self.root)), default=0) + 1
            place = new.with_name(f"{number:06}-{edition_id(content)}")
            about = {
                "subject": subject,
                "time": datetime.now().astimezone().isoformat(timespec="seconds"),
                **asdict(told),
            }
            if dry_run:
                return Published(place.name, about["time"], told)
            unseen_file(place).touch()
            about_file(place).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            for path in (new, *new.rglob("*")):  # for the server to read, whoever's umask this is
                path.chmod(0o755 if path.is_dir() else 0o644)
            new.rename(place)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        self._keep(place)
        at("push")
        if hasattr(os, "sync"):
            os.sync()  # after a power cut the link must not lead to files that never came to the disk
        self._switch(place)
        with contextlib.suppress(OSError):
            unseen_file(place).unlink()
        at("read_back")
        if edition_id((self.root / CURRENT / manifest.NAME).read_bytes()) != edition_id(content):
            raise PublishingFailed("root_not_read_back", folder=self.root)
        with contextlib.suppress(OSError):  # it is live: what is left over goes the next time
            self._let_go()
        return published_in(place)

    def _keep(self, folder: Path) -> None:
        """Lay what carries a hash in its name where pages that are open find it."""
        for path in manifest.all_files(folder):
            if HASHED.fullmatch(path):
                kept = self.root / KEPT / path
                kept.parent.mkdir(parents=True, exist_ok=True)
                if not kept.exists() or not kept.samefile(folder / path):
                    _same(folder / path, kept)

    def _switch(self, folder: Path) -> None:
        link = self.root / f".current-{folder.name}"
        link.symlink_to(Path(EDITIONS) / folder.name)
        link.replace(self.root / CURRENT)

    def _let_go(self) -> None:
        """Take away editions beyond the last ones, and what only they needed."""
        for folder in numbered(self.root)[:-_MOST]:
            shutil.rmtree(folder)
            about_file(folder).unlink(missing_ok=True)
        needed = {
            path for folder in numbered(self.root) for path in manifest.all_files(folder) if HASHED.fullmatch(path)
        }
        for kept in sorted((self.root / KEPT).rglob("*"), reverse=True):  # what a folder holds comes before it
            if kept.is_dir():
                with contextlib.suppress(OSError):  # it is not empty
                    kept.rmdir()
            elif kept.relative_to(self.root / KEPT).as_posix() not in needed:
                kept.unlink()


def _copied(site: Path, new: Path, before: Path | None, content: bytes) -> None:
    """Copy a site; a file that the edition before has just so is not written twice."""
    listed = manifest.files_of(content.decode("utf-8"))
    try:
        known = manifest.files_of((before / manifest.NAME).read_text(encoding="utf-8")) if before else {}
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    for path in (*listed, manifest.NAME, manifest.SIGNATURE):
        place = new / path
        if path == manifest.SIGNATURE and not (site / path).is_file():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        is_same = (
            before is not None and path in listed and known.get(path) == listed[path] and (before / path).is_file()
        )
        if before is not None and is_same and manifest.seen(before, path) == listed[path]:
            _same(before / path, place)
        else:
            shutil.copyfile(site / path, place)


def _same(file: Path, place: Path) -> None:
    """Let a file be in a second place, whole or not at all; without a second copy where the file system can."""
    beside = place.with_name(f".new-{place.name}")
    try:
        os.link(file, beside)
    except OSError:
        shutil.copyfile(file, beside)
    beside.replace(place)
