"""The tools of the build benchmark, each with the same archive laid out its own way, and the edits made to it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from archive import environment
from measuring import DidNotFinish, begun

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).parent / "peers"
TOOLS = ("ours", "hugo", "zensical", "mkdocs")
PORT = 8765
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True)
class Project:
    """An archive laid out for one tool: where its entries lie, how it is built and served, what it must forget."""

    tool: str
    folder: Path
    entries: Path
    command: tuple[str, ...]
    serve: tuple[str, ...]
    made: tuple[str, ...]
    template: Path
    registry: Path
    base: str = "/"

    def forget(self) -> None:
        """Take away all that earlier builds left."""
        for name in self.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def prints(self, number: int) -> bool:
        """Tell whether the page of an entry that was built last holds its title."""
        entry = self.entry(number)
        title = _taken_apart(entry)[0]["title"]
        page = self.folder / self.made[0] / entry.relative_to(self.entries).with_suffix("") / "index.html"
        return page.is_file() and str(title) in page.read_text(encoding="utf-8")

    def entry(self, number: int) -> Path:
        """Choose an entry: every time another, the same for every tool."""
        found = sorted(path for path in self.entries.glob("bao-cao/*/*.md") if path.stem.startswith("bao-cao-"))
        return found[(number * 7919 + 11) % len(found)]


def lay_out(tool: str, corpus: Path, folder: Path, peers: Path) -> Project:
    """Lay an archive out for a tool; `peers` is the environment of the peers, with a Python."""
    folder.mkdir(parents=True)
    return {"ours": _ours, "hugo": _hugo, "mkdocs": _mkdocs, "zensical": _mkdocs}[tool](tool, corpus, folder, peers)


def _ours(tool: str, corpus: Path, folder: Path, peers: Path) -> Project:
    for name in ("hooks", "overrides", "mkdocs.yml", "requirements.txt"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    shutil.copytree(corpus, folder / "docs")
    # As users have it: an environment that holds what a build needs and not what the tests need, and a Python that goes
    # on inside it, without what this machine hooks into its own.
    if not (venv := peers / "ours").exists():
        environment.make(venv, environment.BUILD, ROOT)
    (folder / ".venv").symlink_to(venv)
    python = str(peers / "bin/python")
    return Project(
        tool=tool,
        folder=folder,
        entries=folder / "docs",
        command=(python, "hooks", "build"),
        serve=(python, "hooks", "serve", "--port", str(PORT)),
        made=("site", ".cache"),
        template=folder / "overrides/entry.html",
        registry=folder / "docs/danh-muc/don-vi.yml",
    )


def _hugo(tool: str, corpus: Path, folder: Path, peers: Path) -> Project:
    shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)
    (folder / "data").mkdir()
    units = yaml.safe_load((corpus / "danh-muc/don-vi.yml").read_text(encoding="utf-8"))
    names = {unit["id"]: unit["name"] for unit in units}
    (folder / "data/units.yaml").write_text(yaml.safe_dump(names, allow_unicode=True), encoding="utf-8")
    for path in sorted(corpus.glob("*/*/*.md")):
        file = folder / "content" / path.relative_to(corpus)
        file.parent.mkdir(parents=True, exist_ok=True)
        front, body = _taken_apart(path)
        front["units"] = [front.get("issuer") or front.get("unit")]
        front["periods"] = [front.get("period") or str(front["date"])[:4]]
        file.write_text(_put_together(front, body), encoding="utf-8")
    hugo = str(peers / "bin/hugo")
    return Project(
        tool=tool,
        folder=folder,
        entries=folder / "content",
        command=(hugo, "--quiet"),
        serve=(hugo, "server", "--quiet", "--bind", "127.0.0.1", "--port", str(PORT), "--disableLiveReload"),
        made=("public", "resources", ".hugo_build.lock"),
        template=folder / "layouts/_default/single.html",
        registry=folder / "data/units.yaml",
    )


def _mkdocs(tool: str, corpus: Path, folder: Path, peers: Path) -> Project:
    shutil.copytree(corpus, folder / "docs")
    shutil.copytree(PEERS / "mkdocs/overrides", folder / "overrides")
    (folder / "mkdocs.yml").write_text((PEERS / "mkdocs/mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    lists: dict[str, list[str]] = {}
    for path in sorted(corpus.glob("*/*/*.md")):
        front, _ = _taken_apart(path)
        line = f"- [{front['title']}](../{path.relative_to(corpus).as_posix()})"
        period = front.get("period") or str(front["date"])[:4]
        for name in (f"ky/{period}", f"don-vi/{front.get('issuer') or front.get('unit')}", *_topics(front)):
            lists.setdefault(name, []).append(line)
    for name, lines in lists.items():
        file = folder / f"docs/{name.lower()}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    (folder / "docs/index.md").write_text("# Kho lưu trữ\n", encoding="utf-8")
    program = str(peers / f"bin/{tool}")
    address = f"127.0.0.1:{PORT}"
    clean = ("--clean",) if tool == "mkdocs" else ()
    return Project(
        tool=tool,
        folder=folder,
        entries=folder / "docs",
        command=(program, "build", "-q", *clean) if tool == "mkdocs" else (program, "build"),
        serve=(program, "serve", "-a", address),
        made=("site", ".cache"),
        template=folder / "overrides/main.html",
        registry=folder / "docs/don-vi/ubnd-huyen-dak-po.md",
    )


def _topics(front: dict[str, object]) -> list[str]:
    topics = front.get("topics")
    return [f"linh-vuc/{topic}" for topic in topics] if isinstance(topics, list) else []


def _taken_apart(path: Path) -> tuple[dict[str, object], str]:
    text = path.read_text(encoding="utf-8")
    match = _FRONT.match(text)
    assert match
    return yaml.load(match[1], yaml.BaseLoader), text[match.end() :]


def _put_together(front: dict[str, object], body: str) -> str:
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---\n{body}"


def _changed(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def _edit_body(project: Project, number: int) -> None:
    _changed(project.entry(number), lambda text: f"{text.rstrip()} Câu thêm vào lần {number}.\n")


def _edit_title(project: Project, number: int) -> None:
    _changed(
        project.entry(number + 100), lambda text: re.sub(r"(?m)^title: .*", f"title: Báo cáo đổi tên {number}", text)
    )


def _add_entry(project: Project, number: int) -> None:
    """Add the newest report of the newest period, as a clerk does."""
    file = sorted(project.entries.glob("bao-cao/*/bao-cao-*.md"))[-1]
    text = re.sub(r"(?m)^number: .*", f"number: {9000 + number}/TB-UBND", file.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^plans:\n(?: .*\n|- .*\n)+", "", text)
    (file.parent / f"bao-cao-moi-{number}.md").write_text(text, encoding="utf-8")


def _edit_template(project: Project, number: int) -> None:
    """Have the template of entries print another word, within what it prints."""

    def changed(text: str) -> str:
        text = re.sub(r"<span hidden>lần \d+</span>", "", text)
        return re.sub(r"(?s)(.*)(\{% endblock %\}|\{\{ end \}\})", rf"\1<span hidden>lần {number}</span>\2", text)

    _changed(project.template, changed)


def _edit_registry(project: Project, number: int) -> None:
    def renamed(text: str) -> str:
        return re.sub(
            "Ủy ban nhân dân huyện Đak Pơ( [0-9]+)?|# don-vi/.*", lambda found: f"{found[0]} {number}", text, count=1
        )

    _changed(project.registry, renamed)


EDITS: dict[str, Callable[[Project, int], None]] = {
    "body": _edit_body,
    "title": _edit_title,
    "new": _add_entry,
    "template": _edit_template,
    "registry": _edit_registry,
}


def served(project: Project, number: int) -> float:
    """Say how many seconds pass from saving an entry to its page, fresh, over HTTP."""
    entry = project.entry(number + 50)
    path = entry.relative_to(project.entries).with_suffix("").as_posix()
    url, said = f"http://127.0.0.1:{PORT}{project.base}{path}/", f"Câu mới khi đang xem {number}"
    process = begun(project.serve, project.folder, subprocess.DEVNULL)
    try:
        _wait(url, "", process, 180)
        time.sleep(3)
        began = time.perf_counter()
        _changed(entry, lambda text: f"{text.rstrip()} {said}.\n")
        _wait(url, said, process, 180)
        return time.perf_counter() - began
    finally:
        with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(url: str, text: str, process: subprocess.Popen[bytes], longest: float) -> None:
    """Ask for a page until it holds a text."""
    until = time.perf_counter() + longest
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise DidNotFinish("the server ended")
        try:
            with urllib.request.urlopen(url, timeout=60) as answer:
                if text in answer.read().decode(errors="replace"):
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.02)
    raise DidNotFinish(f"{url} never held {text!r}")
