"""The bag that hands an archive over: sources, site, journal, registries and checksums (BagIt, RFC 8493).

When a district ends, its digital records go to the provincial archive (Circular 06/2025/TT-BNV, article 40).
"""

from __future__ import annotations

import logging
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import bagit

from archive.git import git
from archive.patterns import pattern
from archive.publishing.failing import PublishingFailed
from archive.publishing.source import MADE_OF

SOURCES, SITE, GUIDE = "nguon", "trang", "DOC-TOI.txt"
_PRIVATE = pattern(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{40}")
_NOT_NOW = (2020, 1, 1, 0, 0, 0)
# What belongs to the sources where nobody can ask git.
_NOT_SOURCES = {"site", ".cache", ".venv", ".git", "__pycache__", ".vscode"}


def source_files(root: Path) -> list[Path]:
    """Name the files of a clone that are sources, by their paths in it: what git knows, and all content."""
    listed = git(root, "ls-files", "-z", "--cached", "--", ".")
    content = git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", *MADE_OF)
    if listed.returncode == 0:
        paths = {Path(one) for one in (listed.stdout + content.stdout).split("\0") if one}
    else:
        paths = {path.relative_to(root) for path in root.rglob("*")}
        paths = {path for path in paths if not _NOT_SOURCES & {*path.parts}}
    found = sorted(path for path in paths if (root / path).is_file() and not (root / path).is_symlink())
    for path in found:
        if _PRIVATE.search((root / path).read_bytes()):
            raise PublishingFailed("private_key", file=path)
    return found


def pack(folder: Path, root: Path, docs_dir: Path, guide: str, about: Mapping[str, str], day: str) -> int:
    """Make a bag of a folder that holds the site in `trang`; gives how many files the bag holds.

    The sources are those of the clone `root`, with the content of `docs_dir`.
    """
    inside = docs_dir.relative_to(root) if docs_dir.is_relative_to(root) else None
    for path in source_files(root):
        if inside is None and path.parts[0] == "docs":
            continue
        _copy(root / path, folder / SOURCES / path)
    if inside is None:
        shutil.copytree(docs_dir, folder / SOURCES / "docs")
    (folder / GUIDE).write_text(guide.lstrip(), encoding="utf-8")
    logging.getLogger("bagit").setLevel(logging.WARNING)
    bag = bagit.make_bag(str(folder), {**about, "Bagging-Date": day}, checksums=["sha256", "sha512"])
    bag.validate()
    return sum(1 for _ in bag.payload_files())


def zipped(folder: Path, file: Path, name: str) -> None:
    """Write a folder as a ZIP file, whole or not at all, the same bytes each time."""
    beside = file.with_name(f".{file.name}-new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as made:
            for path in _below(folder):
                about = zipfile.ZipInfo(f"{name}/{path}", _NOT_NOW)
                about.external_attr = 0o644 << 16
                made.writestr(about, (folder / path).read_bytes(), zipfile.ZIP_DEFLATED)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _below(folder: Path) -> Iterable[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _copy(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place)
