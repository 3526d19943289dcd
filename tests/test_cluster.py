"""Printing on a cluster: the bytes are those of one machine, whoever dies on the way."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive import processes
from archive.file_facts import FileFacts
from commands import building
from commands.console import ContentProblem
from corpus import write_corpus
from drawing import pdf, picture
from press import cluster, printing
from project import ROOT
from rebuilding import tree

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="workers are killed by a signal"),
    pytest.mark.filterwarnings("default"),
]
DAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Do away with what Dask leaves open here, where its warnings are none of ours."""
    yield
    gc.collect()


@contextlib.contextmanager
def running(*command: str, stop: signal.Signals = signal.SIGINT) -> Iterator[None]:
    """Run a command as the README has it typed, and stop it in the end: by the key, or as systemd does."""
    with subprocess.Popen(command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.send_signal(stop)
            try:
                process.wait(120)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler as Dask has it, which knows nothing of us."""
    file = tmp_path / "scheduler.json"
    dask = (str(Path(sys.executable).parent / "dask"), "scheduler", "--no-dashboard", "--no-show")
    with running(*dask, "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)):
        for _ in range(600):
            if file.exists() and file.read_text():
                break
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"]


@pytest.fixture
def workers(scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Two machines that joined by the command: their processes. Nobody is connected to them when one is killed."""
    # What a worker writes goes with it, though it was killed.
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    one = (sys.executable, str(ROOT / "hooks"), "worker", scheduler)
    with running(*one), running(*one, stop=signal.SIGTERM):
        with distributed.Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            found = list(client.run(os.getpid).values())
        yield found
        assert list(scratch.rglob("archive-*")), "nothing was printed there"
    assert not list(scratch.rglob("archive-*"))


def illustrate(archive: Path) -> None:
    """Put a story into an archive, with a cover, a picture in its text, and attached files."""
    folder = archive / "tin-bai/2023"
    folder.mkdir(parents=True, exist_ok=True)
    files = {"bia.jpg": picture(900, 600), "anh.png": picture(80, 60, "PNG"), "tep.pdf": pdf("Mot dong")}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "rau.md").write_text(
        "---\ntitle: Rau xuống phố\ndate: 2023-04-01\nunit: ubnd-xa-tan-an\nformat: article\n"
        "streams: [quang-ba-hinh-anh]\ncover: {file: bia.jpg, alt: Ruộng rau}\nattachments:\n"
        "  - {file: bia.jpg, title: Ảnh gốc}\n  - {file: tep.pdf, title: Bản in}\n---\n\nCó ảnh.\n\n![Chợ](anh.png)\n",
        encoding="utf-8",
    )


def test_two_workers_print_what_one_machine_prints_though_one_is_killed(
    archive: Path, scheduler: str, workers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(archive, 80, seed=3)
    illustrate(archive)
    # A worker has neither the sources nor what lies beside them.
    state = FileFacts.__getstate__
    monkeypatch.setattr(FileFacts, "__getstate__", lambda self: {**state(self), "docs_dir": Path("/nowhere")})
    one = archive.parent / "one"
    building.built(archive, one, as_of=DAY, site_before=archive / "none", store_dir=archive.parent / "store-one")
    monkeypatch.setattr(processes, "SHARE", 4)
    at_work, whole = threading.Event(), printing.in_turn

    def killing(*given: object) -> Iterator[printing.Printed]:
        for share in whole(*given):  # type: ignore[arg-type]
            if not at_work.is_set():
                at_work.set()
                os.kill(workers[0], signal.SIGKILL)
            yield share

    monkeypatch.setattr(printing, "in_turn", killing)
    many = archive.parent / "many"
    building.built(
        archive,
        many,
        as_of=DAY,
        site_before=archive / "none",
        store_dir=archive.parent / "store-many",
        scheduler=scheduler,
    )
    assert at_work.is_set()
    assert tree(many) == tree(one)


def test_nobody_answering_is_told(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(archive, 70, seed=3)
    with pytest.raises(ContentProblem, match="Không có cụm máy nào trả lời ở"):
        building.built(
            archive,
            tmp_path / "site",
            as_of=DAY,
            site_before=archive / "none",
            store_dir=tmp_path / "store",
            scheduler="tcp://127.0.0.1:9",
        )
    assert not (tmp_path / "site/index.html").exists()


def test_a_worker_of_another_program_prints_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(archive, 70, seed=3)
    briefs: list[bytes] = []

    @contextlib.contextmanager
    def noted(scheduler: str, press: printing.Press, pages: list[str]) -> Iterator[None]:
        brief = cluster.Brief.of(press, pages)
        briefs.append(pickle.dumps(replace(brief, inputs=replace(brief.inputs, program="another"))))
        raise printing.NoCluster("commands.build.no_cluster")
        yield

    monkeypatch.setattr(cluster, "cluster", noted)
    site, store = archive.parent / "site", archive.parent / "store"
    with pytest.raises(ContentProblem):
        building.built(archive, site, as_of=DAY, site_before=site, store_dir=store, scheduler="tcp://x")
    with pytest.raises(printing.NoCluster, match="other_program"):
        cluster.print_share(briefs[0], [])
