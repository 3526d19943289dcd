"""The clerks' guide tells of what is there, its pictures show it as it is, its steps lead to a published report."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from archive.pages.guide import KeysPage, MessagesPage, guide_pages
from archive.schema.dictionary import Term
from archive.strings import strings
from checkouts import copy_project, git, run_in
from guide.pictures import GUIDE, RECORD, SHOTS, sample, shown
from importing.papers import papers
from project import ROOT, run_hooks

PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md"))}
TEXT = "\n".join(PAGES.values())


def test_the_pictures_show_what_the_pages_say_now() -> None:
    """Where this fails: look at the pages, and take the pictures anew with `python3 tests/guide/pictures.py`."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    with sample() as (docs, address):
        assert {shot.name: shown(docs, address, shot) for shot in SHOTS} == record


def test_every_picture_is_taken_by_the_script_and_described() -> None:
    named = re.findall(r"!\[([^\]]+)\]\(([\w-]+\.png)\)", TEXT)
    assert {name for _, name in named} == {path.name for path in GUIDE.glob("*.png")} == {shot.name for shot in SHOTS}
    assert all(len(alt) > 20 for alt, _ in named)


@pytest.mark.parametrize("line", sorted(set(re.findall(r"python3 hooks ([^`\n]+)", TEXT))))
def test_every_command_is_there_and_has_the_options_that_it_is_given(line: str) -> None:
    from commands.console import group

    name, *rest = line.split()
    command = group.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    known = {"--help"} | {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= known


def test_every_key_is_told_of() -> None:
    (page,) = [page for page in guide_pages() if isinstance(page, KeysPage)]

    def keys(terms: list[Term]) -> set[str]:
        return {term.key for term in terms} | {key for term in terms for key in keys(term.within)}

    told = set().union(*(keys(terms) for _, terms in page.dictionary))
    assert {"title", "number", "results", "note", "successors", "platform"} <= told
    assert all(term.meaning for _, terms in page.dictionary for term in terms)


def test_every_message_is_told_of_with_its_fix() -> None:
    page, publishing = (page for page in guide_pages() if isinstance(page, MessagesPage))
    assert all(message and then for _, message, then in publishing.messages)
    codes = {key.split(".")[1] for key in strings().texts if re.fullmatch(r"problems\.\w+\.message", key)}
    assert {code for code, _, _ in page.messages} == codes and len(codes) > 100
    assert all(message and "{" not in message.replace("}}", "") for _, message, _ in page.messages)


def test_the_guide_is_on_the_site(tmp_path: Path) -> None:
    done = run_hooks("build", "--site-dir", tmp_path / "site", "--as-of", "2024-01-15")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site/huong-dan"
    assert (site / "index.html").is_file() and (site / "sua-rut-doi-ten/index.html").is_file()
    keys, messages = (
        (site / name / "index.html").read_text(encoding="utf-8") for name in ("cac-khoa", "cac-thong-bao")
    )
    assert "<code>issuer</code>" in keys and "Thiếu khóa “…”" in messages


def test_from_an_empty_folder_to_a_published_first_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The five steps of the guide, with its own commands, and then the publication that runs on a timer."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Cán bộ")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "can-bo@dak-po.example")
    _shared_repository(tmp_path)
    steps = re.findall(r"(?m)^    +(.+)$", PAGES["index"].split("## Không có tệp Word")[0])
    assert steps[0] == "git clone ĐỊA_CHỈ kho"
    git(tmp_path, "clone", "--quiet", "remote.git", "kho")
    kho, paper = tmp_path / "kho", papers()[0]
    (kho / "Báo cáo 6 tháng.docx").write_bytes(paper.docx())
    done = {}
    for step in steps[2:]:
        command = step.removeprefix("python3 hooks ").split(" ", 1)
        if command[0] != "serve":  # shows pages until it is stopped: see test_previewing
            arguments = [part.strip('"') for part in command[1:]]
            sure = ["--yes"] if command[0] == "submit" else []  # asked for on a terminal
            done[command[0]] = _hooks(kho, command[0], *arguments, *sure)
    assert list(done) == ["import", "check", "submit"]
    entry = next((kho / "docs/bao-cao").rglob("*.md"))
    assert "CẦN ĐIỀN" not in entry.read_text(encoding="utf-8"), "this paper leaves nothing to fill in"
    assert "Báo cáo 6 tháng.docx" not in git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "main")
    _hooks(kho, "publish", "--as-of", "2025-01-15")
    page = f"{entry.relative_to(kho / 'docs').with_suffix('')}/index.html"
    assert paper.keys["title"] in git(tmp_path / "remote.git", "show", f"gh-pages:{page}")


def _shared_repository(folder: Path) -> None:
    """Make the repository that all share: this project with its registries, and no entry yet."""
    git(folder, "init", "--bare", "--quiet", "--initial-branch=main", "remote.git")
    git(folder, "clone", "--quiet", "remote.git", "quan-tri")
    made = folder / "quan-tri"
    copy_project(made, "danh-muc")
    shutil.copyfile(ROOT / ".gitignore", made / ".gitignore")
    git(made, "checkout", "--quiet", "-B", "main")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "--message", "Bắt đầu")
    git(made, "push", "--quiet", "--set-upstream", "origin", "main")


def _hooks(folder: Path, *arguments: str) -> str:
    done = run_in(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
