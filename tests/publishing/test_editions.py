"""Editions one after the other: recorded, listed, brought back and gone on from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.trust import manifest
from archive.trust.asking import ask
from checkouts import git
from publishing.scene import DAY, SIGNED, Scene

SITE = "https://luu-tru.dak-po.example/"
# What tells of an edition, and not of its entries.
_ABOUT = ("so-cai.jsonl", manifest.NAME, manifest.SIGNATURE)


def pages(folder: Path) -> dict[str, bytes]:
    """The files of a site but those that tell of the edition itself."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if name not in _ABOUT and not name.startswith((".git/", "kiem-tra/so/", "kiem-tra/goc.json"))
    }


def two_editions(scene: Scene, *target: str | Path) -> tuple[str, str]:
    """Publish, change a story, publish again; gives what the editions were made from."""
    scene.published(*target)
    first = git(scene.clone, "rev-parse", "HEAD")
    scene.write()
    second = scene.commit()
    scene.published(*target, day="2024-01-16")
    return first, second


def test_unchanged_sources_make_no_commit_in_ten_runs(scene: Scene) -> None:
    scene.published()
    before = scene.commits()
    for _ in range(10):
        assert "Không có gì mới" in scene.published()
    assert scene.commits() == before and scene.litter() == []


def test_an_edition_tells_what_it_was_made_from(scene: Scene) -> None:
    first, second = two_editions(scene)
    said = git(scene.remote, "log", "--format=%B", "gh-pages")
    assert f"Source: {first}\nEntries: 3\nDay: {DAY}" in said and f"Source: {second}\n" in said
    listed = json.loads(scene.run("editions", "--json").stdout)
    assert [(one["source"], one["entries"], one["live"]) for one in listed] == [(second, 3, True), (first, 3, False)]
    shown = scene.run("editions").stdout.splitlines()
    assert scene.edition() in shown[0] and "đang đăng" in shown[0] and first[:10] in shown[1] and "3 mục" in shown[1]
    assert scene.publish("--dry-run").returncode == 1  # the day lies before the journal's last
    scene.write("Chưa commit.")
    scene.published(day="2024-01-17")
    assert f"Source: {second}+\n" in git(scene.remote, "log", "-1", "--format=%B", "gh-pages")


@pytest.mark.parametrize("where", ["branch", "folder"])
def test_an_earlier_edition_is_brought_back_and_gone_on_from(scene: Scene, where: str) -> None:
    target = ("--target", scene.root) if where == "folder" else ()

    def live() -> Path:
        return (scene.root / "current").resolve() if where == "folder" else scene.live()

    scene.published(*target)
    first, told = live(), scene.journal(live())
    story = scene.write()
    scene.commit()
    scene.published(*target, day="2024-01-16")
    second = live()
    record = second / f"tin-bai/2023/{story.stem}/ban-ghi.json"
    newer = record.read_bytes()
    done = scene.run("rollback", *target, "--why", "Đăng nhầm số liệu", "--as-of", "2024-01-17", **SIGNED)
    assert done.returncode == 0, done.stderr
    back = live()
    assert pages(back) == pages(first) and scene.is_whole(back)
    journal = scene.journal(back)
    assert journal.extends(scene.journal(second)) and journal.extends(told)
    last = journal.events[-1]
    assert (last["event"], last["to"], last["reason"]) == ("rollback", scene.edition(first), "Đăng nhầm số liệu")
    file = scene.folder / "moi-hon.json"
    file.write_bytes(newer)
    (known,) = ask(back, str(file), SITE).items  # it was ours, until it was taken back
    assert (known["t"], known["d"], known["u"]) == ("earlier", "2024-01-16", "2024-01-17")
    held = scene.published(*target, day="2024-01-18")
    assert "Đang giữ" in held and scene.edition(live()) == scene.edition(back)
    scene.published(*target, "--forward", day="2024-01-18")
    forward = live()
    assert pages(forward) == pages(second) and scene.is_whole(forward)
    assert scene.journal(forward).events[-1]["event"] == "resume"
    assert not scene.litter()


def test_after_a_rollback_new_sources_are_published(scene: Scene) -> None:
    two_editions(scene)
    assert scene.run("rollback", "--as-of", "2024-01-16", **SIGNED).returncode == 0
    scene.write("Đã sửa.")
    scene.commit()
    assert "Đã đăng" in scene.published(day="2024-01-16")
    assert [event["event"] for event in scene.journal().events][-2:] == ["resume", "change"]


