"""Somebody who may write where we publish, and has no key; and what must not leave the machine that publishes."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from archive.trust.journal import Journal, Writing
from archive.trust.undoing import hidden_since
from checkouts import git
from publishing.scene import DAY, KEY, SIGNED, Scene

_WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org")


def deface(scene: Scene, message: str, **changes: str) -> None:
    """Push changed files to the published branch."""
    other = scene.live()
    for name, text in changes.items():
        (other / name.replace("_", ".")).write_text(text, encoding="utf-8")
    git(other, "add", "--all")
    git(other, *_WHO, "commit", "--quiet", "--allow-empty", "--message", message)
    git(other, "push", "--quiet")


@pytest.mark.parametrize("said", ["Undoes: ?", "Undoes: {source}", "Day: nonsense", "Entries: many"])
def test_what_a_commit_says_of_itself_does_not_keep_a_defacement_live(scene: Scene, said: str) -> None:
    scene.published()
    source = git(scene.clone, "rev-parse", "HEAD")
    deface(scene, f"x\n\nEdition: abc\nSource: {source}\n{said.format(source=source)}", index_html="của kẻ khác")
    scene.published()
    assert scene.is_whole() and "của kẻ khác" not in (scene.live() / "index.html").read_text(encoding="utf-8")


def test_what_is_held_after_a_rollback_is_not_held_once_it_was_changed(scene: Scene) -> None:
    scene.published()
    scene.write()
    scene.commit()
    scene.published(day="2024-01-16")
    assert scene.run("rollback", "--as-of", "2024-01-16", **SIGNED).returncode == 0
    assert "Đang giữ" in scene.published(day="2024-01-16")
    deface(scene, "x", index_html="của kẻ khác")
    done = scene.publish(day="2024-01-16")
    assert done.returncode == 1 and "index.html" in done.stderr and "rollback --to" in done.stderr
    scene.published("--forward", day="2024-01-16")
    assert scene.is_whole()


def test_a_name_that_leads_out_of_its_folder_is_not_written(scene: Scene) -> None:
    scene.published()
    remote = scene.remote
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=remote, input="x", capture_output=True, text=True, check=True
    ).stdout.strip()
    tree = git(remote, "rev-parse", "gh-pages^{tree}")

    def made(content: str) -> str:
        command = ["git", "mktree", "--missing"]
        done = subprocess.run(command, cwd=remote, input=content, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    inner = made(f"100644 blob {blob}\tpwned.txt\n")
    raw = bytes.fromhex(inner)
    body = subprocess.run(["git", "cat-file", "tree", tree], cwd=remote, capture_output=True, check=True).stdout
    evil = b"40000 ..\0" + raw + body  # git's own commands would not write it
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        cwd=remote,
        input=evil,
        capture_output=True,
        check=True,
    )
    commit = git(remote, *_WHO, "commit-tree", done.stdout.decode().strip(), "-p", "gh-pages", "-m", "x")
    git(remote, "update-ref", "refs/heads/gh-pages", commit)
    for command in (("publish",), ("rollback",), ("export", "--bagit", str(scene.folder / "a.zip"))):
        result = scene.run(*command, "--as-of", DAY, **SIGNED)
        assert result.returncode == 1 and "Traceback" not in result.stderr, result.stderr
    assert not list(scene.folder.rglob("pwned.txt"))


def test_a_rollback_where_the_journal_was_damaged_is_told(scene: Scene) -> None:
    scene.published()
    scene.write()
    scene.published(day="2024-01-16")
    other = scene.live()
    (other / "so-cai.jsonl").write_text("{}\n", encoding="utf-8")
    git(other, *_WHO, "commit", "--quiet", "--all", "--message", "x")
    git(other, "push", "--quiet")
    done = scene.run("rollback", "--as-of", "2024-01-16", **SIGNED)
    assert done.returncode == 1 and "sổ cái ở nơi đăng không đọc được" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("where", ["branch", "folder"])
def test_a_place_that_was_emptied_is_not_begun_anew(scene: Scene, where: str) -> None:
    target = ("--target", str(scene.root)) if where == "folder" else ()
    scene.published(*target)
    shutil.rmtree(scene.clone / ".git/archive-publishing", ignore_errors=True)
    if where == "folder":
        shutil.rmtree(scene.root)
    else:
        git(scene.remote, "update-ref", "-d", "refs/heads/gh-pages")
    done = scene.publish(*target)
    assert done.returncode == 1 and "không còn bản nào" in done.stderr
    for record in (scene.clone / ".cache/publishing").glob("*.json"):
        record.unlink()
    scene.published(*target)


def test_a_withdrawal_stays_one_whatever_is_told_of_it_later() -> None:
    """A reason that was reworded, or old addresses added, show nothing again; a restored entry does not count."""
    earlier = Journal()

    def journal(*events: tuple[str, dict[str, str]]) -> Journal:
        writing = Writing(earlier, DAY)
        for event, more in events:
            writing.add(event, **more)
        return writing.whole

    gone = ("withdraw", {"id": "a", "sha256": "1", "status": "withdrawn"})
    again = ("alias", {"id": "a", "sha256": "2", "status": "withdrawn"})
    back = ("restore", {"id": "a", "sha256": "3", "status": "published"})
    merged = ("merge", {"id": "a", "into": "b"})
    assert hidden_since(journal(gone), earlier) == ["a"] == hidden_since(journal(gone, again), earlier)
    assert hidden_since(journal(gone, merged), earlier) == ["a"] and hidden_since(journal(gone, back), earlier) == []
    assert hidden_since(journal(("remove", {"id": "c"})), earlier) == ["c"]


def test_no_private_key_is_handed_over(scene: Scene) -> None:
    scene.published()
    key = scene.clone / "docs/khoa.txt"
    (scene.clone / "khoa.pem").write_text(KEY.pem, encoding="utf-8")  # beside the sources: it stays there
    assert scene.run("export", "--bagit", scene.folder / "a.zip").returncode == 0
    with zipfile.ZipFile(scene.folder / "a.zip") as packed:
        assert not [name for name in packed.namelist() if b"PRIVATE KEY" in packed.read(name) and "khoa" in name]
    (scene.clone / "khoa.pem").rename(key)
    git(scene.clone, "add", "docs/khoa.txt")
    done = scene.run("export", "--bagit", scene.folder / "b.zip")
    assert done.returncode == 1 and not (scene.folder / "b.zip").exists()


def test_the_operators_command_is_not_given_the_key(scene: Scene, tmp_path: Path) -> None:
    told = tmp_path / "environment"
    assert scene.publish(ARCHIVE_ON_SUCCESS=f"env > '{told}'").returncode == 0
    assert "PRIVATE KEY" not in told.read_text(encoding="utf-8") and "ARCHIVE_EDITION=" in told.read_text(
        encoding="utf-8"
    )


def test_a_key_that_cannot_be_read_is_on_record(scene: Scene) -> None:
    done = scene.run("publish", "--key", scene.folder / "none.pem")
    assert done.returncode == 2
    record = json.loads(scene.run("status", "--json").stdout)
    assert record["outcome"] == "failed" and "none.pem" in record["message"]
