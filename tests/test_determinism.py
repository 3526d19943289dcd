"""Same input, same bytes: whatever the folder, the clock's zone, the locale and the seed of hashes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from archive.trust.sealing import OWN
from project import AS_OF, DOCS, ROOT, run_hooks


def digests(site: Path) -> dict[str, str]:
    """Give the SHA-256 of every file of a site by its path."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def test_two_builds_in_other_folders_zones_locales_and_seeds_are_byte_identical(site: Path, tmp_path: Path) -> None:
    docs = tmp_path / "một chỗ khác" / "nội dung"
    shutil.copytree(DOCS, docs)
    for file in docs.rglob("*"):
        os.utime(file, (0, 0))
    done = run_hooks(
        *("build", "--clean", "--docs-dir", docs, "--site-dir", tmp_path / "đích", "--as-of", AS_OF),
        cwd=tmp_path,
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        LANG="C",
        PYTHONHASHSEED="4711",
        SOURCE_DATE_EPOCH="0",
    )
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "đích") == digests(site)


def test_nothing_of_this_machine_or_this_day_is_in_the_output(site: Path) -> None:
    from archive.dates import today

    strange = (str(ROOT), str(site), str(Path.home()), today().isoformat())
    for file in site.rglob("*"):
        if file.suffix in (".html", ".json", ".xml"):
            text = file.read_text(encoding="utf-8")
            assert not [word for word in strange if len(word) > 5 and word in text], file


def test_mkdocs_build_does_the_same_work(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")]
    environ = {**os.environ, "ARCHIVE_AS_OF": AS_OF, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    # What proves a site is put beside it by our own commands alone.
    made = {path: digest for path, digest in digests(site).items() if path not in OWN}
    assert digests(tmp_path / "site") == made
