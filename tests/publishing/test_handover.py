"""The bag for the provincial archive, and that its sources make its site."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest

from archive.trust.verifying import verify_site
from checkouts import run_in
from publishing.scene import DAY, SIGNED, Scene


def unpacked(scene: Scene, file: Path) -> Path:
    with zipfile.ZipFile(file) as packed:
        packed.extractall(scene.folder / "bags")
    return scene.folder / "bags" / file.stem


@pytest.mark.parametrize("where", ["branch", "folder"])
def test_a_bag_holds_everything_and_its_sources_make_its_site(scene: Scene, where: str) -> None:
    target = ("--target", str(scene.root)) if where == "folder" else ()
    scene.published(*target)
    scene.write()
    scene.commit()
    scene.published(*target, day="2024-01-16")
    file = scene.folder / "dak-po.zip"
    done = scene.run("export", "--bagit", file, *target)
    assert done.returncode == 0, done.stderr
    bag = unpacked(scene, file)
    assert bagit.Bag(str(bag)).is_valid()
    site, sources = bag / "data/trang", bag / "data/nguon"
    assert verify_site(site).faults == [] and (site / "so-cai.jsonl").is_file()
    assert (sources / "docs/danh-muc/don-vi.yml").is_file() and (sources / "requirements.txt").is_file()
    assert scene.edition(site) in (bag / "bag-info.txt").read_text(encoding="utf-8")
    guide = (bag / "data/DOC-TOI.txt").read_text(encoding="utf-8")
    assert "build --like ../trang --as-of 2024-01-16" in guide
    again = run_in(sources, "build", "--like", "../trang", "--as-of", "2024-01-16")
    assert again.returncode == 0 and "giống hệt" in again.stdout, again.stderr
    assert verify_site(site).faults == []  # it was read, and left as it was
    story = next((sources / "docs/tin-bai/2023").glob("*.md"))
    story.write_text(story.read_text(encoding="utf-8") + "\nMột câu khác.\n", encoding="utf-8")
    other = run_in(sources, "build", "--like", "../trang", "--as-of", "2024-01-16")
    assert other.returncode == 1 and "không dựng ra đúng" in other.stderr


def test_the_same_bag_each_time(scene: Scene) -> None:
    scene.published()
    digests = set()
    for number in range(2):
        file = scene.folder / str(number) / "a.zip"
        file.parent.mkdir()
        assert scene.run("export", "--bagit", file).returncode == 0
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(digests) == 1 and [path.name for path in file.parent.iterdir()] == ["a.zip"]


def test_sources_that_do_not_make_the_live_edition_are_not_handed_over(scene: Scene) -> None:
    scene.published()
    scene.write("Chưa đăng.")
    file = scene.folder / "a.zip"
    done = scene.run("export", "--bagit", file)
    assert done.returncode == 1 and "không dựng ra đúng" in done.stderr and not file.exists()


def test_what_was_never_published_is_built_for_the_bag(scene: Scene) -> None:
    file = scene.folder / "a.zip"
    assert scene.run("export", "--bagit", file, "--as-of", DAY, **SIGNED).returncode == 0
    bag = unpacked(scene, file)
    assert bagit.Bag(str(bag)).is_valid()
    again = run_in(bag / "data/nguon", "build", "--like", "../trang", "--as-of", DAY)
    assert again.returncode == 0, again.stderr


def test_the_library_says_so_too(scene: Scene) -> None:
    """By its own program, as the provincial archive would check."""
    scene.published()
    file = scene.folder / "a.zip"
    assert scene.run("export", "--bagit", file).returncode == 0
    bag = unpacked(scene, file)
    command = [sys.executable, "-m", "bagit", "--validate", "--quiet", str(bag)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (bag / "data/trang/index.html").write_text("khác", encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [((), 2, "--bagit"), (("--bagit", "a.tar"), 2, ".zip"), (("--bagit", "mkdocs.zip"), 1, "Đã có")],
)
def test_a_wrong_use_is_told(scene: Scene, arguments: tuple[str, ...], status: int, said: str) -> None:
    shutil.copyfile(scene.clone / "mkdocs.yml", scene.clone / "mkdocs.zip")
    done = scene.run("export", *arguments)
    assert done.returncode == status and said in done.stderr
