"""Publishing to a real git remote: a bare repository on disk."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.trust.asking import ask, in_words
from archive.trust.journal import Journal
from archive.trust.keys import fingerprint
from archive.trust.verifying import verify_site
from checkouts import copy_project, git, run_in
from project import AS_OF, ROOT
from publishing.scene import KEY, OTHER_KEY, Scene, without_users_of_this_machine

Publish = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of this project with little content, whose origin is a bare repository; git knows no user."""
    without_users_of_this_machine(monkeypatch)
    git(tmp_path, "init", "--bare", "--quiet", "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "clone")
    clone = tmp_path / "clone"
    copy_project(clone, "danh-muc", "tin-bai")
    return clone


@pytest.fixture
def publish(clone: Path) -> Publish:
    """Run `publish` in the clone, in the environment that the tests run in."""

    def run(*arguments: str, day: str = "2024-01-15", **environment: str) -> subprocess.CompletedProcess[str]:
        return run_in(clone, "publish", "--as-of", day, *arguments, **environment)

    return run


def commits(clone: Path) -> list[str]:
    return Scene(clone.parent).commits()


def test_a_site_is_published_in_the_publishers_name(clone: Path, publish: Publish) -> None:
    done = publish()
    assert done.returncode == 0, done.stderr
    remote = clone.parent / "remote.git"
    who = "Cổng thông tin huyện Đak Pơ <cong-thong-tin@dak-po.example>"
    assert git(remote, "log", "--format=%an <%ae>|%cn <%ce>", "gh-pages") == f"{who}|{who}"
    files = set(git(remote, "-c", "core.quotepath=off", "ls-tree", "-r", "--name-only", "gh-pages").splitlines())
    assert {"index.html", ".nojekyll", "du-lieu/catalogue.json", "ky/2023-h1/index.html"} <= files
    edition = hashlib.sha256(published(clone, "manifest.json").encode()).hexdigest()[:16]
    assert edition in done.stdout and f"Edition: {edition}" in git(remote, "log", "--format=%B", "gh-pages")


def test_an_unchanged_site_makes_no_commit_and_a_changed_one_adds_to_history(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    first = commits(clone)
    again = publish()
    assert again.returncode == 0 and "Không có gì mới" in again.stdout and commits(clone) == first
    story = next((clone / "docs/tin-bai/2023").glob("*.md"))
    story.write_text(story.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    assert publish().returncode == 0
    assert commits(clone)[1:] == first


def test_a_build_with_problems_publishes_nothing(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    before = commits(clone)
    (clone / "docs/tin-bai/2023/sai.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    done = publish()
    assert done.returncode == 1 and "docs/tin-bai/2023/sai.md:1: «date»" in done.stderr
    assert commits(clone) == before


def test_a_dry_run_pushes_nothing(clone: Path, publish: Publish) -> None:
    done = publish("--dry-run")
    assert done.returncode == 0 and "chạy thử" in done.stdout and commits(clone) == []


def test_someone_elses_edition_stays_in_history(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    other = clone.parent / "other"
    git(clone.parent, "clone", "--quiet", "--branch", "gh-pages", "remote.git", "other")
    (other / "extra.txt").write_text("x")
    git(other, "add", ".")
    git(other, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "x")
    git(other, "push", "--quiet")
    theirs = commits(clone)
    assert publish().returncode == 0
    assert commits(clone)[1:] == theirs


def test_a_remote_that_is_gone_is_told_and_nothing_is_left_behind(clone: Path, publish: Publish) -> None:
    shutil.rmtree(clone.parent / "remote.git")
    done = publish()
    assert done.returncode == 1 and "Không đọc được bản đang đăng" in done.stderr and "Traceback" not in done.stderr
    assert git(clone, "for-each-ref") == ""
    assert sorted(path.name for path in clone.iterdir() if path.name.startswith(".")) == [".cache", ".git"]


def test_a_folder_without_git_is_told(clone: Path, publish: Publish) -> None:
    shutil.rmtree(clone / ".git")
    done = publish()
    assert done.returncode == 1 and "Không dùng được git" in done.stderr


def test_the_archive_of_this_repository_passes_the_gate(clone: Path, publish: Publish) -> None:
    shutil.rmtree(clone / "docs")
    shutil.copytree(ROOT / "docs", clone / "docs")
    done = publish("--dry-run", day=AS_OF, **ONE)
    assert done.returncode == 0, done.stderr


def test_since_when_a_page_and_a_picture_are_as_they_are(clone: Path, publish: Publish, tmp_path: Path) -> None:
    """Every file tells its day; one that changes tells a new one, also where only texts were touched, and stays so."""
    assert publish(day="2024-01-15").returncode == 0
    report = next((clone / "docs/tin-bai").rglob("*.md"))
    report.write_text(report.read_text(encoding="utf-8") + "\nMột câu thêm.\n", encoding="utf-8")
    assert publish(day="2024-02-20").returncode == 0
    report.write_text(report.read_text(encoding="utf-8") + "\nMột câu nữa.\n", encoding="utf-8")
    assert publish("--dry-run", day="2024-03-05").returncode == 0  # never published: its day must not stay
    assert publish(day="2024-04-30").returncode == 0
    site = tmp_path / "whole"
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", "remote.git", "whole")
    assert verify_site(site).faults == []
    page = site / report.relative_to(clone / "docs").with_suffix("") / "index.html"
    picture = min(site.glob("tin-bai/**/*.jpg"))
    said = {path: ask(site, str(path), "https://luu-tru.dak-po.example/").items for path in (page, picture)}
    assert {item["d"] for item in said[page]} == {"2024-04-30"}
    assert {item["d"] for item in said[picture]} == {"2024-01-15"}
    words = in_words(ask(site, str(picture), "https://luu-tru.dak-po.example/"))
    assert all("nguyên như vậy từ ngày 15/1/2024" in line for line in words), words
    whole = {path: path.read_bytes() for path in site.rglob("*.json")}
    shutil.rmtree(clone / ".cache")
    assert "không" in publish(day="2024-04-30").stdout  # a build from nothing gives the same days: nothing to publish
    assert whole[site / "manifest.json"] == (clone / ".cache/published/manifest.json").read_bytes()


def test_nothing_of_the_publishing_stays_in_the_clone(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    assert "staging" not in git(clone, "for-each-ref")
    assert not [path for path in clone.iterdir() if path.name.startswith(".site")]


KEYS = [KEY, OTHER_KEY]
ONE, TWO = ({"ARCHIVE_SIGNING_KEY": key.pem} for key in KEYS)


def published(clone: Path, path: str) -> str:
    """Give a file of the published branch."""
    command = ["git", "cat-file", "blob", f"gh-pages:{path}"]
    done = subprocess.run(command, cwd=clone.parent / "remote.git", capture_output=True, check=True)
    return done.stdout.decode()


def journal(clone: Path) -> Journal:
    return Journal.read(published(clone, "so-cai.jsonl"))


def events(clone: Path) -> list[tuple[str, str]]:
    return [(event["event"], event.get("id", "")) for event in journal(clone).events]


def stories(clone: Path) -> list[Path]:
    return sorted((clone / "docs/tin-bai/2023").glob("*.md"))


def id_of(story: Path) -> str:
    return f"tin-bai/2023/{story.stem}"


def edit(story: Path, old: str, new: str) -> None:
    text = story.read_text(encoding="utf-8")
    assert old in text
    story.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(story: Path, text: str) -> None:
    story.write_text(story.read_text(encoding="utf-8") + text, encoding="utf-8")


def checked_out(clone: Path, name: str) -> Path:
    """Check the published branch out, as a citizen would who checks it."""
    folder = clone.parent / name
    git(clone.parent, "clone", "--quiet", "--branch", "gh-pages", "remote.git", name)
    return folder


def test_each_edition_adds_to_the_journal_what_became_of_each_entry(clone: Path, publish: Publish) -> None:
    assert publish(**ONE).returncode == 0
    first = journal(clone)
    assert events(clone)[0] == ("key", "") and {event for event, _ in events(clone)[1:]} == {"publish"}
    silent, told, gone, _, moved = stories(clone)[:5]
    append(silent, "\nThêm một câu.\n")
    edit(told, "---\n", "---\nchanges: [{date: 2024-01-16, note: Sửa một con số.}]\n")
    edit(gone, "---\n", "---\nstatus: withdrawn\nreason: Đăng nhầm ảnh.\n")
    edit(moved, "---\n", f"---\naliases: [/{id_of(moved)}/]\n")
    moved.rename(moved.with_name("ten-moi.md"))
    done = publish(**ONE, day="2024-01-16")
    assert done.returncode == 0, done.stderr
    second = journal(clone)
    assert second.extends(first)
    new = {event["id"]: event for event in second.events[len(first.lines) :]}
    assert {id: event["event"] for id, event in new.items()} == {
        id_of(silent): "change",
        id_of(told): "correct",
        id_of(gone): "withdraw",
        "tin-bai/2023/ten-moi": "rename",
    }
    assert new["tin-bai/2023/ten-moi"]["from"] == id_of(moved) and new[id_of(gone)]["reason"] == "Đăng nhầm ảnh."
    page = published(clone, f"{id_of(silent)}/index.html")
    assert "16/1/2024" in page and "không kèm ghi chú" in page
    assert "không kèm ghi chú" not in published(clone, f"{id_of(told)}/index.html")
    site = checked_out(clone, "site")
    assert verify_site(site, earlier=first, expected=fingerprint(KEYS[0].public)).faults == []


def test_what_was_replaced_or_withdrawn_is_still_known_with_its_reason(clone: Path, publish: Publish) -> None:
    assert publish(**ONE).returncode == 0
    story = stories(clone)[0]
    before = published(clone, f"{id_of(story)}/ban-ghi.json").encode()
    edit(story, "---\n", "---\nstatus: withdrawn\nreason: Thông tin không còn đúng.\n")
    assert publish(**ONE, day="2024-01-16").returncode == 0
    site = checked_out(clone, "site")
    file = clone.parent / "ban-cu.json"
    file.write_bytes(before)
    answer = ask(site, str(file), "https://luu-tru.dak-po.example/")
    assert [item["t"] for item in answer.items] == ["earlier"]
    said = in_words(answer)[0]
    assert all(part in said for part in ("15/1/2024", "16/1/2024", "đã bị rút", "Thông tin không còn đúng."))


def test_an_entry_that_is_gone_without_a_word_stops_publication(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    before, story = commits(clone), stories(clone)[0]
    story.unlink()
    done = publish()
    assert done.returncode == 1 and id_of(story) in done.stderr and commits(clone) == before
    done = publish("--allow-shrink", "Theo quyết định của huyện")
    assert done.returncode == 0, done.stderr
    assert ("remove", id_of(story)) in events(clone)
    assert journal(clone).events[-1]["reason"] == "Theo quyết định của huyện"


def test_an_entry_that_was_published_before_there_was_a_journal_is_not_forgotten(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    older = checked_out(clone, "older")
    for name in ("so-cai.jsonl", "manifest.json"):
        (older / name).unlink()
    git(older, "checkout", "--quiet", "--orphan", "neu")
    git(older, "add", "-A")
    git(older, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "x")
    git(older, "push", "--quiet", "--force", "origin", "neu:gh-pages")
    git(clone / ".git/archive-publishing", "update-ref", "-d", "refs/archive/published/origin/gh-pages")
    story = stories(clone)[0]
    story.unlink()
    done = publish()
    assert done.returncode == 1 and id_of(story) in done.stderr


@pytest.mark.parametrize("how", ["deleted", "turned back", "deleted, elsewhere"])
def test_a_journal_that_was_lost_is_not_begun_anew(how: str, clone: Path, publish: Publish) -> None:
    assert publish(**ONE).returncode == 0
    first = commits(clone)[0]
    append(stories(clone)[0], "\nThêm.\n")
    assert publish(**ONE, day="2024-01-16").returncode == 0
    remote = clone.parent / "remote.git"
    if how == "turned back":
        git(remote, "update-ref", "refs/heads/gh-pages", first)
    else:
        other = checked_out(clone, "other")
        for name in ("so-cai.jsonl", "manifest.json", "manifest.json.sig"):
            (other / name).unlink()
        git(other, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-am", "x")
        git(other, "push", "--quiet")
    if how.endswith("elsewhere"):
        git(clone / ".git/archive-publishing", "update-ref", "-d", "refs/archive/published/origin/gh-pages")
        shutil.rmtree(clone / ".cache")
    before = commits(clone)
    done = publish(**ONE, day="2024-01-17")
    assert done.returncode == 1 and "không nối tiếp" in done.stderr and commits(clone) == before


def test_a_key_is_changed_by_the_one_before_it_or_with_a_reason_that_all_can_read(
    clone: Path, publish: Publish
) -> None:
    assert publish(**ONE).returncode == 0
    before = commits(clone)
    other = publish(**TWO)
    assert other.returncode == 1 and "khóa" in other.stderr and commits(clone) == before
    unsigned = publish()
    assert unsigned.returncode == 1 and "ký" in unsigned.stderr and commits(clone) == before
    assert publish(**TWO, ARCHIVE_OLD_SIGNING_KEY=KEYS[0].pem).returncode == 0
    assert verify_site(checked_out(clone, "second")).faults == []
    lost = publish("--new-key", "Mất máy giữ khóa", **ONE)
    assert lost.returncode == 0, lost.stderr
    third = checked_out(clone, "third")
    verdict = verify_site(third)
    assert verdict.faults == [] and [event["reason"] for event in verdict.unproven] == ["Mất máy giữ khóa"]
    assert verify_site(third, expected=fingerprint(KEYS[0].public)).unproven == []


@pytest.mark.parametrize("damage", ["line", "order", "cut", "signature"])
def test_a_journal_that_somebody_changed_on_the_branch_is_not_gone_on_with(
    damage: str, clone: Path, publish: Publish
) -> None:
    assert publish(**ONE).returncode == 0
    other = checked_out(clone, "other")
    file = other / "so-cai.jsonl"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    if damage == "line":
        lines[2] = lines[2].replace("publish", "withdraw")
    elif damage == "order":
        lines[1:3] = reversed(lines[1:3])
    elif damage == "cut":
        lines.pop()
    else:
        (other / "manifest.json.sig").write_bytes(bytes(64))
    file.write_text("".join(lines), encoding="utf-8")
    git(other, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-am", "x")
    git(other, "push", "--quiet")
    before = commits(clone)
    done = publish(**ONE)
    assert done.returncode == 1 and "ổ cái" in done.stderr and "Traceback" not in done.stderr
    assert commits(clone) == before


def test_a_site_that_does_not_pass_the_gate_is_not_published(clone: Path, publish: Publish) -> None:
    assert publish().returncode == 0
    before = commits(clone)
    template = clone / "overrides/entry.html"
    edit(template, "<h1>", '<a href="/khong-co/">x</a><h1>')
    done = publish()
    assert done.returncode == 1 and "/khong-co/" in done.stderr and commits(clone) == before


def test_an_inline_script_in_a_template_fails_the_build(clone: Path, publish: Publish) -> None:
    edit(clone / "overrides/entry.html", "<h1>", "<script>alert(1)</script><h1>")
    done = publish()
    assert done.returncode == 1 and "alert(1)" in done.stderr and commits(clone) == []
