"""What lies on the disk, seen by another process while the program loads: the same as seen now, or seen again."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import hashing, processes
from archive import looking as module
from archive.hashing import LARGE, hashes
from archive.looking import Looking, stamps, stamps_of
from archive.paths import SEARCH_PARTS


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: sys.platform == "linux")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    docs, site = tmp_path / "docs", tmp_path / "site"
    for file, text in {
        docs / "bao-cao/2023-h1/mot.md": "một",
        docs / "bao-cao/.an": "ẩn",
        site / "index.html": "trang",
        site / f"{SEARCH_PARTS[0]}a.1.json": "mảnh",
        site / "ky/2023-h1/index.html": "kỳ",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return docs, site


@pytest.fixture
def looking(folders: tuple[Path, Path]) -> Iterator[Looking]:
    found = Looking.begin(*folders)
    yield found
    found.forget()


def test_another_process_sees_what_this_one_would(folders: tuple[Path, Path], looking: Looking) -> None:
    docs, site = folders
    assert looking.sources(docs) == hashes(docs)
    assert looking.site(site) == dict(stamps(site))
    assert hashes(docs)["bao-cao/.an"] == "" and len(hashes(docs)["bao-cao/2023-h1/mot.md"]) == 64


@pytest.mark.skipif(sys.platform != "linux", reason="another process looks on Linux alone")
def test_what_it_saw_counts_once(folders: tuple[Path, Path], looking: Looking) -> None:
    docs, _ = folders
    before = looking.sources(docs)
    (docs / "bao-cao/2023-h1/mot.md").write_text("hai", encoding="utf-8")
    assert looking.sources(docs) == hashes(docs) != before


def test_what_it_saw_is_forgotten_where_others_were_at_work(folders: tuple[Path, Path], looking: Looking) -> None:
    docs, site = folders
    (docs / "bao-cao/2023-h1/mot.md").write_text("hai", encoding="utf-8")
    (site / "index.html").write_text("trang khác", encoding="utf-8")
    looking.forget()
    assert looking.sources(docs) == hashes(docs) and looking.site(site) == dict(stamps(site))


def test_it_looks_itself_at_a_folder_that_nobody_looked_at(
    folders: tuple[Path, Path], looking: Looking, tmp_path: Path
) -> None:
    other = tmp_path / "khac"
    other.mkdir()
    (other / "hai.md").write_text("hai", encoding="utf-8")
    assert looking.sources(other) == hashes(other) and looking.sources(folders[0]) == hashes(folders[0])


@pytest.mark.skipif(sys.platform != "linux", reason="another process looks on Linux alone")
def test_it_looks_itself_where_the_other_process_was_killed(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, site = folders
    monkeypatch.setattr(module, "stamps", lambda folder: time.sleep(60))
    looking = Looking.begin(docs, site)
    assert looking._aside and looking._aside._process
    os.kill(looking._aside._process, signal.SIGKILL)
    monkeypatch.undo()
    assert looking.sources(docs) == hashes(docs) and looking.site(site) == dict(stamps(site))


def test_it_looks_itself_where_no_process_can_be_begun(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left() -> int:
        raise BlockingIOError

    if hasattr(os, "fork"):
        monkeypatch.setattr(os, "fork", none_left)
    looking = Looking.begin(*folders)
    assert looking.sources(folders[0]) == hashes(folders[0]) and looking.site(folders[1]) == dict(stamps(folders[1]))


@pytest.mark.skipif(sys.platform != "linux", reason="another process looks on Linux alone")
def test_a_folder_that_is_not_there_is_told_by_whoever_asks(tmp_path: Path) -> None:
    looking = Looking.begin(tmp_path / "docs", tmp_path / "site")
    with pytest.raises(FileNotFoundError):
        looking.sources(tmp_path / "docs")
    assert looking.site(tmp_path / "site") == {}


def test_parts_of_the_index_are_seen_as_one(folders: tuple[Path, Path]) -> None:
    _, site = folders
    seen = dict(stamps(site))
    assert seen.keys() == {"index.html", "ky/2023-h1/index.html", SEARCH_PARTS[0]}
    assert dict(stamps_of(site, [*seen, f"{SEARCH_PARTS[0]}a.1.json"])) == seen


def test_a_large_file_that_looks_as_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs, photo = tmp_path / "docs", tmp_path / "docs/tin-bai/2023/anh.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a" * LARGE)
    (docs / "mot.md").write_text("một", encoding="utf-8")
    read: list[int] = []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda file, name: read.append(1) or digest(file, name))

    def times_read() -> int:
        read.clear()
        assert hashes(docs, tmp_path / "cache") == hashes(docs)
        return len(read)

    assert [times_read(), times_read()] == [1, 1], "what was written just now may be written again in the same moment"
    monkeypatch.setattr(hashing, "_SETTLED", -1)
    assert [times_read(), times_read()] == [1, 0]
    before = photo.stat()
    while photo.stat().st_ctime_ns == before.st_ctime_ns:  # the clock of the disk is slow
        photo.write_bytes(b"b" * LARGE)
        os.utime(photo, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [times_read(), times_read()] == [1, 0], "the same size, the same time of writing"
    (docs / "mot.md").write_text("hai", encoding="utf-8")
    other = tmp_path / "other.jpg"
    other.write_bytes(b"c" * LARGE)
    other.replace(photo)
    assert [times_read(), times_read()] == [1, 0]
    (kept,) = (tmp_path / "cache/sources").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"0", b"1"))
    assert [times_read(), times_read()] == [1, 0], "what is not kept whole counts for nothing"
    photo.unlink()
    assert "tin-bai/2023/anh.jpg" not in hashes(docs, tmp_path / "cache")
