"""The folder of a web server: what lies there, and that nothing there is lost or half."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.assets import HASHED
from archive.publishing.webroot import WebRoot
from publishing.scene import Scene


def editions(scene: Scene) -> list[str]:
    return sorted(path.name for path in (scene.root / "editions").iterdir() if path.is_dir() and path.name != "kept")


def test_the_link_leads_to_the_edition_and_nothing_else_is_there(scene: Scene) -> None:
    scene.published("--target", scene.root)
    (name,) = editions(scene)
    assert (scene.root / "current").readlink() == Path("editions") / name and name.endswith(
        scene.edition(scene.root / "current")
    )
    assert sorted(path.name for path in scene.root.iterdir()) == [".lock", "current", "editions"]
    assert sorted(path.name for path in (scene.root / "editions").iterdir()) == [name, f"{name}.json", "kept"]
    assert "Không có gì mới" in scene.published("--target", scene.root) and editions(scene) == [name]


def test_what_carries_a_hash_is_kept_and_nothing_else(scene: Scene) -> None:
    scene.published("--target", scene.root)
    folder = (scene.root / "current").resolve()
    hashed = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    kept = {
        path.relative_to(scene.root / "editions/kept").as_posix()
        for path in (scene.root / "editions/kept").rglob("*")
        if path.is_file()
    }
    assert kept == {path for path in hashed if HASHED.fullmatch(path)} and len(kept) > 20


def test_a_file_that_did_not_change_takes_no_second_place(scene: Scene) -> None:
    scene.published("--target", scene.root)
    first = (scene.root / "current").resolve()
    scene.write()
    scene.published("--target", scene.root)
    second = (scene.root / "current").resolve()
    shared = [path for path in second.rglob("*.png") if path.samefile(first / path.relative_to(second))]
    assert shared and first != second


def test_an_edition_to_which_the_link_was_turned_back_by_hand_loses_nobody(scene: Scene) -> None:
    """What was shown once stays, whoever turned the link; the journal shows that something is not as it was."""
    scene.published("--target", scene.root)
    first = (scene.root / "current").readlink()
    scene.write()
    scene.published("--target", scene.root, day="2024-01-16")
    both = editions(scene)
    (scene.root / "current").unlink()
    (scene.root / "current").symlink_to(first)
    done = scene.publish("--target", scene.root, day="2024-01-17")
    assert done.returncode == 1 and "không nối tiếp" in done.stderr and editions(scene) == both


def test_a_file_that_was_changed_in_place_is_told_of_and_published_anew(scene: Scene) -> None:
    scene.published("--target", scene.root)
    page = scene.root / "current/index.html"
    page.unlink()
    page.write_text("của ai đó", encoding="utf-8")
    done = scene.publish("--target", scene.root)
    assert done.returncode == 0 and "index.html" in done.stderr
    assert scene.is_whole((scene.root / "current").resolve()) and "của ai đó" not in page.read_text(encoding="utf-8")


def test_a_copy_that_was_broken_off_is_made_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """On file systems without links files are copied: one that is half there never bears the name of a whole one."""
    scene.published("--target", scene.root)
    kept = next(path for path in (scene.root / "editions/kept").rglob("*.css"))
    kept.with_name(".new-archive.css").write_text("half", encoding="utf-8")
    scene.write()
    scene.published("--target", scene.root)
    assert not list((scene.root / "editions/kept").rglob(".new-*")) and kept.is_file()


def test_an_empty_folder_has_no_edition(tmp_path: Path) -> None:
    live = WebRoot(tmp_path).live()
    assert (live.edition, live.files(), live.editions(), list(live.earlier("x"))) == (None, [], [], [])
