"""A real nginx while editions are switched: no request fails, and an open page finds all that it was made for."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import pytest

from archive.assets import HASHED
from archive.policy import server_files
from archive.publishing.editions import Told, edition_id
from archive.publishing.webroot import WebRoot
from archive.search.engine import open_index
from archive.trust.journal import Journal
from archive.trust.sealing import OWN, Seal
from preview import free_port
from project import AS_OF, DOCS, run_hooks

SWITCHES, READERS = 100, 4
REQUESTS = 200_000 if os.environ.get("ARCHIVE_LONG") else 20_000
_URL = re.compile(r'(?:href|src)="([^"]*assets/[^"]+)"')


def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        assert not os.environ.get("ARCHIVE_REQUIRE_NGINX"), "nginx is not there"
        pytest.skip("nginx is not there")
    return found


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two editions of the repository's content that differ in a story, and so in shards of the search index."""
    folder, made = tmp_path_factory.mktemp("sites"), []
    for name in ("first", "second"):
        docs = folder / f"docs-{name}"
        for content in ("danh-muc", "tin-bai"):
            shutil.copytree(DOCS / content, docs / content)
        story = min((docs / "tin-bai/2023").glob("*.md"))
        story.write_text(story.read_text(encoding="utf-8") + f"\nThông tin đối ngoại, {name}.\n", encoding="utf-8")
        done = run_hooks("build", "--docs-dir", docs, "--site-dir", folder / name, "--as-of", AS_OF)
        assert done.returncode == 0, done.stderr
        made.append(folder / name)
    return made


def variant(site: Path, folder: Path, number: int) -> Path:
    """Make an edition whose assets are other than those of all others, and seal it."""
    shutil.copytree(site, folder)
    (assets,) = (path for path in (folder / "assets").iterdir() if path.is_dir())
    name = f"{number:010x}"
    assets.rename(assets.with_name(name))
    for page in folder.rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(assets.name, name), encoding="utf-8")
    for path in OWN:
        (folder / path).unlink(missing_ok=True)
    Seal(folder, "https://luu-tru.dak-po.example/", None, Journal(), ()).put(None)
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """Serve `current` of an empty web root with the headers that the archive writes for nginx."""
    program, port, root = nginx(), free_port(), tmp_path / "www"
    root.mkdir()
    config = f"""
daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log;
events {{ worker_connections 512; }}
http {{
  include /etc/nginx/mime.types; access_log off; keepalive_requests 1000000;
  client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p; fastcgi_temp_path {tmp_path}/f;
  uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;
  server {{ listen 127.0.0.1:{port}; root {root}/current; index index.html; include {tmp_path}/headers.conf; }}
}}
"""
    (tmp_path / "nginx.conf").write_text(("user root;" if os.geteuid() == 0 else "") + config, encoding="utf-8")
    (tmp_path / "headers.conf").write_text(server_files()["may-chu/nginx.conf"], encoding="utf-8")
    process = subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            assert process.poll() is None, (tmp_path / "error.log").read_text(encoding="utf-8")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield root, port
    finally:
        process.terminate()
        process.wait(timeout=20)


@dataclass
class Reader:
    """Reads pages as a browser does: the page, all that it names, and now and then a search."""

    port: int
    pages: list[str]
    chance: random.Random
    asked: int = 0
    failed: list[str] = field(default_factory=list)

    def read(self, ended: Path, most: int) -> Reader:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while self.asked < most or not ended.exists():
            if self.asked >= most:  # enough: go on, and leave the machine to who publishes
                time.sleep(0.05)
            page = self.chance.choice(self.pages)
            text = self.get(page).decode("utf-8", "replace")
            named = _URL.findall(text)
            if not named:
                self.failed.append(f"{page} names nothing")
            for path in named:
                self.get("/" + path.lstrip("./"))
            if self.chance.random() < 0.05:
                self.search()
        self.connection.close()
        del self.connection
        return self

    def search(self) -> None:
        index = open_index(lambda path: json.loads(self.get(f"/tim-kiem/{path}")))
        if not index.query("đối ngoại").results:
            self.failed.append("search finds nothing")

    def get(self, path: str) -> bytes:
        self.asked += 1
        try:
            self.connection.request("GET", path)
            answer = self.connection.getresponse()
            content = answer.read()
            if answer.status != 200:
                self.failed.append(f"{path}: {answer.status}")
        except (OSError, http.client.HTTPException) as error:
            self.failed.append(f"{path}: {error!r}")
            self.connection.close()
            return b""
        return content


@pytest.mark.timeout(1500)
def test_no_request_fails_while_editions_are_switched(
    sites: list[Path], server: tuple[Path, int], tmp_path: Path
) -> None:
    (root, port), target = server, WebRoot(server[0])

    def publish(number: int) -> None:
        site = variant(sites[number % 2], tmp_path / "new", number)
        told = Told(edition_id((site / "manifest.json").read_bytes()), f"{number}", 1)
        with target.held():
            assert target.put(site, target.live(), told, "x", lambda step: None) is not None
        shutil.rmtree(site)

    publish(0)
    pages = ["/", "/ky/2023-h1/", "/tin-bai/", "/don-vi/", "/kiem-tra/", "/tim-kiem/", "/kenh/"]
    ended = tmp_path / "ended"
    with ProcessPoolExecutor(READERS, get_context("spawn")) as pool:
        begun = [Reader(port, pages, random.Random(seed)) for seed in range(READERS)]
        reading = [pool.submit(one.read, ended, REQUESTS // READERS) for one in begun]
        try:
            for number in range(1, SWITCHES + 1):
                publish(number)
        finally:
            ended.touch()
        readers = [one.result() for one in reading]
    asked = sum(one.asked for one in readers)
    assert [failure for one in readers for failure in one.failed] == []
    assert asked >= REQUESTS
    print(f"\n{asked} requests, {SWITCHES} switches, none failed")
    assert len(target.live().editions()) == 10  # the others are gone, and what only they needed
    kept = {path.name for path in (root / "editions/kept/assets").iterdir()}
    assert kept == {f"{number:010x}" for number in range(SWITCHES - 9, SWITCHES + 1)}


def test_what_a_page_names_of_the_program_carries_a_hash(sites: list[Path]) -> None:
    icons = {"assets/mark.svg", "assets/mark-180.png"}
    for page in (sites[0] / "index.html", sites[0] / "kiem-tra/index.html"):
        named = {path.lstrip("./") for path in _URL.findall(page.read_text(encoding="utf-8"))}
        assert len(named - icons) >= 5 and all(HASHED.fullmatch(path) for path in named - icons)