def test_what_was_withdrawn_is_not_shown_again_by_a_rollback(scene: Scene) -> None:
    scene.published()
    story = scene.stories()[0]
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("---\n", "---\nstatus: withdrawn\nreason: Lộ số điện thoại.\n", 1), encoding="utf-8")
    scene.published(day="2024-01-16")
    done = scene.run("rollback", "--as-of", "2024-01-16", **SIGNED)
    assert done.returncode == 1 and f"tin-bai/2023/{story.stem}" in done.stderr and "--with-hidden" in done.stderr
    assert scene.run("rollback", "--with-hidden", "--as-of", "2024-01-16", **SIGNED).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "ffffffff"), "Không có bản nào"),
        (("--as-of", "2024-01-01"), "sớm hơn"),
        (("--key", "other"), "đúng khóa"),
    ],
)
def test_a_rollback_that_cannot_be_is_told(scene: Scene, arguments: tuple[str, ...], said: str) -> None:
    from publishing.scene import OTHER_KEY

    assert "Chưa có bản nào" in scene.run("rollback", **SIGNED).stderr
    two_editions(scene)
    (scene.folder / "other").write_text(OTHER_KEY.pem, encoding="utf-8")
    before = scene.commits()
    arguments = tuple(str(scene.folder / one) if one == "other" else one for one in arguments)
    if "--as-of" not in arguments:
        arguments += ("--as-of", "2024-01-17")
    done = scene.run("rollback", *arguments, **SIGNED)
    assert done.returncode == 1 and said in done.stderr and scene.commits() == before


def test_older_sources_do_not_take_the_place_of_newer_ones(scene: Scene) -> None:
    first, _ = two_editions(scene)
    before = scene.commits()
    git(scene.clone, "reset", "--quiet", "--hard", first)
    done = scene.publish(day="2024-01-17")
    assert done.returncode == 1 and "cũ hơn" in done.stderr and "--pull" in done.stderr
    assert scene.commits() == before
    assert "Không có gì mới" in scene.published("--pull", day="2024-01-16")


def test_a_shallow_or_stale_clone_is_told_the_way_out(scene: Scene) -> None:
    scene.published()
    scene.write()
    scene.commit()
    git(scene.folder, "clone", "--quiet", "--depth", "1", f"file://{scene.remote}", "shallow")
    shallow = Scene(scene.folder)
    scene.clone.rename(scene.folder / "first")
    (scene.folder / "shallow").rename(scene.clone)
    done = shallow.publish(day="2024-01-16")
    assert done.returncode == 1 and "--unshallow" in done.stderr
    git(scene.clone, "fetch", "--quiet", "--unshallow")
    assert "Đã đăng" in shallow.published(day="2024-01-16")


def test_sources_that_went_apart_are_not_published_unasked(scene: Scene) -> None:
    first, _ = two_editions(scene)
    git(scene.clone, "reset", "--quiet", "--hard", first)
    scene.write("Khác hẳn.", story=1)
    git(scene.clone, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-am", "x")
    done = scene.publish(day="2024-01-17")
    assert done.returncode == 1 and "rẽ nhánh" in done.stderr
    assert scene.publish("--any-sources", day="2024-01-17").returncode == 0


def test_pulling_takes_what_clerks_sent(scene: Scene) -> None:
    scene.published()
    git(scene.folder, "clone", "--quiet", "remote.git", "clerk")
    story = scene.folder / "clerk/docs/tin-bai/2023" / scene.stories()[0].name
    story.write_text(story.read_text(encoding="utf-8") + "\nCâu của cán bộ.\n", encoding="utf-8")
    git(story.parents[3], "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-am", "x")
    git(story.parents[3], "push", "--quiet")
    assert "Không có gì mới" in scene.published()
    assert "Đã đăng" in scene.published("--pull", day="2024-01-16")
    assert "Câu của cán bộ." in (scene.live() / f"tin-bai/2023/{story.stem}/index.html").read_text(encoding="utf-8")
    scene.write("Sửa riêng trên máy đăng.")
    story.write_text(story.read_text(encoding="utf-8") + "\nCâu nữa.\n", encoding="utf-8")
    git(story.parents[3], "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-am", "x")
    git(story.parents[3], "push", "--quiet")
    done = scene.publish("--pull", day="2024-01-17")
    assert done.returncode == 1 and "git status" in done.stderr
