"""What a web root shows, and the editions that lie there: each a folder, with a file beside it that tells of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.paths import read_if_there
from archive.patterns import pattern
from archive.publishing.editions import Published, Told
from archive.trust import manifest
from archive.trust.verifying import verify_site

# `kept` lies beside the editions: to a server it is `current/../kept`, wherever the root is.
CURRENT, EDITIONS, KEPT = "current", "editions", "editions/kept"
NUMBERED = pattern(r"(\d{6})-[0-9a-f]{16}")


@dataclass(frozen=True)
class LiveRoot:
    """What a web root shows: the folder of its edition, None where there is none yet."""

    root: Path
    folder: Path | None

    @property
    def edition(self) -> Published | None:
        """The edition that is live."""
        return published_in(self.folder) if self.folder else None

    @property
    def kept(self) -> str:
        """Say where an operator finds what was published last."""
        return str(self.root / EDITIONS)

    def file(self, path: str) -> bytes | None:
        """Give the bytes of a file of the site; None where it has none by that name."""
        return read_if_there(self.folder / path) if self.folder else None

    def files(self) -> list[str]:
        """Name every file of the site."""
        own = (manifest.NAME, manifest.SIGNATURE)
        return (
            [*manifest.all_files(self.folder), *(one for one in own if (self.folder / one).is_file())]
            if self.folder
            else []
        )

    def changed(self) -> list[str]:
        """Name the files that are not what the manifest lists."""
        faults = verify_site(self.folder).faults if self.folder else []
        return [str(values["path"]) for code, values in faults if code in ("extra", "missing", "changed")]

    def earlier(self, path: str) -> Iterator[bytes]:
        """Yield a file of the site as the editions had it that are still there."""
        for folder in numbered(self.root):
            if (content := read_if_there(folder / path)) is not None:
                yield content

    def editions(self) -> list[Published]:
        """Give every edition that can be brought back, the newest first."""
        return [published_in(folder) for folder in reversed(numbered(self.root))]

    def export(self, edition: Published, folder: Path) -> None:
        """Write an edition into an empty folder, as it was."""
        shutil.copytree(self.root / EDITIONS / edition.place, folder, dirs_exist_ok=True)


def numbered(root: Path) -> list[Path]:
    """Give the folders of editions, the oldest first."""
    return sorted(one for one in (root / EDITIONS).glob("*") if one.is_dir() and NUMBERED.fullmatch(one.name))


def about_file(folder: Path) -> Path:
    """Say where it is told of an edition what it does not tell itself."""
    return folder.with_name(f"{folder.name}.json")


def unseen_file(folder: Path) -> Path:
    """Say what marks an edition that nobody has been shown yet."""
    return folder.with_name(f"{folder.name}.unseen")


def published_in(folder: Path) -> Published:
    """Describe the edition in a folder; where nothing is told of it, by its name."""
    try:
        about = json.loads(about_file(folder).read_text(encoding="utf-8"))
        return Published(
            folder.name,
            about.pop("time"),
            Told(**{key: about[key] for key in ("id", "source", "entries", "day", "undoes")}),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Published(folder.name, "", Told(folder.name[7:]))
